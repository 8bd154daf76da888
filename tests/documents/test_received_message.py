"""Messages from outside: what a person would read in them, and nothing that they can break."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegase_desktop.documents import received_message
from pegase_desktop.documents.html_words import words_of_html
from pegase_desktop.documents.received_message import LONGEST_TEXT, is_message, read_message
from pegase_desktop.domain.attachments import is_safe_to_open
from pegase_desktop.domain.noted import ReceivedMessage
from tests.documents.outlook_file import outlook_file

NOTHING = ReceivedMessage()


def eml(text: str = "Bonjour,\n\nMa leçon est annulée.", **headers: str) -> bytes:
    message = EmailMessage()
    told = {
        "From": "Élodie Garnier <e.garnier@exemple.fr>",
        "Date": "Tue, 17 Nov 2026 18:40:00 +0100",
        "Subject": "Leçons annulées",
    }
    for name, value in (told | headers).items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def test_a_plain_message_is_read() -> None:
    assert read_message("Courriel.EML", eml()) == ReceivedMessage(
        sender="Élodie Garnier <e.garnier@exemple.fr>",
        sent_at=datetime(2026, 11, 17, 17, 40, tzinfo=UTC),
        subject="Leçons annulées",
        text="Bonjour,\n\nMa leçon est annulée.",
    )


def test_the_words_come_before_the_page_and_the_documents() -> None:
    message = EmailMessage()
    message["From"] = "a@exemple.fr"
    message.set_content("Le texte.")
    message.add_alternative("<p>La page.</p>", subtype="html")
    message.add_attachment("Une pièce.", filename="note.txt")
    assert read_message("a.eml", message.as_bytes()).text == "Le texte."


def test_a_message_in_html_only_is_read_as_a_person_sees_it() -> None:
    message = EmailMessage()
    message.set_content(
        "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Bonjour,</p>"
        "<div>Ma le&ccedil;on<br>est annul&eacute;e &lt;3</div><!-- caché --><script>alert(1)</script>"
        "<p>5 < 6 et merci</p></body></html>",
        subtype="html",
    )
    assert read_message("a.eml", message.as_bytes()).text.split("\n") == [
        "Bonjour,", "", "Ma leçon", "est annulée <3", "", "5 < 6 et merci",
    ]  # fmt: skip


def test_a_message_attached_to_another_is_not_taken_for_it() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner.set_content("Ancien message.")
    outer.set_content("Nouveau message.")
    outer.add_attachment(inner)
    assert read_message("a.eml", outer.as_bytes()).text == "Nouveau message."


@pytest.mark.parametrize(
    ("charset", "raw", "said"),
    [
        ("iso-8859-1", "Leçon".encode("latin-1"), "Leçon"),
        ("utf-8", "Leçon".encode("latin-1"), "Leçon"),
        ("jabberwocky", "Leçon".encode(), "Leçon"),
        ("utf-8", b"\xff\xfe\x00a", "ÿþa"),
    ],
)
def test_a_wrong_charset_costs_no_words(charset: str, raw: bytes, said: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    assert read_message("a.eml", head + raw).text == said


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("=?utf-8?q?R=C3=A9clamation?= urgente", "Réclamation urgente"),
        ("Re: =?utf-8?q?R=C3=A9?=\r\n =?utf-8?q?clamation?=", "Re: Réclamation"),
        ("=?inconnu?q?abc?= def", "=?inconnu?q?abc?= def"),
        ("Leçon".encode().decode("latin-1"), "Leçon"),
        ("Leçon", "Leçon"),
    ],
)
def test_a_head_in_any_form_is_read(subject: str, said: str) -> None:
    raw = b"Subject: " + subject.encode("latin-1") + b"\r\n\r\nBonjour"
    assert read_message("a.eml", raw).subject == said


@pytest.mark.parametrize("date", ["", "hier", "Tue, 99 Nov 2026 18:40:00", "Mon, 1 Jan 9999 00:00:00 +0000"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    raw = b"From: a@exemple.fr\r\nDate: " + date.encode() + b"\r\n\r\nBonjour"
    message = read_message("a.eml", raw)
    assert (message.sent_at, message.text) == (None, "Bonjour")


def test_a_date_without_zone_is_utc() -> None:
    raw = b"Date: Tue, 17 Nov 2026 17:40:00 -0000\r\n\r\nBonjour"
    assert read_message("a.eml", raw).sent_at == datetime(2026, 11, 17, 17, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 5_000, id="zeros"),
        pytest.param(b"From: =?utf-8?b?!!!?= <a@b>\r\n\r\n", id="broken encoded word"),
        pytest.param(b"From: " + b"(" * 50_000 + b"\r\n\r\nx", id="nested comments"),
        pytest.param(b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n\r\nx", id="long header"),
        pytest.param(b"A: b\r\n" * 100_000 + b"\r\nx", id="many headers"),
        pytest.param(b'Content-Type: text/plain; name="' + b'\\";' * 500_000 + b"\r\n\r\nx", id="quoted ends"),
        pytest.param(b"Content-Type: text/plain" + b";" * 1_500_000 + b"\r\n\r\nx", id="ends of parameters"),
        pytest.param(b"Content-Disposition: x" + b"\r\n ;" * 400_000 + b"\r\n\r\nx", id="folded for ever"),
        pytest.param(b"Content-Type: text/plain; charset=punycode\r\n\r\n-" + b"ab9" * 600_000, id="punycode"),
        pytest.param(b"Content-Type: text/plain; charset=idna\r\n\r\nxn--" + b"ab9" * 600_000, id="idna"),
        pytest.param(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%", id="broken base64"),
        pytest.param(b"Content-Type: multipart/mixed\r\n\r\nx", id="no boundary"),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
            + b"".join(
                b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(1_500)
            ),
            id="nested parts",
        ),
    ],
)
def test_a_hostile_message_breaks_nothing(content: bytes) -> None:
    assert isinstance(read_message("a.eml", content), ReceivedMessage)
    assert read_message("a.msg", content) == NOTHING


def test_a_very_long_message_is_read_to_a_length() -> None:
    message = read_message("a.eml", eml("mot " * 50_000))
    assert len(message.text) == LONGEST_TEXT


@pytest.mark.parametrize("piece", ["<!--", "<!", "<a ", "</", "<![CDATA[", "&#", "<script>", "<a href='", "<p>", "<"])
def test_no_page_holds_the_program_up(piece: str) -> None:
    """Each of these takes the standard library's parser minutes; the suite's own limit would tell."""
    assert len(words_of_html(piece * 100_000)) <= len(piece) * 100_000 + 100_000


@given(st.binary(max_size=400), st.sampled_from(["a.eml", "a.msg", "a.txt"]))
def test_any_bytes_can_be_read(content: bytes, name: str) -> None:
    message = read_message(name, content)
    assert len(message.text) <= LONGEST_TEXT


@given(st.text(alphabet="<>/!-ap b&;#'\"=scriptÉİ", max_size=200))
def test_any_page_can_be_read(html: str) -> None:
    assert isinstance(words_of_html(html), str)


def test_only_messages_are_read_as_such() -> None:
    assert is_message("Courriel.EML")
    assert is_message("Message.msg")
    assert not is_message("photo.png")
    assert not is_message("eml")
    assert read_message("photo.png", eml()) == NOTHING


# Outlook


def msg(streams: dict[str, bytes]) -> ReceivedMessage:
    return read_message("Message.msg", outlook_file(streams))


def properties(**ticks: int) -> bytes:
    rows = b"".join(struct.pack("<IIQ", int(tag[1:], 16), 6, value) for tag, value in ticks.items())
    return b"\0" * 32 + rows


TICKS = int((datetime(2026, 11, 17, 17, 40, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7


def test_a_message_of_outlook_is_read() -> None:
    streams = {
        "__substg1.0_0037001F": "Leçons annulées".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Élodie Garnier".encode("utf-16-le"),
        "__substg1.0_5D01001F": "e.garnier@exemple.fr".encode("utf-16-le"),
        "__substg1.0_1000001F": "Bonjour,\r\nMa leçon.".encode("utf-16-le"),
        "__properties_version1.0": properties(t00390040=TICKS),
    }
    assert msg(streams) == ReceivedMessage(
        sender="Élodie Garnier <e.garnier@exemple.fr>",
        sent_at=datetime(2026, 11, 17, 17, 40, tzinfo=UTC),
        subject="Leçons annulées",
        text="Bonjour,\nMa leçon.",
    )


def test_an_old_message_of_outlook_in_html_is_read() -> None:
    streams = {
        "__substg1.0_0037001E": "Leçons".encode("cp1252"),
        "__substg1.0_0C1F001E": b"/O=EXEMPLE/CN=EGARNIER",
        "__substg1.0_10130102": "<p>Ma leçon.</p>".encode(),
        "__properties_version1.0": properties(t0E060040=TICKS),
    }
    message = msg(streams)
    assert (message.subject, message.text) == ("Leçons", "Ma leçon.")
    assert message.sent_at == datetime(2026, 11, 17, 17, 40, tzinfo=UTC)


@pytest.mark.parametrize("table", [b"", b"\0" * 40, properties(t00390040=2**63), properties(t00390040=0)])
def test_an_outlook_message_without_a_date_is_still_read(table: bytes) -> None:
    streams = {"__substg1.0_1000001F": "Bonjour".encode("utf-16-le"), "__properties_version1.0": table}
    assert msg(streams) == ReceivedMessage(text="Bonjour")


@pytest.mark.parametrize("cut", [10, 512, 600, 1_500, 4_000])
def test_an_outlook_message_that_is_cut_breaks_nothing(cut: int) -> None:
    whole = outlook_file({"__substg1.0_1000001F": "Bonjour".encode("utf-16-le")})
    assert isinstance(read_message("a.msg", whole[:cut]), ReceivedMessage)


@given(st.integers(0, 5_000), st.integers(0, 255))
def test_an_outlook_message_with_a_changed_byte_breaks_nothing(place: int, value: int) -> None:
    whole = bytearray(outlook_file({"__substg1.0_1000001F": "Bonjour".encode("utf-16-le")}))
    whole[place] = value
    assert isinstance(read_message("a.msg", bytes(whole)), ReceivedMessage)


def test_every_kind_of_message_that_can_be_read_can_be_kept() -> None:
    assert all(is_safe_to_open(f"a{ending}") for ending in received_message._READERS)
