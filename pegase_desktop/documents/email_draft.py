"""A letter, or a note, as an e-mail for the office's own mail program to send: an ``.eml`` file marked unsent."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import quote

from pegase_desktop.domain import french
from pegase_desktop.domain.complaint import feedback_questions
from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.internal_note import InternalNote, NoteKind
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean_line
from pegase_desktop.domain.typography import typeset
from pegase_desktop.domain.words import LetterKind

_LONGEST_MAILTO = 1900  # characters: Windows hands no longer address to a program
_LONGEST_SUBJECT = 150
_ANSWER = "Quand vous avez lu cette note, répondez « lu » à ce message : votre réponse vaut émargement."
_LONGEST_ADDRESS = 254  # characters, of the standard


class NoUsableAddress(UserError):
    """The complainant's e-mail address cannot stand in a message."""

    def __init__(self) -> None:
        super().__init__(
            "L’adresse e-mail du réclamant manque ou ne peut pas être utilisée. "
            "Corrigez-la sur la page Réclamant, ou envoyez la lettre par courrier."
        )


def email_draft(letter: Letter, pdf: bytes, file_name: str, settings: Settings) -> bytes:
    """The message as bytes: the letter as text, its PDF attached, addressed to the complainant.

    Raises:
        NoUsableAddress: the address is missing or malformed.
    """
    text = email_text(letter, settings)
    return _message(_recipient(letter), _subject(letter.subject), text, pdf, file_name, settings)


def _message(to: Address | None, subject: str, text: str, pdf: bytes, file_name: str, settings: Settings) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    sender = _address(settings.school.email, settings.school.name)
    if sender:
        message["From"] = sender
    message["Subject"] = subject
    message.set_content(text, cte="base64")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name)
    return message.as_bytes()


def mailto(letter: Letter, settings: Settings) -> str:
    """The same as a ``mailto:`` address, for a mail program that opens no ``.eml``.

    It cannot carry the PDF; a text too long for Windows is left out.

    Raises:
        NoUsableAddress: the address is missing or malformed.
    """
    address = quote(_recipient(letter).addr_spec, safe="@")
    return _mailto(address, _subject(letter.subject), email_text(letter, settings))


def _mailto(address: str, subject: str, text: str) -> str:
    start = f"mailto:{address}?subject={quote(subject[:_LONGEST_SUBJECT], safe='')}"
    body = quote(text.replace("\n", "\r\n"), safe="")
    whole = f"{start}&body={body}"
    return whole if len(whole) <= _LONGEST_MAILTO else start


def note_draft(note: InternalNote, pdf: bytes, file_name: str, settings: Settings) -> bytes:
    """A note as a message: to whom is chosen in the mail program, which knows the addresses of the team."""
    return _message(None, _subject(_note_subject(note)), note_text(note, settings), pdf, file_name, settings)


def note_mailto(note: InternalNote, settings: Settings) -> str:
    """The same as a ``mailto:`` address, likewise."""
    return _mailto("", _subject(_note_subject(note)), note_text(note, settings))


def note_text(note: InternalNote, settings: Settings) -> str:
    """The note as plain text, which asks for the answer « lu »."""
    written = f" du {french.day(note.written_on)}" if note.written_on else ""
    head = f"{_note_kind(note)} {note.reference}{written}\nObjet : {note.subject}"
    school = settings.school
    signature = "\n".join(line for line in ("-- ", note.author, note.function, school.name) if line)
    return "\n\n".join(("Bonjour,", typeset(head), note.text, typeset(_ANSWER), signature)) + "\n"


def _note_kind(note: InternalNote) -> str:
    return (note.kind or NoteKind.INFORMATION).label


def _note_subject(note: InternalNote) -> str:
    return f"{_note_kind(note)} {note.reference} : {note.subject}"


def email_text(letter: Letter, settings: Settings) -> str:
    """The letter as plain text, signed with the school's details."""
    parts = [letter.salutation, letter.body]
    if letter.written_complaint:
        parts.append(f"«\u00a0{letter.written_complaint}\u00a0»")
    if letter.kind is LetterKind.CLOSING:
        parts.append(_questionnaire())
    if letter.notice:
        parts.append(f"Vos recours\n{letter.notice}")
    parts.append(_signature(letter, settings))
    return "\n\n".join(parts) + "\n"


def _subject(words: str) -> str:
    """On one line, its spaces plain: mail programs break a head at any of them."""
    return clean_line(words).replace("\u00a0", " ").replace("\u202f", " ")


def _questionnaire() -> str:
    """The questions of satisfaction, to be answered by return."""
    questions = (f"{number}. {one.label} : " for number, one in enumerate(feedback_questions(), start=1))
    return typeset("\n".join(("Vos notes, de 1 (pas du tout) à 5 (tout à fait) :", *questions, "Votre commentaire :")))


def _signature(letter: Letter, settings: Settings) -> str:
    """What closes a French business message, set off by the line that mail programs know."""
    school = settings.school
    lines = ("-- ", letter.signer, letter.signer_role, school.name, school.place, school.phones, school.email)
    return "\n".join(line for line in lines if line)


def _recipient(letter: Letter) -> Address:
    recipient = _address(letter.email, letter.name)
    if recipient is None:
        raise NoUsableAddress
    return recipient


def _address(email: str, name: str) -> Address | None:
    """An address for the head of a message; None when *email* cannot be one."""
    try:
        address = Address(display_name=clean_line(name).replace("\u00a0", " "), addr_spec=clean_line(email))
        address.addr_spec.encode("ascii")
    except (ValueError, IndexError, MessageError):  # all that a malformed address makes the parser raise
        return None
    is_whole = bool(address.username and address.domain) and len(address.addr_spec) <= _LONGEST_ADDRESS
    return address if is_whole else None
