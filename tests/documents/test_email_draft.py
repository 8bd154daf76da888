"""The e-mail a letter leaves as: read back by Python's own parser, and never more than it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from pegase_desktop.documents.email_draft import (
    NoUsableAddress,
    email_draft,
    email_text,
    mailto,
    note_draft,
    note_mailto,
)
from pegase_desktop.documents.templates import default_template
from pegase_desktop.domain.complaint import Complaint
from pegase_desktop.domain.letters import Letter, compose
from pegase_desktop.domain.school import Mediator, School, Settings
from pegase_desktop.domain.words import LetterKind
from tests.documents.conftest import NOW
from tests.domain.notes import notes

Case = Callable[[int], Complaint]
SETTINGS = Settings(
    school=School(email="contact@pegase.exemple"),
    mediator=Mediator("Médiation Exemple", "1 rue du Vallon\n42000 Exempleville", "www.mediation.exemple"),
)
NOTE = replace(notes()[1], reference="NI-2026-02")
PDF = b"%PDF-1.7 the letter"
NAME = "Reponse-defavorable_R-2026-0003.pdf"


@pytest.fixture
def letter(case: Case) -> Letter:
    kind = LetterKind.UNFAVOURABLE
    return compose(kind, default_template(kind), case(3), SETTINGS, now=NOW, signer="Claire Martin")


def read(draft: bytes) -> EmailMessage:
    message = message_from_bytes(draft, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_draft_says_to_whom_about_what_and_that_it_is_unsent(letter: Letter) -> None:
    message = read(email_draft(letter, PDF, NAME, SETTINGS))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Réponse à votre réclamation n° R-2026-0003"
    assert message["To"].addresses[0].addr_spec == "g.delestraint@exemple.fr"
    assert message["To"].addresses[0].display_name == "M. Gérard Delestraint"
    assert message["From"].addresses[0].addr_spec == "contact@pegase.exemple"


def test_its_text_is_the_letter_and_its_attachment_the_pdf(letter: Letter) -> None:
    message = read(email_draft(letter, PDF, NAME, SETTINGS))
    body = message.get_body()
    assert body is not None
    assert body.get_content_charset() == "utf-8"
    assert body.get_content().replace("\r\n", "\n") == email_text(letter, SETTINGS)
    [attachment] = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content_type()) == (NAME, "application/pdf")
    assert attachment.get_content() == PDF


def test_the_text_is_signed_and_a_refusal_carries_what_the_law_adds(letter: Letter) -> None:
    text = email_text(letter, SETTINGS)
    assert text.startswith("Monsieur,\n\nVotre réclamation du 5\u00a0février\u00a02026")
    assert "Vos recours\nSi cette réponse" in text
    assert "www.mediation.exemple" in text
    signature = text.partition("\n-- \n")[2]
    assert signature.splitlines() == [
        "Claire Martin",
        "AUTO-ÉCOLE PÉGASE",
        "Avenue Émile Hugues, 06140 Vence",
        "04 93 58 94 17 / 06 63 85 52 79",
        "contact@pegase.exemple",
    ]


def test_the_letter_of_closure_asks_its_questions_in_the_message_too(case: Case) -> None:
    closing = compose(
        LetterKind.CLOSING, default_template(LetterKind.CLOSING), case(1), SETTINGS, now=NOW, signer="Claire Martin"
    )
    text = email_text(closing, SETTINGS)
    assert "1. Problème pris en compte, clarifié et explicité" in text
    assert "3. Poursuite de la relation évoquée" in text


def test_an_oral_complaint_to_sign_is_in_the_message(case: Case) -> None:
    kind = LetterKind.RECORD
    record = compose(kind, default_template(kind), case(1), SETTINGS, now=NOW, signer="Claire Martin")
    assert f"«\u00a0{case(1).verbatim}\u00a0»" in email_text(record, SETTINGS)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "gerard",
        "gerard@",
        "@exemple.fr",
        "a b@exemple.fr",
        "gérard@exemple.fr",
        "a@exemple.fr\nBcc: z@exemple.fr",
        "a@exemple.fr\r\n\r\nBonjour",
        "a@exemple.fr, z@exemple.fr",
        "<a@exemple.fr>",
        f"{'a' * 300}@exemple.fr",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_a_sentence(address: str, letter: Letter) -> None:
    for make in (
        lambda one: email_draft(one, PDF, NAME, SETTINGS),
        lambda one: mailto(one, SETTINGS),
    ):
        with pytest.raises(NoUsableAddress, match="page Réclamant"):
            make(replace(letter, email=address))


@pytest.mark.parametrize(
    "evil",
    [
        "x\r\nBcc: z@exemple.fr",
        "x\nX-Unsent: 0",
        "x\x00y",
        "x\u2028Bcc: z@exemple.fr",
        '"; <z@exemple.fr>',
        "é" * 2_000,
    ],
)
def test_no_text_can_add_a_header(evil: str, letter: Letter) -> None:
    settings = replace(SETTINGS, school=replace(SETTINGS.school, name=evil, email="a@exemple.fr\r\nBcc: z@exemple.fr"))
    message = read(email_draft(replace(letter, name=evil, subject=evil), PDF, NAME, settings))
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    assert [one.addr_spec for one in message["To"].addresses] == ["g.delestraint@exemple.fr"]
    assert message["X-Unsent"] == "1"


def test_no_line_of_the_draft_is_longer_than_mail_allows(letter: Letter) -> None:
    long = replace(letter, subject="Très long " * 200, body="mot " * 5_000)
    assert max(map(len, email_draft(long, PDF * 500, NAME, SETTINGS).split(b"\r\n"))) <= 998


def test_mailto_carries_the_same_without_the_pdf(letter: Letter) -> None:
    short = replace(letter, body="Bonjour & merci.\n\n100 % d’accord ?", notice="")
    parts = urlsplit(mailto(short, SETTINGS))
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "g.delestraint@exemple.fr"
    told = parse_qs(parts.query)
    assert told["subject"] == ["Réponse à votre réclamation n° R-2026-0003"]
    assert told["body"] == [email_text(short, SETTINGS).replace("\n", "\r\n")]


def test_a_mailto_too_long_for_windows_keeps_the_subject(letter: Letter) -> None:
    address = mailto(replace(letter, body="mot " * 5_000), SETTINGS)
    assert len(address) < 2_000
    assert parse_qs(urlsplit(address).query) == {"subject": ["Réponse à votre réclamation n° R-2026-0003"]}


# Notes


def test_a_note_goes_as_a_message_whose_addressees_are_chosen_where_it_is_sent() -> None:
    message = read(note_draft(NOTE, PDF, "Note_NI-2026-02.pdf", SETTINGS))
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert message["Subject"] == "Note d’information NI-2026-02 : Une leçon annulée se dit de vive voix"
    assert message["From"].addresses[0].addr_spec == "contact@pegase.exemple"
    [attachment] = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("Note_NI-2026-02.pdf", PDF)
    body = message.get_body()
    assert body is not None
    told = body.get_content().replace("\r\n", "\n").replace("\u00a0", " ")
    assert told.startswith("Bonjour,\n\nNote d’information NI-2026-02 du 09/11/2026\nObjet : Une leçon annulée")
    assert NOTE.text in told
    assert "répondez « lu » à ce message" in told
    assert told.endswith("-- \nSophie Renaud\nGérante\nAUTO-ÉCOLE PÉGASE\n")


def test_the_same_as_an_address_leaves_a_long_text_out() -> None:
    whole = urlsplit(note_mailto(NOTE, SETTINGS))
    assert (whole.scheme, whole.path) == ("mailto", "")
    assert NOTE.text.splitlines()[0] in parse_qs(whole.query)["body"][0]
    long = note_mailto(replace(NOTE, text="Appelez. " * 400), SETTINGS)
    assert "body" not in parse_qs(urlsplit(long).query)


@pytest.mark.parametrize("words", ["a\r\nBcc: tous@exemple.fr", "<b>x</b>", "x" * 400])
def test_hostile_words_of_a_note_stay_words(words: str) -> None:
    message = read(note_draft(replace(NOTE, subject=words, author=words, text=words), PDF, "n.pdf", SETTINGS))
    assert message["Bcc"] is None
    assert words.split(maxsplit=1)[0] in message["Subject"]
