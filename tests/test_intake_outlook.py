"""Outlook's own files: header and signature of a mail, never what it says; torn and other files refused with a reason."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from dtz_network.errors import InputError
from dtz_network.intake.readers import files, html_text, outlook
from dtz_network.workflows import contacts, stores
from tests.outlook_files import Storage, compound, message

TEXT = """Beste Anna,

Het geheime voorstel staat in de bijlage.

Met vriendelijke groet,
Jan de Bos
Directeur
Alfa Techniek B.V.
0591-123456

Van: Anna Vos
Verzonden: maandag
Nog een geheim."""
SENT = dt.datetime(2026, 3, 12, 9, 30, tzinfo=dt.UTC)
MAIL: dict[int, str | bytes] = {
    0x001A: "IPM.Note", 0x0037: "Waterstof in  Emmen", 0x1035: "<1@alfa.example>", 0x0C1A: "Jan de Bos",
    0x5D01: "J.deBos@alfa.example", 0x1000: TEXT,
}  # fmt: skip
TO = [
    (1, {0x3001: "Anna Vos", 0x39FE: "anna@bureau.example"}),
    (2, {0x3001: "info@beta.example", 0x3003: "info@beta.example"}),
    (3, {0x3001: "Stille Lezer", 0x39FE: "stil@bureau.example"}),
]


def mail(texts: dict[int, str | bytes] | None = None, *, ansi: bool = False) -> bytes:
    return message({**MAIL, **(texts or {})}, {0x0039: SENT}, TO, ansi=ansi)


@pytest.mark.parametrize("ansi", [False, True])
def test_a_mail_tells_who_when_and_about_what(*, ansi: bool) -> None:
    read = outlook.mail(mail(ansi=ansi), "bericht.msg")
    assert (read.subject, read.date, read.kind, read.key) == (
        "Waterstof in Emmen", "2026-03-12", "conversation", "<1@alfa.example>",
    )  # fmt: skip
    assert [(a.name, a.address, a.role) for a in read.attendees] == [
        ("Jan de Bos", "j.debos@alfa.example", "attendee"),
        ("Anna Vos", "anna@bureau.example", "attendee"),
        ("", "info@beta.example", "attendee"),
    ]
    signed = dict(read.attendees[0].cells)
    assert (signed["Functie"], signed["Organisatie"]) == ("Directeur", "Alfa Techniek B.V.")


def test_a_mail_is_imported_and_nothing_of_its_text_is_kept(place: Path) -> None:
    (place / "bericht.msg").write_bytes(mail())
    store = stores.open_store(place / "network.db", create=True)
    contacts.apply_import(store, contacts.plan_import(store, place / "bericht.msg", who="tester"))
    network = store.load()
    assert {person.name for person in network.of_type("Person")} == {"Jan de Bos", "Anna Vos"}
    assert [event.get("date") for event in network.of_type("Event")] == ["2026-03-12"]
    assert [network.name(tie.target) for tie in network.ties("Employment")] == ["Alfa Techniek B.V."]
    kept = "\n".join(store.dump())
    assert "geheim" not in kept
    assert "Stille" not in kept
    assert contacts.plan_import(store, place / "bericht.msg", who="tester").plan.changes.changes == 0
    store.close()


def test_an_exchange_address_is_none_and_headers_stand_in() -> None:
    texts: dict[int, str | bytes] = {
        0x001A: "IPM.Note", 0x0037: "Re: x",
        0x007D: "From: Jan Bos <jan@alfa.example>\r\nTo: Anna <anna@b.example>\r\nDate: Thu, 12 Mar 2026 10:00:00 +0100\r\n\r\n",
    }  # fmt: skip
    read = outlook.mail(message(texts), "x.msg")
    assert [(a.name, a.address) for a in read.attendees] == [
        ("Jan Bos", "jan@alfa.example"),
        ("Anna", "anna@b.example"),
    ]
    assert read.date == "2026-03-12"
    inside = message({0x001A: "IPM.Note", 0x0C1A: "Jan Bos", 0x0C1F: "/O=EXCHANGE/OU=X/CN=JAN@X"})
    assert [(a.name, a.address) for a in outlook.mail(inside, "x.msg").attendees] == [("Jan Bos", "")]


def test_an_invitation_is_a_meeting_on_its_own_day() -> None:
    texts: dict[int, str | bytes] = {**MAIL, 0x001A: "IPM.Schedule.Meeting.Request"}
    read = outlook.mail(message(texts, {0x0039: SENT, 0x0060: SENT + dt.timedelta(days=20)}, TO), "x.msg")
    assert (read.kind, read.date, read.attendees[0].role) == ("meeting", "2026-04-01", "chair")


def test_a_signature_is_read_of_a_mail_in_html_too() -> None:
    html = "<p>Geheim</p><p>Met vriendelijke groet,<br>Jan de Bos<br>Directeur<br>Alfa B.V.</p><blockquote>Van: x</blockquote>"
    texts = {key: value for key, value in MAIL.items() if key != 0x1000}
    read = outlook.mail(message({**texts, 0x1013: html.encode("cp1252")}), "x.msg")
    assert dict(read.attendees[0].cells)["Organisatie"] == "Alfa B.V."
    assert html_text.lines("<script>x</script>a<br>b") == "a\nb"


def test_a_large_text_is_read_in_sectors() -> None:
    read = outlook.mail(mail({0x1000: "Regel vol tekst.\n" * 3000 + TEXT.partition("\n\nVan:")[0]}), "x.msg")
    assert dict(read.attendees[0].cells)["Organisatie"] == "Alfa Techniek B.V."


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (message({0x001A: "IPM.Contact", 0x3001: "Jan Bos"}), "outlook-other"),
        (message({0x001A: "IPM.Note", 0x0037: "Leeg"}), "mail-senderless"),
        (mail()[:1500], "outlook-broken"),
        (compound(Storage({"Workbook": b"nee"})), "workbook-encrypted"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        files.read_bytes(data, "x.msg")
    assert caught.value.key in (key, "workbook-encrypted")
    assert caught.value.message("nl")


def test_torn_messages_are_read_or_refused() -> None:
    whole, chance = mail(), random.Random(5)
    for _ in range(400):
        torn = bytearray(whole)
        for _ in range(chance.choice((1, 3, 40))):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        cut: Any = bytes(torn[: chance.randrange(600, len(torn))] if chance.random() < 0.3 else torn)
        with contextlib.suppress(InputError):
            files.read_bytes(cut, "x.msg")
