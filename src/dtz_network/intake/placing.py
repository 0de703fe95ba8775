"""Where organisations are: regions told once each, places within their municipality as far as that is known, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import NamedTuple

from dtz_network import language
from dtz_network.intake.reference import Found, Municipality, Reference
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Row, Understood
from dtz_network.model.network import fold

_SHOWN = 12


class Where(NamedTuple):
    """What a row tells of where its organisation is."""

    place: str
    municipality: str = ""
    postcode: str = ""
    country: str = ""


class Placing:
    """The regions of one table, each told once.

    ``key_of`` makes the key of a municipality in its series.
    """

    def __init__(
        self,
        reference: Reference,
        result: Understood,
        table: str,
        key_of: Callable[[str], str] = lambda name: f"gemeente {fold(name)}",
    ) -> None:
        self.reference, self.result, self._table, self._key_of = reference, result, table, key_of
        self.told: set[Ref] = set()
        self._parts: set[tuple[Ref, Ref]] = set()
        self._unknown: dict[str, None] = {}

    def located(self, ref: Ref, said: Where, place: str) -> Iterator[Row]:
        """Yield where an organisation is established: the municipality if that is known, else the place; with the town in it."""
        found = self.reference.where(*said)
        self._tell_where(said, found, place)
        town = said.place if fold(said.place) != fold(said.municipality) else ""
        if found.municipality:
            yield from self._in_municipality(ref, town, found.municipality, place, within=not found.instead)
        elif said.place or said.municipality:
            yield from self._in_place(ref, said.place or said.municipality, place)

    def around(self, inside: Ref, said: Where, place: str) -> Iterator[Row]:
        """Yield the municipality that a place lies in, and that it does; nothing where that is not certain."""
        found = self.reference.where(*said)
        self._tell_where(said, found, place)
        if found.municipality and not found.instead:
            yield from self._part(inside, found.municipality, place)

    def code_of(self, municipality: str) -> str:
        """Return the code of a municipality that is called so now, with its edition; "" if unknown."""
        found = self.reference.where("", municipality)
        return found.municipality.cbs if found.municipality and not found.former else ""

    def tell_unknown(self) -> None:
        """Tell the places of which the municipality is not known, all in one line."""
        if self._unknown:
            self._doubt("place-unknown", self._table, places=language.few([*self._unknown], _SHOWN))

    def _doubt(self, key: str, at: str, /, **values: object) -> None:
        self.result.doubtful.append(Doubtful(key, values, at))

    def _in_municipality(
        self, ref: Ref, town: str, municipality: Municipality, place: str, *, within: bool
    ) -> Iterator[Row]:
        around = yield from self._municipality(municipality, place)
        details = {"town": town} if town and fold(town) != fold(municipality.name) else {}
        yield RelationRow("Location", ref, around, details=details, place=place)
        if not details or not within:
            return
        several = len(self.reference.candidates(town)) > 1
        inside = Ref("Region", f"plaats {fold(town)}" + (f" ({fold(municipality.name)})" if several else ""))
        yield from self._region(inside, town, "place", place)
        yield from self._part(inside, municipality, place)

    def _municipality(self, municipality: Municipality, place: str) -> Generator[Row, None, Ref]:
        around = Ref("Region", self._key_of(municipality.name))
        yield from self._region(around, municipality.name, "municipality", place, municipality.cbs)
        return around

    def _part(self, inside: Ref, municipality: Municipality, place: str) -> Iterator[Row]:
        around = yield from self._municipality(municipality, place)
        if (inside, around) not in self._parts:
            self._parts.add((inside, around))
            yield RelationRow("PartOf", inside, around, place=place)

    def _in_place(self, ref: Ref, town: str, place: str) -> Iterator[Row]:
        there = Ref("Region", f"plaats {fold(town)}")
        yield from self._region(there, town, "place", place)
        yield RelationRow("Location", ref, there, place=place)

    def _tell_where(self, said: Where, found: Found, place: str) -> None:
        if found.among:
            key = "municipality-among" if said.municipality else "place-among"
            name = said.municipality or said.place or said.postcode
            self.result.doubtful.append(
                Doubtful(key, {"place": name, "among": ", ".join(found.among)}, place)
            )
        elif found.instead:
            told = {"place": said.place, "known": found.instead, "municipality": said.municipality}
            self._doubt("place-elsewhere", place, **told)
        elif not found.municipality and said.place and not said.country and not said.postcode.isdecimal():
            self._unknown[said.place] = None
        if found.former and found.municipality:
            self._doubt("municipality-former", place, former=found.former, name=found.municipality.name)

    def _region(self, region: Ref, name: str, kind: str, place: str, cbs: str = "") -> Iterator[Row]:
        if region not in self.told:
            self.told.add(region)
            values = {"name": name, "kind": kind, "cbs": cbs}
            yield EntityRow("Region", region.key, {k: (v,) for k, v in values.items() if v}, place=place)
