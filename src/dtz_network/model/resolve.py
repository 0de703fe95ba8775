"""The laws that turn statements into a network; pure functions, so that every store gives the same.

* in force: a changeset is in force unless an undo that is itself in force names it;
* entities: components of records joined by live *same*, named after the oldest record;
* facts: per property and start date the best source, then the newest; a name spelled out before a poorer spelling;
  e-mail addresses that differ in capitals only are one, as it was spelled first;
* ties: relationship records with the same ends, seat, role (in capitals or not) and represented organisations and
  compatible dates are one tie, resolved field by field.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dtz_network.model.changes import SOURCE_KINDS, Details
from dtz_network.model.dates import first_day, last_day, may_be_equal

RULE = "4"
"""Number of the rules below; a store that keeps their outcome remakes it where it was made by others."""
_NAME = "name"
_LISTED = SOURCE_KINDS.index("list")
"""From this rank on sources name others as they come; those before chose the name."""
_SHORTEST_SHOUT = 5
"""A word in capitals of fewer letters may be an abbreviation that is written so."""
_INITIALS = re.compile(r"(?:[^\W\d_](?:h|j)?\.-?)+|[^\W\d_]")
K = TypeVar("K", bound=Hashable)


def in_force(changesets: Iterable[K], undoes: Mapping[K, Iterable[K]]) -> set[K]:
    """Return the changesets in force, of changesets given in recorded order.

    An undo names earlier changesets only, so one walk from the newest decides all.

    >>> sorted(in_force([1, 2, 3], {2: [1], 3: [2]}))   # the undo 2 is itself undone by 3
    [1, 3]
    """
    undone: set[K] = set()
    kept: set[K] = set()
    for changeset in reversed(list(changesets)):
        if changeset not in undone:
            kept.add(changeset)
            undone.update(undoes.get(changeset, ()))
    return kept


def components(pairs: Iterable[tuple[K, K]], age: Callable[[K], int]) -> dict[K, K]:
    """Return for every joined record the oldest record of its component (records alone are absent).

    >>> components([(5, 3), (3, 9)], lambda record: record)
    {5: 3, 3: 3, 9: 3}
    """
    parent: dict[K, K] = {}

    def find(record: K) -> K:
        parent.setdefault(record, record)
        root = record
        while parent[root] != root:
            root = parent[root]
        while parent[record] != root:
            parent[record], record = root, parent[record]
        return root

    for one, other in pairs:
        a, b = find(one), find(other)
        if a != b:
            old, young = (a, b) if age(a) <= age(b) else (b, a)
            parent[young] = old
    return {record: find(record) for record in parent}


@dataclass(frozen=True, slots=True)
class FactRow:
    """A live fact of one entity, as the rule needs it; ``rank`` is the place of its source's kind."""

    number: int
    property: str
    value: str
    since: str
    rank: int


def shown_facts(
    facts: Iterable[FactRow], many: Callable[[str], bool], folded: Callable[[str], bool] = lambda _: False
) -> set[int]:
    """Return the numbers of the facts that are shown; the others are "also seen".

    Per property and start date the best source wins, then the newest statement; of a property that
    may have many values each value is shown once. A name that spells another one out ("Sanne de Wit" beside
    "S. de Wit") wins from it where its source is as good, and among lists and documents always. Of a property that is ``folded`` values that differ in capitals only
    are one value, shown as the best source spelled it first.
    """
    slots: dict[tuple[str, ...], list[FactRow]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (f.rank, -f.number)):
        value = fact.value.casefold() if folded(fact.property) else fact.value
        slot = (fact.property, fact.since, value) if many(fact.property) else (fact.property, fact.since)
        slots[slot].append(fact)
    return {_best(said, folded).number for said in slots.values()}


def _best(said: Sequence[FactRow], folded: Callable[[str], bool]) -> FactRow:
    """Return the first of statements, best first; of a name the one that spells it out, of an address the first spelling."""
    best = said[0]
    if folded(best.property):
        alike = (f for f in said if f.rank == best.rank and f.value.casefold() == best.value.casefold())
        return min(alike, key=lambda fact: fact.number)
    if best.property != _NAME:
        return best
    fuller = (
        fact
        for fact in said[1:]
        if (fact.rank == best.rank or best.rank >= _LISTED) and abbreviates(best.value, fact.value)
    )
    return max(fuller, key=lambda fact: (_given_letters(fact.value), -fact.rank, fact.number), default=best)


def abbreviates(short: str, full: str) -> bool:
    """Return whether a name is a poorer spelling of another one.

    Its given names shortened to initials or left out; without the *tussenvoegsels*; a word cut short with a dot; all in capitals.

    >>> abbreviates("S. de Wit", "Sanne de Wit"), abbreviates("Sanne de Wit", "S. de Wit"), abbreviates("S. de Wit", "Piet de Wit")
    (True, False, False)
    >>> abbreviates("J.P. de Vries", "Jan Pieter de Vries"), abbreviates("Els Bos", "Els Visser-Bos"), abbreviates("de Wit", "Sanne de Wit")
    (True, False, True)
    >>> abbreviates("Th. de Wit", "Theo de Wit"), abbreviates("A.C.M. Bos", "A.C.M. (Anneke) Bos")
    (True, True)
    >>> abbreviates("Karin Meulen", "Karin van der Meulen"), abbreviates("gem. Hoogeveen", "gemeente Hoogeveen")
    (True, True)
    >>> abbreviates("MENSO B.V.", "Menso B.V."), abbreviates("MENSO", "Menso B.V."), abbreviates("NHL", "Nhl")
    (True, True, False)
    """
    if _cut_short(short, full) or _shouted(short, full):
        return True
    given, others = short.casefold().split(), full.casefold().split()
    while given and others and given[-1] == others[-1]:
        given.pop()
        others.pop()
    spelled_out = any(not _INITIALS.fullmatch(word) for word in others)
    shared = len(full.split()) > len(others)
    return (
        shared
        and spelled_out
        and all(_INITIALS.fullmatch(word) for word in given)
        and _initials(others).startswith(_initials(given))
    )


