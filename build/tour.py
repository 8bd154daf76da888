"""File a complaint in the real wizard with real keys, close it and print it; pictures under build/out/tour/."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from stage import CASES, ROOT, Camera, Stage, answering, application, settle, shown

from pegase_desktop.domain.complaint import Complaint, facts_on
from pegase_desktop.domain.facts import Fact, facts_of
from pegase_desktop.domain.moments import from_local, local
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.words import Status
from pegase_desktop.interchange.open_form_reading import case_from_open
from pegase_desktop.ui.shell.qt_questions import QtQuestions
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import CASES_NOW
from tests.ui.wizard.typist import Typist

OUT = ROOT / "build" / "out" / "tour"
SIZE = (1440, 900)
_CTRL = Qt.KeyboardModifier.ControlModifier


class TourFailed(Exception):
    """Something went another way than it should; the message is one sentence."""


class Tour:
    """One complaint from the empty register to its printed sheet, by keyboard alone."""

    def __init__(self, stage: Stage, case: Complaint, camera: Camera, sheet: Path) -> None:
        self._stage = stage
        self._case = case
        self._camera = camera
        self._sheet = sheet
        self._window = stage.window
        stage.clock.now = case.received_at or stage.clock.now

    def go(self) -> None:
        """All of it.

        Raises:
            TourFailed: the program did not do what it should.
        """
        self._stage.show(*SIZE)
        self._camera.take(self._window, "registre vide")
        self._start_new()
        for page in COMPLAINT_PATH.pages:
            self._fill(page)
        self._close_case()
        self._leave()
        self._print()

    def _start_new(self) -> None:
        """Ctrl+N; the program asks who is at the desk."""

        def tell_name(dialog: QDialog) -> None:
            self._camera.take_over(self._window, dialog, "qui êtes-vous")
            self._tell_name(dialog)

        with answering(tell_name):
            press(Qt.Key.Key_N, _CTRL)
        expect(self._stage.session.actor == self._case.received_by, "The person at the desk is not the one chosen.")
        wizard = self._window.findChild(WizardWindow)
        if wizard is None:
            raise TourFailed("Ctrl+N did not open the wizard.")
        self._wizard = wizard
        self._typist = Typist(wizard)

    def _tell_name(self, _: QDialog) -> None:
        names = [one.name for one in self._stage.register.school.staff() if one.active]
        for _step in range(names.index(self._case.received_by) + 1):  # the first brings to the first name
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)

    def _wait_until(self, moment: datetime) -> None:
        """Let time pass; on another day the program asks anew who is at the desk."""
        clock = self._stage.clock
        is_another_day = local(moment).date() != local(clock.now).date()
        clock.now = moment
        if is_another_day:
            with answering(self._tell_name):
                self._window.begin_day()

    def _fill(self, page: Page) -> None:
        expect(self._wizard.flow.page is page, f"The wizard is not on the page {page.value}.")
        self._wait_until(max(self._stage.clock.now, latest_on(page, self._case)))
        self._typist.fill_page(self._case)
        self._window.activateWindow()  # off screen, a list of suggestions that popped up would keep the keyboard
        self._camera.take(self._window, f"page {COMPLAINT_PATH.pages.index(page) + 1:02} {page.label}")
        if page is not COMPLAINT_PATH.pages[-1]:
            self._typist.next()

    def _close_case(self) -> None:
        self._wait_until(self._case.ended_at or self._stage.clock.now)
        self._typist.press("Clôturer le dossier")
        settle()
        self._camera.take(self._window, "dossier clôturé")
        complaint = self._filed()
        expect(complaint.status is Status.CLOSED, "The case is not closed.")
        expect(complaint.verbatim == self._case.verbatim, "The client's words are not those that were typed.")

    def _leave(self) -> None:
        press(Qt.Key.Key_Escape)
        settle()
        expect(self._window.findChild(WizardWindow) is None, "Escape did not leave the wizard.")
        self._camera.take(self._window, "registre")

    def _print(self) -> None:
        """Ctrl+P shows the sheet, Ctrl+S there saves it."""

        def save(dialog: QDialog) -> None:
            self._camera.take_over(self._window, dialog, "fiche")
            press(Qt.Key.Key_S, _CTRL)
            settle()
            press(Qt.Key.Key_Escape)

        with answering(save):
            press(Qt.Key.Key_P, _CTRL)
        expect(self._sheet.is_file(), "The sheet was not saved.")
        expect(self._filed().reference in text_of(self._sheet), "The sheet does not carry the number of the complaint.")

    def _filed(self) -> Complaint:
        references = self._stage.register.cases.references()
        expect(len(references) == 1, "The register does not hold one complaint.")
        return self._stage.register.cases.find(references[0])


class SavingInto(QtQuestions):
    """The program's own dialogs, save the system's choice of a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def choose_save_file(self, title: str, suggested_name: str, pattern: str) -> Path:
        return self._path


def main(arguments: Sequence[str]) -> int:
    """Do the tour and print where its pictures and its sheet are; 1 and a sentence when something fails."""
    parser = argparse.ArgumentParser(prog="dev.py tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="another folder for what it makes")
    folder: Path = parser.parse_args(arguments).out
    camera = Camera(folder)
    sheet = folder / "Fiche_R-2026-0001.pdf"
    sheet.unlink(missing_ok=True)
    application()
    try:
        take_tour(camera, sheet)
    except (TourFailed, AssertionError) as failure:
        print(f"tour: {str(failure) or 'A key did not do what it should.'}", file=sys.stderr)
        return 1
    print(shown(sheet))
    return 0


def take_tour(camera: Camera, sheet: Path) -> None:
    """The tour, on a register of its own.

    Raises:
        TourFailed: the program did not do what it should.
    """
    tree = json.loads(CASES.read_text("utf-8"))
    case = case_from_open(tree["cases"][0], 1, CASES_NOW).complaint
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "tour.pegase"
        with Stage(register, actor="", questions=SavingInto(sheet)) as stage:
            for one in tree["staff"]:
                stage.register.school.add_staff(one["name"], one["role"], by=one["name"])
            Tour(stage, case, camera, sheet).go()


def latest_on(page: Page, case: Complaint) -> datetime:
    """The last moment that the facts of a page tell of: when they can first have been typed."""
    found = [case.received_at, *(_end(value) for value in _values(case, facts_on(page)) if isinstance(value, date))]
    return max((one for one in found if one and one <= (case.ended_at or one)), default=CASES_NOW)


def _values(told: object, facts: Iterable[Fact]) -> Iterator[object]:
    """What the facts say, those of the entries (calls, actions …) included."""
    for value in (getattr(told, one.name) for one in facts):
        yield value
        for row in value if isinstance(value, tuple) else ():
            if is_dataclass(row):
                yield from _values(row, facts_of(type(row)))


def _end(value: date) -> datetime:
    return value if isinstance(value, datetime) else from_local(value, time(18))


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key of the keyboard, on whatever has it."""
    settle()
    QTest.keyClick(_with_keyboard(), key, modifier)


def expect(holds: bool, otherwise: str) -> None:
    """Go on only if *holds*.

    Raises:
        TourFailed: it does not; *otherwise* says so.
    """
    if not holds:
        raise TourFailed(otherwise)


def text_of(pdf: Path) -> str:
    """All words of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _with_keyboard() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise TourFailed("No window has the keyboard.")
    return widget


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
