"""Of a sensitive case nobody reads the name, the object or the plan who is not at work on it; in its panel all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from pegase_desktop.documents.agenda_list import agenda_list_pdf
from pegase_desktop.domain.agenda import agenda
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.draft import Draft
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.reminders import mark
from pegase_desktop.domain.rows import Action, Link
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.views import SortKey, View
from pegase_desktop.domain.words import Channel, Medium, Title
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.agenda.screen import AgendaScreen
from pegase_desktop.ui.desk.preferences import Preferences
from pegase_desktop.ui.desk.screen import Place
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.look import painting
from pegase_desktop.ui.register.ink import Ink
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.shell.tray import Tray
from pegase_desktop.ui.wizard.window import WizardWindow
from tests.domain.samples import registrable
from tests.storage.office import CLAIRE, Clock
from tests.ui.conftest import NOW
from tests.ui.hands import there

VIOLENCE = "violence, harcèlement ou discrimination"
NAME, OBJECT, WORDS, PLAN, PHONE = "Quetzal", "Vestiaire", "Ouistiti", "Xylophone", "06 39 98 77 11"
SECRET = (NAME, OBJECT, WORDS, PLAN, PHONE)


@pytest.fixture
def case(register: Register) -> Complaint:
    """Due in many ways: to be acknowledged, called back, answered, with an action that is late."""
    facts = registrable(
        category=VIOLENCE,
        complainant_title=Title.MRS,
        complainant_name=f"Zénobie {NAME}",
        student=f"Zénobie {NAME}",
        subject=f"{OBJECT} fermé à clé",
        verbatim=f"{WORDS} !",
        phone=PHONE,
        channel=Channel.EMAIL,
        in_writing=True,
        staff_concerned=("Julien Castellan",),
        owner=CLAIRE,
        received_at=NOW - timedelta(hours=46),
        actions=(Action(what=f"{PLAN} à mettre sous clé", who=CLAIRE, due=date(2026, 11, 19)),),
    )
    return register.cases.receive(facts, by=CLAIRE)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that are painted by hand."""
    said: list[str] = []
    write, text = Ink.write, painting.text

    def noted_write(ink: Ink, painter: object, x: float, middle: float, room: float, words: str, *rest: object) -> None:
        said.append(words)
        write(ink, painter, x, middle, room, words, *rest)  # type: ignore[arg-type]

    def noted_text(painter: object, rect: object, words: str, *rest: object) -> None:
        said.append(words)
        text(painter, rect, words, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Ink, "write", noted_write)
    monkeypatch.setattr(painting, "text", noted_text)
    return said


def everything_said(top: QWidget) -> str:
    """The texts, titles, tips and accessible names of all that is shown within *top*."""
    QApplication.processEvents()
    return "\n".join(part for one in (top, *top.findChildren(QWidget)) if one.isVisible() for part in _said_by(one))


