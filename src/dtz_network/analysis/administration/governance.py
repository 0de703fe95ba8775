"""Bodies, their seats by side, who holds them, vacancies, and who sits in several bodies.

All answers are exact on the recorded memberships on the date of the network; on a network without a
date two memberships meet only if they may have held on one day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dtz_network.analysis.administration.figures import statements_of
from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.model.dates import first_day, is_date, is_end, last_day
from dtz_network.model.network import Entity, Network, Relationship
from dtz_network.model.remembered import remembered

Holding = Literal["filled", "vacant", "unknown", "withheld"]
METHOD = "counts of recorded seats and memberships; interlocks (Mizruchi 1996)"


@dataclass(frozen=True)
class Holder:
    """A person in a body: membership, role, on whose behalf, and dates.

    ``certain`` is "possibly" where the dates leave open whether it holds; ``deputy`` a substitute.
    """

    person: str
    membership: str
    role: str
    on_behalf_of: tuple[str, ...]
    since: str
    until: str
    deputy: bool
    certain: str
    statements: tuple[int, ...]


@dataclass(frozen=True)
class SeatState:
    """A seat with its side and its holders.

    Attributes:
        state: filled; vacant only where a source says so; unknown where no holder is recorded;
            withheld where the source keeps the name.
        holders: members first, then deputies; a deputy alone does not fill a seat.
        term_end: of the seat, else the first recorded end of a holder, "" if not said.
        said: what the source says of the holder ("" if nothing).
        parties: organisations that the seat stands for: on whose behalf it is held, else who appoints.
        left: who held it last, where nobody does now.
    """

    seat: str
    side: str
    role: str
    state: Holding
    holders: tuple[Holder, ...]
    term_end: str
    statements: tuple[int, ...]
    term_start: str = ""
    said: str = ""
    parties: tuple[str, ...] = ()
    left: Holder | None = None

    @property
    def departed(self) -> Holder | None:
        """Who held it last, where it is not known who holds it now; None otherwise."""
        return self.left if self.state == "unknown" else None

    @property
    def doubled(self) -> bool:
        """Whether more than one member holds it at once: one of the records must be wrong."""
        full = [holder for holder in self.holders if not holder.deputy]
        return any(_meet(one, other) for one, other in combinations(full, 2))


@dataclass(frozen=True)
class BodyReport:
    """One body: its seats, members without a seat, and seats by side (in the order of the seats)."""

    body: str
    seats: tuple[SeatState, ...]
    unseated: tuple[Holder, ...]
    by_side: tuple[tuple[str, int], ...]

    @property
    def members(self) -> list[Holder]:
        """All holders, seated first."""
        return [h for seat in self.seats for h in seat.holders] + list(self.unseated)

    @property
    def vacancies(self) -> list[SeatState]:
        """Seats that a source calls vacant; unknown and withheld ones are something else."""
        return self.in_state("vacant")

    @property
    def unknown(self) -> list[SeatState]:
        """Seats of which no source names the holder."""
        return self.in_state("unknown")

    def in_state(self, state: Holding) -> list[SeatState]:
        """Return the seats in a state."""
        return [seat for seat in self.seats if seat.state == state]


@dataclass(frozen=True)
class Interlock:
    """Two bodies and the people that sit in both."""

    one: str
    other: str
    people: tuple[str, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True)
class SharedParties:
    """Two bodies and the organisations on whose behalf people sit in both."""

    one: str
    other: str
    organisations: tuple[str, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True)
class Governance:
    """All bodies of a network and what ties them.

    Attributes:
        bodies: the one with most members first.
        people, memberships: how many people sit somewhere, on how many memberships.
        several: the people in more than one body, with these bodies.
        ending: seats of which the term ends before the date asked for.
        apart: pairs of bodies that have members and share none.
        clustering: how often two that share one body share another (0 to 1), in all bodies.
    """

    bodies: tuple[BodyReport, ...]
    people: int
    memberships: int
    several: tuple[tuple[str, tuple[str, ...]], ...]
    interlocks: tuple[Interlock, ...]
    shared: tuple[SharedParties, ...]
    ending: tuple[SeatState, ...]
    basis: Basis
    apart: tuple[tuple[str, str], ...] = ()
    clustering: float = 0.0


def describe(network: Network, ending_before: str = "", body: str = "") -> Governance:
    """Return all bodies with seats, interlocks and, if a date is given, the terms that end before it.

    With a ``body`` only that body, who sits in it, and what ties it to others.
    """
    chosen = [report for report in bodies(network) if body in ("", report.body)]
    memberships = [tie for tie in network.ties("Membership") if body in ("", tie.target)]
    seated = {tie.source for tie in memberships}
    locks = [lock for lock in interlocks(network) if body in ("", lock.one, lock.other)]
    seats = {seat.seat for report in chosen for seat in report.seats}
    ending = terms_ending(network, ending_before) if ending_before else []
    return Governance(
        bodies=tuple(chosen),
        people=len(seated),
        memberships=len(memberships),
        several=tuple(row for row in in_several_bodies(network) if row[0] in seated),
        interlocks=tuple(locks),
        shared=tuple(pair for pair in shared_parties(network) if body in ("", pair.one, pair.other)),
        ending=tuple(seat for seat in ending if seat.seat in seats),
        basis=basis(network, METHOD, len(seated), len(memberships), ending_before=ending_before),
        apart=tuple(pair for pair in _apart(network) if body in ("", *pair)),
        clustering=_clustering(network),
    )


def _clustering(network: Network) -> float:
    """Return how often two people that share one body share another; matrices are read only here, for they take long."""
    from dtz_network.analysis.administration import interlocking
    from dtz_network.analysis.projection import two_mode

    return round(interlocking.clustering(two_mode(network, actors="Person", weights={"bodies": 1.0})), 4)


def _apart(network: Network) -> list[tuple[str, str]]:
    """Return the pairs of bodies with members that share nobody, by name."""
    tied = {frozenset((lock.one, lock.other)) for lock in interlocks(network)}
    known = by_name(network, (report.body for report in bodies(network) if report.members))
    return [pair for pair in combinations(known, 2) if frozenset(pair) not in tied]


@remembered
def body(network: Network, ident: str) -> BodyReport:
    """Return seats, members and seats by side of one body."""
    seats = [
        _seat(network, seat) for seat in network.referring(ident, "body") if network.is_a(seat.id, "Seat")
    ]
    seats.sort(key=lambda s: (_number(network.entities[s.seat]), _natural(network, s.seat)))
    seated = {holder.membership for seat in seats for holder in seat.holders}
    memberships = [tie for tie in network.ties_of(ident, "Membership") if tie.target == ident]
    unseated = [_holder(tie) for tie in memberships if tie.id not in seated]
    unseated.sort(key=lambda h: (h.deputy, order(network, h.person), h.since))
    counts = Counter(seat.side for seat in seats)
    return BodyReport(ident, tuple(seats), tuple(unseated), tuple(counts.items()))


def _natural(network: Network, ident: str) -> tuple[list[tuple[int, str]], tuple[str, str]]:
    """Return the key by which seat 2 stands before seat 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", order(network, ident)[0])
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], order(network, ident)


