"""Initiatives that stand alone: none of their organisations takes part in another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from dtz_network.analysis.claims import Basis, Certainty, basis, by_name, order
from dtz_network.analysis.initiatives import running as now_running
from dtz_network.analysis.initiatives import runs
from dtz_network.analysis.projection import Affiliation, TwoMode, graph, two_mode
from dtz_network.model.network import Network

METHOD = "no organisation shared with another initiative; component of the two-mode graph"


@dataclass(frozen=True)
class Alone:
    """An initiative of which no organisation takes part in another one.

    Attributes:
        organisations: its partners; all that can be reached from it by recorded participations.
        themes: those it works on; ``shared_themes`` those of them that other, connected initiatives
            work on too: ``neighbours`` are these initiatives, where it could be joined.
        certainty: "likely" with two partners or more and a theme, else "too_little": missing data looks
            like standing alone.
        relationships: ids of its participations.
    """

    project: str
    organisations: tuple[str, ...]
    shared_themes: tuple[str, ...]
    themes: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    certainty: Certainty = "too_little"
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Isolation:
    """Which running initiatives stand alone, and which cannot be judged.

    Attributes:
        alone: most shared themes first.
        without_partners: running initiatives of which no partner is recorded: nothing can be said.
        components: sizes (organisations, initiatives) of the parts that are not linked, largest first.
        looked_at: running initiatives.
    """

    alone: tuple[Alone, ...]
    without_partners: tuple[str, ...]
    components: tuple[tuple[int, int], ...]
    looked_at: int
    basis: Basis


def find(network: Network, *, without: Sequence[str] = ()) -> Isolation:
    """Return the running initiatives (no programmes) that stand alone; ``without`` leaves out the bureau."""
    mode = two_mode(network, without)
    running = [p.id for p in now_running(network) if p.id not in without]
    tied = set(mode.affiliations)
    return Isolation(
        alone=tuple(_alone(network, mode)),
        without_partners=tuple(ident for ident in running if ident not in tied),
        components=_components(mode),
        looked_at=len(running),
        basis=basis(network, METHOD, len(running), len(mode.ties), without=len(without)),
    )


def alone(network: Network, *, without: Sequence[str] = ()) -> list[Alone]:
    """Return the running initiatives with partners that stand alone, most shared themes first."""
    return _alone(network, two_mode(network, without))


def _alone(network: Network, mode: TwoMode) -> list[Alone]:
    ties: dict[str, list[Affiliation]] = {}
    counts: dict[str, int] = {}
    for tie in mode.ties:
        ties.setdefault(tie.affiliation, []).append(tie)
        counts[tie.actor] = counts.get(tie.actor, 0) + 1
    single = {project for project, found in ties.items() if all(counts[tie.actor] == 1 for tie in found)}
    themes = {project: _themes(network, project) for project in ties}
    connected = [project for project in ties if project not in single and runs(network, project)]
    rows = [
        _row(network, project, ties[project], themes, connected)
        for project in single
        if runs(network, project)
    ]
    return sorted(rows, key=lambda row: (-len(row.shared_themes), order(network, row.project)))


def _row(
    network: Network,
    project: str,
    ties: Sequence[Affiliation],
    themes: Mapping[str, tuple[str, ...]],
    connected: Sequence[str],
) -> Alone:
    own = set(themes[project])
    near = by_name(network, (other for other in connected if own & set(themes[other])))
    shared = own & {theme for other in near for theme in themes[other]}
    certainty: Certainty = "likely" if len(ties) > 1 and own else "too_little"
    return Alone(
        project,
        by_name(network, (tie.actor for tie in ties)),
        by_name(network, shared),
        themes[project],
        near,
        certainty,
        tuple(ident for tie in ties for ident in tie.relationships),
    )


def _themes(network: Network, project: str) -> tuple[str, ...]:
    found = (tie.target for tie in network.ties_of(project, "Activity") if tie.source == project)
    return by_name(network, found)


def _components(mode: TwoMode) -> tuple[tuple[int, int], ...]:
    actors = set(mode.actors)
    sizes = ((len(part & actors), len(part - actors)) for part in nx.connected_components(graph(mode)))
    return tuple(sorted(sizes, reverse=True))
