"""Contacts out again, as CSV, workbook, address cards (vCard 4.0, RFC 6350) or Popolo JSON; what goes out comes in equal.

People with their contact details are personal data: an export is for the bureau itself. No cell becomes a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dtz_network.errors import InputError
from dtz_network.intake import popolo_fields
from dtz_network.matching import person_names
from dtz_network.matching.spelling import plain
from dtz_network.matching.word_lists import listed
from dtz_network.model.dates import AT_LATEST
from dtz_network.model.network import Entity, Network, Relationship, fold
from dtz_network.workflows import files

BARRED = "Niet benaderen"
"""Heading, and category on an address card, of who does not want to be approached: it goes wherever the address goes."""
COLUMNS = (
    "id",
    "Naam",
    "Titel",
    "Organisatie",
    "Soort organisatie",
    "Functie",
    "Sinds",
    "Tot",
    "E-mail",
    "Telefoon",
    "LinkedIn",
    BARRED,
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Contact:
    """A person with one of her jobs, or without."""

    person: Entity
    cells: Mapping[str, str]


def write(network: Network, path: Path) -> int:
    """Write all people; the ending of the file says how. Return how many people.

    Raises:
        InputError: another ending than .csv, .xlsx, .vcf, .json.
        StoreError: the file cannot be written.
    """
    makers: dict[str, Callable[[Network, Path], None]] = {
        ".csv": _csv,
        ".xlsx": _xlsx,
        ".vcf": _vcf,
        ".json": _popolo,
    }
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise InputError("export-kind", file=path.name, known=", ".join(makers))
    maker(network, path)
    return len(network.of_type("Person"))


def contacts(network: Network) -> Iterator[Contact]:
    """Yield people by name, a row a job, the newest first."""
    people = sorted(network.of_type("Person"), key=lambda entity: (fold(entity.name), entity.id))
    for person in people:
        jobs = [tie for tie in network.ties_of(person.id, "Employment") if tie.source == person.id]
        jobs.sort(key=lambda tie: (tie.until or "~", tie.since, tie.id), reverse=True)
        for number, job in enumerate(jobs or [None]):
            yield Contact(person, dict(_cells(network, person, job, first=number == 0)))


def _cells(
    network: Network, person: Entity, job: Relationship | None, *, first: bool
) -> Iterator[tuple[str, str]]:
    yield from (("id", person.id), ("Naam", person.name))
    if person.get("do_not_approach") == "true":
        yield BARRED, "ja"
    if job is not None:
        work = network.entities[job.target]
        yield from (
            ("Organisatie", work.name), ("Soort organisatie", network.schema.label(work.type, "nl")), ("Functie", job.role),
            ("Sinds", job.since), ("Tot", _end(job.until)),
        )  # fmt: skip
    if first:
        yield from (
            ("Titel", person.get("title")), ("E-mail", "; ".join(person.all("email"))),
            ("Telefoon", " / ".join(person.all("phone"))), ("LinkedIn", person.get("linkedin")),
        )  # fmt: skip


def _rows(network: Network) -> list[list[str]]:
    return [[contact.cells.get(column, "") for column in COLUMNS] for contact in contacts(network)]


def _csv(network: Network, path: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in row] for row in _rows(network))
    files.write_text("\ufeff" + out.getvalue(), path)


def _guarded(cell: str) -> str:
    """Return a cell with a quote before what a workbook would take for a formula; a telephone number is none."""
    number = cell.startswith("+") and not cell[1:].strip("0123456789 ()/.-+")
    return f"'{cell}" if cell.startswith(_DANGEROUS) and not number else cell


def _xlsx(network: Network, path: Path) -> None:
    with files.workbook(path) as book:
        sheet, head = book.add_worksheet("Contacten"), book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column, head)
        for number, row in enumerate(_rows(network), 1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
        sheet.set_column(1, len(COLUMNS) - 1, 24)
        sheet.freeze_panes(1, 2)


# --- address cards


def _vcf(network: Network, path: Path) -> None:
    seen: set[str] = set()
    cards = []
    for contact in contacts(network):
        if contact.person.id not in seen:
            seen.add(contact.person.id)
            cards.append("".join(f"{_folded(line)}\r\n" for line in _card(contact)))
    files.write_bytes("".join(cards).encode("utf-8"), path)


def _card(contact: Contact) -> Iterator[str]:
    """Yield the lines of a card; the tussenvoegsel stands with the additional names, as address books do."""
    person, cells = contact.person, contact.cells
    given, small, surname = _name_parts(person.name)
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"UID:{person.id}", f"FN:{_escaped(person.name)}")
    yield "N:" + ";".join(map(_escaped, (surname, given, small, cells.get("Titel", ""), "")))
    for name, prop in (("ORG", "Organisatie"), ("TITLE", "Functie")):
        if cells.get(prop):
            yield f"{name}:{_escaped(cells[prop])}"
    for value in person.all("email"):
        yield f"EMAIL;TYPE=work:{_escaped(value)}"
    for value in person.all("phone"):
        yield f"TEL;TYPE=work:{_escaped(value)}"
    if cells.get("LinkedIn"):
        yield f"URL;TYPE=work:{cells['LinkedIn']}"
    if cells.get(BARRED):
        yield f"CATEGORIES:{BARRED}"
    yield "END:VCARD"


def _name_parts(name: str) -> tuple[str, str, str]:
    """Return given names, tussenvoegsel and surname as they are written."""
    words = name.split()
    if len(words) < 2 or person_names.parse(name).is_empty:
        return "", "", name
    begin = next(
        (n for n, word in enumerate(words) if n and plain(word).strip("'") in listed("tussenvoegsels")),
        len(words) - 1,
    )
    end = begin
    while end < len(words) - 1 and plain(words[end]).strip("'") in listed("tussenvoegsels"):
        end += 1
    return " ".join(words[:begin]), " ".join(words[begin:end]), " ".join(words[end:])


def _escaped(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, no sign torn."""
    parts: list[str] = []
    current = ""
    for sign in line:
        if len((current + sign).encode()) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*parts, current])


