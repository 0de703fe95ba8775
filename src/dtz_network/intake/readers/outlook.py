"""Mails and invitations that Outlook saved (``.msg``): who wrote to whom, when, about what; of the text only the signature.

The form is Microsoft's (MS-OXMSG, MS-OXPROPS): a compound file in which each property of the message is a stream, named after its
number and type, and each receiver a folder of such streams.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dtz_network.errors import InputError
from dtz_network.intake.readers import correspondence, html_text
from dtz_network.intake.readers.correspondence import Attendee, Meeting

if TYPE_CHECKING:
    from olefile import OleFileIO

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0"
_RECEIVER = "__recip_version1.0_"
_UNICODE, _ANSI, _BINARY, _TIME, _LONG = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003
_CLASS, _SUBJECT, _HEADERS, _MESSAGE_ID, _BODY, _HTML = 0x001A, 0x0037, 0x007D, 0x1035, 0x1000, 0x1013
_SENT, _RECEIVED, _BEGINS = 0x0039, 0x0E06, 0x0060
_SENDER = ((0x0C1A, (0x5D01, 0x0C1F)), (0x0042, (0x5D02, 0x0065)))
"""Names and addresses of who sent it, and on whose behalf; an Exchange address is none that others can use."""
_NAME, _ADDRESSES, _KIND = 0x3001, (0x39FE, 0x3003), 0x0C15
_CODE_PAGES = (0x3FFD, 0x3FDE)
_BLIND = 3
_LARGEST = 5_000_000
_BROKEN = (
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    OverflowError,
    struct.error,
    RecursionError,
)
"""What the library raises on a torn file, each at its own place."""


def is_outlook(data: bytes) -> bool:
    """Return whether a file is an Outlook message and not, say, an old workbook."""
    return data.startswith(_MAGIC) and _PROPERTIES.encode("utf-16-le") in data


def mail(data: bytes, file: str) -> Meeting:
    """Return a message as a conversation, an invitation as a meeting, between its sender and receivers.

    Raises:
        InputError: it is broken, has no sender, or is something else (a contact, a task).
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as opened:
            return _message(_Message(opened), file)
    except _BROKEN as error:
        raise InputError("outlook-broken", file=file) from error


class _Message:
    """The properties of a message, and of its receivers."""

    def __init__(self, opened: OleFileIO) -> None:
        self._file = opened
        self._names = {"/".join(path): path for path in opened.listdir()}
        self._fixed = {"": self._numbers("")}
        pages = (self._fixed[""].get((page, _LONG), 0) for page in _CODE_PAGES)
        self._page = next((int(page) for page in pages if page), 1252)

    def receivers(self) -> Iterator[str]:
        """Yield the folder of each receiver."""
        yield from sorted({path[0] for path in self._names.values() if path[0].startswith(_RECEIVER)})

    def text(self, number: int, folder: str = "") -> str:
        """Return a text, "" without one."""
        for kind, encoding in (
            (_UNICODE, "utf-16-le"),
            (_ANSI, self._encoding()),
            (_BINARY, self._encoding()),
        ):
            if (data := self._stream(f"__substg1.0_{number:04X}{kind:04X}", folder)) is not None:
                return data.decode(encoding, errors="replace").replace("\x00", "")
        return ""

    def day(self, number: int) -> str:
        """Return the ISO date of a time (100 ns since 1601), "" without one."""
        ticks = self._fixed[""].get((number, _TIME), 0)
        try:
            return (
                (dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=ticks // 10))
                .date()
                .isoformat()
                if ticks
                else ""
            )
        except OverflowError:
            return ""

    def number(self, number: int, folder: str) -> int:
        """Return a whole number, 0 without one."""
        if folder not in self._fixed:
            self._fixed[folder] = self._numbers(folder)
        return self._fixed[folder].get((number, _LONG), 0)

    def _encoding(self) -> str:
        return {65001: "utf-8", 28591: "latin-1"}.get(self._page, "cp1252")

    def _stream(self, name: str, folder: str) -> bytes | None:
        path = self._names.get(f"{folder}/{name}" if folder else name)
        if path is None or self._file.get_size(path) > _LARGEST:
            return None
        data: bytes = self._file.openstream(path).read()
        return data

    def _numbers(self, folder: str) -> Mapping[tuple[int, int], int]:
        """Return the properties of a fixed size, by number and type: 16 bytes each after a heading."""
        data = (self._stream(_PROPERTIES, folder) or b"")[8 if folder else 32 :]
        entries = (struct.unpack_from("<HHIQ", data, at) for at in range(0, len(data) - 15, 16))
        return {
            (number, kind): value & 0xFFFFFFFF if kind == _LONG else value
            for kind, number, _, value in entries
        }


def _message(found: _Message, file: str) -> Meeting:
    kind = found.text(_CLASS).casefold() or "ipm.note"
    if not kind.startswith(("ipm.note", "ipm.schedule.meeting", "ipm.appointment", "report.ipm.note")):
        raise InputError("outlook-other", file=file, kind=found.text(_CLASS))
    headers = email.message_from_string(found.text(_HEADERS), policy=email.policy.default)
    sender = _sender(found) or next(iter(correspondence.people(headers, "From")), None)
    if sender is None:
        raise InputError("mail-senderless", file=file)
    day = found.day(_SENT) or found.day(_RECEIVED) or correspondence.day(correspondence.said(headers, "Date"))
    read = correspondence.conversation(
        " ".join(found.text(_MESSAGE_ID).split()), " ".join(found.text(_SUBJECT).split()), day, sender,
        _others(found, headers), found.text(_BODY) or html_text.lines(found.text(_HTML)),
    )  # fmt: skip
    if kind.startswith(("ipm.note", "report")):
        return read
    chair = replace(read.attendees[0], role="chair")
    return replace(
        read, kind="meeting", date=found.day(_BEGINS) or day, attendees=(chair, *read.attendees[1:])
    )


def _sender(found: _Message) -> Attendee | None:
    for name, addresses in _SENDER:
        told = _attendee(found, name, addresses)
        if told:
            return told
    return None


def _others(found: _Message, headers: Any) -> list[Attendee]:
    """Return the receivers; those in blind copy, which others do not see, are left out."""
    listed = [
        _attendee(found, _NAME, _ADDRESSES, folder)
        for folder in found.receivers()
        if found.number(_KIND, folder) != _BLIND
    ]
    told = [one for one in listed if one]
    return told or [one for header in ("To", "Cc") for one in correspondence.people(headers, header)]


def _attendee(found: _Message, name: int, addresses: tuple[int, ...], folder: str = "") -> Attendee | None:
    shown = " ".join(found.text(name, folder).strip("'\" ").split())
    told = (found.text(number, folder).strip().casefold() for number in addresses)
    address = next((one for one in told if "@" in one and not one.startswith("/")), "")
    shown = "" if "@" in shown else shown
    return Attendee(shown, address) if shown or address else None
