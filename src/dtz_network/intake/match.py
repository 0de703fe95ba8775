"""Finds whom new rows may be: among what is known, and among themselves; nothing is joined here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dtz_network.intake.rows import EntityRow, Ref, RelationRow, Row
from dtz_network.matching import bodies, profiles, twins
from dtz_network.matching.columns import straightened
from dtz_network.matching.organisations import Organisation, Organisations
from dtz_network.matching.pairs import SURE, Evidence, Pair, Zone
from dtz_network.matching.people import People
from dtz_network.matching.person_records import Person
from dtz_network.model.changes import Judgement
from dtz_network.model.network import Network, fold

_SHORT = re.compile(r"(not )?([a-z-]+): (.*?)(?: / (.*))?")
"""One piece of evidence as it is kept: perhaps against, its key, the value of either record."""


@dataclass(frozen=True)
class Match:
    """A new row that may be an entity already known, or another new row of the same file.

    Attributes:
        row: the new row's type and key.
        entity: id of the known entity, "" if the other is a row too.
        other: type and key of the other row, None if the other is known.
        zone: how sure it is; with the evidence it follows from.
        settled: one public code (of a municipality, a sector, a fund), or one name in one municipality: joined unasked, as a judgement.
    """

    row: tuple[str, str]
    name: str
    entity: str
    zone: Zone
    evidence: tuple[Evidence, ...]
    place: str = ""
    other: tuple[str, str] | None = None
    other_name: str = ""
    settled: bool = False

    @property
    def sure(self) -> bool:
        """Whether the evidence is strong enough to be proposed as *same*."""
        return self.zone in SURE


def find(rows: Sequence[Row], fresh: Iterable[tuple[str, str]], network: Network) -> list[Match]:
    """Return the candidates of the rows in ``fresh`` (type and key), organisations before people, surest first."""
    new = set(fresh)
    listed = _Listed(rows, network)
    wanted = [row for row in rows if isinstance(row, EntityRow) and (row.type, row.key) in new]
    return [*listed.organisations(wanted), *listed.people(wanted), *listed.others(wanted)]


def joins(matches: Iterable[Match], records: Mapping[tuple[str, str], str]) -> list[Judgement]:
    """Return *same* for every sure match, the surest of a row only; ``records`` has the id of each new row."""
    found: dict[str, Judgement] = {}
    for item in matches:
        mine, other = records.get(item.row), item.entity or records.get(item.other or item.row)
        if item.sure and mine and other and mine not in found:
            found[mine] = Judgement(other, mine, "same", in_short(item.evidence))
    return list(found.values())


def settled(matches: Iterable[Match], records: Mapping[tuple[str, str], str]) -> list[Judgement]:
    """Return *same* for every match that is settled by a public code or a municipality."""
    found = ((item, records.get(item.row)) for item in matches if item.settled)
    return [Judgement(item.entity, mine, "same", in_short(item.evidence)) for item, mine in found if mine]


def in_short(evidence: Iterable[Evidence]) -> str:
    """Return evidence as it is kept with a judgement: keys, and what agrees."""
    return "; ".join(f"{'not ' if item.against else ''}{item.key}: {_both(item)}" for item in evidence)


def from_short(kept: str) -> tuple[Evidence, ...]:
    """Return the evidence that was kept with a judgement (:func:`in_short`); none where it is no such evidence.

    >>> from_short("name: Ada Bos; not place: Emmen / Assen")[1]
    Evidence(key='place', one='Emmen', other='Assen', against=True)
    >>> from_short("she said so herself")
    ()
    """
    found = [_SHORT.fullmatch(part) for part in kept.split("; ")]
    read = [Evidence(said[2], said[3], said[4] or said[3], bool(said[1])) for said in found if said]
    return tuple(read) if len(read) == len(found) else ()


def _both(item: Evidence) -> str:
    return item.one if item.one == item.other else f"{item.one} / {item.other}"


class _Listed:
    """The rows of a file as records to match, beside those of the network."""

    def __init__(self, rows: Sequence[Row], network: Network) -> None:
        self.network = network
        self.schema = network.schema
        self.names: dict[tuple[str, str], str] = {}
        self.said: dict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
        for row in rows:
            if isinstance(row, EntityRow):
                self.said[row.type, row.key].update({**row.values, **self.said[row.type, row.key]})
        for thing, values in self.said.items():
            self.names[thing] = "".join(values.get("name", (thing[1],))[:1])
        self.works: dict[tuple[str, str], list[Ref]] = defaultdict(list)
        self.roles: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.places: dict[tuple[str, str], list[Ref]] = defaultdict(list)
        self.wholes: dict[tuple[str, str], list[Ref]] = defaultdict(list)
        for row in rows:
            if isinstance(row, RelationRow):
                self._tie(row)

    def _tie(self, row: RelationRow) -> None:
        source = (row.source.type, row.source.key)
        if row.type == "Employment":
            self.works[source].append(row.target)
            self.roles[source] += [row.role] if row.role else []
        elif row.type == "Membership":
            self.works[source] += row.references.get("on_behalf_of", ())
        elif row.type == "Location":
            self.places[source].append(row.target)
        elif row.type == "PartOf":
            self.wholes[source].append(row.target)

    def _name(self, ref: Ref) -> str:
        return self.names.get((ref.type, ref.key)) or self.network.name(ref.key)

    def _is_organisation(self, kind: str) -> bool:
        return self.schema.types[kind].is_a("Organization")

    # --- people

    def people(self, wanted: Sequence[EntityRow]) -> list[Match]:
        """Return the candidates of new people."""
        rows = _by_id(row for row in wanted if row.type == "Person")
        if not rows:
            return []
        known = [profiles.person(self.network, entity) for entity in self.network.of_type("Person")]
        listed = [self._person(ident, row) for ident, row in rows.items()]
        everybody = People([*known, *straightened(listed)[0]])
        return self._matches(rows, everybody.pairs_with(rows))

    def _person(self, ident: str, row: EntityRow) -> Person:
        thing = (row.type, row.key)
        values = self.said[thing]
        organisations = dict.fromkeys(map(self._name, self.works[thing]))
        places = (place for ref in self.works[thing] for place in self.places[ref.type, ref.key])
        return Person(
            ident, self.names[thing], values.get("other_name", ()), tuple(organisations), values.get("email", ()),
            values.get("phone", ()), values.get("linkedin", ()), tuple(dict.fromkeys(map(self._name, places))),
            tuple(dict.fromkeys(self.roles[thing])),
        )  # fmt: skip

    # --- organisations

    def organisations(self, wanted: Sequence[EntityRow]) -> list[Match]:
        """Return the candidates of new organisations of any type."""
        rows = _by_id(row for row in wanted if self._is_organisation(row.type))
        if not rows:
            return []
        entities = (e for e in self.network.entities.values() if self._is_organisation(e.type))
        known = [profiles.organisation(self.network, entity) for entity in entities]
        listed = [self._organisation(ident, row) for ident, row in rows.items()]
        found = Organisations([*known, *listed]).pairs_with(rows)
        types = {entity.id: entity.type for entity in self.network.entities.values()}
        types |= {ident: row.type for ident, row in rows.items()}
        return self._matches(rows, [profiles.across_types(pair, types, self.schema) for pair in found])

    def _organisation(self, ident: str, row: EntityRow) -> Organisation:
        thing = (row.type, row.key)
        values = self.said[thing]
        numbers = tuple((prop, values[prop][0]) for prop in profiles.IDENTIFIERS if values.get(prop))
        return Organisation(
            ident, self.names[thing], (*values.get("other_name", ()), *values.get("short_name", ())), row.type, numbers,
            values.get("email", ()), values.get("url", ()), values.get("phone", ()),
            places=tuple(map(self._name, self.places[thing])),
        )  # fmt: skip

    # --- others

    def others(self, wanted: Sequence[EntityRow]) -> list[Match]:
        """Return bodies, projects, regions, ... of the same type and name, letters folded; a region also by its code."""
        named = [row for row in wanted if row.type != "Person" and not self._is_organisation(row.type)]
        index = self._by_name({row.type for row in named})
        return [
            match for row in named for match in list(self._of_one_name(row, index)) or self._of_a_slip(row)
        ]

    def _by_name(self, types: Collection[str]) -> Mapping[tuple[str, str], Sequence[str]]:
        """Return the known entities of some types by type and name, letters folded; a region also by its code."""
        index: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in (e for e in self.network.entities.values() if e.type in types):
            for name in entity.names:
                index[entity.type, fold(name)].append(entity.id)
            for code in filter(None, [twins.public_code(entity.type, entity.all)]):
                index[entity.type, code].append(entity.id)
        return index

    def _of_a_slip(self, row: EntityRow) -> Iterator[Match]:
        """Yield the known bodies whose name differs by a slip from that of a new one: a question."""
        if row.type != "GovernanceBody":
            return
        thing, name = (row.type, row.key), self.names[row.type, row.key]
        for entity in self.network.of_type(row.type):
            for known in bodies.near(name, entity.names)[:1]:
                yield Match(thing, name, entity.id, "R1", (Evidence("name-slip", name, known),), row.place)

    def _of_one_name(self, row: EntityRow, index: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Match]:
        thing, name = (row.type, row.key), self.names[row.type, row.key]
        code = twins.public_code(row.type, partial(self._said, thing))
        named = [*index.get((row.type, fold(name)), ()), *(index.get((row.type, code), ()) if code else ())]
        same = [ident for ident in dict.fromkeys(named) if self._may_be(thing, ident)]
        zone: Zone = "A2" if len(same) == 1 else "R1"
        for ident in same:
            known = self.network.entities[ident]
            evidence = (
                Evidence("identifier-same", code, code)
                if code and code == twins.public_code(known.type, known.all)
                else Evidence("name-equal", name, known.name)
            )
            around, mine = self._around(thing, ident)
            if evidence.key == "identifier-same" or (row.type == "Region" and around & mine):
                yield Match(thing, name, ident, "A1", (evidence,), row.place, settled=True)
            else:
                yield Match(thing, name, ident, zone, (evidence,), row.place)

    def _may_be(self, thing: tuple[str, str], ident: str) -> bool:
        """Return whether a region may be a known one: not of another kind or code, nor in another municipality."""
        if thing[0] != "Region":
            return True
        around, mine = self._around(thing, ident)
        return not twins.differ(self.network.entities[ident].all, partial(self._said, thing), around, mine)

    def _said(self, thing: tuple[str, str], prop: str) -> Sequence[str]:
        return self.said[thing].get(prop, ())

    def _around(self, thing: tuple[str, str], ident: str) -> tuple[set[str], set[str]]:
        """Return the names of what a known region is a part of, and of what the list says that it is a part of."""
        mine = {fold(self._name(ref)) for ref in self.wholes[thing]}
        return twins.wholes(self.network, self.network.entities[ident]), mine

    def _matches(self, rows: Mapping[str, EntityRow], pairs: Iterable[Pair]) -> list[Match]:
        found = []
        for pair in pairs:
            new, other = (pair.one, pair.other) if pair.one in rows else (pair.other, pair.one)
            row = rows[new]
            thing, name = (row.type, row.key), self.names[row.type, row.key]
            if other in rows:
                twin = (rows[other].type, rows[other].key)
                found.append(
                    Match(thing, name, "", pair.zone, pair.evidence, row.place, twin, self.names[twin])
                )
            else:
                found.append(Match(thing, name, other, pair.zone, pair.evidence, row.place))
        return found


def _by_id(rows: Iterable[EntityRow]) -> dict[str, EntityRow]:
    """Return rows under ids that no entity has, each thing once."""
    things = {(row.type, row.key): row for row in reversed(list(rows))}
    return {f"row {number:07}": row for number, row in enumerate(reversed(things.values()))}
