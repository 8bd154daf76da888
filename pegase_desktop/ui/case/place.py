"""The place of the detail panel, at the right of the register: reserved at once, filled when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.record import RecordKind, RecordRef, complaint_ref
from pegase_desktop.ui.desk.changed import Changed
from pegase_desktop.ui.desk.selection import Selection
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.desk.signer import Signer
from pegase_desktop.ui.look.theme import px
from pegase_desktop.ui.look.tokens import Size, Tone, Type
from pegase_desktop.ui.widgets.grounds import Edge, Ground
from pegase_desktop.ui.widgets.labels import Text

if TYPE_CHECKING:
    from pegase_desktop.ui.case.panel import CasePanel

_WIDE_FROM = 1600  # pixels of the window, at a text scale of 1
_REST_MS = 50  # shorter than anybody notices, longer than a key that is held down repeats


class PanelPlace(Ground):
    """Open or closed by the person; open, it shows the case that the selection means, and says so while it is none.

    The panel is built when it first has a case to show.
    """

    wizard_wanted = Signal(int, object, str)
    sheet_wanted = Signal(int)
    case_wanted = Signal(int)
    record_wanted = Signal(RecordRef)
    improvement_wanted = Signal(RecordRef)

    def __init__(
        self, session: Session, signer: Signer, selection: Selection, *, is_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(Tone.SURFACE, Edge.LEFT, parent)
        self._session = session
        self._signer = signer
        self._selection = selection
        self.panel: CasePanel | None = None
        self.is_open = is_open
        self._following = QTimer(self, singleShot=True, interval=_REST_MS)
        self._following.timeout.connect(self._catch_up)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def shown(self) -> int:
        """The complaint that the panel shows; 0 for none."""
        return self.panel.complaint.id if self.panel and not self.panel.isHidden() else 0

    def open(self) -> None:
        """From now on show the case selected."""
        self.is_open = True

    def close_panel(self) -> None:
        """Give the place to the table."""
        self.is_open = False
        self.hide()

    def fit(self, window_width: int) -> None:
        """As wide as the window allows."""
        self.setFixedWidth(px(Size.PANEL_WIDE if window_width >= px(_WIDE_FROM) else Size.PANEL))

    def follow(self) -> None:
        """Show the case meant once the keyboard rests: who runs through the table waits for no panel."""
        self._following.start()

    def show_case(self) -> None:
        """Show the case meant at once, if the place is open."""
        self._following.stop()
        if not self.is_open:
            return
        if not self._selection.case:
            self._show_nothing()
            return
        try:
            complaint = self._session.register.cases.get(self._selection.case)
        except UserError:
            return  # gone since the table was read
        if self.panel is None:
            self._build()
        assert self.panel is not None
        self.panel.show_case(complaint)
        self._nothing.hide()
        self.panel.show()
        self.show()

    def press_main(self) -> None:
        """Do what the case meant asks for next, as its panel says, if the place is open."""
        panel = self._panel_of_meant()
        if panel is not None:
            panel.foot.main.click()

    def note_contact(self) -> None:
        """Note a contact of the case meant, if the place is open."""
        panel = self._panel_of_meant()
        if panel is not None:
            panel.note()

    def _panel_of_meant(self) -> CasePanel | None:
        """The panel, of the case meant: keys may be faster than what follows them."""
        self._catch_up()
        return self.panel if self.shown and self.shown == self._selection.case else None

    def refresh(self, changed: Changed) -> None:
        """Show the case as it is now, if it may be another."""
        if self.shown and changed.concerns(complaint_ref(self.shown)):
            self.show_case()
            return
        if self.panel and self.shown and changed.concerns_any(RecordKind.COMPLAINT, RecordKind.IMPROVEMENT):
            self.panel.show_links()  # another record may name this case
        self.tick()

    def tick(self) -> None:
        """Time has passed."""
        if self.panel and self.is_open:
            self.panel.tick()

    def _catch_up(self) -> None:
        if self._selection.case != self.shown:  # what stands there already is not read and laid out anew
            self.show_case()

    def _show_nothing(self) -> None:
        if self.panel:
            self.panel.hide()
            self._nothing.show()

    def _build(self) -> None:
        from pegase_desktop.ui.case.panel import CasePanel

        self.panel = CasePanel(self._session, self._signer)
        self.panel.wizard_wanted.connect(self.wizard_wanted)
        self.panel.sheet_wanted.connect(self.sheet_wanted)
        self.panel.case_wanted.connect(self.case_wanted)
        self.panel.record_wanted.connect(self.record_wanted)
        self.panel.improvement_wanted.connect(self.improvement_wanted)
        self.panel.closed.connect(self.close_panel)
        self._nothing = Text("Aucune réclamation sélectionnée", Type.BODY, Tone.TEXT2)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.panel, self._nothing):
            self._column.addWidget(part)
