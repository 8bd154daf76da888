"""The letters of the pages: written from what was just typed; and one case by keyboard through all of them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.moments import local
from pegase_desktop.domain.procedure import Page
from pegase_desktop.domain.rows import Action, Redress
from pegase_desktop.domain.school import Mediator, Settings
from pegase_desktop.domain.words import (
    Agreement,
    CauseFamily,
    Channel,
    ClientAgrees,
    Decision,
    Kind,
    LetterKind,
    Medium,
    RedressKind,
    Status,
    Title,
)
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.desk.session import Session
from pegase_desktop.ui.letters.dialog import LetterDialog
from pegase_desktop.ui.paper.preview import PaperPreview
from pegase_desktop.ui.wizard.arrangement import Section
from pegase_desktop.ui.wizard.letter_card import LetterCard
from tests.storage.office import Clock
from tests.ui.letters.answering import answering
from tests.ui.letters.conftest import ScriptedDelivery
from tests.ui.scripted_questions import ScriptedQuestions
from tests.ui.wizard.conftest import Opener
from tests.ui.wizard.typist import Typist

CONTROL = Qt.KeyboardModifier.ControlModifier
MEDIATOR = Mediator("Médiation Exemple", "1 rue du Vallon\n42000 Exempleville", "www.mediation.exemple")
CLAIRE = "Claire Martin"


@pytest.fixture
def delivery(session: Session) -> ScriptedDelivery:
    session.delivery = ScriptedDelivery()
    return session.delivery


@pytest.fixture
def case(register: Register, clock: Clock) -> Complaint:
    facts = Complaint(
        kind=Kind.COMPLAINT, channel=Channel.PHONE, received_at=clock.now - timedelta(hours=5), in_writing=False,
        subject="Leçon annulée", complainant_name="Élodie Garnier", complainant_title=Title.MRS,
        address="1 rue Neuve\n06140 Vence",
    )  # fmt: skip
    return register.cases.receive(facts, by=CLAIRE)


def card(typist: Typist) -> LetterCard:
    section = typist.window.form.sections[Section.LETTER]
    assert isinstance(section, LetterCard)
    return section


def write(typist: Typist, button: str, *, leaves: bool = True) -> list[str]:
    """Press the page's button, then send its letter with two keys, or close it; gives the text that was proposed."""
    texts: list[str] = []

    def answer(dialog: LetterDialog) -> None:
        texts.append(dialog.text.value())
        if leaves:
            QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
            QTest.keyClick(dialog.asking.yes, Qt.Key.Key_Space)
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    typist.tab_to(card(typist).button)
    assert card(typist).button.text() == button
    with answering(answer):
        typist.key(Qt.Key.Key_Space)
    typist.window.activateWindow()  # as the desktop does once the letter's window is gone
    while QApplication.focusWidget() is None:
        QApplication.processEvents()
    return texts


@pytest.mark.usefixtures("delivery")
def test_a_page_is_saved_before_its_letter_is_written(wizard: Opener, register: Register, case: Complaint) -> None:
    typist = wizard(complaint=case, page=Page.FOLLOW_UP)
    typist.fill("next_update_on", date(2026, 11, 27))
    texts = write(typist, "Informer le client", leaves=False)
    assert "le 27\u00a0novembre\u00a02026" in texts[0]
    assert register.cases.get(case.id).next_update_on == date(2026, 11, 27)
    assert register.cases.get(case.id).letters == ()


@pytest.mark.usefixtures("delivery")
def test_what_the_letter_makes_true_is_on_the_page_at_once(
    wizard: Opener, register: Register, case: Complaint, clock: Clock
) -> None:
    typist = wizard(complaint=case, page=Page.ACKNOWLEDGEMENT)
    typist.fill("ack_medium", Medium.FAX)
    write(typist, "Écrire l’accusé")
    form = typist.window.form
    assert form.editors["ack_sent_at"].input.value() == (local(clock.now).date(), time(18, 0))
    assert form.editors["ack_medium"].input.value() is Medium.FAX
    assert card(typist).button.text() == "Écrire à nouveau"
    assert register.cases.get(case.id).ack_by == CLAIRE
    assert register.drafts.all() == ()


