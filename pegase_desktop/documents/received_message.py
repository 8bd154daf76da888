"""Messages that the client sent, saved from the office's mail program: who wrote, when, about what, and the words.

What comes from outside may be broken on purpose: whatever cannot be read is left out, and nothing in it is opened.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any

from pegase_desktop.documents.html_words import words_of_html
from pegase_desktop.domain.moments import is_plausible
from pegase_desktop.domain.noted import ReceivedMessage
from pegase_desktop.domain.text import clean, clean_line

LONGEST_TEXT = 20_000  # characters taken over; the message itself is kept whole
_LONGEST_HEADER = 1_000
_LOOKED_AT = 2_000_000  # bytes of a message or a stream: the words come before the documents, and are short
_MOST_PARTS = 200
_MOST_LINES = 50  # of one header
# What Python knows as an encoding and no mail is written in; some of them take the square of the length.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError, RecursionError, struct.error,
    MessageError,
)  # fmt: skip


def is_message(name: str) -> bool:
    """Whether a file of that name holds a message."""
    return PurePath(name).suffix.casefold() in _READERS


def read_message(name: str, content: bytes) -> ReceivedMessage:
    """What the file *name* says; a file that is no message, or a broken one, says nothing."""
    reader = _READERS.get(PurePath(name).suffix.casefold())
    try:
        return reader(content) if reader else ReceivedMessage()
    except _BROKEN:
        return ReceivedMessage()


# Messages of the Internet (.eml)


def _read_eml(content: bytes) -> ReceivedMessage:
    from email import message_from_bytes

    message = message_from_bytes(content[:_LOOKED_AT], policy=_ShortHeaders())
    return ReceivedMessage(
        sender=_sender(_header(message, "From")),
        sent_at=_read_or_none(lambda: _moment(_header(message, "Date"))),
        subject=_header(message, "Subject"),
        text=_body(message),
    )


class _ShortHeaders(Compat32):
    """Of a header only the beginning is looked at: the library takes the square of its length to take it apart."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:_MOST_LINES])
        return name, value[:_LONGEST_HEADER]


def _header(message: Message, name: str) -> str:
    found = (value for key, value in message.raw_items() if key.casefold() == name.casefold())
    raw = _decoded(str(next(found, ""))[:_LONGEST_HEADER].encode("ascii", "surrogateescape"), None)
    try:
        return clean_line(str(make_header(decode_header(raw))))
    except _BROKEN:
        return clean_line(raw)


def _sender(header: str) -> str:
    name, address = parseaddr(header)
    return f"{name} <{address}>" if name and address else name or address or header


def _moment(date: str) -> datetime:
    moment = parsedate_to_datetime(date)
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return _plausible(known.astimezone(UTC).replace(microsecond=0))


def _plausible(moment: datetime) -> datetime:
    if not is_plausible(moment):
        raise ValueError("an impossible year")
    return moment


def _body(message: Message) -> str:
    """The plain text if there is one, else the words of the HTML."""
    found: dict[str, str] = {}
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and kind not in found and not part.get_filename():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                found[kind] = _decoded(payload, part.get_content_charset())
    plain = clean(found.get("text/plain", ""))
    return (plain or words_of_html(found.get("text/html", "")))[:LONGEST_TEXT]


def _parts(message: Message) -> Iterator[Message]:
    """The parts one after the other, without those of messages that are themselves attached."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if part.get_content_maintype() != "multipart":
            yield part
        elif isinstance(payload := part.get_payload(), list):
            waiting += [one for one in reversed(payload) if isinstance(one, Message)]


def _decoded(raw: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name or "utf-8").name not in _NO_CHARSETS:
                return raw.decode(name or "utf-8")
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


# Messages of Outlook (.msg): a file of streams, one for each property (source: [MS-OXMSG])

_SUBJECT, _SENDER_NAME, _SENDER_EMAIL, _SENDER_SMTP, _BODY, _HTML = "0037", "0C1A", "0C1F", "5D01", "1000", "1013"
_SENT, _DELIVERED = 0x0039_0040, 0x0E06_0040
_PROPERTIES_HEAD, _PROPERTY = 32, 16  # bytes
_FILETIME_START = datetime(1601, 1, 1, tzinfo=UTC)


def _read_msg(content: bytes) -> ReceivedMessage:
    from olefile import OleFileIO

    with OleFileIO(BytesIO(content)) as file:
        address = _property(file, _SENDER_SMTP) or _property(file, _SENDER_EMAIL)
        name = _property(file, _SENDER_NAME)
        text = clean(_property(file, _BODY)) or words_of_html(_property(file, _HTML))
        return ReceivedMessage(
            sender=f"{name} <{address}>" if name and "@" in address else name or address,
            sent_at=_read_or_none(lambda: _msg_moment(file)),
            subject=clean_line(_property(file, _SUBJECT)[:_LONGEST_HEADER]),
            text=text[:LONGEST_TEXT],
        )


def _property(file: Any, tag: str) -> str:
    """A text: in UTF-16, in the sender's code page, or as the bytes of an HTML page."""
    for kind, charset in (("001F", "utf-16-le"), ("001E", "cp1252"), ("0102", "utf-8")):
        stream = f"__substg1.0_{tag}{kind}"
        if file.exists(stream):
            with file.openstream(stream) as opened:
                return str(opened.read(_LOOKED_AT).decode(charset, "replace")).strip("\x00")
    return ""


def _msg_moment(file: Any) -> datetime:
    with file.openstream("__properties_version1.0") as opened:
        table = opened.read(_LOOKED_AT)
    found = {}
    for at in range(_PROPERTIES_HEAD, len(table) - _PROPERTY + 1, _PROPERTY):
        tag, _, ticks = struct.unpack_from("<IIQ", table, at)
        found[tag] = ticks
    ticks = found.get(_SENT) or found[_DELIVERED]
    return _plausible(_FILETIME_START + timedelta(seconds=ticks // 10_000_000))


def _read_or_none(read: Callable[[], datetime]) -> datetime | None:
    try:
        return read()
    except _BROKEN:
        return None


_READERS: dict[str, Callable[[bytes], ReceivedMessage]] = {".eml": _read_eml, ".msg": _read_msg}
