"""On whom much hangs: cut points, exact on the recorded ties, with and without the bureau.

A cut point is a node whose departure separates others that it held together (articulation point,
Tarjan 1972). Betweenness and structural holes are a later question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from dtz_network.analysis.claims import Basis, basis, by_name, order
from dtz_network.analysis.projection import graph, two_mode
from dtz_network.model.network import Network

METHOD = "articulation points (Tarjan 1972) on the two-mode graph"


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
    """Cut points, most cut off first; ``without_bureau`` the same without ``bureau``, if given.

    ``people`` are cut points when people, their employers and bodies are taken along: for internal use,
    for persons outside the bureau are not ranked.
    """

    cut_points: tuple[CutPoint, ...]
    without_bureau: tuple[CutPoint, ...]
    people: tuple[CutPoint, ...]
    bureau: tuple[str, ...]
    basis: Basis


def find(network: Network, *, bureau: Sequence[str] = (), at_least: int = 3) -> Brokers:
    """Return on whom much hangs; ``bureau`` are ids of the bureau itself and its own people."""
    mode = two_mode(network)
    return Brokers(
        cut_points=tuple(cut_points(network, at_least=at_least)),
        without_bureau=tuple(cut_points(network, without=bureau, at_least=at_least)) if bureau else (),
        people=tuple(people(network, without=bureau, at_least=at_least)),
        bureau=tuple(bureau),
        basis=basis(
            network, METHOD, len(mode.actors) + len(mode.affiliations), len(mode.ties), at_least=at_least
        ),
    )


def cut_points(network: Network, *, without: Sequence[str] = (), at_least: int = 3) -> list[CutPoint]:
    """Return the organisations that alone hold ``at_least`` others to the rest, most first."""
    mode = two_mode(network, without)
    actors = set(mode.actors)
    return _cuts(network, graph(mode), actors, actors, at_least)


def people(network: Network, *, without: Sequence[str] = (), at_least: int = 3) -> list[CutPoint]:
    """Return the people that alone hold ``at_least`` organisations to the rest.

    The graph has participations, employments and memberships (with the organisations that a member sits
    for); a person is tied to what he or she is part of.
    """
    whole = _with_people(network, set(without))
    kinds = set(network.schema.concrete("Organization"))
    organisations = {ident for ident in whole if network.entities[ident].type in kinds}
    persons = {ident for ident in whole if network.entities[ident].type == "Person"}
    return _cuts(network, whole, persons, organisations, at_least)


def _with_people(network: Network, left_out: set[str]) -> nx.Graph[str]:
    made: Any = nx.Graph()
    for tie in network.ties("Participation", "Employment", "Membership"):
        pairs = [(tie.source, tie.target)] + [(tie.source, org) for org in tie.all("on_behalf_of")]
        made.add_edges_from(
            pair for pair in pairs if not left_out & set(pair) and all(x in network.entities for x in pair)
        )
    return made  # type: ignore[no-any-return, unused-ignore]


def _cuts(
    network: Network, whole: nx.Graph[str], among: Iterable[str], counted: set[str], at_least: int
) -> list[CutPoint]:
    found = []
    for node in by_name(network, set(nx.articulation_points(whole)) & set(among)):
        lost, parts = _lost(network, whole, node, counted)
        cut = by_name(network, lost & counted)
        if len(cut) >= at_least:
            kinds = network.ties_of(node, "Participation", "Employment", "Membership")
            own = tuple(tie.id for tie in kinds if node in (tie.source, tie.target))
            projects = by_name(network, (x for x in lost - counted if network.entities[x].type != "Person"))
            found.append(CutPoint(node, cut, projects, parts, own))
    return sorted(found, key=lambda cut: (-len(cut.cut_off), order(network, cut.organisation)))


def _lost(network: Network, whole: nx.Graph[str], node: str, counted: set[str]) -> tuple[set[str], int]:
    """Return what is cut off from the part with most counted nodes, and the number of parts."""
    home = nx.node_connected_component(whole, node) - {node}
    parts = [set(part) for part in nx.connected_components(whole.subgraph(home))]
    parts.sort(key=lambda part: (-len(part & counted), -len(part), min(order(network, x) for x in part)))
    return set().union(*parts[1:]), len(parts)