@pytest.mark.usefixtures("delivery")
@pytest.mark.parametrize(
    ("page", "title"),
    [(Page.FOLLOW_UP, "Information du suivi"), (Page.SUBJECT, "Accusé de réception")],
)
def test_ctrl_r_writes_the_letter_of_the_page_else_the_acknowledgement(
    wizard: Opener, case: Complaint, page: Page, title: str
) -> None:
    typist = wizard(complaint=case, page=page)
    titles: list[str] = []
    with answering(lambda dialog: titles.append(dialog.windowTitle())):
        typist.key(Qt.Key.Key_R, CONTROL)
    assert [one.partition(",")[0] for one in titles] == [title]


def test_ctrl_p_shows_the_sheet_with_what_was_just_typed(
    wizard: Opener, register: Register, case: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PaperPreview, "exec", lambda preview: shown.append(preview.windowTitle()))
    typist = wizard(complaint=case, page=Page.COMPLAINANT)
    typist.fill("phone", "06 39 98 12 04")
    typist.key(Qt.Key.Key_P, CONTROL)
    assert case.reference in shown[0]
    assert register.cases.get(case.id).phone == "06 39 98 12 04"


def test_no_paper_is_made_of_a_complaint_without_number(wizard: Opener, questions: ScriptedQuestions) -> None:
    typist = wizard()
    typist.key(Qt.Key.Key_P, CONTROL)
    assert len(questions.said) == 1


def test_a_letter_that_did_not_leave_changes_nothing_on_the_page(
    wizard: Opener, register: Register, case: Complaint, delivery: ScriptedDelivery
) -> None:
    typist = wizard(complaint=case, page=Page.ACKNOWLEDGEMENT)
    write(typist, "Écrire l’accusé", leaves=False)
    assert register.cases.get(case.id) == case
    assert delivery.shown == []
    assert card(typist).button.text() == "Écrire l’accusé"


def test_a_complaint_without_its_number_says_what_it_lacks_first(
    wizard: Opener, questions: ScriptedQuestions, register: Register
) -> None:
    typist = wizard()
    typist.fill("channel", Channel.IN_PERSON)
    typist.fill("verbatim", "Ma leçon est annulée.")
    write(typist, "Compte rendu à signer")
    assert questions.said == ["Il manque le nom du réclamant. Écrivez-le, ou cochez « anonyme »."]
    assert len(register.drafts.all()) == 1


@pytest.mark.parametrize(
    ("page", "is_there"),
    [
        (Page.PLAN, False),
        (Page.RESPONSE, False),
        (Page.FEEDBACK, False),
        (Page.FOLLOW_UP, True),
        (Page.RECEPTION, True),
    ],
)
def test_a_page_offers_its_letter_only_when_there_is_one_to_write(
    page: Page, is_there: bool, wizard: Opener, case: Complaint
) -> None:
    assert card(wizard(complaint=case, page=page)).isVisible() is is_there


@pytest.mark.usefixtures("delivery")
def test_a_refusal_without_mediator_leads_to_the_settings_and_keeps_what_was_typed(
    wizard: Opener, session: Session, register: Register, case: Complaint, questions: ScriptedQuestions, qtbot: QtBot
) -> None:
    typist = wizard(complaint=case, page=Page.RESPONSE)
    typist.fill("decision", Decision.UNFAVOURABLE)
    typist.fill("reasons", "Le contrat le prévoit.")
    questions.confirmations.append(True)
    with qtbot.waitSignal(session.settings_wanted) as wanted:
        assert write(typist, "Écrire la réponse") == []
    assert wanted.args == ["mediator"]
    assert "Réglages, Médiateur" in questions.asked[-1]
    assert register.cases.get(case.id).reasons == "Le contrat le prévoit."


