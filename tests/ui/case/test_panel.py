"""The detail panel by real events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.procedure import Page, Step
from pegase_desktop.domain.rows import Link
from pegase_desktop.domain.words import CancelReason, Kind, Status
from pegase_desktop.ui.case.contact_list import ContactsDialog
from pegase_desktop.ui.case.panel import CasePanel
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.shell.main_window import MainWindow
from pegase_desktop.ui.widgets.buttons import Button
from pegase_desktop.ui.widgets.labels import Elided, Paragraph
from tests.domain.samples import with_facts
from tests.storage.office import Clock
from tests.storage.sqlite.plain_register import folder_state
from tests.ui.hands import part, there
from tests.ui.scripted_questions import LEAVES_THE_CASE, ScriptedQuestions

LEFT = Qt.MouseButton.LeftButton
DUPLICATE = list(CancelReason).index(CancelReason.DUPLICATE)


@pytest.fixture
def panel(window: MainWindow) -> CasePanel:
    assert window.register_screen.panel.panel is not None
    return window.register_screen.panel.panel


def show(window: MainWindow, session: Session, reference: str) -> Complaint:
    complaint = session.register.cases.find(reference)
    window.go_to(complaint.id)
    return complaint


def texts(widget: CasePanel) -> str:
    QApplication.processEvents()
    return "\n".join(one.words for one in widget.findChildren(Paragraph) if one.isVisible())


def press(widget: CasePanel, label: str, qtbot: QtBot) -> None:
    QApplication.processEvents()
    button = next(one for one in widget.findChildren(Button) if one.text() == label and one.isVisible())
    qtbot.mouseClick(button, LEFT)


def drop(panel: CasePanel, *urls: QUrl) -> None:
    """What Qt does with files dragged from the system's file manager, which wants to move them."""
    data, keys = QMimeData(), Qt.KeyboardModifier.NoModifier
    data.setUrls(list(urls))
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    panel.dragEnterEvent(QDragEnterEvent(QPoint(20, 200), offered, data, LEFT, keys))
    event = QDropEvent(QPointF(20, 200), offered, data, LEFT, keys)
    panel.dropEvent(event)
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_it_says_where_the_case_stands(window: MainWindow, session: Session, panel: CasePanel) -> None:
    show(window, session, "R-2026-0021")
    assert panel.head._reference.text() == "R-2026-0021"
    assert panel.head._title.words == "Trois leçons commencées en retard"
    assert panel.acknowledgement.accessibleName().startswith("Accusé de réception")
    current = next(line for line in panel.steps.lines if "en cours" in line.accessibleName())
    assert current.step.label == Step.RESTATEMENT.label


def test_what_was_done_late_is_heard_and_stands_whole(window: MainWindow, session: Session, panel: CasePanel) -> None:
    show(window, session, "R-2026-0013")
    QApplication.processEvents()
    clock = panel.treatment
    assert clock.accessibleName() == "Traitement : Répondu en 8\u00a0j, hors délai, le 18/09 à 11:30"
    assert clock._state.text() == "Répondu en 8\u00a0j, hors délai"
    assert clock._state.height() >= clock._state.heightForWidth(clock._state.width())
    assert panel.acknowledgement.height() == clock.height()


def test_a_step_taken_on_no_single_day_misses_none(window: MainWindow, session: Session, panel: CasePanel) -> None:
    show(window, session, "R-2026-0004")
    shown = {line.step.number: line.shown_when for line in panel.steps.lines}
    assert (shown[Step.TAKEN_UP], shown[Step.RESTATEMENT]) == ("24/02", "faite")
    assert all(shown.values())
    show(window, session, "R-2026-0024")
    assert "" in [line.shown_when for line in panel.steps.lines], "what is still to come"


def test_who_complains_and_about_what_take_a_line_each(window: MainWindow, session: Session, panel: CasePanel) -> None:
    show(window, session, "R-2026-0004")
    head = panel.head
    assert (head._name.text(), head._quality.text()) == ("Mme\u00a0Fatou Diakité", "Représentant légal")
    assert head._about.text().startswith("Pour Ibra")
    assert head._about.mapTo(head, QPoint()).y() > head._name.mapTo(head, QPoint()).y()


