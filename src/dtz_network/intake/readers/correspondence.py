"""Invitations (iCalendar, RFC 5545) and mails (RFC 5322) as meetings: when, about what, who.

Of a mail only the header and the signature are read, never what it says. Rooms and resources are no people. Of
a meeting that repeats, the first time is read, and the repeating is told.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from dtz_network.errors import InputError
from dtz_network.intake import signature
from dtz_network.intake.readers import html_text
from dtz_network.model.network import EXCUSED

_DECLINED = ("DECLINED", "DELEGATED")
_NO_PEOPLE = ("ROOM", "RESOURCE", "GROUP")
_MAX_TEXT = 200_000
_MAX_HTML = 1_000_000
_UNPARSED = (ValueError, LookupError, AttributeError, TypeError)
"""What the library raises on headers and parts that it cannot parse."""


@dataclass(frozen=True)
class Attendee:
    """Somebody who was asked or who wrote.

    Attributes:
        name: as written, "" if only the address is known.
        role: chair, attendee or excused.
        cells: what the signature tells, by heading of a contact list.
    """

    name: str
    address: str
    role: str = "attendee"
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Meeting:
    """One meeting or mail.

    Attributes:
        key: its identity in its calendar or mailbox.
        date: ISO date, "" if none is said.
        kind: code of the vocabulary of events.
        notes: keys of what is told of how it was read.
        written: the subject as it stands in the mail, answers and forwards in front.
    """

    key: str
    subject: str
    date: str
    place: str
    kind: str
    attendees: tuple[Attendee, ...]
    notes: tuple[str, ...] = ()
    written: str = ""


def is_calendar(start: bytes) -> bool:
    """Return whether a file begins as a calendar."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:VCALENDAR")


def is_mail(start: bytes, name: str) -> bool:
    """Return whether a file is a mail: by its ending, or by the lines of a header."""
    heads = (
        b"from:",
        b"received:",
        b"return-path:",
        b"message-id:",
        b"delivered-to:",
        b"mime-version:",
        b"x-",
    )
    return name.lower().endswith(".eml") or (b"\nfrom:" in start.lower() and start.lower().startswith(heads))


_MBOX = re.compile(rb"(?m)^From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[A-Za-z-]+: )")
"""The line before each mail of a box, and the first line of its header behind it."""


def is_box(start: bytes) -> bool:
    """Return whether a file is a box of mails (mbox)."""
    return _MBOX.match(start) is not None


def box(data: bytes, file: str) -> list[Meeting]:
    """Return the mails of a box, each as a conversation.

    Raises:
        InputError: one of them has no sender.
    """
    return [mail(one, file) for one in _MBOX.split(data) if one.strip()]


# --- calendars


def calendar(data: bytes, file: str) -> list[Meeting]:
    """Return the meetings of a calendar, cancelled ones left out.

    Raises:
        InputError: it is broken, or has no meeting.
    """
    from icalendar import Calendar

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd time zones: the day is taken as it is written
            found = list(Calendar.from_ical(data, multiple=True))
            meetings = [
                meeting for one in found for event in one.walk("VEVENT") if (meeting := _event(event))
            ]
    except (ValueError, KeyError, AttributeError, IndexError, TypeError, OverflowError) as error:
        raise InputError("calendar-broken", file=file) from error
    if not meetings:
        raise InputError("calendar-empty", file=file)
    return meetings


def _event(event: Any) -> Meeting | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start = event.get("DTSTART")
    moment = getattr(start, "dt", None)
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    attendees = tuple(_attendees(event))
    notes = ("repeats",) if event.get("RRULE") or event.get("RDATE") else ()
    again = getattr(event.get("RECURRENCE-ID"), "dt", "")
    key = f"{event.get('UID', '')}|{again}".rstrip("|")
    return Meeting(
        key or f"{event.get('SUMMARY', '')}|{day}", _text(event.get("SUMMARY")), day.isoformat() if isinstance(day, dt.date) else "",
        _text(event.get("LOCATION")), "meeting", attendees, notes,
    )  # fmt: skip


def _attendees(event: Any) -> Iterator[Attendee]:
    seen: set[tuple[str, str]] = set()
    for prop, role in (("ORGANIZER", "chair"), ("ATTENDEE", "attendee")):
        said = event.get(prop) or []
        for one in said if isinstance(said, list) else [said]:
            params = getattr(one, "params", {})
            address = str(one).removeprefix("mailto:").removeprefix("MAILTO:").strip().casefold()
            address = address if "@" in address else ""
            name = _text(params.get("CN"))
            name = "" if name.casefold() == address or "@" in name else name
            if (
                str(params.get("CUTYPE", "")).upper() in _NO_PEOPLE
                or not (name or address)
                or (name, address) in seen
            ):
                continue
            if any(address and address == known for _, known in seen):
                continue
            seen.add((name, address))
            declined = str(params.get("PARTSTAT", "")).upper() in _DECLINED
            yield Attendee(name, address, EXCUSED if declined else role)