def _said_by(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    for name in ("text", "toPlainText", "words"):
        found = getattr(widget, name, "")
        yield str(found() if callable(found) else found)
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from _read_aloud(interface)
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                yield from (str(model.index(row, column).data(role)) for role in roles)


def _read_aloud(interface: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield interface.text(kind)


def told(said: str) -> list[str]:
    """What of the secret is in it."""
    return [one for one in SECRET if one.lower() in said.lower()]


def titles() -> str:
    return "\n".join(one.windowTitle() for one in QApplication.topLevelWidgets())


def test_the_table_tells_neither_name_nor_object(window: MainWindow, case: Complaint, painted: list[str]) -> None:
    window.go_to(case.id)
    screen = window.register_screen
    screen.panel.close_panel()
    screen.start_search(NAME)
    assert list(screen.model.spine.ids) == [case.id], "it is found by its name"
    screen.search.set_value("")
    screen.refresh()
    window.grab()
    said = everything_said(screen) + "\n".join(painted) + titles()
    assert "Z.\u00a0Q." in said
    assert "Dossier sensible" in said
    assert told(said) == []


@pytest.mark.parametrize("descending", [False, True])
def test_no_order_of_the_table_tells_the_name_or_the_object(
    register: Register, case: Complaint, descending: bool
) -> None:
    """It stands where its initials and « Dossier sensible » put it."""
    others = (("Zoé Qa", "Dossier"), ("Zoé Qz", "Dossiers"))
    first, last = (
        register.cases.receive(registrable(complainant_name=name, subject=subject), by=CLAIRE).id
        for name, subject in others
    )
    by_name = shown_in_order(register, SortKey.COMPLAINANT, descending, case.id, first)
    by_object = shown_in_order(register, SortKey.SUBJECT, descending, case.id, first, last)
    step = -1 if descending else 1
    assert by_name[::step] == [case.id, first]  # « q. z. » before « qa zoe »
    assert by_object[::step] == [first, case.id, last]


def shown_in_order(register: Register, key: SortKey, descending: bool, *among: int) -> list[int]:
    ids = register.table.spine(View(now=NOW, sort=key, descending=descending)).ids
    return [one for one in ids if one in among]


def test_what_is_to_be_done_tells_neither(window: MainWindow, case: Complaint, painted: list[str]) -> None:
    window.turn_to(Place.AGENDA)
    screen = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(screen, AgendaScreen)
    window.grab()
    said = everything_said(screen) + "\n".join(painted) + titles()
    assert said.count("Z.\u00a0Q.") > 3
    assert "À lire dans le dossier." in said
    assert told(said) == []


def test_what_is_to_come_and_what_was_done_tell_neither(
    window: MainWindow, case: Complaint, register: Register, clock: Clock
) -> None:
    clock.move(minutes=1)
    told_so = {"ack_sent_at": NOW, "ack_medium": Medium.EMAIL, "next_update_on": date(2026, 11, 24)}
    register.cases.record(case, told_so, by=CLAIRE)
    window.turn_to(Place.AGENDA)
    screen = window.shell.screens.screen_of(Place.AGENDA)
    assert isinstance(screen, AgendaScreen)
    screen.refresh()
    said = everything_said(screen)
    assert "Accusé de réception noté" in said
    assert "Informer Z.\u00a0Q." in said
    assert told(said) == []


def test_the_printed_list_tells_neither(register: Register, case: Complaint) -> None:
    made = agenda(register.table.todos(), register.journal.since(NOW - timedelta(days=1)), NOW)
    with pypdfium2.PdfDocument(agenda_list_pdf(made, Settings(), now=NOW)) as document:
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "Z. Q., Dossier sensible" in said.replace("\u00a0", " ")
    assert told(said) == []


def test_no_notice_beside_the_clock_tells_either(
    session: Session, case: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    tray = Tray(session, Preferences())
    monkeypatch.setattr(tray.icon, "isVisible", lambda: True)
    monkeypatch.setattr(tray.icon, "showMessage", lambda title, words, *_: shown.extend((title, words)))
    for other in session.register.table.todos():
        if other.complaint_id != case.id:
            tray._preferences.notified.append(mark(other, str(session.register.path)))
    tray.remind()
    said = "\n".join(shown) + tray.icon.toolTip()
    assert "Envoyer l’accusé à Z.\u00a0Q. (R-2026-0025)" in said
    assert told(said) == []


def test_no_unfinished_entry_tells_either(window: MainWindow, case: Complaint, register: Register) -> None:
    """Neither one about it, nor a new one, nor one that makes a case sensitive."""
    register.drafts.save(Draft(record_id=case.id, values={"lesson": WORDS}, saved_by=CLAIRE))
    other = register.cases.receive(registrable(complainant_name=f"Zénobie {NAME}"), by=CLAIRE)
    register.drafts.save(Draft(record_id=other.id, values={"category": VIOLENCE}, saved_by=CLAIRE))
    new = {"complainant_name": f"Zénobie {NAME}", "subject": OBJECT, "verbatim": WORDS, "category": VIOLENCE}
    register.drafts.save(Draft(values=new, saved_by=CLAIRE))
    window.register_screen.drafts.refresh()
    said = everything_said(window.register_screen.drafts)
    assert said.count("Z.\u00a0Q.") >= 3
    assert told(said) == []


def test_other_cases_of_the_same_people_do_not_lead_to_it(register: Register, case: Complaint) -> None:
    same = {
        "student": case.student,
        "complainant_name": case.complainant_name,
        "staff_concerned": ("Julien Castellan",),
    }
    alike = register.table.similar(registrable(**same), limit=50)
    assert alike
    assert case.id not in [one.id for one in alike]
    again = register.cases.receive(registrable(**same, category=VIOLENCE, service="Accueil"), by=CLAIRE)
    (found,) = (one for one in register.table.similar(again, limit=50) if one.id == case.id)
    assert (found.complainant, found.subject) == ("Z.\u00a0Q.", "Dossier sensible")
    assert found.reasons == ("même élève", "même personne visée")


def test_a_case_linked_to_it_names_its_number_alone(window: MainWindow, case: Complaint, register: Register) -> None:
    other = register.cases.find("R-2026-0016")
    register.cases.record(other, {"links": (Link(reference=case.reference),)}, by=CLAIRE)
    window.go_to(other.id)
    window.register_screen.refresh()
    said = everything_said(window)
    assert case.reference in said
    assert told(said) == []


def test_its_panel_tells_all(window: MainWindow, case: Complaint) -> None:
    window.go_to(case.id)
    panel = there(window.register_screen.panel.panel)
    said = everything_said(panel)
    assert [one for one in (NAME, OBJECT, WORDS, PHONE, "Dossier sensible") if one not in said] == []
    assert told(titles()) == []


def test_its_wizard_tells_all_and_whom_to_turn_to(window: MainWindow, case: Complaint) -> None:
    window.continue_case(case.id, Page.RECEPTION)
    wizard = there(window.findChild(WizardWindow))
    wizard._tips.show()
    for page in Page:
        wizard.go_to(page)
        assert {"3919", "112"} <= {one for one in ("3919", "112") if one in everything_said(wizard._tips)}, page
    assert NAME in everything_said(wizard._top)
    assert told(titles()) == []


def test_the_tips_change_as_soon_as_the_category_says_so(window: MainWindow, register: Register) -> None:
    window.continue_case(register.cases.find("R-2026-0016").id, Page.SUBJECT)
    wizard = there(window.findChild(WizardWindow))
    wizard._tips.show()
    assert "3919" not in everything_said(wizard._tips)
    category = wizard.form.editors["category"]
    category.input.set_choices([(VIOLENCE, VIOLENCE)])
    category.input.set_value(VIOLENCE)
    category.field.edited.emit()
    assert "3919" in everything_said(wizard._tips)


def test_a_case_is_told_again_once_its_category_is_another(register: Register, case: Complaint) -> None:
    register.cases.record(case, {"category": "autre"}, by=CLAIRE, reason="Mal classée")
    line = register.table.lines([case.id])[case.id]
    assert NAME in line.complainant
    assert OBJECT in line.subject