def test_a_case_without_documents_says_so_in_one_line(window: MainWindow, session: Session, panel: CasePanel) -> None:
    show(window, session, "R-2026-0016")
    QApplication.processEvents()
    assert panel.shelf._empty.isVisible()
    assert panel.shelf.height() <= 30


@pytest.mark.parametrize(("reference", "nature"), [("R-2026-0017", "Aléa"), ("R-2026-0020", "Difficulté")])
def test_it_says_what_is_no_complaint(
    window: MainWindow, session: Session, panel: CasePanel, reference: str, nature: str
) -> None:
    show(window, session, reference)
    assert (panel.head._nature.text(), panel.head._nature.isVisible()) == (nature, True)
    show(window, session, "R-2026-0021")
    assert not panel.head._nature.isVisible()


def test_where_nobody_complains_no_line_is_kept_for_them(
    window: MainWindow, session: Session, panel: CasePanel
) -> None:
    facts = Complaint(kind=Kind.INCIDENT, received_at=session.clock(), verbatim="La Clio s’est arrêtée.")
    incident = session.register.cases.receive(facts, by=session.actor)
    show(window, session, incident.reference)
    head = panel.head
    shown = [head._name.isVisible(), head._quality.isVisible(), head._priority.isVisible()]
    assert shown == [False, False, False], "it is not assessed either"


def test_every_case_shows_without_noise(window: MainWindow, session: Session, panel: CasePanel) -> None:
    panel.journal.fold.click()
    for reference in session.register.cases.references():
        complaint = show(window, session, reference)
        QApplication.processEvents()
        assert panel.complaint == complaint
        assert complaint.verbatim[:40] in panel.words._words.words


def test_a_step_leads_to_its_page(window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot) -> None:
    complaint = show(window, session, "R-2026-0021")
    window.register_screen.panel.wizard_wanted.disconnect()
    line = panel.steps.lines[Step.CONCLUSION.value - 1]
    with qtbot.waitSignal(panel.wizard_wanted) as asked:
        line.click()
    assert asked.args == [complaint.id, Page.CONCLUSION, ""]


def test_long_words_are_shown_whole_on_demand(
    window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot
) -> None:
    complaint = show(window, session, "R-2026-0016")
    ending = complaint.verbatim[-30:]
    assert ending not in texts(panel)
    press(panel, "Lire la suite", qtbot)
    assert ending in texts(panel)
    press(panel, "Réduire", qtbot)
    assert ending not in texts(panel)


def test_all_contacts_are_shown_with_their_words(
    window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot
) -> None:
    complaint = show(window, session, "R-2026-0016")
    qtbot.mouseClick(panel.contacts._all, LEFT)
    dialog = part(window, ContactsDialog)
    assert dialog.isVisible()
    shown = "\n".join(one.words for one in dialog.findChildren(Paragraph))
    assert all(exchange.text in shown for exchange in complaint.exchanges)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_journal_tells_who_did_what(window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot) -> None:
    show(window, session, "R-2026-0021")
    assert "a importé le dossier" not in texts(panel)
    panel.journal.fold.click()
    assert "Claire Martin a importé le dossier" in texts(panel)
    panel.journal.fold.click()
    assert "a importé le dossier" not in texts(panel)


def test_linked_cases_lead_to_each_other(window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot) -> None:
    first = show(window, session, "R-2026-0021")
    links = (*first.links, Link(reference="R-2026-0024"))
    session.do(lambda: session.register.cases.record(first, {"links": links}, by="Claire Martin"))
    press(panel, "R-2026-0024", qtbot)
    assert panel.complaint.reference == "R-2026-0024"
    press(panel, "R-2026-0021", qtbot)
    assert panel.complaint.reference == "R-2026-0021"


def test_a_case_is_seen_to_be_linked_as_soon_as_another_names_it(
    window: MainWindow, session: Session, panel: CasePanel
) -> None:
    show(window, session, "R-2026-0021")
    other = session.register.cases.find("R-2026-0024")
    links = (*other.links, Link(reference="R-2026-0021"))
    session.do(lambda: session.register.cases.record(other, {"links": links}, by="Claire Martin"))
    assert "R-2026-0024" in [one.text() for one in panel.links.findChildren(Button)]