# --- Popolo


def _popolo(network: Network, path: Path) -> None:
    """Write people, organisations, bodies and memberships (popoloproject.com, 1.0)."""
    organisations = [
        e for e in network.entities.values() if network.schema.types[e.type].is_a("Organization")
    ]
    kinds = {"Company": "company", "School": "school", "Government": "government", "Association": "party"}
    data = {
        "persons": [_person(entity) for entity in _by_name(network.of_type("Person"))],
        "organizations": [
            *(_organisation(e, kinds[e.type]) | _parts(network, e) for e in _by_name(organisations)),
            *(_body(e) | _parts(network, e) for e in _by_name(network.of_type("GovernanceBody"))),
        ],
        "posts": [_post(seat) for seat in _by_name(network.of_type("Seat"))],
        "memberships": [
            _membership(tie) for tie in sorted(network.ties("Employment", "Membership"), key=lambda tie: tie.id)
        ],
    }  # fmt: skip
    files.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", path)


def _by_name(entities: Sequence[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (fold(entity.name), entity.id))


def _person(entity: Entity) -> dict[str, object]:
    found: dict[str, object] = {"id": entity.id, "name": entity.name}
    if entity.get("title"):
        found["honorific_prefix"] = entity.get("title")
    addresses = entity.all("email")
    if addresses:
        found["email"] = addresses[0]
    details = [{"type": "email", "value": value} for value in addresses[1:]]
    details += [{"type": "phone", "value": value} for value in entity.all("phone")]
    if details:
        found["contact_details"] = details
    return found


def _organisation(entity: Entity, classification: str) -> dict[str, object]:
    links = [{"note": popolo_fields.WEBSITE, "url": url} for url in entity.all("url")[:1]]
    said = {"id": entity.id, "name": entity.name, "classification": classification, "links": links}
    return {name: value for name, value in said.items() if value}


def _parts(network: Network, entity: Entity) -> dict[str, object]:
    """Return of what an organisation or body is a part: Popolo knows one whole, others stand in a field of their own."""
    wholes = (
        tie.target
        for tie in network.ties_of(entity.id, "PartOf")
        if tie.source == entity.id and not tie.until
    )
    first, *others = sorted(w for w in wholes if _goes_out(network, w)) or [""]
    said = {"parent_id": first, popolo_fields.ALSO_PART_OF: others}
    return {name: value for name, value in said.items() if value}


def _goes_out(network: Network, ident: str) -> bool:
    kind = network.schema.types[network.entities[ident].type]
    return kind.is_a("Organization") or kind.is_a("GovernanceBody")


def _body(entity: Entity) -> dict[str, object]:
    kind = entity.get("kind")
    classification = kind if kind in ("council", "executive", "board") else "committee"
    return {
        "id": entity.id,
        "name": entity.name,
        "classification": classification,
        popolo_fields.BODY_KIND: kind,
    }


def _post(seat: Entity) -> dict[str, str]:
    said = {"id": seat.id, "label": seat.name, "organization_id": seat.get("body")}
    return said | {prop: seat.get(prop) for prop in popolo_fields.OF_SEAT if seat.get(prop)}


def _end(until: str) -> str:
    """Return an end as a list has it, so that it comes in as it went out."""
    return f"uiterlijk {until.removeprefix(AT_LATEST)}" if until.startswith(AT_LATEST) else until


def _membership(tie: Relationship) -> dict[str, object]:
    """Return a tie; of an end that is only a bound nothing is said but the bound, in a field of its own."""
    behalf, *others = tie.all("on_behalf_of") or [""]
    end = popolo_fields.AT_THE_LATEST if tie.until.startswith(AT_LATEST) else "end_date"
    said = {
        "id": tie.id, "person_id": tie.source, "organization_id": tie.target, "role": tie.role, "start_date": tie.since,
        end: tie.until.removeprefix(AT_LATEST), "on_behalf_of_id": behalf, popolo_fields.ALSO_ON_BEHALF_OF: others,
        popolo_fields.CAPACITY: tie.get("capacity"), "post_id": tie.get("seat"),
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}
