"""Cross-overs, opportunities, initiatives that stand alone and calls: seconds by size.

``python -m benchmarks.analysis_crossovers [--sizes 300 1000 10000]`` prints processor seconds of one run each. Counting in how many
initiatives every two sectors meet stands beside the same with networkx sets in one run. Graph: as in ``analysis_brokers``, 20
sectors dealt out to the organisations, 30 themes to the initiatives, ten municipalities.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import combinations

import networkx as nx
import numpy as np

from benchmarks.analysis_brokers import two_mode
from dtz_network.analysis import projection
from dtz_network.analysis.potential import calls, crossovers, lonely, opportunities, themed
from dtz_network.analysis.potential.conditions import Call
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value
from dtz_network.model.schema import shipped

TIES = {300: 900, 1_000: 4_000, 10_000: 50_000}
SECTORS, THEMES, PLACES = 20, 30, 10
_NOWHERE = Origin((1,), "source", "", "changeset")


def network(n: int) -> Network:
    """Return organisations with a sector and a municipality in initiatives with a theme."""
    mode, rng = two_mode(n, TIES[n]), np.random.default_rng(1)
    named = {f"Theme/s{i}": "sector" for i in range(SECTORS)} | {
        f"Theme/t{i}": "theme" for i in range(THEMES)
    }
    entities = {ident: _entity(ident, kind) for ident, kind in named.items()}
    entities |= {f"Region/r{i}": _entity(f"Region/r{i}", "municipality") for i in range(PLACES)}
    entities |= {ident: _entity(ident, "") for ident in (*mode.actors, *mode.affiliations)}
    ends = [("Participation", tie.actor, tie.affiliation) for tie in mode.ties]
    for actor in mode.actors:
        ends.append(("Activity", actor, f"Theme/s{rng.integers(SECTORS)}"))
        ends.append(("Location", actor, f"Region/r{rng.integers(PLACES)}"))
    for project in mode.affiliations:
        ends.append(("Activity", project, f"Theme/t{rng.integers(THEMES)}"))
        ends.append(("Activity", project, f"Theme/s{rng.integers(SECTORS)}"))
    ties = [
        Relationship(f"r{i}", kind, a, b, "", "", "", {}, _NOWHERE) for i, (kind, a, b) in enumerate(ends)
    ]
    return Network(shipped(), entities, ties, recorded="2022-09-06T12:00:00Z", known_at=1)


def _entity(ident: str, kind: str) -> Entity:
    values = {"name": (Value(ident, "", "", _NOWHERE),)}
    if kind:
        values["kind"] = (Value(kind, "", "", _NOWHERE),)
    return Entity(ident, ident.split("/", maxsplit=1)[0], values)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _by_networkx(network: Network, mode: projection.TwoMode) -> int:
    graph, found = projection.graph(mode), 0
    of = {actor: themed.themes_of(network, actor) for actor in mode.actors}
    counts: nx.Graph[str] = nx.Graph()
    for project in mode.affiliations:
        there = sorted({theme for actor in graph[project] for theme in of[actor]})
        for one, other in combinations(there, 2):
            counts.add_edge(one, other, n=counts.get_edge_data(one, other, {"n": 0})["n"] + 1)
            found += 1
    return found


def rows(n: int) -> Iterator[tuple[str, float]]:
    """Yield what was done and the seconds it took."""
    made = network(n)
    mode = projection.two_mode(made)
    carriers = themed.carriers(made, mode, "sector")
    ours = min(_seconds(lambda: themed.together(carriers)) for _ in range(5))
    yield "networkx / one count of meetings", _seconds(lambda: _by_networkx(made, mode)) / max(ours, 1e-6)
    yield "crossovers", _seconds(lambda: crossovers.find(made))
    yield "opportunities", _seconds(lambda: opportunities.find(made))
    yield "lonely", _seconds(lambda: lonely.find(made))
    call = Call(
        "call",
        themes=("Theme/t1", "Theme/t2"),
        areas=("Region/r1",),
        partner_from=("Region/r2",),
        partners_min=4,
    )
    yield "call", _seconds(lambda: calls.find(made, call))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=list(TIES), choices=list(TIES))
    for n in parser.parse_args().sizes:
        for name, figure in rows(n):
            print(f"{n:>6}  {name:<34} {figure:8.2f}")


if __name__ == "__main__":
    main()
