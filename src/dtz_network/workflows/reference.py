"""The open lists that a bureau added: read once, kept with their edition in the folder ``reference`` beside the settings' data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dtz_network.errors import InputError
from dtz_network.intake.readers import files
from dtz_network.intake.readers.reference_lists import COLUMNS, Kind, ReferenceList
from dtz_network.intake.readers.reference_lists import read as read_list
from dtz_network.intake.reference import Municipality, Place, PostalCode, Reference, shipped
from dtz_network.model.schema import Schema
from dtz_network.workflows import configuration
from dtz_network.workflows import files as written

__all__ = ["Kept", "add", "borders", "kept", "known", "remove", "shipped", "without_successor"]

_ENDING = ".csv"
_ABOUT = ".json"
_LONGEST = 10_000_000


@dataclass(frozen=True)
class Kept:
    """A list that is kept: its name, kind, edition, number of rows, and the file that it came from."""

    name: str
    kind: Kind
    edition: str
    n: int
    file: str


def add(path: Path, edition: str = "") -> Kept:
    """Read a file and keep what it lists; an earlier list of the same kind (and for SBI edition) goes.

    Raises:
        InputError: none of the lists that are known, or one whose edition is not told.
    """
    found = read_list(files.contents(path), path.name)
    year = edition or found.edition
    if not year:
        raise InputError("reference-edition", file=path.name)
    made = Kept(_name(found, year, path.name), found.kind, year, len(found.rows), path.name)
    _write(made, found)
    return made


def _name(found: ReferenceList, year: str, file: str) -> str:
    """Return the name of a list: its kind; SBI by edition, lists of schools by their file, for there are several."""
    if found.kind == "branches":
        return f"{found.kind}-{year}"
    stem = re.sub(r"[^a-z]+", "-", Path(file).stem.casefold()).strip("-")
    return f"{found.kind}-{stem}" if found.kind == "schools" else found.kind


def kept() -> list[Kept]:
    """Return the lists that are kept, by name."""
    return [_about(path) for path in sorted(_folder().glob(f"*{_ABOUT}"))]


def remove(name: str) -> None:
    """Take a list away.

    Raises:
        InputError: there is none of that name.
    """
    if name not in {one.name for one in kept()}:
        raise InputError("reference-absent", name=name)
    for ending in (_ENDING, _ABOUT):
        (_folder() / f"{name}{ending}").unlink(missing_ok=True)


def known(schema: Schema) -> Reference:
    """Return all that is known: the vocabularies, and the lists that were added."""
    found = shipped(schema)
    for one in kept():
        if one.kind != "borders":  # long, and drawn alone (:func:`borders`)
            found += _read(one)
    return found


def without_successor(one: Kept, schema: Schema) -> list[str]:
    """Return the municipalities of a list that are no more and of which it is not known what they became."""
    everything = known(schema)
    if one.kind not in ("places", "postal_codes") or not everything.has_all:
        return []
    column = COLUMNS[one.kind].index("municipality")
    names = sorted({row[column] for row in _rows(one)})
    return [name for name in names if not everything.is_municipality(name)]


def borders() -> dict[tuple[str, str], list[list[tuple[float, float]]]]:
    """Return the borders that are kept, rings in degrees by code and name; none where no file was added."""
    rows = [row for one in kept() if one.kind == "borders" for row in _rows(one)]
    try:
        return {(code, name): json.loads(rings) for code, name, rings in rows}
    except ValueError as error:
        raise InputError("reference-broken", path=str(_folder() / f"borders{_ENDING}")) from error


def _folder() -> Path:
    return configuration.data_folder() / "reference"


def _about(path: Path) -> Kept:
    try:
        return Kept(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError("reference-broken", path=str(path)) from error


def _write(one: Kept, found: ReferenceList) -> None:
    rows, about = io.StringIO(newline=""), json.dumps(asdict(one), ensure_ascii=False, indent=2)
    csv.writer(rows).writerows([COLUMNS[one.kind], *found.rows])
    written.write_text(rows.getvalue(), _folder() / f"{one.name}{_ENDING}")
    written.write_text(about + "\n", _folder() / f"{one.name}{_ABOUT}")


def _rows(one: Kept) -> list[list[str]]:
    path = _folder() / f"{one.name}{_ENDING}"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            csv.field_size_limit(_LONGEST)
            head, *rows = csv.reader(file)
    except (OSError, ValueError, csv.Error) as error:
        raise InputError("reference-broken", path=str(path)) from error
    if tuple(head) != COLUMNS[one.kind] or any(len(row) != len(head) for row in rows):
        raise InputError("reference-broken", path=str(path))
    return rows


def _read(one: Kept) -> Reference:
    rows = _rows(one)
    if one.kind == "places":
        return Reference(
            places=tuple(_places(rows, one.edition)), municipalities=tuple(_towns(rows, one.edition))
        )
    if one.kind == "municipalities":
        return Reference(municipalities=tuple(Municipality(name, code, one.edition) for code, name in rows))
    if one.kind == "postal_codes":
        return Reference(postal_codes=tuple(PostalCode(*row) for row in rows))
    if one.kind == "schools":
        return Reference(schools={row[0]: row[1] for row in rows})
    return Reference(branches={one.edition: {row[0]: row[1] for row in rows}})


def _places(rows: Sequence[Sequence[str]], edition: str) -> Iterator[Place]:
    for place, municipality, code in rows:
        yield Place(place, Municipality(municipality, code, edition))


def _towns(rows: Sequence[Sequence[str]], edition: str) -> Iterator[Municipality]:
    for municipality, code in dict.fromkeys((row[1], row[2]) for row in rows):
        yield Municipality(municipality, code, edition)
