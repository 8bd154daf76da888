"""A letter looked over, handed over and said to have left; and all that can stop it on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from pegase_desktop.domain.duties import duties
from pegase_desktop.domain.duty import DutyKind
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.journal import Verb
from pegase_desktop.domain.record import complaint_ref
from pegase_desktop.domain.words import Decision, LetterKind, Medium
from pegase_desktop.storage.register import Register
from pegase_desktop.ui.letters.dialog import LetterDialog
from tests.storage.office import Clock
from tests.ui.conftest import NOW
from tests.ui.hands import click_again
from tests.ui.letters.conftest import ScriptedDelivery, Write
from tests.ui.scripted_questions import ScriptedQuestions

ACK, UPDATE = LetterKind.ACKNOWLEDGEMENT, LetterKind.UPDATE
TO_ACKNOWLEDGE = "R-2026-0024"


def click(dialog: LetterDialog, label: str) -> None:
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == label and one.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def send(dialog: LetterDialog) -> None:
    click(dialog, "Ouvrir dans la messagerie")


def is_asking(dialog: LetterDialog) -> bool:
    return dialog.asking.isVisible()


def by_mail(dialog: LetterDialog) -> None:
    dialog.medium.set_value(Medium.EMAIL)
    dialog.medium.edited.emit()


def owed(register: Register, reference: str) -> set[DutyKind]:
    return {one.kind for one in duties(register.cases.find(reference))}


@pytest.fixture
def with_address(register: Register) -> Register:
    case = register.cases.find(TO_ACKNOWLEDGE)
    register.cases.record(case, {"email": "rayan@exemple.fr"}, by="Claire Martin", reason="Précision")
    return register


def test_sent_by_mail_and_said_so_the_letter_is_recorded_at_once(
    write: Write, with_address: Register, delivery: ScriptedDelivery
) -> None:
    entries = len(with_address.journal.all())

    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        send(dialog)
        assert is_asking(dialog)
        click(dialog, "Oui, c’est envoyé")

    sent = write(TO_ACKNOWLEDGE, ACK, act)
    assert sent is not None
    [letter], exchange = sent.letters, sent.exchanges[-1]
    assert (letter.medium, letter.sent_at, exchange.at) == (Medium.EMAIL, NOW, NOW)
    assert sent.ack_sent_at == NOW
    assert with_address.cases.content_of(letter) == delivery.mailed[0][1]
    assert len(with_address.journal.all()) == entries + 1
    assert with_address.journal.all()[-1].verb is Verb.SEND
    assert DutyKind.ACKNOWLEDGE not in owed(with_address, TO_ACKNOWLEDGE)


def test_who_confirms_again_what_was_kept_without_being_told_so_finds_it_kept_once(
    write: Write, with_address: Register, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = with_address.cases
    genuine = cases.send

    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        send(dialog)
        with monkeypatch.context() as failing:
            failing.setattr(cases, "send", lambda *args, **how: _then_fail(genuine(*args, **how)))
            click(dialog, "Oui, c’est envoyé")
        assert (dialog.sent, is_asking(dialog)) == (None, True)
        click(dialog, "Oui, c’est envoyé")

    sent = write(TO_ACKNOWLEDGE, ACK, act)
    assert questions.said == ["Le disque ne répond pas. Réessayez."]
    assert sent == cases.find(TO_ACKNOWLEDGE)
    assert len(sent.letters) == len([one for one in sent.exchanges if one.letter == sent.letters[0].id]) == 1


def _then_fail(_: object) -> None:
    raise UserError("Le disque ne répond pas. Réessayez.")


def test_a_double_click_on_the_way_out_does_not_say_that_it_left(write: Write, with_address: Register) -> None:
    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        send(dialog)
        assert dialog.asking.yes.geometry().intersects(dialog.sending.go.geometry())  # under the same hand
        click_again(dialog.asking.yes)
        assert is_asking(dialog)

    assert write(TO_ACKNOWLEDGE, ACK, act) is None
    assert DutyKind.ACKNOWLEDGE in owed(with_address, TO_ACKNOWLEDGE)


def test_not_sent_yet_nothing_is_recorded_and_the_duty_stays(write: Write, with_address: Register) -> None:
    entries = len(with_address.journal.all())

    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        send(dialog)
        click(dialog, "Pas encore")
        assert not is_asking(dialog)
        assert dialog.text.input.isEnabled()
        click(dialog, "Fermer")

    assert write(TO_ACKNOWLEDGE, ACK, act) is None
    assert len(with_address.journal.all()) == entries
    assert DutyKind.ACKNOWLEDGE in owed(with_address, TO_ACKNOWLEDGE)


def test_what_is_kept_is_what_was_handed_over_to_the_byte(
    write: Write, with_address: Register, delivery: ScriptedDelivery, clock: Clock
) -> None:
    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        QTest.keyClick(dialog.text.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(dialog.text.input, "Bonjour, merci.")
        send(dialog)
        clock.now = NOW.replace(minute=30)
        assert not dialog.text.input.isEnabled()
        dialog.asking.sent_at.set_value((date(2026, 11, 20), time(18, 10)))
        click(dialog, "Oui, c’est envoyé")

    sent = write(TO_ACKNOWLEDGE, ACK, act)
    assert sent is not None
    assert sent.letters[0].text == sent.ack_text == "Bonjour, merci."
    assert with_address.cases.content_of(sent.letters[0]) == delivery.mailed[0][1]
    assert sent.letters[0].sent_at == NOW.replace(minute=10)


def test_on_paper_the_letter_is_shown_to_be_printed_then_asked_for(
    write: Write, register: Register, delivery: ScriptedDelivery
) -> None:
    def act(dialog: LetterDialog) -> None:
        dialog.medium.set_value(Medium.HAND_DELIVERED)
        dialog.medium.edited.emit()
        click(dialog, "Imprimer")
        click(dialog, "Oui, c’est envoyé")

    sent = write(TO_ACKNOWLEDGE, ACK, act)
    assert sent is not None
    assert sent.ack_medium is Medium.HAND_DELIVERED
    assert [register.cases.content_of(sent.letters[0])] == delivery.shown


def test_a_mail_program_that_does_not_open_is_said_and_nothing_is_asked(
    write: Write, with_address: Register, delivery: ScriptedDelivery, questions: ScriptedQuestions
) -> None:
    delivery.refusal = UserError("Aucun programme de messagerie ne s’ouvre.")

    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        send(dialog)
        assert not is_asking(dialog)

    assert write(TO_ACKNOWLEDGE, ACK, act) is None
    assert questions.said == ["Aucun programme de messagerie ne s’ouvre."]
    assert DutyKind.ACKNOWLEDGE in owed(with_address, TO_ACKNOWLEDGE)


def test_a_text_begun_is_there_again_and_can_be_taken_back(write: Write, questions: ScriptedQuestions) -> None:
    original: list[str] = []
    questions.confirmations += [False, True]

    def begin(dialog: LetterDialog) -> None:
        original.append(dialog.text.value())
        assert not dialog.text.fault()
        QTest.keyClicks(dialog.text.input, "Madame X a raison. ")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def go_on(dialog: LetterDialog) -> None:
        assert dialog.text.value() == f"Madame X a raison. {original[0]}"
        assert "le dossier a pu changer" in dialog.text.fault()  # its reasons, its dates
        click(dialog, "Texte d’origine")
        assert dialog.text.value() == f"Madame X a raison. {original[0]}"
        click(dialog, "Texte d’origine")
        assert dialog.text.value() == original[0]
        assert not dialog.text.fault()

    def see(dialog: LetterDialog) -> None:
        assert dialog.text.value() == original[0]
        assert not dialog.sending.original.isVisible()

    for act in (begin, go_on, see):
        assert write(TO_ACKNOWLEDGE, ACK, act) is None


def test_typed_words_reach_the_register_before_the_window_closes(write: Write, register: Register) -> None:
    case = register.cases.find(TO_ACKNOWLEDGE)

    def act(dialog: LetterDialog) -> None:
        QTest.keyClicks(dialog.text.input, "Voici. ")
        dialog.keeping.now()
        kept = register.letter_texts.of(case.ref, ACK)
        assert kept is not None
        assert kept[1].startswith("Voici. ")
        assert "Texte gardé à 18:00" in dialog.sending.state.text()

    write(TO_ACKNOWLEDGE, ACK, act)


def test_a_text_that_could_not_be_kept_is_not_closed_over(
    write: Write, register: Register, questions: ScriptedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UserError("Le disque est plein. Libérez de la place.")

    monkeypatch.setattr(register.letter_texts, "keep", refuse)
    questions.confirmations += [False, True]

    def act(dialog: LetterDialog) -> None:
        QTest.keyClicks(dialog.text.input, "Voici. ")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert "disque est plein" in dialog.sending.state.text()
        click(dialog, "Fermer")
        assert not dialog.isVisible()

    write(TO_ACKNOWLEDGE, ACK, act)
    assert all("Le disque est plein" in one and "sera perdu" in one for one in questions.asked)
    assert len(questions.asked) == 2


@pytest.mark.parametrize("field", ["text", "subject"])
def test_an_empty_letter_does_not_leave(
    field: str, write: Write, with_address: Register, delivery: ScriptedDelivery
) -> None:
    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        emptied = getattr(dialog, field)
        emptied.set_value("   ")
        send(dialog)
        assert emptied.has_error()
        assert not is_asking(dialog)

    assert write(TO_ACKNOWLEDGE, ACK, act) is None
    assert delivery.mailed == []


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 11, 21), time(8, 0)), (date(2020, 1, 1), time(8, 0)), (None, time(8, 0))]
)
def test_an_impossible_hour_of_sending_is_said_and_can_be_corrected(
    day: date | None, hour: time, write: Write, register: Register, questions: ScriptedQuestions
) -> None:
    def act(dialog: LetterDialog) -> None:
        dialog.medium.set_value(Medium.LETTER)
        dialog.medium.edited.emit()
        click(dialog, "Imprimer")
        dialog.asking.sent_at.set_value((day, hour))
        click(dialog, "Oui, c’est envoyé")
        assert dialog.isVisible()
        assert dialog.asking.sent_at.has_error() or "date" in questions.said[0]
        dialog.asking.sent_at.set_value((NOW.date(), time(17, 50)))
        click(dialog, "Oui, c’est envoyé")

    sent = write(TO_ACKNOWLEDGE, ACK, act)
    assert sent is not None
    assert sent.ack_sent_at == NOW.replace(hour=16, minute=50)


def test_the_way_proposed_is_the_one_the_client_prefers(write: Write, register: Register) -> None:
    case = register.cases.find("R-2026-0021")

    def proposed(kind: LetterKind = UPDATE) -> Medium:
        seen: list[Medium] = []
        write(case.reference, kind, lambda dialog: seen.append(dialog.medium.value()))
        return seen[0]

    def make(**values: object) -> None:
        register.cases.record(register.cases.get(case.id), values, by="Claire Martin", reason="Précision")

    make(preferred_medium=Medium.PHONE, email="dylan@exemple.fr")
    assert proposed() is Medium.EMAIL
    make(preferred_medium=Medium.LETTER)
    assert proposed() is Medium.LETTER
    make(preferred_medium=Medium.EMAIL, email="")
    assert proposed() is Medium.LETTER
    assert proposed(LetterKind.RECORD) is Medium.HAND_DELIVERED


@pytest.mark.parametrize(
    ("values", "medium", "said"),
    [
        ({"email": ""}, Medium.EMAIL, "Il manque l’adresse e-mail"),
        ({"address": ""}, Medium.LETTER, "Il manque l’adresse postale"),
        ({"address": "\n".join("abcdefgh")}, Medium.LETTER, "fenêtre d’une enveloppe"),
        ({"address": "1 rue Neuve\n06140 Vence"}, Medium.LETTER, ""),
    ],
)
def test_an_address_that_is_missing_or_too_long_is_said_beforehand(
    values: dict[str, str], medium: Medium, said: str, write: Write, register: Register
) -> None:
    case = register.cases.find("R-2026-0021")
    register.cases.record(case, values, by="Claire Martin", reason="Précision")

    def act(dialog: LetterDialog) -> None:
        dialog.medium.set_value(medium)
        dialog.medium.edited.emit()
        assert said in dialog.medium.fault()
        assert bool(said) == bool(dialog.medium.fault())

    write(case.reference, UPDATE, act)


def test_a_refusal_shows_what_the_law_adds_and_cannot_be_opened_without_mediator(
    write: Write, register: Register, questions: ScriptedQuestions
) -> None:
    case = register.cases.find("R-2026-0021")
    register.cases.record(case, {"decision": Decision.UNFAVOURABLE, "reasons": "Non."}, by="Claire Martin")
    opened: list[LetterDialog] = []
    questions.confirmations.append(False)
    assert write(case.reference, LetterKind.UNFAVOURABLE, opened.append) is None
    assert not opened
    assert "Réglages, Médiateur" in questions.asked[-1]


def test_a_template_broken_by_hand_is_said_by_its_field(
    write: Write, register: Register, questions: ScriptedQuestions
) -> None:
    templates = {ACK: "Objet\n\nBonjour {prenom}"}
    register.school.save(replace(register.school.settings, templates=templates), by="Claire Martin")
    assert write(TO_ACKNOWLEDGE, ACK, lambda _: None) is None
    assert "{prenom}" in questions.said[0]


def test_the_whole_is_done_without_the_mouse(write: Write, with_address: Register) -> None:
    control = Qt.KeyboardModifier.ControlModifier

    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        assert dialog.text.input.hasFocus()
        QTest.keyClick(dialog, Qt.Key.Key_Return, control)
        assert is_asking(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return, control)

    assert write(TO_ACKNOWLEDGE, ACK, act) is not None


def test_a_case_changed_behind_the_window_is_said_and_the_text_kept(
    write: Write, with_address: Register, questions: ScriptedQuestions
) -> None:
    def act(dialog: LetterDialog) -> None:
        by_mail(dialog)
        QTest.keyClicks(dialog.text.input, "Voici. ")
        send(dialog)
        case = with_address.cases.find(TO_ACKNOWLEDGE)
        with_address.cases.record(case, {"subject": "Autre"}, by="Marc Olivier", reason="Précision")
        click(dialog, "Oui, c’est envoyé")

    assert write(TO_ACKNOWLEDGE, ACK, act) is None
    assert "a changé entre-temps" in questions.said[0]
    kept = with_address.letter_texts.of(complaint_ref(with_address.cases.find(TO_ACKNOWLEDGE).id), ACK)
    assert kept is not None
    assert kept[1].startswith("Voici. ")


def test_the_acknowledgement_announces_the_answer_as_due_from_now(write: Write, register: Register) -> None:
    texts: list[str] = []
    write(TO_ACKNOWLEDGE, ACK, lambda dialog: texts.append(dialog.text.value()))
    assert "au plus tard le 22\u00a0novembre\u00a02026" in texts[0]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
def test_the_window_fits_small_screens(width: int, height: int, write: Write, mediated: Register) -> None:
    sizes: list[tuple[int, int]] = []

    def act(dialog: LetterDialog) -> None:
        dialog.resize(width // 2 + 200, height - 90)
        sizes.append((dialog.minimumSizeHint().width(), dialog.minimumSizeHint().height()))

    write("R-2026-0018", LetterKind.PARTIAL, act)
    assert sizes[0][0] <= width - 40
    assert sizes[0][1] <= height - 90
