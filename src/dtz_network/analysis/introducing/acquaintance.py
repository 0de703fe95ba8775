"""Whom we know at an organisation, who of us holds the relationship, when we last met, and else through whom.

*We* are the bureau's organisation and people. Where nobody of us has a direct tie, the shortest way is told, step by
step with age and source, over at most ``ways.LONGEST`` ties; nobody who is not to be approached is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.analysis.introducing.objections import refusing
from dtz_network.analysis.introducing.ways import LONGEST, Way, between, newest, over, years
from dtz_network.model.dates import last_day
from dtz_network.model.events import last_contact, present
from dtz_network.model.network import EXCUSED, Network, Relationship

METHOD = "ties of contact, employment, membership and attendance; shortest path to those who are ours"


@dataclass(frozen=True)
class Held:
    """Who of us holds the relationship with the organisation or with one of its people; ``years`` since the last contact."""

    holder: str
    contact: str
    last_contact: str
    years: float | None
    relationship: str
    source: str


@dataclass(frozen=True)
class Known:
    """Somebody there: by which tie, in which role, since when; ``sure`` False where it may have ended."""

    person: str
    type: str
    role: str
    body: str
    since: str
    until: str
    relationship: str
    source: str
    sure: bool


@dataclass(frozen=True)
class Met:
    """A conversation, visit or meeting at which the organisation or one of its people was; ``us`` who of ours."""

    event: str
    date: str
    years: float | None
    who: tuple[str, ...]
    relationships: tuple[str, ...]
    us: tuple[str, ...] = ()


@dataclass(frozen=True)
class Acquaintance:
    """What connects us with one organisation or person.

    Attributes:
        of: id of the organisation or person.
        barred: whether it is not to be approached, or those of its people that are not.
        holders: newest contact first; ``people`` by name; ``meetings`` newest first.
        way: from one of us through nobody else of us, where no relationship is held; None where there is none, or none
            is needed: a relationship is held, or it is one of us.
        ours: ids of those who are ours.
    """

    of: str
    barred: tuple[str, ...]
    holders: tuple[Held, ...]
    people: tuple[Known, ...]
    meetings: tuple[Met, ...]
    way: Way | None
    ours: tuple[str, ...]
    basis: Basis


def of(network: Network, ident: str, *, ours: Iterable[str] = (), longest: int = LONGEST) -> Acquaintance:
    """Return whom we know at an organisation (or how we know a person).

    Args:
        network: any network; direction of ties is ignored.
        ident: id or alias; one that is not known gives an empty answer.
        ours: the bureau and its people; those who hold contacts, if none are given.
        longest: most ties on the way to somebody.
    """
    entity = network.resolve(ident)
    about = entity.id if entity else ident
    we = by_name(network, (i for i in ours if i in network.entities)) or holders(network)
    people = tuple(_people(network, about))
    theirs = (about, *dict.fromkeys(known.person for known in people))
    held = tuple(_held(network, theirs, we))
    refused = refusing(network)
    return Acquaintance(
        of=about,
        barred=tuple(x for x in theirs if x in refused),
        holders=held,
        people=people,
        meetings=tuple(_meetings(network, theirs, we)),
        way=None if held or not entity or about in we else _way(network, about, we, refused, longest),
        ours=we,
        basis=basis(network, METHOD, len(theirs), len(network.ties_of(about)), longest=longest),
    )


def holders(network: Network) -> tuple[str, ...]:
    """Return those who hold a contact: by what the tie means, they are ours."""
    return by_name(network, (tie.source for tie in network.ties("Contact") if tie.source in network.entities))


def _people(network: Network, about: str) -> Iterable[Known]:
    found = []
    for tie in network.ties_of(about, "Employment", "Membership"):
        there = tie.target == about if tie.type == "Employment" else about in tie.all("on_behalf_of")
        if there and tie.source in network.entities and not over(network, tie):
            found.append(tie)
    for tie in sorted(found, key=lambda tie: (order(network, tie.source), tie.type, tie.target, tie.id)):
        body = tie.target if tie.type == "Membership" else ""
        sure = tie.certain == "yes"
        yield Known(
            tie.source, tie.type, tie.role, body, tie.since, tie.until, tie.id, tie.origin.source, sure
        )


def _held(network: Network, theirs: Sequence[str], ours: Sequence[str]) -> Iterable[Held]:
    ties = {
        t.id: t
        for x in theirs
        for t in network.ties_of(x, "Contact")
        if t.target == x and not over(network, t)
    }
    found = []
    for tie in ties.values():
        date = last_contact(network, tie, ours)
        found.append(Held(tie.source, tie.target, date, years(network, date), tie.id, tie.origin.source))
    found.sort(key=lambda held: (order(network, held.holder), held.relationship))
    return sorted(
        found, key=lambda held: last_day(held.last_contact) if held.last_contact else "", reverse=True
    )


def _meetings(network: Network, theirs: Sequence[str], ours: Sequence[str]) -> Iterable[Met]:
    ties: dict[str, dict[str, Relationship]] = {}
    for ident in theirs:
        for tie in network.ties_of(ident, "Attendance"):
            if tie.source == ident and tie.role != EXCUSED and tie.target in network.entities:
                ties.setdefault(tie.target, {})[tie.id] = tie
    made = []
    for event in by_name(network, ties):
        found = ties[event]
        date = max((newest(network, tie) for tie in found.values()), default="")
        who = by_name(network, (tie.source for tie in found.values()))
        us = by_name(network, present(network, event) & (set(ours) - set(who)))
        made.append(Met(event, date, years(network, date), who, tuple(sorted(found)), us))
    return sorted(made, key=lambda met: last_day(met.date) if met.date else "", reverse=True)


def _way(
    network: Network, about: str, ours: Sequence[str], refused: Iterable[str], longest: int
) -> Way | None:
    """Return the shortest way from one of us; of equals that with the newest oldest step, then by name."""
    ways = []
    for one in ours:
        if one != about:
            without = (set(refused) | set(ours)) - {one, about}
            way = between(network, one, about, without=without, longest=longest)
            if way is not None:
                ways.append(way)
    return min(ways, key=lambda way: (len(way.steps), 99.0 if way.years is None else way.years), default=None)
