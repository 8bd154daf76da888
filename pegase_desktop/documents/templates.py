"""The texts of the letters that come with the program."""

from __future__ import annotations

from pegase_desktop.domain.letter_templates import Template
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.resources import resource


def default_template(kind: LetterKind) -> Template:
    """The text that comes with the program."""
    return Template.parse(resource(f"letters/{kind.value}.txt").read_text("utf-8"))


def template_of(kind: LetterKind, settings: Settings) -> Template:
    """The office's own text where there is one, else the one that comes with the program.

    Raises:
        TemplateFault: the office's text names a field that does not exist (any more), or a brace in it is alone.
    """
    own = settings.templates.get(kind)
    return Template.parse(own) if own else default_template(kind)
