"""How far a network has grown: the core of the karate club, planted phases, and no core in what chance gives."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from dtz_network.analysis.grouping import core_periphery, groups, maturity
from dtz_network.analysis.projection import TwoMode
from tests.analysis_networks import participations
from tests.measured_graphs import matrix, subdivided


def test_the_core_of_the_karate_club_is_the_published_one() -> None:
    """r .4315 with the core 0, 1, 2, 32, 33: the best of 200 restarts."""
    found = core_periphery.find(matrix(nx.karate_club_graph()))
    assert (round(found.fit, 4), found.nodes) == (0.4315, (0, 1, 2, 32, 33))


@pytest.mark.parametrize("seed", range(6))
def test_the_core_is_the_best_of_all_sets_of_a_small_graph(seed: int) -> None:
    graph = nx.gnp_random_graph(8, 0.4, seed)
    near = nx.to_numpy_array(graph)
    upper = np.triu_indices(8, 1)
    best = 0.0
    for size in range(1, 8):
        for core in combinations(range(8), size):
            inside = np.isin(np.arange(8), core)
            pattern = (inside[:, None] | inside[None, :])[upper]
            if 0 < pattern.sum() < len(pattern):
                best = max(best, float(np.corrcoef(near[upper], pattern)[0, 1]))
    assert core_periphery.find(matrix(graph)).fit == pytest.approx(best, abs=0.05)
    assert core_periphery.find(matrix(graph)).fit <= best + 1e-9


def test_where_all_meet_or_nobody_does_there_is_no_core() -> None:
    assert core_periphery.find(matrix(nx.complete_graph(5))).nodes == ()
    assert core_periphery.find(matrix(nx.empty_graph(5))).nodes == ()


def _ties(*graphs: nx.Graph, joined: tuple[int, int] | None = None) -> TwoMode:
    whole = nx.disjoint_union_all(graphs)
    return subdivided([*whole.edges, *([joined] if joined else [])])


@pytest.mark.parametrize(
    ("mode", "phase"),
    [
        (_ties(*[nx.path_graph(4)] * 5), "fragments"),
        (_ties(nx.star_graph(14)), "hub"),
        (_ties(nx.wheel_graph(10), nx.wheel_graph(10), joined=(1, 11)), "hubs"),
        (_ties(nx.random_regular_graph(4, 20, seed=1)), "none"),
        (_ties(nx.path_graph(6)), "too_few"),
    ],
)  # fmt: skip
def test_planted_phases_are_told(mode: TwoMode, phase: str) -> None:
    assert maturity.of(mode).phase == phase


def test_a_planted_core_fits_better_than_chance() -> None:
    """Six that meet two by two and often, twenty-four that each meet one of them in a project of its own."""
    rng = np.random.default_rng(3)
    pairs = [(f"c{i}", f"k{i}{j}") for i, j in combinations(range(6), 2)]
    pairs += [(f"c{j}", f"k{i}{j}") for i, j in combinations(range(6), 2)]
    for n in range(24):
        pairs += [(f"p{n}", f"q{n}"), (f"c{int(rng.integers(6))}", f"q{n}")]
    network = participations(pairs)
    found = maturity.find(network, groups.find(network, settings=groups.Settings(2, 2, 1, 1)))
    whole = found.stages[0]
    assert whole.phase == "core"
    assert len(set(whole.core) & {f"Company/c{i}" for i in range(6)}) >= 5
    assert whole.fit > whole.random
