"""Handing a message to the office's mail program: the draft, else mailto, else a sentence."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from pegase_desktop.documents.email_draft import NoUsableAddress
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.words import LetterKind
from pegase_desktop.ui.desk.delivery import MailDraft
from pegase_desktop.ui.letters.delivery import NoMailProgram, OfficeDelivery
from tests.ui.scripted_questions import ScriptedQuestions

NAME = "Accuse_R-2026-0001.pdf"
LETTER = Letter(
    kind=LetterKind.ACKNOWLEDGEMENT, reference="R-2026-0001", name="Mme\u00a0Élodie Garnier", address="",
    email="e.garnier@exemple.fr", place_and_day="Vence", subject="Votre réclamation", salutation="Madame,",
    body="Bonjour.", notice="", signer="Claire Martin", signer_role="",
)  # fmt: skip


class Computer:
    """Opens what it knows how to open, and keeps what it was asked."""

    def __init__(self, *schemes: str) -> None:
        self._schemes = schemes
        self.asked: list[QUrl] = []

    def __call__(self, url: QUrl) -> bool:
        self.asked.append(url)
        return url.scheme() in self._schemes


def mail(computer: Computer, questions: ScriptedQuestions, letter: Letter = LETTER) -> None:
    OfficeDelivery(questions, open_outside=computer).mail(letter, b"%PDF", NAME, Settings())


@pytest.mark.usefixtures("qapp")
def test_a_draft_with_the_pdf_is_opened(questions: ScriptedQuestions) -> None:
    computer = Computer("file")
    mail(computer, questions)
    [url] = computer.asked
    path = Path(url.toLocalFile())
    assert path.name == "Accuse_R-2026-0001.eml"
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert [one.get_filename() for one in message.iter_attachments()] == [NAME]
    assert questions.said == []


@pytest.mark.usefixtures("qapp")
def test_where_no_program_opens_drafts_mailto_does_and_the_missing_pdf_is_said(questions: ScriptedQuestions) -> None:
    computer = Computer("mailto")
    mail(computer, questions)
    assert [url.scheme() for url in computer.asked] == ["file", "mailto"]
    assert "joignez-la" in questions.said[0]


@pytest.mark.usefixtures("qapp")
def test_without_any_mail_program_a_sentence_says_what_to_do(questions: ScriptedQuestions) -> None:
    with pytest.raises(NoMailProgram, match="Imprimez la lettre"):
        mail(Computer(), questions)


@pytest.mark.usefixtures("qapp")
def test_another_message_is_called_what_it_is(questions: ScriptedQuestions) -> None:
    draft = MailDraft(b"X-Unsent: 1", "mailto:?subject=Note", "Note_NI-2026-01.pdf", "la note")
    opened = Computer("file")
    OfficeDelivery(questions, open_outside=opened).open_draft(draft)
    assert Path(opened.asked[0].toLocalFile()).name == "Note_NI-2026-01.eml"
    OfficeDelivery(questions, open_outside=Computer("mailto")).open_draft(draft)
    assert "Enregistrez la note en PDF" in questions.said[0]
    with pytest.raises(NoMailProgram, match="Imprimez la note"):
        OfficeDelivery(questions, open_outside=Computer()).open_draft(draft)


def test_without_a_usable_address_nothing_is_opened(qapp: QApplication, questions: ScriptedQuestions) -> None:
    computer = Computer("file", "mailto")
    with pytest.raises(NoUsableAddress):
        mail(computer, questions, replace(LETTER, email="personne"))
    assert computer.asked == []
