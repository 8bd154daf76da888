"""A letter as an e-mail ready to be sent from the office's own mail program: an ``.eml`` file marked unsent."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import quote

from pegase_desktop.domain.errors import UserError
from pegase_desktop.domain.letters import Letter
from pegase_desktop.domain.school import Settings
from pegase_desktop.domain.text import clean_line


class NoUsableAddress(UserError):
    """The complainant's e-mail address cannot stand in a message."""


def email_draft(letter: Letter, pdf: bytes, file_name: str, settings: Settings) -> bytes:
    """The message as bytes: the letter as text, its PDF attached, addressed to the complainant.

    Raises:
        NoUsableAddress: the address is missing or malformed.
    """
    message = EmailMessage(policy=policy.SMTP.clone(max_line_length=200))
    message["X-Unsent"] = "1"
    message["To"] = _recipient(letter)
    if settings.school.email:
        message["From"] = clean_line(settings.school.email)
    message["Subject"] = clean_line(letter.subject)
    message.set_content(email_text(letter, settings), cte="base64")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name)
    return message.as_bytes()


def mailto(letter: Letter, settings: Settings) -> str:
    """The same as a ``mailto:`` address, for a mail program that opens no ``.eml``; it cannot carry the PDF.

    Raises:
        NoUsableAddress: the address is missing or malformed.
    """
    address = quote(_recipient(letter).addr_spec, safe="@")
    return f"mailto:{address}?subject={quote(clean_line(letter.subject))}&body={quote(email_text(letter, settings))}"


def email_text(letter: Letter, settings: Settings) -> str:
    """The letter as plain text, signed with the school's details."""
    school = settings.school
    signature = [letter.signer, letter.signer_role, school.name, f"{school.address}, {school.postcode} {school.city}"]
    parts = [letter.salutation, letter.body]
    if letter.written_complaint:
        parts.append(f"«\u00a0{letter.written_complaint}\u00a0»")
    if letter.notice:
        parts.append(letter.notice)
    parts.append("\n".join(line for line in (*signature, school.phones) if line))
    return "\n\n".join(parts) + "\n"


def _recipient(letter: Letter) -> Address:
    try:
        address = Address(display_name=letter.recipient.split("\n", 1)[0], addr_spec=clean_line(letter.email))
        address.addr_spec.encode("ascii")
    except (ValueError, IndexError, MessageError) as problem:  # all that a malformed address makes the parser raise
        raise NoUsableAddress(
            "L’adresse e-mail du réclamant manque ou ne peut pas être utilisée. "
            "Corrigez-la sur la page Réclamant, ou envoyez la lettre par courrier."
        ) from problem
    return address