def test_a_file_is_added_by_the_button(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions, tmp_path: Path, qtbot: QtBot
) -> None:
    show(window, session, "R-2026-0021")
    document = tmp_path / "capture & preuve.png"
    document.write_bytes(b"image")
    questions.opened.append(document)
    press(panel, "Ajouter", qtbot)
    assert [one.name for one in panel.complaint.attachments] == ["capture & preuve.png"]
    assert session.register.cases.content_of(panel.complaint.attachments[0]) == b"image"


def test_files_are_added_by_dropping_them(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    show(window, session, "R-2026-0021")
    for name in ("un.pdf", "deux.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "dossier").mkdir()
    urls = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("un.pdf", "dossier", "deux.pdf", "parti.pdf")]
    drop(panel, *urls, QUrl("https://exemple.fr/a.pdf"))
    assert [one.name for one in panel.complaint.attachments] == ["un.pdf", "deux.pdf"]
    assert len(questions.said) == 2
    assert "est un dossier" in questions.said[0]
    assert "n’est plus là" in questions.said[1]
    assert (tmp_path / "un.pdf").exists()


def test_a_file_is_removed_with_a_reason(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    complaint = show(window, session, "R-2026-0021")
    session.do(lambda: session.register.cases.attach(complaint, "photo.png", b"image", by="Claire Martin"))
    questions.reasons += [None, "Ajoutée par erreur"]
    panel.shelf.removal_wanted.emit(panel.complaint.attachments[0])
    assert panel.complaint.attachments
    panel.shelf.removal_wanted.emit(panel.complaint.attachments[0])
    assert panel.complaint.attachments == ()
    assert set(questions.asked) == {LEAVES_THE_CASE.format("photo.png")}


def test_a_file_is_saved_where_it_is_wanted(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions, tmp_path: Path
) -> None:
    complaint = show(window, session, "R-2026-0021")
    session.do(lambda: session.register.cases.attach(complaint, "photo.png", b"image", by="Claire Martin"))
    questions.saved += [tmp_path / "copie.png", tmp_path / "nulle part" / "copie.png"]
    panel.shelf._save(panel.complaint.attachments[0])
    assert (tmp_path / "copie.png").read_bytes() == b"image"
    panel.shelf._save(panel.complaint.attachments[0])
    assert len(questions.said) == 1


def test_a_file_is_never_saved_over_the_register(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    complaint = show(window, session, "R-2026-0021")
    session.do(lambda: session.register.cases.attach(complaint, "photo.png", b"image", by="Claire Martin"))
    register = session.register.path
    before = folder_state(register.parent)
    questions.saved += [register, register.with_name(f"{register.name}-wal")]
    for why in ("C’est un registre de réclamations", "réservé à un fichier de travail"):
        panel.shelf._save(panel.complaint.attachments[0])
        assert why in questions.said[-1]
    assert folder_state(register.parent) == before


def test_a_case_that_lacks_something_is_not_closed_and_leads_there(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    complaint = show(window, session, "R-2026-0024")
    window.register_screen.panel.wizard_wanted.disconnect()
    questions.choices.append(0)
    with qtbot.waitSignal(panel.wizard_wanted) as asked:
        panel.close_case()
    assert asked.args == [complaint.id, Page.ACKNOWLEDGEMENT, ""]
    assert session.register.cases.get(complaint.id).status is Status.OPEN


def test_a_closed_case_is_reopened_with_a_reason_and_closed_again(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions, clock: Clock
) -> None:
    show(window, session, "R-2026-0013")
    questions.reasons.append("Le client revient sur la réponse")
    panel.reopen_case()
    reopened = panel.complaint
    assert reopened.status is Status.OPEN
    assert reopened.endings[-1].note == "Le client revient sur la réponse"
    questions.confirmations += [False, True]
    panel.close_case()
    kept = panel.complaint
    assert kept.status is Status.OPEN
    clock.now = clock.now.replace(hour=18)
    panel.close_case()
    assert panel.complaint.status is Status.CLOSED


def test_a_duplicate_is_cancelled_and_stays_in_the_register(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    case = show(window, session, "R-2026-0024")
    another = len(session.register.table.similar(case))
    questions.choices += [DUPLICATE, another, DUPLICATE, another]
    questions.lines += ["R-2026-9999", "r-2026-0015"]
    panel.cancel_case()
    refused = panel.complaint
    assert refused.status is Status.OPEN
    assert "R-2026-9999" in questions.said[0]
    panel.cancel_case()
    assert panel.complaint.status is Status.CANCELLED
    assert panel.complaint.duplicate_of == "R-2026-0015"
    assert panel.complaint.id in window.register_screen.model.lines
    assert panel.links._references == ("R-2026-0015",)
    show(window, session, "R-2026-0015")
    assert "R-2026-0024" in there(panel.links._references)


def test_the_case_that_goes_on_is_proposed_among_those_that_resemble(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    case = show(window, session, "R-2026-0024")
    alike = session.register.table.similar(case)
    questions.choices += [DUPLICATE, None, DUPLICATE, 0]
    panel.cancel_case()
    assert panel.complaint.status is Status.OPEN
    panel.cancel_case()
    assert panel.complaint.duplicate_of == alike[0].reference


def test_a_case_cancelled_by_mistake_is_opened_again(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    show(window, session, "R-2026-0014")
    questions.reasons.append("Le dossier a été annulé par erreur")
    panel.reopen_case()
    assert panel.complaint.status is Status.OPEN
    assert "première annulation" in questions.asked[0]


def test_an_announced_date_leaves_the_first_delay_to_be_read(
    window: MainWindow, session: Session, panel: CasePanel
) -> None:
    complaint = show(window, session, "R-2026-0016")
    assert complaint.commitment_date
    said = panel.commitment.words.replace("\u00a0", " ")
    assert panel.commitment.isVisible()
    assert said.startswith("Engagement : 30/10/2026, annoncé le")
    assert "Délai initial :" in said
    show(window, session, "R-2026-0021")
    assert not panel.commitment.isVisible()


def test_giving_up_changes_nothing(
    window: MainWindow, session: Session, panel: CasePanel, questions: ScriptedQuestions
) -> None:
    before = show(window, session, "R-2026-0024")
    questions.choices += [None, 2, None]
    questions.lines.append(None)
    panel.cancel_case()
    panel.cancel_case()
    panel.close_case()
    assert session.register.cases.get(before.id) == before


@pytest.mark.parametrize(
    ("reference", "offered"),
    [
        ("R-2026-0024", ["Changer de nature…", "Clôturer le dossier…", "Annuler le dossier…"]),
        ("R-2026-0013", ["Rouvrir le dossier…"]),
        ("R-2026-0014", ["Rouvrir le dossier…"]),
    ],
)
def test_only_what_can_be_done_is_offered(
    window: MainWindow, session: Session, panel: CasePanel, reference: str, offered: list[str]
) -> None:
    show(window, session, reference)
    assert [label for label, _ in panel._endings()] == offered
    assert panel.foot.more.isVisible() == bool(offered)


def test_nothing_of_a_very_long_name_address_or_title_leaves_the_panel(
    window: MainWindow, session: Session, panel: CasePanel, qtbot: QtBot
) -> None:
    complaint = session.register.cases.find("R-2026-0016")
    address = "marie-antoinette.de-la-rochefoucauld-montmorency-luxembourg@une-adresse-fort-longue.exemple.fr"
    long = {"complainant_name": "Marie-Antoinette " * 12, "email": address, "subject": "Dix-sept leçons annulées " * 12}
    panel.head.show_case(with_facts(complaint, long))
    shortened = next(one for one in panel.head.findChildren(Elided) if one.text() == address)
    qtbot.waitUntil(lambda: bool(shortened.toolTip()))  # it is painted
    for label in panel.head.findChildren(QLabel):
        place = label.parentWidget()
        assert place is not None
        assert not label.isVisible() or place.rect().contains(label.geometry()), label.text()
    assert shortened.toolTip().replace("\n", "") == address
