"""Make a picture of every screen, light and dark, under build/out/screens/."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from pictures import store
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget
from stage import AT_THE_DESK, CASES, ROOT, Camera, Stage, answering, application, settle

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.filters import Filters
from pegase_desktop.domain.paths import COMPLAINT_PATH
from pegase_desktop.domain.period import Period
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.risk_list import STARTING, begun
from pegase_desktop.domain.views import Chip
from pegase_desktop.domain.words import Channel, Kind, LetterKind, Quality, Title
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.improvements.screen import ImprovementsScreen
from pegase_desktop.ui.letters.writing import write_letter
from pegase_desktop.ui.look.theme import Scheme, apply_theme
from pegase_desktop.ui.meetings.screen import MeetingsScreen
from pegase_desktop.ui.notes.page import NotePage
from pegase_desktop.ui.notes.screen import NotesScreen
from pegase_desktop.ui.review.screen import ReviewScreen
from pegase_desktop.ui.risks.screen import RisksScreen
from pegase_desktop.ui.settings.screen import SettingsScreen
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.improved import improvements
from tests.domain.notes import notes
from tests.domain.samples import CASES_NOW

OUT = ROOT / "build" / "out" / "screens"
LARGE, SMALL, WIDE = QSize(1440, 900), QSize(1366, 768), QSize(1920, 1080)
SMALLEST = QSize(1093, 535)  # what a laptop of 1366×768 leaves at 125 %
#: Cases by what they show: much of everything, written with a call to come, closed, hardly begun.
FULL, WRITTEN, CLOSED, BEGUN = "R-2026-0016", "R-2026-0023", "R-2026-0012", "R-2026-0024"
INCIDENT = "R-2026-0017"
README_PICTURES = {
    "registre, clair 1440×900": "register.png",
    f"assistant 05 {FULL}, clair 1440×900": "wizard.png",
    "à faire, clair 1440×900": "to-do.png",
    "revue, clair 1440×900": "review.png",
    "aperçu de la fiche clair": "sheet.png",
}
_TEXT_SCALES = (115, 130)  # percent: those that the settings offer
_SETTINGS = ("school", "logo", "mediator", "delays", "staff", "lists", "templates", "copies", "look")


def main(arguments: Sequence[str]) -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(prog="dev.py screens", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="also renew the pictures of the README")
    options = parser.parse_args(arguments)
    camera = Camera(OUT)
    application()
    with tempfile.TemporaryDirectory() as folder:
        _picture_first_use(camera, Path(folder) / "first.pegase")
        with Stage(Path(folder) / "cases.pegase") as stage:
            stage.take_in(CASES)
            for picture in (_picture_looks, _picture_sizes, _picture_dialogs, _picture_other_places):
                picture(camera, stage)
        with Stage(Path(folder) / "long.pegase") as stage:
            stage.take_in(CASES)
            _picture_long_texts(camera, stage)
    print(f"{len(camera.taken)} pictures.")
    if options.readme:
        for name, stored in README_PICTURES.items():
            with Image.open(camera.taken[name]) as taken:
                store(taken, ROOT / "docs" / "pictures" / stored)
    return 0


def _picture_first_use(camera: Camera, file: Path) -> None:
    with Stage(file, actor="") as stage:
        window = stage.show(LARGE.width(), LARGE.height())
        camera.take(window, "premier usage")
        with _pictured(camera, window, "premier usage, qui êtes-vous"):
            window.start_new()
        stage.register.school.add_staff("Sophie Renaud", "Responsable", by="Sophie Renaud")
        stage.session.set_actor("Sophie Renaud")
        camera.take(window, "registre vide")


def _picture_looks(camera: Camera, stage: Stage) -> None:
    for scheme, look in ((Scheme.LIGHT, "clair"), (Scheme.DARK, "sombre")):
        _wear(scheme)
        for size in (LARGE, SMALL):
            manner = f"{look} {size.width()}×{size.height()}"
            _picture_register(camera, stage, size, manner)
            _picture_wizard(camera, stage, FULL, size, manner)
        _picture_wizard(camera, stage, "", LARGE, look)
        for size in (LARGE, SMALL, SMALLEST):
            _picture_natures(camera, stage, size, f"{look} {size.width()}×{size.height()}")
    _wear(Scheme.LIGHT)


def _picture_natures(camera: Camera, stage: Stage, size: QSize, manner: str) -> None:
    """An incident and the two difficulties, new ones and an incident in the register."""
    window = stage.show(size.width(), size.height())
    _select(stage, INCIDENT)
    camera.take(window, f"registre aléa, {manner}")
    for kind, was_expressed in ((Kind.INCIDENT, None), (Kind.DIFFICULTY, True), (Kind.DIFFICULTY, False)):
        window.start_new()
        wizard = _wizard(window)
        for name, value in (("kind", kind), ("was_expressed", was_expressed)):
            wizard.flow.type(name, value)
        wizard.go_to(Page.SUBJECT)
        wizard.go_to(Page.RECEPTION)
        camera.take(window, f"assistant {wizard.flow.path.named.lower()}, {manner}")
        wizard.leave()
        _discard_drafts(stage, window)
        settle()
    window.continue_case(stage.register.cases.find(INCIDENT).id, Page.RECEPTION)
    camera.take(window, f"assistant 01 {INCIDENT}, {manner}")
    _wizard(window).leave()
    settle()


def _discard_drafts(stage: Stage, window: MainWindow) -> None:
    for draft in stage.register.drafts.all():
        stage.register.drafts.discard(draft.id)
    window.register_screen.refresh()


def _picture_register(camera: Camera, stage: Stage, size: QSize, manner: str) -> None:
    window = stage.show(size.width(), size.height())
    screen = window.register_screen
    for reference, name in ((WRITTEN, "écrite"), (CLOSED, "clôturée")):
        _select(stage, reference)
        window.register_screen.table.setFocus()
        camera.take(window, f"registre {name}, {manner}")
    window.register_screen.panel.close_panel()
    camera.take(window, f"registre sans panneau, {manner}")
    screen.filters.choose(Filters(Chip.LATE))
    camera.take(window, f"registre en retard, {manner}")
    narrowed = Filters(kind=Kind.COMPLAINT, service="Planning", period=Period.THIS_YEAR)
    screen.filters.choose(narrowed)
    camera.take(window, f"registre filtré, {manner}")
    with _pictured(camera, window, f"registre, choix des filtres, {manner}"):
        screen.filters.more.click()
    screen.filters.choose(Filters())
    screen.start_search("planning leçon")
    camera.take(window, f"registre recherche, {manner}")
    screen.start_search("introuvable")
    camera.take(window, f"registre sans résultat, {manner}")
    screen.search.set_value("")
    screen.refresh()
    window.register_screen.panel.open()
    _select(stage, FULL)
    screen.table.setFocus()
    camera.take(window, f"registre, {manner}")


def _picture_wizard(camera: Camera, stage: Stage, reference: str, size: QSize, manner: str) -> None:
    """Every page on a case, or on a new one."""
    window = stage.show(size.width(), size.height())
    if reference:
        window.continue_case(stage.register.cases.find(reference).id, COMPLAINT_PATH.pages[0])
    else:
        window.start_new()
    wizard = _wizard(window)
    for page in COMPLAINT_PATH.pages:
        wizard.go_to(page)
        what = reference or "nouvelle"
        camera.take(window, f"assistant {COMPLAINT_PATH.pages.index(page) + 1:02} {what}, {manner}")
    wizard.leave()
    _discard_drafts(stage, window)
    settle()


def _picture_sizes(camera: Camera, stage: Stage) -> None:
    for scale in _TEXT_SCALES:
        window = _wear_size(stage, scale)
        manner = f"{WIDE.width()}×{WIDE.height()} texte {scale} %"
        _select(stage, FULL)
        camera.take(window, f"registre {manner}")
        window.continue_case(stage.register.cases.find(FULL).id, Page.RESTATEMENT)
        camera.take(window, f"assistant {manner}")
        _wizard(window).leave()
    window = _wear_size(stage, 100)
    camera.take(window, f"registre {WIDE.width()}×{WIDE.height()}")
    window = stage.show(window.minimumWidth(), window.minimumHeight())
    camera.take(window, "registre au plus petit")
    window.continue_case(stage.register.cases.find(FULL).id, Page.PLAN)
    camera.take(window, "assistant au plus petit")
    _wizard(window).leave()


def _picture_dialogs(camera: Camera, stage: Stage) -> None:
    for scheme, look in ((Scheme.LIGHT, "clair"), (Scheme.DARK, "sombre")):
        _wear(scheme)
        window = stage.show(LARGE.width(), LARGE.height())
        _select(stage, BEGUN)
        panel = window.register_screen.panel.panel
        assert panel is not None
        with _pictured(camera, window, f"qui êtes-vous {look}"):
            window.signer.ask()
        with _pictured(camera, window, f"clôture impossible {look}"):
            panel.close_case()
        with _pictured(camera, window, f"annulation {look}"):
            panel.cancel_case()
        with _pictured(camera, window, f"aperçu de la fiche {look}"):
            window.print_sheet(stage.register.cases.find(CLOSED).id)
        _select(stage, CLOSED)
        with _pictured(camera, window, f"réouverture {look}"):
            panel.reopen_case()
        with _pictured(camera, window, f"refus {look}"):
            stage.session.do(lambda: stage.register.cases.find("R-2026-9999"))
    _wear(Scheme.LIGHT)


def _picture_other_places(camera: Camera, stage: Stage) -> None:
    """What the navigation leads to besides the register, and a letter."""
    for scheme, look in ((Scheme.LIGHT, "clair"), (Scheme.DARK, "sombre")):
        _wear(scheme)
        window = stage.show(LARGE.width(), LARGE.height())
        with _pictured(camera, window, f"lettre {look}"):
            write_letter(stage.session, stage.register.cases.find(BEGUN).id, LetterKind.ACKNOWLEDGEMENT, window)
        for size in (LARGE, SMALL):
            window = stage.show(size.width(), size.height())
            window.turn_to(Place.AGENDA)
            camera.take(window, f"à faire, {look} {size.width()}×{size.height()}")
        _picture_improvements(camera, stage, look)
        _picture_notes(camera, stage, look)
        _picture_review(camera, stage, look)
        _picture_meetings(camera, stage, look)
        _picture_risks(camera, stage, look)
        _picture_settings(camera, stage.show(LARGE.width(), LARGE.height()), look)
        window.turn_to(Place.REGISTER)
    _wear(Scheme.LIGHT)


def _picture_review(camera: Camera, stage: Stage, look: str) -> None:
    for size in (LARGE, SMALL, SMALLEST):
        manner = f"{look} {size.width()}×{size.height()}"
        window = stage.show(size.width(), size.height())
        screen = _review_of(window)
        screen.enter()
        camera.take(window, f"revue, {manner}")
        screen.note_review()
        camera.take(window, f"revue à noter, {manner}")
        screen.escape()
        _discard_drafts(stage, window)
    window = stage.show(LARGE.width(), LARGE.height())
    _picture_projection(camera, _review_of(window), look)
    view = _review_of(window).view
    view.show_week(view.week.shifted(-60))
    camera.take(window, f"revue d’une semaine sans rien, {look}")
    view.show_week(view.week.shifted(60))


def _picture_meetings(camera: Camera, stage: Stage, look: str) -> None:
    """The meeting that the register proposes; nothing of it is kept."""
    for size in (LARGE, SMALL, SMALLEST):
        manner = f"{look} {size.width()}×{size.height()}"
        window = stage.show(size.width(), size.height())
        window.turn_to(Place.MEETINGS)
        screen = window.shell.screens.screen_of(Place.MEETINGS)
        assert isinstance(screen, MeetingsScreen)
        camera.take(window, f"réunions, {manner}")
        screen.begin_new()
        camera.take(window, f"réunion, {manner}")
        screen.escape()
        _discard_drafts(stage, window)


def _picture_risks(camera: Camera, stage: Stage, look: str) -> None:
    """The list with its matrix, of the risks that a school may start from, and the page of one."""
    window = stage.show(LARGE.width(), LARGE.height())
    window.turn_to(Place.RISKS)
    screen = window.shell.screens.screen_of(Place.RISKS)
    assert isinstance(screen, RisksScreen)
    if not screen.overview.rows:
        camera.take(window, f"risques, aucun, {look}")
        for one in STARTING:
            risk = begun(one, CASES_NOW.date(), "Sophie Renaud")
            stage.session.do(lambda: stage.session.register.risks.register(risk, by="Sophie Renaud"))  # noqa: B023
    for size in (LARGE, SMALL, SMALLEST):
        window = stage.show(size.width(), size.height())
        manner = f"{look} {size.width()}×{size.height()}"
        camera.take(window, f"risques, {manner}")
        screen.show_record(1)
        camera.take(window, f"risque, {manner}")
        screen.escape()


def _picture_projection(camera: Camera, screen: ReviewScreen, look: str) -> None:
    screen.project()
    shown = screen.projection
    assert shown is not None
    shown.showNormal()
    for size in (WIDE, SMALL, SMALLEST):
        shown.resize(size)
        for number in range(5):
            camera.take(shown, f"revue projetée {number + 1}, {look} {size.width()}×{size.height()}")
            shown.turn(1)
        shown.turn(-5)
    shown.close()


def _review_of(window: MainWindow) -> ReviewScreen:
    window.turn_to(Place.REVIEW)
    screen = window.shell.screens.screen_of(Place.REVIEW)
    assert isinstance(screen, ReviewScreen)
    return screen


def _picture_improvements(camera: Camera, stage: Stage, look: str) -> None:
    """Once there are some, the list and the form of the first; before, the screen without any."""
    window = stage.show(LARGE.width(), LARGE.height())
    window.turn_to(Place.IMPROVEMENTS)
    screen = window.shell.screens.screen_of(Place.IMPROVEMENTS)
    assert isinstance(screen, ImprovementsScreen)
    if not screen.overview.rows:
        camera.take(window, f"améliorations, aucune, {look}")
        for one in improvements():
            stage.register.improvements.register(one, by=AT_THE_DESK)
        screen.refresh()
    for size in (LARGE, SMALL, SMALLEST):
        manner = f"{look} {size.width()}×{size.height()}"
        stage.show(size.width(), size.height())
        screen.enter()
        camera.take(window, f"améliorations, {manner}")
        screen.show_record(1)
        camera.take(window, f"amélioration, {manner}")
        screen.begin_new()
        assert screen.page is not None
        screen.page.save()
        camera.take(window, f"nouvelle amélioration, {manner}")
        screen.escape()


def _picture_notes(camera: Camera, stage: Stage, look: str) -> None:
    """Once there are some, the list and the page of each; before, the screen without any."""
    window = stage.show(LARGE.width(), LARGE.height())
    window.turn_to(Place.NOTES)
    screen = window.shell.screens.screen_of(Place.NOTES)
    assert isinstance(screen, NotesScreen)
    if not screen.overview.rows:
        camera.take(window, f"notes, aucune, {look}")
        for one in notes():
            stage.register.notes.register(one, by=AT_THE_DESK)
        screen.refresh()
    for size in (LARGE, SMALL, SMALLEST):
        manner = f"{look} {size.width()}×{size.height()}"
        stage.show(size.width(), size.height())
        screen.enter()
        camera.take(window, f"notes, {manner}")
        for number, words in ((3, "à remettre"), (2, "à faire lire")):
            screen.show_record(number)
            camera.take(window, f"note {words}, {manner}")
        assert isinstance(screen.page, NotePage)
        with _pictured(camera, window, f"émargement, {manner}"):
            screen.page.read()
        screen.begin_new()
        assert screen.page is not None
        screen.page.save()
        camera.take(window, f"nouvelle note, {manner}")
        screen.escape()


def _picture_settings(camera: Camera, window: MainWindow, look: str) -> None:
    window.turn_to(Place.SETTINGS)
    screen = window.findChild(SettingsScreen)
    assert screen is not None
    for section in _SETTINGS:
        screen.show_section(section)
        camera.take(window, f"réglages {section}, {look}")
    screen.show_section("staff")
    entrusting = f"Confier son travail : {AT_THE_DESK}"
    with _pictured(camera, window, f"réglages, travail à confier, {look}"):
        next(one for one in screen.findChildren(Button) if one.accessibleName() == entrusting).click()


def _picture_long_texts(camera: Camera, stage: Stage) -> None:
    long = stage.register.cases.receive(_long_complaint(), by=AT_THE_DESK)
    for size in (LARGE, SMALL):
        window = stage.show(size.width(), size.height())
        window.register_screen.refresh()
        _select(stage, long.reference)
        camera.take(window, f"textes longs, registre {size.width()}")
        window.continue_case(long.id, Page.RESTATEMENT)
        for page in (Page.RECEPTION, Page.COMPLAINANT, Page.RESTATEMENT):
            _wizard(window).go_to(page)
            camera.take(window, f"textes longs, assistant {COMPLAINT_PATH.pages.index(page) + 1:02} {size.width()}")
        _wizard(window).leave()


def _long_complaint() -> Complaint:
    """As long as the fields allow, with a name of the other direction, markup and emoji."""
    sentence = "La leçon a été annulée <b>sans prévenir</b> & personne n’a rappelé 😡. "
    return Complaint(
        kind=Kind.COMPLAINT,
        received_at=CASES_NOW - timedelta(hours=3),
        channel=Channel.EMAIL,
        received_by=AT_THE_DESK,
        owner=AT_THE_DESK,
        verbatim=(sentence * 400)[:20_000],
        remedy_sought=sentence * 12,
        complainant_title=Title.MRS,
        complainant_name="Marie-Antoinette نور الهدى de la Rochefoucauld-Montmorency-Luxembourg-Saint-Exupéry",
        complainant_quality=Quality.STUDENT,
        email="marie-antoinette.de-la-rochefoucauld-montmorency-luxembourg@une-adresse-fort-longue.exemple.fr",
        service="Conduite accompagnée et perfectionnement sur circuit fermé",
        subject="Dix-sept leçons annulées la veille au soir par SMS sans proposition d’une autre date ni explication "
        "du moniteur, du secrétariat ou de la direction depuis la rentrée",
    )


def _pictured(camera: Camera, window: QWidget, name: str) -> AbstractContextManager[None]:
    """Within it, the next modal dialog is pictured over the window and given up."""

    def take(dialog: QDialog) -> None:
        camera.take_over(window, dialog, name)
        dialog.reject()

    return answering(take)


def _wear(scheme: Scheme) -> None:
    apply_theme(application(), scheme)
    settle()


def _wear_size(stage: Stage, text_scale: int) -> MainWindow:
    """The widest window with its text at *text_scale* percent, taken as somebody takes it in the settings."""
    stage.preferences.text_scale = text_scale
    window = stage.show(WIDE.width(), WIDE.height())
    window.wear_look()
    settle()
    return window


def _select(stage: Stage, reference: str) -> None:
    complaint_id = stage.register.cases.find(reference).id
    stage.window.go_to(complaint_id)
    settle()


def _wizard(window: QWidget) -> WizardWindow:
    wizard = window.findChild(WizardWindow)
    assert wizard is not None
    settle()
    return wizard


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
