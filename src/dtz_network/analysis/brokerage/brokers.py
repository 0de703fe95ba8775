"""On whom much hangs and who connects others, with and without the bureau.

A cut point is a node whose departure separates others that it held together (articulation point,
Tarjan 1972), exact on the recorded ties. Who connects stands in
:mod:`~dtz_network.analysis.brokerage.connectors`, figures for experts in :mod:`~dtz_network.analysis.brokerage.positions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx
import numpy as np
from scipy import sparse

from dtz_network.analysis.brokerage import connectors, positions
from dtz_network.analysis.brokerage.connectors import Connector, Settings
from dtz_network.analysis.brokerage.positions import Positions
from dtz_network.analysis.brokerage.removal import Pieces, Removal
from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.analysis.projection import TwoMode, Weights, two_mode
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

METHOD = "betweenness (Brandes 2001) and articulation points (Tarjan 1972) on the two-mode graph"
Through = Literal["initiatives", "bodies"]
WEIGHTS: dict[Through, Weights] = {
    "initiatives": {"projects": 1.0},
    "bodies": {"projects": 1.0, "bodies": 1.0},
}
"""What counts as contact: joint initiatives, or joint bodies as well."""


@dataclass(frozen=True)
class CutPoint:
    """An organisation, person or initiative whose departure cuts others off from the largest part left.

    Attributes:
        organisation: its id (of whatever type); ``cut_off`` the organisations that lose contact.
        projects: initiatives and bodies cut off with them.
        parts: number of separate parts that are left of what it held together.
        relationships: ids of its own ties: what it rests on.
    """

    organisation: str
    cut_off: tuple[str, ...]
    projects: tuple[str, ...] = ()
    parts: int = 0
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brokers:
    """Who connects, and cut points, most cut off first.

    Attributes:
        through: "initiatives", or "bodies" where these count too (as asked, or where fewer than two
            initiatives join organisations).
        connectors: organisations that lie between others; ``connectors_without`` the same without
            ``bureau``, empty where the bureau takes part in nothing.
        cut_points, without_bureau: on whom alone others hang, with and without ``bureau``.
        people: cut points when people, their employers and bodies are taken along: for internal use, by
            name, for persons outside the bureau are not ranked.
        positions: figures for experts about the connectors, None where the network is too large for them.
    """

    cut_points: tuple[CutPoint, ...]
    without_bureau: tuple[CutPoint, ...]
    people: tuple[CutPoint, ...]
    bureau: tuple[str, ...]
    basis: Basis
    through: Through = "initiatives"
    connectors: tuple[Connector, ...] = ()
    connectors_without: tuple[Connector, ...] = ()
    positions: Positions | None = None


def find(
    network: Network,
    *,
    bureau: Sequence[str] = (),
    at_least: int = 3,
    bodies: bool = False,
    seed: int = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Brokers:
    """Return who connects and on whom much hangs; below three organisations nobody.

    Args:
        network: any network, connected or not.
        bureau: ids of the bureau itself and its own people.
        at_least: organisations that must be cut off for a cut point to be told.
        bodies: whether joint bodies are contact too.
        seed: of what is left out in repetitions.
        settings: numbers of repetitions, by size if not given.
        progress: called with stage, done, total.
    """
    through: Through = "bodies" if bodies else through_of(network)
    mode = two_mode(network, weights=WEIGHTS[through])
    chosen = settings or connectors.fitting(mode)
    found = connectors.find(network, mode, seed=seed, settings=chosen, progress=progress)
    in_it = bool(set(bureau) & {*mode.actors, *mode.affiliations})
    less = two_mode(network, bureau, weights=WEIGHTS[through]) if in_it else None
    return Brokers(
        cut_points=tuple(cut_points(network, at_least=at_least, through=through)),
        without_bureau=tuple(cut_points(network, without=bureau, at_least=at_least, through=through))
        if bureau
        else (),
        people=tuple(people(network, without=bureau, at_least=at_least)),
        bureau=tuple(bureau),
        basis=_basis(network, mode, through, chosen, seed, at_least),
        through=through,
        connectors=tuple(found),
        connectors_without=tuple(
            connectors.find(network, less, seed=seed, settings=chosen, progress=progress) if less else ()
        ),
        positions=positions.of(network, mode, [connector.organisation for connector in found]),
    )


def through_of(network: Network, present: Collection[str] = ()) -> Through:
    """Return whether initiatives are enough to see contact in, or bodies must count too.

    They must where fewer than two initiatives join organisations (then nobody can stand between others), and
    where somebody who should be ``present`` takes part in no initiative.
    """
    mode = two_mode(network)
    enough = sum(len(found) > 1 for found in mode.partners.values()) > 1 and set(present) <= set(mode.actors)
    return "initiatives" if enough else "bodies"


def _basis(
    network: Network, mode: TwoMode, through: Through, settings: Settings, seed: int, at_least: int
) -> Basis:
    return basis(
        network,
        METHOD,
        len(mode.actors),
        len(mode.ties),
        seed=seed,
        band=f"{settings.runs} x {settings.drop:.0%} of the ties left out",
        at_least=at_least,
        through=through,
        runs=settings.runs,
        drop=settings.drop,
        sources=settings.sources or len(mode.actors),
        repeated=settings.repeated or len(mode.actors),
    )


def cut_points(
    network: Network, *, without: Sequence[str] = (), at_least: int = 3, through: Through = "initiatives"
) -> list[CutPoint]:
    """Return the organisations that alone hold ``at_least`` others to the rest, most first."""
    mode = two_mode(network, without, weights=WEIGHTS[through])
    nodes, n = (*mode.actors, *mode.affiliations), len(mode.actors)
    ties = ((tie.actor, tie.affiliation) for tie in mode.ties)
    found = _cuts(network, nodes, ties, n, set(mode.actors), at_least)
    return sorted(found, key=lambda cut: (-len(cut.cut_off), order(network, cut.organisation)))


def people(network: Network, *, without: Sequence[str] = (), at_least: int = 3) -> list[CutPoint]:
    """Return the people that alone hold ``at_least`` organisations to the rest, by name.

    The graph has participations, employments and memberships (with the organisations that a member sits
    for); a person is tied to what he or she is part of.
    """
    whole = with_people(network, set(without))
    organisations, persons = (
        [ident for ident in whole if network.is_a(ident, kind)] for kind in ("Organization", "Person")
    )
    nodes = list(dict.fromkeys((*organisations, *whole)))
    found = _cuts(network, nodes, whole.edges, len(organisations), set(persons), at_least)
    return sorted(found, key=lambda cut: order(network, cut.organisation))


def with_people(network: Network, left_out: set[str]) -> nx.Graph[str]:
    """Return the graph of participations, employments and memberships, people and bodies as nodes."""
    made: Any = nx.Graph()
    for tie in network.ties("Participation", "Employment", "Membership"):
        pairs = [(tie.source, tie.target)] + [(tie.source, org) for org in tie.all("on_behalf_of")]
        made.add_edges_from(
            pair for pair in pairs if not left_out & set(pair) and all(x in network.entities for x in pair)
        )
    return made  # type: ignore[no-any-return, unused-ignore]


def _cuts(
    network: Network,
    nodes: Sequence[str],
    ties: Iterable[tuple[str, str]],
    organisations: int,
    among: Collection[str],
    at_least: int,
) -> Iterator[CutPoint]:
    """Yield the nodes among some that alone hold organisations (the first of the nodes) to the rest."""
    place = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(place[one], place[other]) for one, other in ties], np.int64).reshape(-1, 2)
    rows, columns = np.concatenate([ends, ends[:, ::-1]]).T
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(nodes), len(nodes)))
    for pieces in Removal(matrix, organisations).cut_points(at_least):
        node = nodes[pieces.node]
        if node in among:
            lost = _lost(network, nodes, pieces)
            joining = (nodes[i] for i in lost if i >= organisations)
            own = network.ties_of(node, "Participation", "Employment", "Membership")
            yield CutPoint(
                node,
                by_name(network, (nodes[i] for i in lost if i < organisations)),
                by_name(network, (x for x in joining if not network.is_a(x, "Person"))),
                len(pieces.nodes),
                tuple(tie.id for tie in own if node in (tie.source, tie.target)),
            )


def _lost(network: Network, nodes: Sequence[str], pieces: Pieces) -> list[int]:
    """Return what is cut off from the piece with most organisations, the largest of these, the first by name."""
    size = [(counted, len(part)) for counted, part in zip(pieces.counted, pieces.nodes, strict=True)]
    largest = [i for i, n in enumerate(size) if n == max(size)]
    kept = min(largest, key=lambda i: min(order(network, nodes[x]) for x in pieces.nodes[i].tolist()))
    return [x for i, part in enumerate(pieces.nodes) if i != kept for x in part.tolist()]
