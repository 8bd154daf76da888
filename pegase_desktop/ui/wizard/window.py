"""The wizard's window: the page in the middle, the path at the left, the tips at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.facts import SettingsList
from pegase_desktop.domain.gates import missing_to_register
from pegase_desktop.domain.letters import letter_on
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.record import RecordRef
from pegase_desktop.domain.sensitivity import whom_to_turn_to
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.case.ending import cancel_case, reopen_case
from pegase_desktop.ui.case.nature import turn_case
from pegase_desktop.ui.desk.draft_saver import wants_to_give_up
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.forms.lists import Lists
from pegase_desktop.ui.look.announcing import announce
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Tone
from pegase_desktop.ui.widgets.grounds import Ground, ScrollArea
from pegase_desktop.ui.widgets.notices import Banner
from pegase_desktop.ui.widgets.tab_order import stop_beside
from pegase_desktop.ui.wizard.bottom_bar import BottomBar
from pegase_desktop.ui.wizard.closing_section import Ending
from pegase_desktop.ui.wizard.ended_banner import EndedBanner
from pegase_desktop.ui.wizard.flow import Flow, Point
from pegase_desktop.ui.wizard.outstanding import Outstanding
from pegase_desktop.ui.wizard.page_form import PageForm, point_of
from pegase_desktop.ui.wizard.passage import Passage
from pegase_desktop.ui.wizard.path_panel import PathPanel
from pegase_desktop.ui.wizard.saver import Saver
from pegase_desktop.ui.wizard.tips_panel import TipsPanel
from pegase_desktop.ui.wizard.top_bar import TopBar

_ROOM_FOR_TIPS = 1180  # pixels of width that path, form and tips need together


class WizardWindow(QWidget):
    """One complaint on its way through the thirteen pages.

    ``left`` with the complaint's id (0 when it has no number yet) when the person goes; ``turned`` when they go to
    another page; ``registered`` with the id when a new complaint gets its number;
    ``improvement_wanted``, once they are gone, to decide an improvement that comes of it.
    """

    left = Signal(int)
    turned = Signal()
    registered = Signal(int)
    improvement_wanted = Signal(RecordRef)

    def __init__(
        self,
        session: Session,
        *,
        complaint: Complaint | None = None,
        draft: Draft | None = None,
        page: Page | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.flow = Flow(session.actor, session.clock, complaint, draft, page)
        self.saver = Saver(session, self.flow, self)
        self._passage = Passage(session, self.flow, self.saver, Lists.of(session.register))
        self._top = TopBar(self._passage)
        self._path = PathPanel()
        self._is_narrow = False
        self._tips = TipsPanel()
        self._first_tips: tuple[str, ...] = ()
        self._ended = EndedBanner()
        self._trouble = Banner(Tone.DANGER)
        self._trouble.hide()
        self._bottom = BottomBar()
        self._form: PageForm | None = None
        self._middle = QVBoxLayout()
        self._scroll: ScrollArea | None = None
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._show_page()

    @property
    def form(self) -> PageForm:
        """The page shown."""
        assert self._form is not None
        return self._form

    def save_now(self) -> None:
        """Put what is typed into the register as a draft; a refusal is said at the bottom."""
        self.saver.keep_draft()

    def go_to(self, page: Page, point: Point | None = None) -> None:
        """Leave the page for another, saving it first; stay when the reason of a correction was given up."""
        if page is not self.flow.page:
            if not self.saver.leave_page():
                self._refresh()
                return
            self.flow.go(page)
            if self.flow.is_touched:
                self.saver.keep_draft()
            self._show_page()
            self._say_page()
            self.turned.emit()
        if point:
            self.form.focus_on(point.fact, point.sentence)
            self._reveal_soon()

    def leave(self) -> None:
        """Save and go; what was given up stays as a draft."""
        self.saver.leave_page()
        if self._ensure_loss_is_meant():
            self.left.emit(self.flow.recorded.id)

    def ensure_saved(self) -> bool:
        """Save what is typed as a draft; False when that fails and the person stays with what they typed."""
        self.save_now()
        return self._ensure_loss_is_meant()

    def _ensure_loss_is_meant(self) -> bool:
        """Where the page could not be saved, have the person say that they leave all the same; False when they stay."""
        if not self.saver.trouble:
            return True
        sentence = typeset(f"{self.saver.trouble} Si vous quittez, ce que vous venez de taper sera perdu.")
        return self._passage.session.questions.confirm(
            "Saisie non enregistrée", sentence, "Quitter et perdre la saisie", safe="Rester sur la page"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._path.set_room(self.height())
        self._fit_tips(event.size().width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.form.focus_first_empty()
        self._reveal_soon()
        self._say_page(self._ended.accessibleName() if self.flow.has_ended else "")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key: what stands above the form and the form first, then what is below it, the path and the tips."""
        parts = (self._ended, self.form, self._trouble, self._bottom, self._top, self._path, self._tips)
        stop = stop_beside(parts, self.focusWidget(), forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self._reveal_soon()
        return True

    # Building

    def _lay_out(self) -> None:
        middle = Ground(Tone.SURFACE)
        middle.setLayout(self._middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self._ended)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._path)
        body.addWidget(middle, 1)
        body.addWidget(self._tips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(body, 1)
        column.addWidget(self._trouble)
        column.addWidget(self._bottom)

    def _connect(self) -> None:
        self._path.chosen.connect(self._go_to_chosen)
        self._tips.sentence_chosen.connect(self._insert)
        self._tips.cause_chosen.connect(self._insert_cause)
        self._tips.closing.connect(self._toggle_tips)
        self._ended.triggered.connect(self._unlock)
        self._ended.reopening.connect(self._reopen)
        self._top.giving_up.connect(self._give_up)
        self._bottom.leaving.connect(self.leave)
        self._bottom.point_wanted.connect(self._go_to_first_point)
        self._bottom.going_back.connect(self._go_back)
        self._bottom.going_on.connect(self._go_on)
        self.saver.kept.connect(self._say_saved)
        self.saver.refused.connect(self._say_trouble)
        self._trouble.triggered.connect(self.save_now)
        self.saver.registered.connect(self._say_number)

    def _add_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Enter", self._go_on),
            ("Alt+Right", self._go_on),
            ("Alt+Left", self._go_back),
            ("Ctrl+S", self._save_page),
            ("Ctrl+P", self._print_sheet),
            ("Ctrl+R", self._write_letter_of_page),
            ("Escape", self.leave),
            ("F1", self._toggle_tips),
            ("F8", self._go_to_next_point),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # held down, Ctrl+Enter would run through the pages and out
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # Showing

    def _show_page(self) -> None:
        form = PageForm(self.flow.page, self._passage)
        form.typed.connect(self.saver.keeping.soon)
        form.settled.connect(self._refresh)
        form.repathed.connect(self._show_other_path)
        form.wanted.connect(self._go_to_place)
        form.letter_wanted.connect(self._write_letter)
        form.improvement_wanted.connect(self._decide_improvement)
        form.ending.connect(self._end_case)
        form.nature_wanted.connect(self._turn_case)
        self._put(form)
        self._first_tips = tuple(whom_to_turn_to(self.flow.complaint))
        self._show_tips()
        self._bottom.show_page(self._label_of(self.flow.previous_page), self._label_of(self.flow.next_page))
        self._refresh()
        if self.isVisible():
            form.focus_first_empty()
            self._reveal_soon()

    def _show_tips(self) -> None:
        causes = self._passage.lists.menus[SettingsList.CAUSES]
        self._tips.show_advice(self.flow.page, self.flow.path, self._passage.wording, causes, self._first_tips)

    def _label_of(self, page: Page | None) -> str:
        return self.flow.path.stop(page).label if page else ""

    def _show_other_path(self, fact: str) -> None:
        """The same page as the other path has it, with the keyboard where it was."""
        self.saver.keeping.soon()
        self._show_page()
        self.form.focus_on(fact)

    def _reveal_soon(self) -> None:
        """Bring what has the keyboard into sight, once the layouts know where it is."""
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focus: QWidget | None = self.form.focusWidget()
        if focus is not None and focus.hasFocus() and self._scroll is not None:
            self._scroll.reveal(focus)

    def _put(self, form: PageForm) -> None:
        place = QWidget()
        centred = QHBoxLayout(place)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(form, 1000)
        centred.addStretch(1)
        scroll = ScrollArea(place, steady=True)
        if self._scroll is not None:
            self._middle.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._form, self._scroll = form, scroll
        self._middle.addWidget(scroll)
        scroll.show()  # at once: the keyboard goes there before the event loop would show it

    def _refresh(self) -> None:
        self._top.refresh()
        self._ended.show_case(self.flow.recorded, is_locked=self.flow.is_locked)
        first = tuple(whom_to_turn_to(self.flow.complaint))
        if first != self._first_tips:  # the category was chosen, or who follows the case
            self._first_tips = first
            self._show_tips()
        self._tips.offer_insertion(is_possible=self.form.takes_sentences)
        self._show_outstanding()
        self._path.show_path(self.flow.path, self.flow.page, self.flow.states())

    def _say_saved(self) -> None:
        self._trouble.hide()
        self._show_outstanding()
        self._top.refresh()

    def _show_outstanding(self) -> None:
        self._bottom.show_outstanding(Outstanding.of(self.flow), is_locked=self.flow.is_locked)
        saved_at = None if self.saver.trouble else self.saver.saved_at
        self._bottom.show_saved(saved_at, is_draft=not self.flow.is_registered or self.flow.is_touched)

    def _say_trouble(self, sentence: str) -> None:
        """Why nothing could be saved, whole, until it can."""
        known = self._trouble.accessibleName() if self._trouble.isVisible() else ""
        self._bottom.show_saved(None)
        self._trouble.show_message(Tone.DANGER, sentence, lead="Saisie non enregistrée.", action="Réessayer")
        self._trouble.show()
        if self._trouble.accessibleName() != known:  # said once, not at each new try
            announce(self._trouble, self._trouble.accessibleName(), urgent=True)

    def _say_number(self, complaint_id: int) -> None:
        announce(self, f"Dossier enregistré, {self.flow.recorded.reference}")
        self.registered.emit(complaint_id)

    def _say_page(self, besides: str = "") -> None:
        path, page = self.flow.path, self.flow.page
        where = f"Page {path.number(page)} sur {len(path.pages)}, {path.stop(page).label}"
        announce(self, f"{where}. {besides}" if besides else where)

    # What the person does

    def _go_on(self) -> None:
        following = self.flow.next_page
        if following:
            self.go_to(following)
        else:
            self.leave()

    def _go_back(self) -> None:
        if self.flow.previous_page:
            self.go_to(self.flow.previous_page)

    def _go_to_chosen(self, page: str) -> None:
        self.go_to(Page(page))

    def _go_to_place(self, place: object) -> None:
        point = point_of(place, self._passage)
        if point:
            self.go_to(point.page, point)

    def _go_to_first_point(self) -> None:
        first = Outstanding.of(self.flow).first
        if first:
            self.go_to(first.page, first)

    def _go_to_next_point(self) -> None:
        if self.flow.is_locked:
            return  # nothing is asked for of what is only read
        point = self.flow.point_after(self.flow.page, self.form.fact_with_focus())
        if point:
            self.go_to(point.page, point)

    def _save_page(self) -> None:
        if self.flow.is_locked:
            announce(self, self._ended.accessibleName())  # nothing is saved, and nothing is called so
        elif self.saver.leave_page():
            self._show_page()
            announce(self, self._bottom.saved)

    def _fit_tips(self, width: int) -> None:
        """A narrow window leaves the room to the form; F1 brings the tips all the same."""
        is_narrow = width < px(_ROOM_FOR_TIPS)
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._tips.setVisible(not is_narrow)

    def _toggle_tips(self) -> None:
        """Where the keyboard was among them, it goes back to where it was in the form."""
        if self._tips.isAncestorOf(self.focusWidget()):
            last: QWidget | None = self.form.focusWidget()
            if last is None:
                self.form.focus_first_empty()
            else:
                last.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tips.setVisible(self._tips.isHidden())

    def _insert(self, sentence: str) -> None:
        self.form.insert_sentence(sentence)

    def _insert_cause(self, cause: str) -> None:
        self.form.insert_into("cause_text", cause)

    def _write_letter(self, kind: LetterKind) -> None:
        """Save the page, then write its letter from what is recorded."""
        from pegase_desktop.ui.letters.writing import write_letter

        if self._ensure_recorded():
            sent = write_letter(self._passage.session, self.flow.recorded.id, kind, self.window())
            if sent:
                self.saver.take_other(sent)
        self._show_page()

    def _write_letter_of_page(self) -> None:
        """By the keyboard: the letter of this page, or where it has none the acknowledgement."""
        self._write_letter(letter_on(self.flow.page, self.flow.complaint) or LetterKind.ACKNOWLEDGEMENT)

    def _print_sheet(self) -> None:
        """Save the page, then show the sheet of what is recorded."""
        from pegase_desktop.ui.paper.sheet import show_sheet

        if self._ensure_recorded():
            show_sheet(self._passage.session, self.flow.recorded.id, self.window())
        self._show_page()

    def _decide_improvement(self) -> None:
        """Save the page and leave: what is decided is written where improvements are kept."""
        if self._ensure_recorded() and self._ensure_loss_is_meant():
            self.left.emit(self.flow.recorded.id)
            self.improvement_wanted.emit(self.flow.recorded.ref)
        else:
            self._show_page()

    def _ensure_recorded(self) -> bool:
        """Save the page; False when the complaint has no number, which papers bear. What it still needs is said."""
        if not self.saver.leave_page():
            return False
        if not self.flow.is_registered:
            missing = missing_to_register(self.flow.to_receive())
            self._passage.session.questions.inform("Pas encore enregistrée", missing[0].sentence if missing else "")
        return self.flow.is_registered

    def _turn_case(self) -> None:
        if self.saver.leave_page():
            turned = turn_case(self._passage.session, self.flow.recorded)
            if turned:
                self.saver.take_other(turned)
            self._show_page()

    def _unlock(self) -> None:
        """Let the case that ended be corrected, with the keyboard where it was."""
        fact = self.form.fact_with_focus()
        self.flow.unlock()
        self._show_page()
        if fact:
            self.form.focus_on(fact)

    def _reopen(self) -> None:
        self._end_case(Ending.REOPEN)

    def _give_up(self) -> None:
        """Drop what was typed and not recorded; a complaint without number goes with it."""
        if not wants_to_give_up(self._passage.session.questions) or not self.saver.give_up():
            return
        if self.flow.is_registered:
            self._show_page()
        else:
            self.left.emit(0)

    def _end_case(self, ending: Ending) -> None:
        if not self.saver.leave_page():
            return
        session, recorded = self._passage.session, self.flow.recorded
        match ending:
            case Ending.CLOSE:
                ended = session.do(lambda: session.register.cases.close(recorded, by=session.actor))
            case Ending.CANCEL:
                ended = cancel_case(session, recorded)
            case Ending.REOPEN:
                ended = reopen_case(session, recorded)
        if ended:
            self.saver.take_other(ended)
        self._show_page()
