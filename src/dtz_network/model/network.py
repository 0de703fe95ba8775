"""The network in memory: entities and relationships as the live statements resolve, with provenance."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from dtz_network.language import Language
from dtz_network.model import events
from dtz_network.model.changes import Details, Source
from dtz_network.model.dates import Answer, first_day, holds
from dtz_network.model.schema import Schema

EXCUSED = events.EXCUSED
"""The role at an event of who excused herself: no attendee."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value or a tie comes from: statement numbers, source id, place in it, changeset id."""

    statements: tuple[int, ...]
    source: str
    place: str
    changeset: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property, with its validity and origin; references are entity ids."""

    value: str
    since: str
    until: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, body, ... as all live statements about its records resolve.

    ``aliases`` are the ids of the records that were judged to be the same; ``joined`` is what these are called and the
    entity is not.
    """

    id: str
    type: str
    values: Mapping[str, tuple[Value, ...]]
    aliases: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    def get(self, prop: str) -> str:
        """Return the current value of a property (latest start), "" if none is known."""
        found = self.values.get(prop, ())
        if len(found) < 2:
            return found[0].value if found else ""
        return max(found, key=lambda v: (v.since and first_day(v.since), v.origin.statements)).value

    def all(self, prop: str) -> list[str]:
        """Return all values of a property."""
        return [value.value for value in self.values.get(prop, ())]

    @property
    def name(self) -> str:
        """The current name, "" if none is known."""
        return self.get("name")

    @property
    def names(self) -> list[str]:
        """All that it is or was called, in whatever record, each once; short names are not among them."""
        return list(dict.fromkeys((*self.all("name"), *self.all("other_name"), *self.joined)))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One tie between two entities; ``details`` are its other properties, references resolved.

    ``certain`` says whether it holds on the as-of date of its network ("yes" without one).
    """

    id: str
    type: str
    source: str
    target: str
    role: str
    since: str
    until: str
    details: Details
    origin: Origin
    certain: Answer = "yes"

    def get(self, prop: str) -> str:
        """Return a detail as text, "" if absent, values of a list joined by "; "."""
        value = self.details.get(prop, "")
        return value if isinstance(value, str) else "; ".join(value)

    def all(self, prop: str) -> tuple[str, ...]:
        """Return a detail as a list of values."""
        value = self.details.get(prop, ())
        return ((value,) if value else ()) if isinstance(value, str) else value


@dataclass(frozen=True)
class Network:
    """All that is known at one moment, optionally as it was valid on one date.

    Attributes:
        schema: the types and vocabularies it follows.
        entities: by id.
        relationships: in the order in which they were stated.
        sources: by id.
        known_at: number of the last changeset it reflects.
        recorded: ISO time of that changeset.
        as_of: partial date for which it holds, "" for everything known.
        former: of a date, the memberships on a seat that were over by then.
    """

    schema: Schema
    entities: Mapping[str, Entity]
    relationships: Sequence[Relationship]
    sources: Mapping[str, Source] = field(default_factory=dict)
    known_at: int = 0
    recorded: str = ""
    as_of: str = ""
    former: Sequence[Relationship] = ()

    @property
    def day(self) -> str:
        """The (partial) date that counts as today: that for which it holds, else that of the last act, else ""."""
        return self.as_of or self.recorded[:10]

    @property
    def invented(self) -> bool:
        """Whether a source says that its content is made up; pages and reports must say so too."""
        return any(source.invented for source in self.sources.values())

    def without(self, *types: str) -> Network:
        """Return the network without the entities of some types (or that extend them), their ties and what only these come from; itself if there are none."""
        gone = {ident: entity for ident, entity in self.entities.items() if self.is_a(ident, *types)}
        if not gone:
            return self
        entities = {ident: entity for ident, entity in self.entities.items() if ident not in gone}
        ties = [tie for tie in self.relationships if tie.source not in gone and tie.target not in gone]
        loose = behind(gone.values(), ()) - behind(entities.values(), ties)
        sources = {ident: source for ident, source in self.sources.items() if ident not in loose}
        return replace(self, entities=entities, relationships=ties, sources=sources)

    def of_type(self, name: str) -> list[Entity]:
        """Return the entities of a type or of one that extends it, by name."""
        if name not in self._by_type:
            kinds = set(self.schema.concrete(name))
            found = (e for e in self.entities.values() if e.type in kinds)
            self._by_type[name] = sorted(found, key=lambda e: (fold(e.name), e.id))
        return list(self._by_type[name])

    def is_a(self, entity: str, *names: str) -> bool:
        """Return whether an entity (by its id) is of one of these types, or of one that extends it; False where it is not there."""
        found = self.entities.get(entity)
        return found is not None and any(self.schema.types[found.type].is_a(name) for name in names)

    def ties(self, *types: str) -> list[Relationship]:
        """Return the relationships of the given types (all without)."""
        if len(types) == 1:
            return list(self._ties_by_type.get(types[0], ()))
        return [tie for tie in self.relationships if not types or tie.type in types]

    def ties_of(self, entity: str, *types: str) -> list[Relationship]:
        """Return the relationships in which an entity is an end or is referred to."""
        return [tie for tie in self._by_entity.get(entity, ()) if not types or tie.type in types]

    def referring(self, entity: str, prop: str) -> list[Entity]:
        """Return the entities whose property ``prop`` refers to ``entity``, by name."""
        found = (self.entities[e] for e in self._referring.get((entity, prop), ()))
        return sorted(found, key=lambda e: (fold(e.name), e.id))

    def resolve(self, ident: str) -> Entity | None:
        """Return the entity with this id or alias."""
        return self.entities.get(ident) or self.entities.get(self._aliases.get(ident, ""))

    def name(self, entity: str, lang: Language = "nl") -> str:
        """Return the name of an entity, translated where a vocabulary has it; its type in words where none is known.

        An event without one is called by its kind, body and day.
        """
        found = self.resolve(entity)
        if found is None:
            return entity
        named = self.schema.name(found.type, found.name, lang)
        if not named and self.schema.types[found.type].is_a("Event"):
            named = events.name(self, found, lang)
        return named or f"({self.schema.label(found.type, lang)})"

    def at(self, as_of: str) -> Network:
        """Return the network as valid on a (partial) date: what did not hold then is left out."""
        ties, former = [], [*self.former]
        for tie in self.relationships:
            answer = holds(tie.since, tie.until, as_of)
            if answer != "no":
                ties.append(replace(tie, certain=answer))
            elif tie.get("seat") and tie.until and holds("", tie.until, as_of) == "no":
                former.append(tie)
        entities = {
            key: replace(entity, values=_valid(entity.values, as_of)) for key, entity in self.entities.items()
        }
        return replace(self, entities=entities, relationships=ties, as_of=as_of, former=former)

    def today(self) -> Network:
        """Return the network on the day of the last act; itself if it is of a date, or if nothing is recorded."""
        return self if self.as_of or not self.recorded else self.at(self.recorded[:10])

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all values and ties (not over statement numbers): same data, same print."""
        content = [
            *([e.id, e.type, p, v.value, v.since, v.until] for e in self.entities.values() for p in e.values for v in e.values[p]),
            *([t.type, t.source, t.target, t.role, t.since, t.until, *sorted(map(str, t.details.items()))] for t in self.relationships),
        ]  # fmt: skip
        quoted = json.encoder.encode_basestring
        lines = sorted(f"[{', '.join(map(quoted, row))}]" for row in content)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def memory(self) -> dict[Hashable, object]:
        """What was worked out from this network (see :mod:`~dtz_network.model.remembered`)."""
        return {}

    @cached_property
    def doubtful(self) -> int:
        """Number of relationships of which it is not sure that they hold on the date."""
        return sum(tie.certain == "possibly" for tie in self.relationships)

    @cached_property
    def _by_type(self) -> dict[str, list[Entity]]:
        return {}

    @cached_property
    def _ties_by_type(self) -> dict[str, list[Relationship]]:
        index: dict[str, list[Relationship]] = defaultdict(list)
        for tie in self.relationships:
            index[tie.type].append(tie)
        return dict(index)

    @cached_property
    def _by_entity(self) -> dict[str, list[Relationship]]:
        index: dict[str, list[Relationship]] = defaultdict(list)
        for tie in self.relationships:
            props = self.schema.types[tie.type].properties
            named = {tie.source, tie.target}
            named.update(ref for p, spec in props.items() if spec.type == "ref" for ref in tie.all(p))
            for entity in named:
                index[entity].append(tie)
        return index

    @cached_property
    def _referring(self) -> dict[tuple[str, str], list[str]]:
        index: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in self.entities.values():
            for prop, values in entity.values.items():
                spec = self.schema.types[entity.type].properties.get(prop)
                if spec is not None and spec.type == "ref":
                    for value in values:
                        index[(value.value, prop)].append(entity.id)
        return index

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {alias: entity.id for entity in self.entities.values() for alias in entity.aliases}