def _cut_short(short: str, full: str) -> bool:
    """Return whether only words with a small letter (*tussenvoegsels*) are left out of a name, or words of it end early with a dot."""
    mine, theirs = short.casefold().split(), full.casefold().split()
    if mine == theirs:
        return False
    bare = [word.casefold() for word in full.split() if not word.islower()]
    if len(mine) > 1 and mine == bare:
        return True
    return len(mine) == len(theirs) and all(
        one == other
        or (len(one) > 3 and one.endswith(".") and other.startswith(one[:-1]) and not other.endswith("."))
        for one, other in zip(mine, theirs, strict=True)
    )


def _shouted(short: str, full: str) -> bool:
    """Return whether a name is in capitals, and another is the same or begins so and is not."""
    words = full.split()[: len(short.split())]
    return (
        short.isupper()
        and [word.casefold() for word in words] == short.casefold().split()
        and any(len(word) >= _SHORTEST_SHOUT and not word.isupper() for word in words)
    )


def _initials(words: Sequence[str]) -> str:
    """Return the first letter of each given name, and of each initial ("Th." is a T)."""
    dotted = (re.findall(r"([^\W\d_])(?:h|j)?\.", word) or [word.strip("(")[:1]] for word in words)
    return "".join(letter for letters in dotted for letter in letters)


def _given_letters(name: str) -> int:
    return sum(sign.isalpha() for sign in name)


@dataclass(frozen=True, slots=True)
class TieRow:
    """A live tie statement with its ends and references resolved to entities."""

    number: int
    relationship: str
    type: str
    source: str
    target: str
    role: str
    since: str
    until: str
    details: Details
    references: tuple[tuple[str, tuple[str, ...]], ...]
    rank: int


@dataclass(frozen=True, slots=True)
class ResolvedTie:
    """One tie of the network: the first statement leads, the others fill its empty fields."""

    lead: TieRow
    role: str
    since: str
    until: str
    details: Details
    statements: tuple[int, ...]
    relationships: tuple[str, ...]


def resolve_ties(rows: Iterable[TieRow]) -> list[ResolvedTie]:
    """Return the ties of the network, of live statements whose ends are resolved.

    Statements about one relationship record, and relationship records with the same type, ends,
    references and role (an empty role fits any, capitals do not count) whose dates are compatible and whose other details do not
    contradict each other (two grants are two), are one tie. Rows are
    taken best first (rank, then newest), so the outcome does not depend on their order.
    """
    by_ends: dict[Hashable, list[TieRow]] = defaultdict(list)
    for row in rows:
        by_ends[(row.type, row.source, row.target)].append(row)
    resolved: list[ResolvedTie] = []
    for group in by_ends.values():
        if len(group) == 1:
            row = group[0]
            resolved.append(
                ResolvedTie(
                    row, row.role, row.since, row.until, row.details, (row.number,), (row.relationship,)
                )
            )
        else:
            resolved.extend(_combine(part) for part in _partition(group))
    return sorted(resolved, key=lambda tie: tie.lead.number)


def _partition(rows: Sequence[TieRow]) -> list[list[TieRow]]:
    """Split rows between the same ends into ties, best rows first."""
    by_record: dict[str, list[TieRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.rank, -r.number)):
        by_record[row.relationship].append(row)
    ties: list[list[TieRow]] = []
    for versions in by_record.values():
        home = next((tie for tie in ties if all(_compatible(a, b) for a in versions for b in tie)), None)
        if home is None:
            ties.append(list(versions))
        else:
            home.extend(versions)
    return ties


def _compatible(one: TieRow, other: TieRow) -> bool:
    return (
        one.references == other.references
        and (not one.role or not other.role or one.role.casefold() == other.role.casefold())
        and may_be_equal(one.since, other.since)
        and may_be_equal(one.until, other.until)
        and not _apart(one, other)
        and not _contradict(one, other)
    )


def _contradict(one: TieRow, other: TieRow) -> bool:
    """Return whether both say something of a detail, and not the same; references are compared resolved."""
    shared = (one.details.keys() & other.details.keys()) - {name for name, _ in one.references}
    return any(one.details[name] != other.details[name] for name in shared)


def _apart(one: TieRow, other: TieRow) -> bool:
    """Return whether one ended before the other began (an end without a start tells it)."""
    return any(
        bool(early.until and late.since and last_day(early.until) < first_day(late.since))
        for early, late in ((one, other), (other, one))
    )


def _combine(rows: Sequence[TieRow]) -> ResolvedTie:
    ordered = sorted(rows, key=lambda r: (r.rank, -r.number))
    details: dict[str, str | tuple[str, ...]] = {}
    for row in reversed(ordered):
        details.update({name: value for name, value in row.details.items() if value})
    lead = ordered[0]
    return ResolvedTie(
        lead,
        next((row.role for row in ordered if row.role), ""),
        next((row.since for row in ordered if row.since), ""),
        next((row.until for row in ordered if row.until), ""),
        details,
        tuple(row.number for row in ordered),
        tuple(dict.fromkeys(row.relationship for row in ordered)),
    )
