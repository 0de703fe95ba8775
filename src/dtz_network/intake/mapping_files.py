"""Mappings: what the columns of a list mean, told once in a YAML file and used for every edition of the list.

::

    columns:                      # a short name: how the heading begins (blanks, case and accents do not count)
      nummer: PROJECTNUMMER
      naam: PROJECTNAAM
      aanvrager: Naam aanvrager
      partners: Partners
      steun: Subsidie
    entities:                     # a row may bring several
      project: {type: Project, key: nummer, values: {name: naam}}
      aanvrager: {type: organisation, key: aanvrager, values: {name: aanvrager}}
      partners: {type: organisation, key: partners, each: lines, values: {name: partners}}
      regeling: {type: Fund, key: =efro, values: {name: =EFRO}}
    ties:
      - {type: Participation, from: aanvrager, to: project, role: lead}
      - {type: Funding, from: regeling, to: project, values: {kind: =money, amount: steun}}

A value is the short name of a column, or a text after ``=``; a key may be several (``naam + begin``). ``organisation`` is a company, school, government or
association: as it is known already, else as a word of the name tells, else by its ``helix`` where the row says it. A region of kind ``place`` is put in its municipality, a municipality gets its code. ``each`` takes a cell apart (``lines``, ``;``, ``,`` or ``|``). What has no key in
a row is left out, with its ties; ``when: {soort: [bedrijf, firma]}`` brings one only where a column says so. ``before: "/"`` takes what stands before a sign. ``terms`` (``Lid/member: member``) says what
words of the list mean in a vocabulary; a role without a meaning is told and left out. Dates and amounts are read as people write them;
``dates: month-day`` says that the month stands in front in dates with slashes (05/24/2025), ``dates: day-month`` that the day does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dtz_network.errors import InputError, broken, nearest
from dtz_network.model import plain_yaml
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

GUESSED = "organisation"
"""Stands for a type that is known or follows from the name."""
APART = {"lines": r"\n+", ";": r";", ",": r",", "|": r"\|"}
_ORDERS = {"day-month": False, "month-day": True, "dag-maand": False, "maand-dag": True}
_ENTITY = {"type", "key", "values", "each", "before", "when"}
_TIE = {"type", "from", "to", "role", "since", "until", "values"}


@dataclass(frozen=True)
class Entity:
    """What of a row makes an entity."""

    type: str
    key: str
    values: Mapping[str, str]
    each: str = ""
    before: str = ""
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Short names of columns with what they must say, folded."""


@dataclass(frozen=True)
class Tie:
    """What of a row makes a relationship between two of its entities."""

    type: str
    source: str
    target: str
    role: str
    since: str
    until: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class ListMapping:
    """A mapping as read: short names of columns, entities and ties."""

    file: str
    columns: Mapping[str, str]
    entities: Mapping[str, Entity]
    ties: Sequence[Tie]
    terms: Mapping[str, str] = field(default_factory=dict)
    month_first: bool | None = None

    def used(self) -> set[str]:
        """Return the short names of the columns of which something is taken over."""
        said = [
            name for one in self.entities.values() for name in (*keys(one), *one.values.values(), *one.when)
        ]
        said += [name for tie in self.ties for name in (tie.role, tie.since, tie.until, *tie.values.values())]
        return self.columns.keys() & set(said)


