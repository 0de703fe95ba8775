"""What speaks against bringing two parties together: what closes a pair, and what to mind.

A pair is *closed* when the two work together or have a tie already, when an introduction is under way, was made or
did not go through, when one of them asked not to be approached, and when the name of one contains that of the other (a part
of it, or the same). It may be proposed, with a remark, when they sit
in one body, somebody works for both, it was noted as an idea before, or nothing recent is known of one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from dtz_network.analysis.claims import by_name, pair_of
from dtz_network.analysis.introducing.ways import newest, over, years
from dtz_network.model.network import Network, Relationship, fold

Why = Literal[
    "tied",
    "alike",
    "declined",
    "under_way",
    "met",
    "do_not_approach",
    "same_body",
    "same_person",
    "idea",
    "stale",
    "nobody_known",
]
CLOSING: tuple[Why, ...] = ("do_not_approach", "declined", "under_way", "met", "tied", "alike")
STALE = 3.0
"""Years without any recorded date after which what is known of a party is called old."""
_STATES: dict[str, Why] = {
    "declined": "declined",
    "asked": "under_way",
    "introduced": "met",
    "project": "met",
}
_WORD = re.compile(r"\w{2,}")
_LEGAL = frozenset(
    {"bv", "nv", "vzw", "vof", "cv", "ua", "aps", "as", "gmbh", "ltd", "inc", "stichting", "de", "het"}
)
_NO_CONTACT = frozenset({"Introduction", "Attendance"})


@dataclass(frozen=True)
class Objection:
    """One thing that speaks against a pair.

    Attributes:
        about: ids it is about: the body, person or organisation.
        date: when, "" where it has none; ``reason`` in the words of who recorded it.
        relationships: ids of the ties that say so.
    """

    why: Why
    about: tuple[str, ...]
    date: str = ""
    reason: str = ""
    relationships: tuple[str, ...] = ()


class Objections:
    """The objections to the pairs of organisations of a network."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._work: dict[str, list[Relationship]] = defaultdict(list)
        for tie in network.ties("Employment"):
            if not over(network, tie):
                self._work[tie.source].append(tie)
        self._people = bool(network.of_type("Person"))
        self._ties = self._direct()
        self._said = self._introductions()

    def barred(self) -> tuple[str, ...]:
        """Return the organisations that are not to be approached, by name."""
        return by_name(
            self.network, (e.id for e in self.network.of_type("Organization") if _refuses(self.network, e.id))
        )

    def closed(self) -> dict[tuple[str, str], Objection]:
        """Return the pairs that are not to be proposed, by sorted ids, with the strongest reason.

        Pairs that share an initiative are not among them: :mod:`~dtz_network.analysis.introducing.closeness` knows those.
        """
        made: dict[tuple[str, str], Objection] = {pair: Objection("alike", ()) for pair in self._alike()}
        for pair, ties in self._ties.items():
            made[pair] = Objection("tied", (), relationships=tuple(sorted(tie.id for tie in ties)))
        for pair, ties in self._said.items():
            found = [o for o in map(_recorded, ties) if o.why != "idea"]
            if found:
                made[pair] = min(found, key=lambda o: (CLOSING.index(o.why), o.date, o.relationships))
        return made

    def remarks(self, one: str, other: str) -> tuple[Objection, ...]:
        """Return what to mind when two organisations are brought together."""
        return (
            *self._same_body(one, other),
            *self._same_person(one, other),
            *(o for o in map(_recorded, self._said.get(pair_of(one, other), ())) if o.why == "idea"),
            *(o for end in (one, other) for o in self._stale(end)),
            *(o for end in (one, other) for o in self._nobody(end)),
        )

    def _direct(self) -> dict[tuple[str, str], list[Relationship]]:
        found: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        for tie in self.network.relationships:
            ends = (tie.source, tie.target)
            if (
                tie.type not in _NO_CONTACT
                and tie.source != tie.target
                and all(map(self._is_organisation, ends))
            ):
                found[pair_of(*ends)].append(tie)
        return found

    def _alike(self) -> Iterator[tuple[str, str]]:
        """Yield the organisations all words of whose name stand in the name of the other."""
        words = {e.id: _words(e.name) for e in self.network.of_type("Organization")}
        having: dict[str, set[str]] = defaultdict(set)
        for ident, found in words.items():
            for word in found:
                having[word].add(ident)
        for ident, found in words.items():
            within = set.intersection(*(having[word] for word in found)) if found else set()
            yield from (pair_of(ident, other) for other in within - {ident})

    def _is_organisation(self, ident: str) -> bool:
        return self.network.is_a(ident, "Organization")

    def _introductions(self) -> dict[tuple[str, str], list[Relationship]]:
        """Return introductions by pair of organisations; of people by where they work."""
        found: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        for tie in sorted(self.network.ties("Introduction"), key=lambda tie: tie.id):
            ends = product(self._stands_for(tie.source), self._stands_for(tie.target))
            for pair in sorted({pair_of(one, other) for one, other in ends if one != other}):
                found[pair].append(tie)
        return found

    def _stands_for(self, ident: str) -> Iterator[str]:
        if self._is_organisation(ident):
            yield ident
        yield from (tie.target for tie in self._work.get(ident, ()))

    def _same_body(self, one: str, other: str) -> Iterator[Objection]:
        mine, theirs = (self._seats(ident) for ident in (one, other))
        for body in by_name(self.network, mine.keys() & theirs.keys()):
            yield Objection("same_body", (body,), relationships=(*mine[body], *theirs[body]))

    def _seats(self, ident: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for tie in self.network.ties_of(ident, "Membership", "Participation"):
            meets = self.network.is_a(tie.target, "GovernanceBody", "Cluster")
            if meets and not over(self.network, tie):
                found[tie.target].append(tie.id)
        return {body: sorted(ids) for body, ids in found.items()}

    def _same_person(self, one: str, other: str) -> Iterator[Objection]:
        mine, theirs = (self._employees(ident) for ident in (one, other))
        for person in by_name(self.network, mine.keys() & theirs.keys()):
            yield Objection("same_person", (person,), relationships=(*mine[person], *theirs[person]))

    def _employees(self, ident: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for tie in self.network.ties_of(ident, "Employment"):
            if tie.target == ident and not over(self.network, tie):
                found[tie.source].append(tie.id)
        return {person: sorted(ids) for person, ids in found.items()}

    def _stale(self, ident: str) -> Iterator[Objection]:
        dated = [(newest(self.network, tie), tie) for tie in self.network.ties_of(ident)]
        dates = [
            (date, tie.id)
            for date, tie in dated
            if date and not (tie.since and tie.type == "Membership" and not over(self.network, tie))
        ]
        if not dates:
            return
        date, tie = max(dates)
        age = years(self.network, date)
        if age is not None and age >= STALE:
            yield Objection("stale", (ident,), date, relationships=(tie,))

    def _nobody(self, ident: str) -> Iterator[Objection]:
        known = self.network.ties_of(ident, "Employment", "Membership", "Contact")
        if not known and self._people:
            yield Objection("nobody_known", (ident,))


def _words(name: str) -> frozenset[str]:
    """Return the words of a name without legal forms, adjectives without their ending ("technische" is "technisch")."""
    return frozenset(word.removesuffix("e") for word in set(_WORD.findall(fold(name))) - _LEGAL)


def _refuses(network: Network, ident: str) -> bool:
    entity = network.entities.get(ident)
    return entity is not None and entity.get("do_not_approach") == "true"


def refusing(network: Network) -> frozenset[str]:
    """Return the people and organisations that are not to be approached."""
    asked = (ident for ident, entity in network.entities.items() if "do_not_approach" in entity.values)
    return frozenset(ident for ident in asked if _refuses(network, ident))


def _recorded(tie: Relationship) -> Objection:
    state = tie.get("status")
    why = _STATES.get(state, "idea")
    return Objection(why, (), tie.get("decided") or tie.since, tie.get("reason"), (tie.id,))
