"""What if somebody leaves: who loses contact with whom, what falls still, and the fewest ties that mend it.

For organisations contact is a joint initiative (and a joint body, where initiatives show too little). For a person, and for the bureau, it is also a job, a seat
in a body on somebody's behalf and, for our own people, the relationships that they hold; who works only for
those that leave goes along. All of it is exact on what is recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from dtz_network.analysis import kinds
from dtz_network.analysis.brokerage.brokers import WEIGHTS, Through, through_of, with_people
from dtz_network.analysis.brokerage.mending import Mended, NewTie, mend
from dtz_network.analysis.brokerage.split import LostContact, Split, marks, together
from dtz_network.analysis.brokerage.succession import SeatToRefill, left_by, refilled
from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.analysis.kinds import KINDS, Kind, Kinds
from dtz_network.analysis.projection import graph, two_mode
from dtz_network.model.network import Network

METHOD = "parts of the recorded network with and without (exact); fewest new ties between them"
LEAD = "lead"


@dataclass(frozen=True)
class NoLongerMeet:
    """Two kinds that meet in no initiative any more, and the initiatives in which they did."""

    kind: Kind
    one: str
    other: str
    initiatives: tuple[str, ...]


@dataclass(frozen=True)
class Departure:
    """What is left when some leave.

    Attributes:
        leaving: those named; ``along`` the people that go with them.
        parts: what falls apart, as organisations, the largest part first; one part: all stays together.
        cut_off: organisations outside the largest part of what hung together.
        cut_off_without_us: the same with the bureau left aside, None where it is in none of it.
        lost: kinds between which pairs lose contact, those that lose all of it first.
        no_longer_meet: kinds that meet in no initiative any more.
        last: kinds of which nobody with contact is left.
        falls_still: initiatives left with one organisation or none; ``without_lead`` those that lose who
            pulls them.
        bodies: bodies through which somebody cut off still meets somebody of the largest part, by people that stay.
        seats: places in bodies that fall empty; ``kept_by_successors`` of those cut off who have contact again when
            successors sit there.
        unheld: those with whom nobody of us holds contact any more.
        repair: new ties that mend what successors in the seats do not: first those with which no two kinds have lost all contact
            (``needed`` of them), then those with which nobody is cut off; ``exact`` whether no fewer will do.
    """

    leaving: tuple[str, ...]
    along: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    cut_off: tuple[str, ...]
    cut_off_without_us: tuple[str, ...] | None
    lost: tuple[LostContact, ...]
    no_longer_meet: tuple[NoLongerMeet, ...]
    last: tuple[tuple[Kind, str], ...]
    falls_still: tuple[str, ...]
    without_lead: tuple[str, ...]
    bodies: tuple[str, ...]
    seats: tuple[SeatToRefill, ...]
    kept_by_successors: tuple[str, ...]
    unheld: tuple[str, ...]
    repair: tuple[NewTie, ...]
    needed: int
    exact: bool
    basis: Basis


def find(network: Network, leaving: Sequence[str], *, bureau: Collection[str] = ()) -> Departure:
    """Return what is left of a network without ``leaving`` (ids); nothing changes where they have no ties.

    Args:
        network: any network, connected or not.
        leaving: organisations or people.
        bureau: ids of the bureau itself and its own people.
    """
    ours = bool(set(leaving) & set(bureau))
    people = ours or any(network.is_a(ident, "Person") for ident in leaving)
    with_them = along(network, leaving) if people else ()
    gone = {*leaving, *with_them}
    through = through_of(network, leaving)
    whole = contact(network, people=people, contacts=ours, through=through)
    split = Split(network, whole, gone)
    known = {kind: kinds.of(network, kind) for kind in KINDS}
    seats = left_by(network, gone)
    later = Split(network, refilled(whole, seats, gone), gone)
    mended = _mended(network, later, known)
    return Departure(
        leaving=tuple(leaving),
        along=with_them,
        parts=tuple(part.organisations for part in split.torn),
        cut_off=by_name(network, split.cut_off),
        cut_off_without_us=_without_us(network, whole, gone, bureau),
        lost=tuple(_lost(network, split, known)),
        no_longer_meet=tuple(row for kind in KINDS for row in _meeting(network, kind, known[kind], gone)),
        last=tuple((kind, code) for kind in KINDS for code in split.last(known[kind])),
        falls_still=_falls_still(network, gone),
        without_lead=_led(network, gone),
        bodies=_bodies(network, split, gone),
        seats=seats,
        kept_by_successors=by_name(network, set(split.cut_off) - set(later.cut_off)),
        unheld=_unheld(network, gone),
        repair=mended.ties,
        needed=mended.needed,
        exact=mended.exact,
        basis=_basis(
            network, split.organisations, whole.number_of_edges(), people=people, ours=ours, through=through
        ),
    )


def _basis(network: Network, n: int, ties: int, *, people: bool, ours: bool, through: Through) -> Basis:
    return basis(network, METHOD, n, ties, people=str(people), contacts=str(ours), through=through)


def _mended(network: Network, split: Split, known: dict[Kind, Kinds]) -> Mended:
    needs = [((r.kind, r.one), (r.kind, r.other)) for r in _lost(network, split, known) if not r.left]
    return mend(network, split.parts, [marks(known, part) for part in split.parts], needs, split.touched)


def _lost(network: Network, split: Split, known: Mapping[Kind, Kinds]) -> list[LostContact]:
    """Return the lost contact between kinds: of which none is left first, then most lost."""
    return sorted(
        (row for kind in KINDS for row in split.lost(kind, known[kind])),
        key=lambda row: (row.left > 0, -row.lost, KINDS.index(row.kind), *_names(network, row)),
    )


def _without_us(
    network: Network, whole: nx.Graph[str], gone: Collection[str], bureau: Collection[str]
) -> tuple[str, ...] | None:
    """Return who is cut off with the bureau left aside, None where the bureau is in none of it."""
    aside = {ident for ident in bureau if ident in whole} - set(gone)
    if not aside:
        return None
    less: Any = whole.subgraph([node for node in whole if node not in aside])
    return by_name(network, Split(network, less, gone).cut_off)


def along(network: Network, leaving: Collection[str]) -> tuple[str, ...]:
    """Return the people who work for those that leave and for nobody else."""
    employers: dict[str, set[str]] = {}
    for tie in network.ties("Employment"):
        employers.setdefault(tie.source, set()).add(tie.target)
    return by_name(
        network,
        (
            p
            for p, found in employers.items()
            if found <= set(leaving) and p not in leaving and p in network.entities
        ),
    )


def contact(
    network: Network, *, people: bool, contacts: bool, through: Through = "initiatives"
) -> nx.Graph[str]:
    """Return the graph in which contact is looked for."""
    if not people:
        return graph(two_mode(network, weights=WEIGHTS[through]))
    made: Any = with_people(network, set())
    if contacts:
        for tie in network.ties("Contact", "Collaboration"):
            if tie.source in network.entities and tie.target in network.entities:
                made.add_edge(tie.source, tie.target)
    return made  # type: ignore[no-any-return, unused-ignore]


def _meeting(network: Network, kind: Kind, known: Kinds, gone: Collection[str]) -> list[NoLongerMeet]:
    """Return the kinds that meet in an initiative now, and in none without those that leave."""
    partners, leaving = two_mode(network).partners, set(gone)
    touched = {project: found for project, found in partners.items() if leaving & set(found)}
    lost: dict[tuple[str, str], list[str]] = {}
    for project, found in touched.items():
        for pair in _meets(known, found):
            lost.setdefault(pair, []).append(project)
    for found in partners.values():
        for pair in _meets(known, [one for one in found if one not in leaving]) if lost else ():
            lost.pop(pair, None)
    rows = (
        NoLongerMeet(kind, *kinds.named_pair(network, pair), by_name(network, met))
        for pair, met in lost.items()
    )
    return sorted(rows, key=lambda row: (-len(row.initiatives), *_names(network, row)))


def _names(network: Network, row: LostContact | NoLongerMeet) -> tuple[tuple[str, str], ...]:
    return order(network, row.one), order(network, row.other)


def _meets(known: Kinds, partners: Sequence[str]) -> set[tuple[str, str]]:
    return set(together(known, partners))


def _falls_still(network: Network, gone: Collection[str]) -> tuple[str, ...]:
    found = (
        project
        for project, partners in two_mode(network).partners.items()
        if set(partners) & set(gone) and len(partners) > 1 and len(set(partners) - set(gone)) < 2
    )
    return by_name(network, found)


def _led(network: Network, gone: Collection[str]) -> tuple[str, ...]:
    """Return the initiatives whose every recorded lead leaves."""
    leads: dict[str, set[str]] = {}
    for tie in network.ties("Participation"):
        if tie.role == LEAD and network.is_a(tie.target, "Project"):
            leads.setdefault(tie.target, set()).add(tie.source)
    return by_name(network, (project for project, found in leads.items() if found <= set(gone)))


def _bodies(network: Network, split: Split, gone: Collection[str]) -> tuple[str, ...]:
    """Return the bodies in which somebody cut off sits with somebody of the largest part."""
    cut, largest = set(split.cut_off), set(split.torn[0].organisations) if split.torn else set()
    seated: dict[str, set[str]] = {}
    for tie in network.ties("Membership"):
        if tie.source not in gone:
            seated.setdefault(tie.target, set()).update((tie.source, *tie.all("on_behalf_of")))
    return by_name(network, (body for body, here in seated.items() if here & cut and here & largest))


def _unheld(network: Network, gone: Collection[str]) -> tuple[str, ...]:
    holders: dict[str, set[str]] = {}
    for tie in network.ties("Contact"):
        if tie.target in network.entities:
            holders.setdefault(tie.target, set()).add(tie.source)
    return by_name(
        network, (contact for contact, found in holders.items() if found <= set(gone) and contact not in gone)
    )
