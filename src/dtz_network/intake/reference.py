"""In which municipality a place lies, and what else open registers tell: municipalities, postal codes, schools, branches of industry.

A short list of places in and around the Dutch TechZone ships with the vocabularies; a bureau adds the open files of CBS and DUO
(``docs/reference.md``). A name that lies in more municipalities is never guessed: a postal code or a named municipality
tells which one, else it is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from dtz_network.intake.organisation_types import KnownTypes
from dtz_network.matching.spelling import letters
from dtz_network.matching.word_lists import governments
from dtz_network.model.schema import Schema

_PREFIX = re.compile(r"^(?:gemeente|gem\.)\s+", re.IGNORECASE)
_QUALIFIED = re.compile(r"^(.+?)\s+(?:gem\.?\s.+|\(.+\)|Gn|Fr|Dr|Ov|Gld|Ut|NH|ZH|Zld|NB|Lb)$", re.IGNORECASE)
"""A name with what tells it from another: Groningen (gemeente), Alteveer gem Hoogeveen, Haren Gn."""
_ALL = 300
"""A list with so many municipalities has them all."""
_DUTCH = {"", "nl", "nld", "nederland", "netherlands", "thenetherlands", "holland"}


class Municipality(NamedTuple):
    """A municipality: its name, its code at CBS ("" if unknown) and the edition of the list that has it."""

    name: str
    code: str = ""
    edition: str = ""

    @property
    def cbs(self) -> str:
        """The code with its edition, "" without a code."""
        return f"{self.code}@{self.edition}" if self.code and self.edition else self.code


class Place(NamedTuple):
    """A place as a list has it, with the municipality that it lies in; ``also`` names where else the name is found."""

    name: str
    municipality: Municipality
    also: str = ""


class PostalCode(NamedTuple):
    """The four digits of a postal code, a place there, and its municipality, perhaps a former one."""

    digits: str
    place: str
    municipality: str


@dataclass(frozen=True)
class Found:
    """Where something lies.

    Attributes:
        municipality: the one, None if unknown or not certain.
        among: names of the municipalities that it may be, where there are more.
        instead: where the place lies according to the lists, if that is not the municipality that was named.
        former: the name of the municipality as given, if it has another now.
    """

    municipality: Municipality | None = None
    among: tuple[str, ...] = ()
    instead: str = ""
    former: str = ""


@dataclass(frozen=True)
class Reference:
    """What is known of places, schools and branches of industry; empty lists know nothing.

    Attributes:
        schools: name by BRIN number.
        branches: description by SBI code, for each edition.
        types: of which type the organisations are that are known.
    """

    places: tuple[Place, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    postal_codes: tuple[PostalCode, ...] = ()
    schools: Mapping[str, str] = field(default_factory=dict)
    branches: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    types: KnownTypes = field(default_factory=KnownTypes)

    def __add__(self, other: Reference) -> Reference:
        """Return both together, with the types known to the first; what ``other`` says of a municipality goes before."""
        return Reference(
            (*self.places, *other.places),
            (*self.municipalities, *other.municipalities),
            (*self.postal_codes, *other.postal_codes),
            {**self.schools, **other.schools},
            {**self.branches, **other.branches},
            self.types,
        )

    # --- where

    def where(self, place: str, municipality: str = "", postcode: str = "", country: str = "") -> Found:
        """Return in which municipality a place lies, of what a row tells; nothing is guessed."""
        if letters(country) not in _DUTCH or re.fullmatch(r"[0-9]{5}", postcode):
            return Found()
        candidates = self.candidates(place)
        if municipality:
            return self._named(municipality, candidates)
        there = self._by_code(postcode)
        if candidates:
            both = {key: found for key, found in candidates.items() if key in there}
            return _one(both or candidates)
        return _one(there)

    @property
    def has_all(self) -> bool:
        """Whether all municipalities are known."""
        return len(self._by_name) >= _ALL

    def is_municipality(self, name: str) -> bool:
        """Return whether a name is that of a municipality, or of one that became another."""
        return letters(name) in _later() or any(one.code for one in self._current(name).values())

    def municipality(self, name: str) -> Municipality | None:
        """Return the municipality that is called so and exists, None if there is none or more than one."""
        found = [one for one in self._current(_PREFIX.sub("", name)).values() if one.code]
        return (
            found[0] if len(found) == 1 and letters(found[0].name) == letters(_PREFIX.sub("", name)) else None
        )

    def _named(self, name: str, candidates: Mapping[str, Municipality]) -> Found:
        """Return the municipality that a row names, by the name that it has now."""
        named = self._current(_PREFIX.sub("", name), name_kept=True)
        if len(named) > 1:
            both = {key: found for key, found in named.items() if key in candidates}
            return _one(both or named)
        (key, now), *_ = named.items()
        renamed = (
            letters(_PREFIX.sub("", name)) if letters(now.name) != letters(_PREFIX.sub("", name)) else ""
        )
        former = _PREFIX.sub("", name) if renamed and renamed in _later() else ""
        if not now.code and candidates and self.has_all:
            return _one(
                candidates
            )  # no municipality any more, and in parts since: the place tells in which one
        elsewhere = bool(candidates) and key not in candidates
        return Found(now, instead=", ".join(_names(candidates.values())) if elsewhere else "", former=former)

    def candidates(self, place: str) -> dict[str, Municipality]:
        """Return the municipalities that have a place of this name, by code (by name where the code is unknown)."""
        key = letters(place)
        return self._places.get(letters(_other_names().get(key, key)), {}) if place else {}

    def _by_code(self, postcode: str) -> dict[str, Municipality]:
        """Return the municipalities where a postal code lies, through places where a municipality was split or renamed."""
        found: dict[str, Municipality] = {}
        for line in self._codes.get(postcode[:4], ()):
            now, known = self._current(line.municipality), self.candidates(line.place)
            both = {key: one for key, one in known.items() if key in now}
            found |= both or (known if len(known) == 1 else now)
        return found

    def _current(self, name: str, *, name_kept: bool = False) -> dict[str, Municipality]:
        """Return what a municipality is called now, by key; more than one where two have that name.

        One that is in no list is kept by its name, if that is asked or not all municipalities are known.
        """
        key, seen = letters(name), set[str]()
        names = {**_other_names(), **_later()}
        while key in names and key not in seen:
            seen.add(key)
            key = letters(names[key])
        known = self._by_name.get(key)
        if known:
            return {one.code or key: one for one in known}
        if self.has_all and not name_kept:
            return {}
        shown = next((means for means in _later().values() if letters(means) == key), "")
        return {key: Municipality(shown.title() if seen and shown else name)}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Municipality, ...]]:
        """The municipalities that are, by the letters of their name."""
        found: dict[str, dict[str, Municipality]] = defaultdict(dict)
        for one in self._existing.values():
            for name in (one.name, *filter(None, [_plain(one.name)])):
                found[letters(name)][one.code] = one
        return {key: tuple(ones.values()) for key, ones in found.items()}

    @cached_property
    def _existing(self) -> dict[str, Municipality]:
        """The municipalities that are, by code, as the newest list has them; what a newer complete list lacks is no more."""
        editions: dict[str, dict[str, Municipality]] = defaultdict(dict)
        for one in self.municipalities:
            editions[one.edition][one.code] = one
        found: dict[str, Municipality] = {}
        for _, ones in sorted(editions.items()):
            found = dict(ones) if len(ones) >= _ALL else {**found, **ones}
        bare = Counter(_plain(one.name) for one in found.values())
        named = {code: one for code, one in found.items() if letters(one.name) not in _later()}
        return {
            code: one._replace(name=_plain(one.name))
            if bare[_plain(one.name)] == 1 and _plain(one.name)
            else one
            for code, one in named.items()
        }

    @cached_property
    def _places(self) -> dict[str, dict[str, Municipality]]:
        found: dict[str, dict[str, Municipality]] = defaultdict(dict)
        for place in self.places:
            current = self._existing.get(place.municipality.code)
            now = {current.code: current} if current else self._current(place.municipality.name)
            for name in _spelled(place):
                found[letters(name)] |= now
                if place.also:
                    found[letters(name)] |= self._current(place.also, name_kept=True)
        return dict(found)

    @cached_property
    def _codes(self) -> dict[str, list[PostalCode]]:
        found: dict[str, list[PostalCode]] = defaultdict(list)
        for line in self.postal_codes:
            found[line.digits].append(line)
        return found

    # --- schools and branches of industry

    def school(self, brin: str) -> str:
        """Return the name of the school, or of the site, with a BRIN number; "" if none is known."""
        whole = (
            next((name for code, name in self.schools.items() if code[:4] == brin), "")
            if len(brin) == 4
            else ""
        )
        return self.schools.get(brin, "") or whole

    def editions_with(self, code: str) -> list[str]:
        """Return the editions of the classification that have a code."""
        return sorted(edition for edition, known in self.branches.items() if code in known)


def shipped(schema: Schema) -> Reference:
    """Return the places and municipalities of the vocabularies."""
    regions, places = schema.vocabularies.get("regions", {}), schema.vocabularies.get("places", {})
    towns = {
        code: Municipality(term.label["nl"], code, "".join(re.findall(r"\d{4}$", term.source)))
        for code, term in regions.items()
        if code.startswith("GM")
    }
    named = (
        Place(term.label["nl"], towns[term.more["part_of"]], term.more.get("also", ""))
        for term in places.values()
        if term.more.get("part_of") in towns
    )
    return Reference(tuple(named), tuple(towns.values()))


def _one(candidates: Mapping[str, Municipality]) -> Found:
    if len(candidates) == 1:
        return Found(next(iter(candidates.values())))
    return Found(among=tuple(_names(candidates.values())))


def _names(municipalities: Iterable[Municipality]) -> list[str]:
    return sorted({one.name for one in municipalities})


def _plain(name: str) -> str:
    """Return a name without what tells it from another one: ``Groningen (gemeente)`` is Groningen, "" for other names."""
    found = _QUALIFIED.match(name)
    return found[1] if found else ""


def _spelled(place: Place) -> list[str]:
    """Return how a place is written: with and without what the list adds to tell it from others."""
    names = [place.name, _plain(place.name)]
    if place.name.endswith(f" {place.municipality.name}"):
        names.append(place.name.removesuffix(f" {place.municipality.name}"))
    return [name for name in names if name]


@cache
def _later() -> Mapping[str, str]:
    """Return the later name of each former municipality that is known, by letters."""
    return {name: means for name, (means, relation) in _renamed().items() if relation != "abbreviation"}


@cache
def _other_names() -> Mapping[str, str]:
    """Return the official name of municipalities that people call otherwise, by letters."""
    return {name: means for name, (means, relation) in _renamed().items() if relation == "abbreviation"}


def _renamed() -> dict[str, tuple[str, str]]:
    found = ((kind, name, known) for (kind, name), known in governments().items())
    return {letters(name): (known.means, known.relation) for kind, name, known in found if kind == "gemeente"}