def load(path: Path, schema: Schema) -> ListMapping:
    """Return a mapping.

    Raises:
        InputError: it cannot be read, or names a type, property or column that there is not; with what and where.
    """
    try:
        data = plain_yaml.read(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("file-absent", file=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError("mapping-broken", file=path.name, reason=broken(error)) from error
    if not isinstance(data, dict) or not isinstance(data.get("entities"), dict):
        raise InputError("mapping-broken", file=path.name, reason="columns:, entities:, ties:")
    made = ListMapping(
        path.name,
        {str(name): str(heading) for name, heading in (data.get("columns") or {}).items()},
        {str(name): _entity(path.name, str(name), spec) for name, spec in data["entities"].items()},
        [_tie(path.name, spec) for spec in data.get("ties") or ()],
        {fold(str(word)): str(code) for word, code in (data.get("terms") or {}).items()},
        _month_first(path.name, data.get("dates")),
    )
    _check(made, schema)
    return made


def _month_first(file: str, said: object) -> bool | None:
    if said is None:
        return None
    if said not in _ORDERS:
        raise InputError("mapping-part", file=file, place="dates", part=str(said), known=", ".join(_ORDERS))
    return _ORDERS[str(said)]


def _entity(file: str, name: str, spec: Any) -> Entity:
    _demand(file, name, spec, _ENTITY, ("type", "key"))
    kind, key, each, before = (str(spec.get(part) or "") for part in ("type", "key", "each", "before"))
    when = spec.get("when") or {}
    if not isinstance(when, dict):
        raise InputError("mapping-part", file=file, place=name, part=str(when), known="when: {...: ...}")
    needs = {str(column): _said(value) for column, value in when.items()}
    return Entity(kind, key, _texts(spec.get("values")), each, before, needs)


def _said(value: Any) -> tuple[str, ...]:
    return tuple(fold(str(one)) for one in (value if isinstance(value, list) else [value]))


def _tie(file: str, spec: Any) -> Tie:
    _demand(file, "ties", spec, _TIE, ("type", "from", "to"))
    kind, source, target, role, since, until = (
        str(spec.get(name) or "") for name in ("type", "from", "to", "role", "since", "until")
    )
    return Tie(kind, source, target, role, since, until, _texts(spec.get("values")))


def keys(entity: Entity) -> list[str]:
    """Return the cells that make the key of an entity."""
    return [entity.key] if entity.key.startswith("=") else [part.strip() for part in entity.key.split("+")]


def _texts(values: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in (values or {}).items()}


def _demand(file: str, place: str, spec: Any, known: set[str], needed: Sequence[str]) -> None:
    if not isinstance(spec, dict):
        raise InputError(
            "mapping-part", file=file, place=place, part=str(spec), known=", ".join(sorted(known))
        )
    for name in (*spec, *needed):
        if name not in known or (name in needed and not spec.get(name)):
            raise InputError(
                "mapping-part", file=file, place=place, part=str(name), known=", ".join(sorted(known))
            )


def _check(mapping: ListMapping, schema: Schema) -> None:
    kinds = [t.name for t in schema.entity_types()] + [GUESSED]
    for name, entity in mapping.entities.items():
        _one_of(mapping, name, entity.type, kinds)
        spec = schema.types["Organization" if entity.type == GUESSED else entity.type]
        for prop, cell in entity.values.items():
            _one_of(mapping, name, prop, list(spec.properties))
            _column(mapping, name, cell)
        for cell in (*keys(entity), *entity.when):
            _column(mapping, name, cell)
        if entity.each:
            _one_of(mapping, name, entity.each, list(APART))
    for tie in mapping.ties:
        _one_of(mapping, "ties", tie.type, [t.name for t in schema.relationship_types()])
        for end in (tie.source, tie.target):
            _one_of(mapping, tie.type, end, list(mapping.entities))
        for prop, cell in tie.values.items():
            _one_of(mapping, tie.type, prop, list(schema.types[tie.type].properties))
            _column(mapping, tie.type, cell)
        for cell in (tie.since, tie.until):
            _column(mapping, tie.type, cell)


def _one_of(mapping: ListMapping, place: str, part: str, known: Sequence[str]) -> None:
    if part not in known:
        near = ", ".join(nearest(part, known) or known)
        raise InputError("mapping-part", file=mapping.file, place=place, part=part, known=near)


def _column(mapping: ListMapping, place: str, cell: str) -> None:
    if cell and not cell.startswith("="):
        _one_of(mapping, place, cell, list(mapping.columns))