def _number(seat: Entity) -> float:
    try:
        return float(seat.get("number") or "inf")
    except ValueError:
        return float("inf")


def _seat(network: Network, seat: Entity) -> SeatState:
    ties = [tie for tie in network.ties_of(seat.id, "Membership") if seat.id in tie.all("seat")]
    holders = tuple(sorted(map(_holder, ties), key=lambda h: (h.deputy, h.since, order(network, h.person))))
    said = seat.get("holder_status")
    ends = sorted((h.until for h in holders if is_date(h.until)), key=first_day)
    behind = statements_of(seat, "side", "holder_status", "body", "appointed_by", "term_start", "term_end")
    parties = [party for h in holders if not h.deputy for party in h.on_behalf_of]
    return SeatState(
        seat=seat.id,
        side=seat.get("side"),
        role=seat.get("role"),
        state=_state(said, holders),
        holders=holders,
        term_end=seat.get("term_end") or next(iter(ends), ""),
        statements=behind,
        term_start=seat.get("term_start"),
        said=said,
        parties=tuple(dict.fromkeys(parties)) or tuple(seat.all("appointed_by")),
        left=None if any(not holder.deputy for holder in holders) else _left(network, seat),
    )


def _left(network: Network, seat: Entity) -> Holder | None:
    """Return the member who held a seat until last, None if none is known."""
    ended = [_holder(tie) for tie in network.former if seat.id in tie.all("seat")]
    members = [holder for holder in ended if not holder.deputy]
    return max(members, key=lambda h: (last_day(h.until), h.since, order(network, h.person)), default=None)


