"""One page of the wizard, made from the declarations of its facts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.facts import FactKind, Need
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.progress import is_begun
from pegase_desktop.ui.forms.editors import FactEditor, FieldLines
from pegase_desktop.ui.forms.rows_section import RowsSection
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Hairline
from pegase_desktop.ui.widgets.labels import Paragraph, Text
from pegase_desktop.ui.widgets.text_area import TextArea
from pegase_desktop.ui.wizard.arrangement import Section, blocks_of
from pegase_desktop.ui.wizard.attachments_section import AttachmentsSection
from pegase_desktop.ui.wizard.case_cards import (
    ImprovementCard,
    NatureCard,
    PriorityCard,
    QuoteCard,
    SimilarSection,
)
from pegase_desktop.ui.wizard.closing_section import ClosingSection, Ending
from pegase_desktop.ui.wizard.flow import Point
from pegase_desktop.ui.wizard.letter_card import LetterCard
from pegase_desktop.ui.wizard.passage import Passage
from pegase_desktop.ui.wizard.rows import rows_section

# Kinds on which nothing depends while they are typed; what depends on the others is shown at once.
_FREE_WORDS = frozenset({FactKind.LINE, FactKind.TEXT, FactKind.PHONE, FactKind.EMAIL})


class PageForm(QWidget):
    """The form of one page.

    ``typed`` after every edit; ``settled`` when an answer is finished, so that what depends on it may be shown;
    ``repathed`` with the fact of which the answer leads the case on another path;
    ``wanted`` with a place (page, fact) to go to; ``letter_wanted`` with the kind of a letter to be written;
    ``ending`` when the closure, or what undoes it, is asked for; ``improvement_wanted`` when one is to be decided;
    ``nature_wanted`` when the case is to become one of another nature.
    """

    typed = Signal()
    settled = Signal()
    repathed = Signal(str)
    wanted = Signal(object)
    letter_wanted = Signal(object)
    ending = Signal(Ending)
    improvement_wanted = Signal()
    nature_wanted = Signal()

    def __init__(self, page: Page, passage: Passage) -> None:
        super().__init__()
        self.page = page
        self._passage = passage
        self._path = passage.flow.path
        self._fields = FieldLines(Complaint, passage.flow, passage.page_context, self, self._path.worded)
        self._fields.typed.connect(self._take_typed)
        self._fields.left.connect(self._take_left)
        self.editors = self._fields.editors
        self.sections: dict[Section, QWidget] = {}
        self._stops: list[FactEditor | RowsSection] = []
        self._last_text: QWidget | None = None
        self.setMaximumWidth(px(Size.WIZARD_FORM_MAX))
        self._column = QVBoxLayout(self)
        padding = px(Size.FORM_PADDING)
        self._column.setContentsMargins(padding, px(24), padding - Size.SCROLL_BAR, px(28))
        self._column.setSpacing(16)
        self._column.addLayout(self._head())
        for block in blocks_of(self._path, page, is_registered=passage.flow.is_registered):
            if isinstance(block, Section):
                self._add_section(block)
            else:
                self._column.addWidget(self._fields.add(*block))
                self._stops += [self.editors[name] for name in block]
        self._column.addStretch(1)
        self._show_what_is_asked()
        self._say_what_is_wrong()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note_text)

    # Where the keyboard is

    def focus_first_empty(self) -> None:
        """Put the keyboard where the person goes on.

        On a page where nothing is given yet, that is its first empty field; later, the first empty one that is needed,
        so that a page that is complete shows its beginning.
        """
        stops = [one for one in self._stops if self._is_shown(one)]
        is_fresh = not is_begun(self._passage.flow.given, self.page)
        empty = (one for one in stops if one.is_empty() and (is_fresh or one.declared.need is not Need.OPTIONAL))
        target = next(empty, stops[0] if stops else None)
        if target is not None:
            target.focus()
        else:
            self.setFocus()  # a page of rows that are only read

    def _is_shown(self, stop: FactEditor | RowsSection) -> bool:
        return (stop if isinstance(stop, RowsSection) else stop.field).isVisibleTo(self)

    def focus_on(self, fact: str, sentence: str = "") -> None:
        """Put the keyboard on a fact, and say there what is missing."""
        editor = self.editors.get(fact)
        section = next(
            (one for one in self.sections.values() if isinstance(one, RowsSection) and one.name == fact), None
        )
        if editor:
            editor.focus()
            if sentence and editor.is_empty():
                editor.ask(sentence)
        elif section:
            section.focus()
        else:
            self.focus_first_empty()

    def fact_with_focus(self) -> str:
        """The fact under the keyboard, or nothing."""
        here: QWidget | None = self.focusWidget()
        while here is not None and here is not self:
            for name, editor in self.editors.items():
                if editor.field is here or editor.input is here:
                    return name
            if isinstance(here, RowsSection):
                return here.name
            here = here.parentWidget()
        return ""

    @property
    def takes_sentences(self) -> bool:
        """Whether there is a long text to write a sentence into."""
        return bool(self._long_texts())

    def insert_sentence(self, sentence: str) -> None:
        """Write a sentence into the long text that has or last had the keyboard, else into the page's first."""
        texts = self._long_texts()
        if texts:
            self._insert(self._last_text if self._last_text in texts else texts[0], sentence)

    def insert_into(self, fact: str, words: str) -> None:
        """Write words into the long text of a fact, if it may be written in."""
        if self.editors[fact].input in self._long_texts():
            self._insert(self.editors[fact].input, words)

    def _insert(self, text: Any, words: str) -> None:
        """Write words where the person was; at the end of a text in which they were not yet."""
        if text is not self._last_text:
            text.moveCursor(QTextCursor.MoveOperation.End)
        text.insert_phrase(words)
        text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _long_texts(self) -> list[QWidget]:
        """Those that are shown and may be written in."""
        editors = [one for one in self._all_editors() if one.is_long_text and one.field.isVisibleTo(self)]
        return [one.input for one in editors if one.input.isEnabled() and not one.input.isReadOnly()]

    def _note_text(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, TextArea) and not now.isReadOnly() and self.isAncestorOf(now):
            self._last_text = now

    # Building

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(4)
        stop = self._path.stop(self.page)
        head.addWidget(Text(stop.label, Type.PAGE_TITLE))
        if not self._passage.flow.is_locked:  # it says what to do
            head.addWidget(Paragraph(self._passage.said(stop.sentence), Type.BODY, Tone.TEXT2))
        return head

    def _add_section(self, section: Section) -> None:
        widget = self._make_section(section)
        self.sections[section] = widget
        self._column.addWidget(widget)

    def _make_section(self, section: Section) -> QWidget:
        match section:
            case Section.RULE:
                return Hairline()
            case Section.QUOTE:
                quote = QuoteCard(self._passage)
                quote.opened.connect(self._open_first_page)
                return quote
            case Section.PRIORITY:
                return PriorityCard(self._passage)
            case Section.SIMILAR:
                similar = SimilarSection(self._passage)
                similar.changed.connect(self._take_change)
                return similar
            case Section.ATTACHMENTS:
                attachments = AttachmentsSection(self._passage)
                attachments.changed.connect(self.settled)
                return attachments
            case Section.LETTER:
                letter = LetterCard(self.page, self._passage, self)
                letter.wanted.connect(self.letter_wanted)
                return letter
            case Section.NATURE | Section.IMPROVEMENT:
                return self._make_lead(section)
            case Section.CLOSING:
                return self._make_closing()
            case Section.CALLS | Section.ACTIONS | Section.REDRESS | Section.EXCHANGES:
                return self._make_rows(section.value)

    def _make_lead(self, section: Section) -> QWidget:
        """A card that leads away from the page."""
        if section is Section.NATURE:
            nature = NatureCard(self._passage)
            nature.wanted.connect(self.nature_wanted)
            return nature
        improvement = ImprovementCard()
        improvement.wanted.connect(self.improvement_wanted)
        return improvement

    def _make_closing(self) -> ClosingSection:
        closing = ClosingSection(self._passage)
        closing.wanted.connect(self.wanted)
        closing.ending.connect(self.ending)
        return closing

    def _make_rows(self, name: str) -> RowsSection:
        rows = rows_section(name, self._passage)
        rows.typed.connect(self.typed)
        rows.changed.connect(self._take_change)
        if rows.editors:
            self._stops.append(rows)
        return rows

    # What the person does

    def _take_typed(self, name: str) -> None:
        if self._passage.flow.path is not self._path:
            self.repathed.emit(name)
            return
        self._fields.show_values(but=name)
        if self.editors[name].declared.kind not in _FREE_WORDS:
            self._settle()
        self.typed.emit()

    def _take_left(self, _: str) -> None:
        self._settle()

    def _take_change(self) -> None:
        self._settle()
        self.typed.emit()

    def _settle(self) -> None:
        self._show_what_is_asked()
        for section in self.sections.values():
            if isinstance(section, PriorityCard | LetterCard | ClosingSection):
                section.refresh()
        self.settled.emit()

    def _open_first_page(self) -> None:
        self.wanted.emit((Page.RECEPTION.value, "verbatim"))

    def _show_what_is_asked(self) -> None:
        self._fields.show_what_is_asked()
        for section in self.sections.values():
            if isinstance(section, RowsSection):
                section.setVisible(self._passage.flow.takes_rows(section.declared))

    def _say_what_is_wrong(self) -> None:
        """On a page that was left with something wrong."""
        for name in self.editors.keys() & self._passage.flow.faults():
            self.editors[name].check()

    def _all_editors(self) -> list[FactEditor]:
        rows = [
            one for section in self.sections.values() if isinstance(section, RowsSection) for one in section.editors
        ]
        return [*self.editors.values(), *rows]


def point_of(place: object, passage: Passage) -> Point | None:
    """The point at a place (page, fact) that a part of the page asks for."""
    if not isinstance(place, tuple | list):
        return None
    page, fact = Page(place[0]), str(place[1])
    found = (one for one in passage.flow.points_on(page) if one.fact == fact)
    return next(found, Point(page, fact, ""))
