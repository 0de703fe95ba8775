"""What the network lacks: which question each gap blocks, and where it can be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dtz_network.analysis.administration import governance
from dtz_network.analysis.claims import order
from dtz_network.analysis.initiatives import initiatives, running
from dtz_network.model.network import Entity, Network, Relationship


@dataclass(frozen=True)
class Gap:
    """One kind of thing that is missing; counts are exact on what is recorded.

    Attributes:
        key: what is missing; words are ``report.gap.KEY``.
        blocks: the question that cannot be answered without it; words are ``report.blocks.KEY``.
        type: sheet to fill in (a relationship or entity type), ``column`` its property, its ``since`` or
            ``start``, or "" for a whole row.
        entities: ids of the entities that lack it, by name.
        of: number of entities looked at; 0: there are none at all.
        relationships: ids of the rows to complete, where rows exist that lack a cell.
    """

    key: str
    blocks: str
    type: str
    column: str
    entities: tuple[str, ...]
    of: int
    relationships: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share that lacks it (0..1); 1 where there is nothing at all."""
        return len(self.entities) / self.of if self.of else 1.0


def find(network: Network) -> list[Gap]:
    """Return the gaps, those that block most first; what lacks nothing is not listed."""
    return [gap for check in _CHECKS for gap in check(network) if gap.entities or gap.of == 0]


def _without(
    network: Network, pool: Iterable[Entity], tie: str, key: str, blocks: str, *, ends: bool = False
) -> Iterator[Gap]:
    """Yield who in the pool has no relationship of a type (with ``ends``: is not its source or target)."""
    asked = list(pool)

    def has(ident: str) -> bool:
        ties = network.ties_of(ident, tie)
        return any(not ends or ident in (t.source, t.target) for t in ties)

    if asked:
        yield Gap(key, blocks, tie, "", tuple(e.id for e in asked if not has(e.id)), len(asked))


def _partners(network: Network) -> Iterator[Gap]:
    """Initiatives with at least two partners are the ground of groups and cross-overs."""
    found = initiatives(network)
    lacking = [p.id for p in found if len({t.source for t in _joined(network, p.id)}) < 2]
    yield Gap("initiatives", "groups", "Participation", "", tuple(lacking), len(found))


def _joined(network: Network, project: str) -> list[Relationship]:
    return [tie for tie in network.ties_of(project, "Participation") if tie.target == project]


def _sectors(network: Network) -> Iterator[Gap]:
    pool = [o for o in network.of_type("Organization") if network.is_a(o.id, "Company", "School")]
    yield from _without(network, pool, "Activity", "sector", "crossovers")


def _themes(network: Network) -> Iterator[Gap]:
    yield from _without(network, initiatives(network), "Activity", "theme", "crossovers")


def _places(network: Network) -> Iterator[Gap]:
    yield from _without(network, network.of_type("Organization"), "Location", "place", "borders")


def _employers(network: Network) -> Iterator[Gap]:
    people = network.of_type("Person")
    lacking = tuple(
        person.id
        for person in people
        if not network.ties_of(person.id, "Employment")
        and not any(tie.all("on_behalf_of") for tie in network.ties_of(person.id, "Membership"))
    )
    if people:
        yield Gap("employer", "introductions", "Employment", "", lacking, len(people))


def _holders(network: Network) -> Iterator[Gap]:
    seats = [seat for report in governance.bodies(network) for seat in report.seats]
    unknown = tuple(seat.seat for seat in seats if seat.state == "unknown")
    if seats:
        yield Gap("holder", "governance", "Membership", "seat", unknown, len(seats))


def _terms(network: Network) -> Iterator[Gap]:
    seats = [seat for report in governance.bodies(network) for seat in report.seats]
    without = tuple(seat.seat for seat in seats if not seat.term_end)
    if seats:
        yield Gap("term", "terms", "Seat", "term_end", without, len(seats))


def _behalf(network: Network) -> Iterator[Gap]:
    """On whose behalf people sit, where neither membership nor employer says so."""
    ties = network.ties("Membership")
    lacking = [t for t in ties if not t.all("on_behalf_of") and not network.ties_of(t.source, "Employment")]
    yield from _rows(network, "behalf", "governance", "on_behalf_of", ties, lacking)


def _membership_dates(network: Network) -> Iterator[Gap]:
    ties = network.ties("Membership")
    yield from _rows(network, "since", "changes", "since", ties, [tie for tie in ties if not tie.since])


def _rows(
    network: Network,
    key: str,
    blocks: str,
    column: str,
    ties: list[Relationship],
    lacking: list[Relationship],
) -> Iterator[Gap]:
    """Yield the people whose memberships lack a cell."""
    if ties:
        of = len({tie.source for tie in ties})
        rows = sorted(lacking, key=lambda tie: (order(network, tie.source), tie.id))
        people = tuple(dict.fromkeys(tie.source for tie in rows))
        yield Gap(key, blocks, ties[0].type, column, people, of, tuple(tie.id for tie in rows))


def _project_dates(network: Network) -> Iterator[Gap]:
    found = initiatives(network)
    if found:
        lacking = tuple(p.id for p in found if not p.get("start"))
        yield Gap("start", "changes", "Project", "start", lacking, len(found))


def _funding(network: Network) -> Iterator[Gap]:
    """Running projects of which no money is recorded; initiatives may have none."""
    pool = [p for p in running(network) if p.get("kind") == "project"]
    yield from _without(network, pool, "Funding", "funding", "funds", ends=True)


def _relationship_holders(network: Network) -> Iterator[Gap]:
    yield from _without(
        network, network.of_type("Organization"), "Contact", "contact", "introductions", ends=True
    )


_CHECKS: tuple[Callable[[Network], Iterator[Gap]], ...] = (
    _partners, _sectors, _themes, _places, _employers, _holders, _behalf, _terms, _membership_dates,
    _project_dates, _funding, _relationship_holders,
)  # fmt: skip