def _valid(values: Mapping[str, tuple[Value, ...]], as_of: str) -> dict[str, tuple[Value, ...]]:
    kept: dict[str, tuple[Value, ...]] = {}
    for prop, found in values.items():
        valid = tuple(v for v in found if holds(v.since, v.until, as_of) != "no")
        if valid:
            kept[prop] = valid
    return kept


def behind(entities: Iterable[Entity], ties: Iterable[Relationship]) -> set[str]:
    """Return the ids of the sources behind the values of some entities and some ties."""
    values = (value for entity in entities for found in entity.values.values() for value in found)
    return {value.origin.source for value in values} | {tie.origin.source for tie in ties}


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return a name for comparing and searching: no case, no accents, single spaces.

    >>> fold("Henriëtte  VAN DER Werff")
    'henriette van der werff'
    """
    if name.isascii():
        return " ".join(name.lower().split())
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def search(entities: Iterable[Entity], text: str) -> list[Entity]:
    """Return the entities of which any name contains all words of ``text``, best match first."""
    words = fold(text).split()
    hits = []
    for entity in entities:
        names = [fold(name) for name in entity.names]
        matching = [name for name in names if all(word in name for word in words)]
        if matching:
            hits.append((min(len(name) for name in matching), entity.name, entity.id, entity))
    return [hit[-1] for hit in sorted(hits, key=lambda hit: hit[:3])]
