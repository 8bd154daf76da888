"""Pictures of the screen as the README shows them: with few colours, at a third of the size."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

_COLOURS = 256


def store(picture: Image.Image, place: Path) -> None:
    """Keep *picture* at *place*, its rare colours too: the amber of one deadline is not the red of the others."""
    place.parent.mkdir(parents=True, exist_ok=True)
    few = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(place, optimize=True)
