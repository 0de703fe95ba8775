"""Rows of the model out of invitations and mails: a dated event, who was there, and what a signature tells of the sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtz_network.intake import contact_list
from dtz_network.intake.organisation_types import tells_itself
from dtz_network.intake.readers.correspondence import Attendee, Meeting
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.intake.written_roles import has_role
from dtz_network.matching import contact_details, written_names
from dtz_network.model.schema import Schema

_TOLD = ("type-guessed", "no-organisation")
"""What is told of how a signature was read."""


def read(meetings: Sequence[Meeting], schema: Schema, reference: Reference | None = None) -> Understood:
    """Return the rows of meetings and everything that was understood by a guess."""
    result, reference = Understood(), reference or shipped(schema)
    seen: set[str] = set()
    for number, meeting in enumerate(meetings, 1):
        place = str(number)
        event = Ref("Event", meeting.key)
        written = meeting.written if meeting.written != meeting.subject else ""
        values = {
            "name": meeting.subject,
            "other_name": written,
            "date": meeting.date,
            "place": meeting.place,
            "kind": meeting.kind,
        }
        result.rows.append(
            EntityRow("Event", event.key, {k: (v,) for k, v in values.items() if v}, place=place)
        )
        result.doubtful.extend(
            Doubtful(f"meeting-{note}", {"name": meeting.subject}, place) for note in meeting.notes
        )
        for attendee in meeting.attendees:
            if contact_details.is_shared_box(attendee.address) and not attendee.name:
                result.doubtful.append(Doubtful("box", {"address": attendee.address}, place))
                continue
            person = _person(attendee, schema, reference, place, seen, result)
            result.rows.append(RelationRow("Attendance", person, event, attendee.role, place=place))
    return result


def _person(
    attendee: Attendee, schema: Schema, reference: Reference, place: str, seen: set[str], result: Understood
) -> Ref:
    """Add who somebody is, once a file, and return the reference; a signature goes the road of a contact list."""
    name = attendee.name or contact_details.name_told(attendee.address)
    shared = contact_details.is_shared_box(attendee.address)
    key = attendee.address if attendee.address and not shared else f"{name}|{attendee.address}"
    person = Ref("Person", key)
    if key in seen:
        return person
    seen.add(key)
    if not attendee.name:
        result.doubtful.append(
            Doubtful("name-from-address", {"address": attendee.address, "name": name}, place)
        )
    shown = written_names.natural(name)
    cells = dict(attendee.cells)
    remark = shown.remark
    if "Organisatie" not in cells and _is_organisation(remark):
        cells, remark = {"Naam": shown.name, **cells, "Organisatie": remark}, ""
    values = {"name": (shown.name,), "title": (shown.title,), "email": (attendee.address,), "note": (remark,)}
    if remark:
        result.doubtful.append(Doubtful("name-remark", {"name": shown.name, "remark": remark}, place))
    more, rows = (
        _signed(person, {**cells, "E-mail": attendee.address}, schema, reference, place, result)
        if cells
        else ({}, [])
    )
    said = {key: found for key, found in {**values, **more}.items() if any(found)}
    result.rows += [EntityRow("Person", key, said, place=place), *rows]
    return person


def _is_organisation(remark: str) -> bool:
    """Return whether what stands beside a name is an organisation: by more than one word, of which one tells its type, none a role."""
    return tells_itself(remark) and len(remark.split()) > 1 and not has_role(remark)


def _signed(
    person: Ref,
    cells: Mapping[str, str],
    schema: Schema,
    reference: Reference,
    place: str,
    result: Understood,
) -> tuple[dict[str, tuple[str, ...]], list[Row]]:
    """Return numbers, and role and organisation with its place, that the cells of a signature tell of a person."""
    table = Table("", "", list(cells), [TableRow(int(place), dict(cells))])
    listed = contact_list.read([table], schema, reference=reference)
    own = next((row for row in listed.rows if isinstance(row, EntityRow) and row.type == "Person"), None)
    if listed.problems or own is None:
        return {}, []
    rows: list[Row] = []
    for row in listed.rows:
        if isinstance(row, EntityRow) and row is not own:
            rows.append(row)
        elif isinstance(row, RelationRow) and row.source == (own.type, own.key):
            rows.append(RelationRow(row.type, person, row.target, row.role, place=place))
        elif isinstance(row, RelationRow):
            rows.append(row)
    result.doubtful.extend(doubt for doubt in listed.doubtful if doubt.key in _TOLD)
    return {name: own.values[name] for name in ("phone", "linkedin") if name in own.values}, rows