def _state(said: str, holders: Sequence[Holder]) -> Holding:
    if any(not holder.deputy for holder in holders):
        return "filled"
    if said == "vacant":
        return "vacant"
    return "withheld" if said == "withheld" else "unknown"


def _holder(tie: Relationship) -> Holder:
    return Holder(
        tie.source,
        tie.id,
        tie.role,
        tie.all("on_behalf_of"),
        tie.since,
        tie.until,
        tie.get("capacity") == "deputy",
        tie.certain,
        tie.origin.statements,
    )


def bodies(network: Network) -> list[BodyReport]:
    """Return every body of the network, the one with most members first."""
    reports = [body(network, entity.id) for entity in network.of_type("GovernanceBody")]
    return sorted(reports, key=lambda r: (-len(r.members), order(network, r.body)))


def people(network: Network) -> dict[str, tuple[str, ...]]:
    """Return for every person with a membership the bodies that he or she sits in."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for tie in network.ties("Membership"):
        found[tie.source][tie.target] = None
    return {person: tuple(where) for person, where in found.items()}


@remembered
def interlocks(network: Network) -> tuple[Interlock, ...]:
    """Return the pairs of bodies that share people at one time, most shared first (Mizruchi 1996)."""
    rows = (Interlock(*found) for found in _shared(network, lambda tie: (tie.source,)))
    return tuple(sorted(rows, key=lambda r: (-len(r.people), order(network, r.one), order(network, r.other))))


def shared_parties(network: Network) -> list[SharedParties]:
    """Return the pairs of bodies in which people sit for the same organisation, most shared first."""
    rows = [SharedParties(*found) for found in _shared(network, lambda tie: tie.all("on_behalf_of"))]
    return sorted(rows, key=lambda r: (-len(r.organisations), order(network, r.one), order(network, r.other)))


def _shared(
    network: Network, who: Callable[[Relationship], Iterable[str]]
) -> Iterator[tuple[str, str, tuple[str, ...], tuple[int, ...]]]:
    """Yield two bodies, who they share on memberships that meet in time, and the statements behind it."""
    held: dict[str, list[Relationship]] = defaultdict(list)
    for tie in network.ties("Membership"):
        for ident in who(tie):
            held[ident].append(tie)
    found: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for ident, ties in held.items():
        ties.sort(key=lambda tie: order(network, tie.target))
        for one, other in combinations(ties, 2):
            if one.target != other.target and _meet(one, other):
                behind = {*one.origin.statements, *other.origin.statements}
                found[one.target, other.target][ident] |= behind
    for (one_body, other_body), shared in found.items():
        numbers = tuple(sorted(set().union(*shared.values())))
        yield one_body, other_body, by_name(network, shared), numbers


def _meet(one: Holder | Relationship, other: Holder | Relationship) -> bool:
    """Return whether two memberships may hold on one day; an unknown date does not keep them apart."""
    return not _before(one, other) and not _before(other, one)


def _before(one: Holder | Relationship, other: Holder | Relationship) -> bool:
    known = is_end(one.until) and is_date(other.since)
    return known and last_day(one.until) < first_day(other.since)


def in_several_bodies(network: Network) -> list[tuple[str, tuple[str, ...]]]:
    """Return the people who sit in more than one body at one time, by name, with these bodies."""
    where: dict[str, set[str]] = defaultdict(set)
    for lock in interlocks(network):
        for person in lock.people:
            where[person].update((lock.one, lock.other))
    return [(person, by_name(network, where[person])) for person in by_name(network, where)]


def terms_ending(network: Network, before: str) -> list[SeatState]:
    """Return the seats of which the term surely ends before a date, soonest first.

    A term until 2022 ends on its last day: it is listed from 2023-01-01 on.
    """
    limit = first_day(before)
    seats = [seat for report in bodies(network) for seat in report.seats if is_date(seat.term_end)]
    ending = [seat for seat in seats if last_day(seat.term_end) < limit]
    return sorted(ending, key=lambda seat: (last_day(seat.term_end), order(network, seat.seat)))
