"""The school's logo, brought to a small picture that stands at the head of papers."""

from __future__ import annotations

from io import BytesIO

from pegase_desktop.domain.errors import UserError

MAX_PIXELS = 25_000_000
_MAX_WIDTH, _MAX_HEIGHT = 900, 400


class LogoRefused(UserError):
    """The file is no picture that can be used."""


def is_drawable(content: bytes) -> bool:
    """Whether a picture kept as logo can be drawn whole; a register may hold what no settings of ours let in."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            width, height = picture.size
            return width * height <= MAX_PIXELS and picture.load() is not None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def prepared_logo(content: bytes) -> bytes:
    """A PNG of at most 900 × 400 pixels. Only its head is read before its size is known to be reasonable.

    Raises:
        LogoRefused: it is no PNG, JPEG, GIF, WebP or BMP, is damaged, or has more than 25 megapixels.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP")) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise LogoRefused(
                    f"Cette image a {width * height // 1_000_000} millions de points : c’est trop. "
                    "Réduisez-la, par exemple à 900 points de large."
                )
            small = picture.convert("RGBA")
            small.thumbnail((_MAX_WIDTH, _MAX_HEIGHT))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise LogoRefused("Ce fichier n’est pas une image utilisable. Choisissez une image PNG ou JPEG.") from problem
    target = BytesIO()
    small.save(target, "PNG", optimize=True)
    return target.getvalue()
