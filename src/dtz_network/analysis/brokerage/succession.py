"""Places in bodies that somebody leaves empty: each asks for a successor, not for a new tie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx

from dtz_network.analysis.administration import governance
from dtz_network.analysis.claims import by_name, order
from dtz_network.model.network import Network, Relationship


@dataclass(frozen=True)
class SeatToRefill:
    """A place in a body that falls empty.

    Attributes:
        seat, side: "" for a member without a seat.
        on_behalf_of: for whom; ``others`` who else holds the seat, deputies included.
        last_of_side: whether nobody else holds a seat of that side in the body.
    """

    body: str
    seat: str
    side: str
    role: str
    on_behalf_of: tuple[str, ...]
    term_end: str
    others: tuple[str, ...]
    relationship: str
    last_of_side: bool = False


def left_by(network: Network, gone: Collection[str]) -> tuple[SeatToRefill, ...]:
    """Return the places that people leave, and those held for organisations that leave, by body and seat."""
    ties = [
        tie
        for tie in network.ties("Membership")
        if tie.target in network.entities and _leaves(tie, set(gone))
    ]
    found = [_place(network, tie, set(gone)) for tie in ties]
    return tuple(
        sorted(found, key=lambda s: (order(network, s.body), order(network, s.seat), s.relationship))
    )


def _leaves(tie: Relationship, gone: set[str]) -> bool:
    behalf = set(tie.all("on_behalf_of"))
    return tie.source in gone or bool(behalf and behalf <= gone)


def _place(network: Network, tie: Relationship, gone: set[str]) -> SeatToRefill:
    seats = governance.body(network, tie.target).seats
    state = next((s for s in seats if any(h.membership == tie.id for h in s.holders)), None)
    behalf = tie.all("on_behalf_of")
    if state is None:
        return SeatToRefill(tie.target, "", "", tie.role, behalf, tie.until, (), tie.id)
    others = by_name(
        network, (h.person for h in state.holders if h.person != tie.source and h.person not in gone)
    )
    same = [seat for seat in seats if seat.side == state.side and seat.seat != state.seat]
    held = any(h.person not in gone and not h.deputy for seat in same for h in seat.holders)
    return SeatToRefill(
        tie.target, state.seat, state.side, tie.role or state.role, behalf, tie.until or state.term_end,
        others, tie.id, bool(state.side) and not held,
    )  # fmt: skip


def refilled(whole: nx.Graph[str], seats: Collection[SeatToRefill], gone: Collection[str]) -> nx.Graph[str]:
    """Return the graph in which a successor sits on every such place: its organisations meet the body again."""
    made = whole.copy()
    for seat in seats:
        ends = (party for party in seat.on_behalf_of if party in made and party not in gone)
        made.add_edges_from(
            (party, seat.body) for party in ends if seat.body in made and seat.body not in gone
        )
    return made