def test_one_case_by_keyboard_from_reception_to_closure_through_every_letter(
    wizard: Opener, register: Register, clock: Clock, delivery: ScriptedDelivery, questions: ScriptedQuestions
) -> None:
    register.school.save(Settings(mediator=MEDIATOR), by=CLAIRE)
    start = clock.now
    typist = wizard()
    typist.fill("channel", Channel.IN_PERSON)
    typist.fill("verbatim", "Deux leçons annulées la veille.")
    typist.next()
    typist.fill("complainant_title", Title.MRS)
    typist.fill("complainant_name", "Élodie Garnier")
    typist.fill("address", "1 rue Neuve\n06140 Vence")
    typist.go_to_page(Page.RECEPTION)
    write(typist, "Compte rendu à signer")

    clock.now = start + timedelta(hours=1)
    typist.go_to_page(Page.ACKNOWLEDGEMENT)
    write(typist, "Écrire l’accusé")

    typist.go_to_page(Page.RESTATEMENT)
    typist.fill("restatement", "Deux leçons annulées sans autre date.")
    typist.fill("restatement_agreed", Agreement.YES)
    typist.go_to_page(Page.CAUSES)
    typist.fill("cause_family", CauseFamily.ORGANISATION)
    typist.fill("cause_text", "Planning non relu le soir.")
    typist.go_to_page(Page.PLAN)
    today = local(clock.now).date()
    typist.add_row("actions", Action(what="Réserver deux leçons", who=CLAIRE, due=today, done_on=today))
    typist.fill("commitment_date", today + timedelta(days=6))
    typist.fill("commitment_reason", "Attendre le retour du moniteur.")
    write(typist, "Écrire la lettre d’attente")

    clock.now = start + timedelta(days=1)
    typist.go_to_page(Page.FOLLOW_UP)
    write(typist, "Informer le client")
    typist.go_to_page(Page.RESPONSE)
    typist.fill("decision", Decision.PARTIAL)
    typist.fill("reasons", "Les leçons sont rendues ; le trajet n’est pas remboursé.")
    typist.add_row("redress", Redress(kind=RedressKind.EXTRA_SERVICE, amount=11000, text="Deux leçons", done_on=today))
    write(typist, "Écrire la réponse")

    clock.now = start + timedelta(days=2)
    typist.go_to_page(Page.CONCLUSION)
    typist.fill("outcome", "Fondée, deux leçons rendues.")
    typist.fill("client_agrees", ClientAgrees.YES)
    write(typist, "Écrire la lettre de clôture")
    typist.go_to_page(Page.FEEDBACK)
    typist.fill("feedback_not_obtained_reason", "Ne souhaite pas répondre")
    typist.go_to_page(Page.LESSONS)
    typist.fill("lesson", "Relire le planning chaque soir.")
    typist.press("Clôturer le dossier")

    assert questions.said == questions.asked == []
    closed = register.cases.find("R-2026-0001")
    assert closed.status is Status.CLOSED
    assert [one.kind for one in closed.letters] == [
        LetterKind.RECORD, LetterKind.ACKNOWLEDGEMENT, LetterKind.WAITING, LetterKind.UPDATE, LetterKind.PARTIAL,
        LetterKind.CLOSING,
    ]  # fmt: skip
    assert [register.cases.content_of(one) for one in closed.letters] == delivery.shown
    assert len(closed.exchanges) == 6
    assert closed.commitment_told_at == start + timedelta(hours=1)
    assert closed.response_sent_at == start + timedelta(days=1)
    assert closed.feedback_asked_at == start + timedelta(days=2)
    assert [one.verb for one in register.journal.of(closed.ref)].count(Verb.SEND) == 6
    assert register.drafts.all() == ()