# --- mails


def mail(data: bytes, file: str) -> Meeting:
    """Return a mail as a conversation between its sender and receivers.

    Raises:
        InputError: it has no sender.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    senders = people(message, "From")
    if not senders:
        raise InputError("mail-senderless", file=file)
    others = [one for header in ("To", "Cc") for one in people(message, header)]
    key, subject, date = (said(message, name) for name in ("Message-ID", "Subject", "Date"))
    return conversation(key, subject, day(date), senders[0], others, _plain(message))


def conversation(
    key: str, subject: str, date: str, sender: Attendee, others: Iterable[Attendee], text: str
) -> Meeting:
    """Return a mail as a conversation; of its text only the signature of the sender is taken, nothing else is kept."""
    signed = signature.read(text[:_MAX_TEXT]).cells
    cells = tuple(signed.items()) if _is_hers(signed, sender) else ()
    first = Attendee(sender.name or signed.get("Naam", ""), sender.address, "attendee", cells)
    seen = {one.address or one.name: one for one in reversed([sender, *others])}
    rest = [
        one for one in reversed(seen.values()) if (one.address or one.name) != (sender.address or sender.name)
    ]
    return Meeting(
        key or f"{date}|{sender.address or sender.name}|{subject}",
        without_marks(subject),
        date,
        "",
        "conversation",
        (first, *rest),
        written=subject,
    )


def without_marks(subject: str) -> str:
    """Return the subject of a mail without what answers and forwards put in front; as it is if nothing is left.

    >>> without_marks("RE: FW: Antw: Bezoek Alfa"), without_marks("Re[2]: Bezoek"), without_marks("Regiodeal: stand"), without_marks("FW:")
    ('Bezoek Alfa', 'Bezoek', 'Regiodeal: stand', 'FW:')
    """
    return _MARKS.sub("", subject).strip() or subject


_MARKS = re.compile(
    r"^\s*(?:(?:re|fw|fwd|antw|antwoord|betr|aw|wg|doorst)\s*(?:\[\d+\]|\(\d+\))?\s*:\s*|\[(?:extern|external|ext)\]\s*:?\s*)+",
    re.IGNORECASE,
)
"""What mail programs put in front of a subject: answers and forwards, in the languages around, and "external"."""


def people(message: Any, header: str) -> list[Attendee]:
    """Return those whom a header of a mail names with an address."""
    try:
        pairs = getaddresses([str(value) for value in message.get_all(header, [])])
    except _UNPARSED:
        return []
    found, remarks = [], _remarks(message, header)
    for name, address in pairs:
        if "@" in address:
            shown = _text(name.strip("'\""))
            remark = remarks.get(address.casefold(), "")
            if remark and "(" not in shown:
                shown = f"{shown} ({remark})" if shown else remark
            found.append(Attendee("" if "@" in shown else shown, address.strip().casefold()))
    return found


def _remarks(message: Any, header: str) -> dict[str, str]:
    """Return what stands in brackets beside the names of a header, by address: a comment to the library, which drops it."""
    written = [value for key, value in message.raw_items() if key.casefold() == header.casefold()]
    found = {}
    try:
        for name, address in getaddresses([_text(value) for value in written if "(" in str(value)]):
            whole = _text(make_header(decode_header(name)))
            if beside := re.search(r"\(([^()@\ufffd]+)\)$", whole):
                found[address.casefold()] = beside[1].strip()
            elif any(f"({whole})" in _text(value) for value in written):
                found[address.casefold()] = whole  # "p.hof@emmen.nl (Petra Hof)"
    except (*_UNPARSED, HeaderParseError):
        return {}
    return found


def day(text: str) -> str:
    """Return the ISO date of the header ``Date``, "" for what is none."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return ""


def said(message: Any, header: str) -> str:
    """Return a header, "" where it is so torn that the library cannot parse it."""
    try:
        return _text(message.get(header))
    except _UNPARSED:
        return ""


def _plain(message: Any) -> str:
    """Return the text of a mail, to find its signature in; nothing of it is kept."""
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        return (
            html_text.lines(text[:_MAX_HTML])
            if body is not None and body.get_content_subtype() == "html"
            else text
        )
    except _UNPARSED:
        return ""


def _is_hers(cells: dict[str, str], sender: Attendee) -> bool:
    """Return whether a signature is of the sender: the same address, or a word of her name."""
    if not cells.get("Naam"):
        return False
    words = {word.casefold() for word in cells["Naam"].split() if len(word) > 2}
    named = {word.casefold().strip(",") for word in sender.name.split()}
    same = bool(sender.address) and cells.get("E-mail") == sender.address
    return same or bool(words & named)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""
