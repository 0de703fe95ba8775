"""What is said of a file as a source: by options, by ``source.yaml`` of a folder, else as follows from the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from dtz_network.errors import InputError, broken, refused
from dtz_network.intake.contact_list import Meeting
from dtz_network.intake.readers.files import Document
from dtz_network.intake.written_dates import to_date
from dtz_network.model import plain_yaml
from dtz_network.model.changes import SOURCE_KINDS, Source, mint
from dtz_network.model.schema import Schema
from dtz_network.workflows.terms import term_meant


@dataclass(frozen=True)
class About:
    """What is said of a file as a source; empty fields follow from the file.

    ``event`` is the meeting that a list of attendees is of, with its date and kind (else a meeting);
    ``sbi_edition`` the edition of SBI codes.
    """

    series: str = ""
    kind: str = ""
    name: str = ""
    date: str = ""
    ground: str = ""
    purpose: str = ""
    keep_until: str = ""
    controller: str = ""
    invented: bool = False
    event: str = ""
    event_date: str = ""
    sbi_edition: str = ""
    event_kind: str = ""


def read_about(path: Path) -> About:
    """Return what ``source.yaml`` in a folder, or nothing, says of a source.

    Raises:
        InputError: the file cannot be understood, or has a field that is not known.
    """
    described = path / "source.yaml"
    if not path.is_dir() or not described.exists():
        return About()
    try:
        data = plain_yaml.read(described.read_text(encoding="utf-8")) or {}
    except OSError as error:
        raise InputError("file-unreadable", file=str(described), reason=refused(error)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError("source-broken", file=str(described), reason=broken(error)) from error
    if not isinstance(data, dict):
        raise InputError("source-broken", file=str(described), reason=broken(ValueError()))
    if unknown := {str(key) for key in data} - set(About.__dataclass_fields__):
        known = ", ".join(About.__dataclass_fields__)
        raise InputError("source-field", file=str(described), field=", ".join(sorted(unknown)), known=known)
    invented = data.pop("invented", False)
    if not isinstance(invented, bool):
        raise InputError("source-broken", file=str(described), reason="invented: true / false")
    return About(**{key: str(value) for key, value in data.items() if value is not None}, invented=invented)


def source(document: Document, about: About) -> Source:
    """Return a document as a source.

    Raises:
        InputError: a kind of source that is not known.
    """
    kind = about.kind or "list"
    found = next((known for known in SOURCE_KINDS if known == kind), None)
    if found is None:
        raise InputError("source-kind", kind=kind, known=", ".join(SOURCE_KINDS))
    return Source(
        id=mint("s"),
        series=about.series or ("correspondence" if document.meetings else Path(document.name).stem),
        kind=found,
        name=about.name or document.name,
        digest=document.digest,
        date=about.date,
        controller=about.controller,
        ground=about.ground,
        purpose=about.purpose,
        keep_until=about.keep_until,
        invented=about.invented,
    )


def meeting(about: About, schema: Schema) -> Meeting | None:
    """Return the meeting that a list is of.

    Raises:
        InputError: its date is none, or its kind.
    """
    kind = term_meant(schema, "event_kinds", about.event_kind or "meeting")
    date = to_date(about.event_date) if about.event_date else ""
    if date is None:
        raise InputError("value-date", value=about.event_date, property="event-date")
    return Meeting(about.event, date, kind) if about.event else None
