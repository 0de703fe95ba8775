"""The search for groups: published optima, planted groups beside Louvain, and laws that hold for every graph."""

from __future__ import annotations

from itertools import product

import networkx as nx
import numpy as np
import pytest
from benchmarks import planted
from benchmarks.analysis_groups import by_organisation, networkx_louvain
from benchmarks.known_graphs import BEST, known
from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.grouping import groups, leiden, one_mode, partition, search, two_sides
from dtz_network.analysis.grouping.agreement import adjusted_mutual_information
from dtz_network.analysis.grouping.groups import Settings
from dtz_network.analysis.grouping.search import Search
from dtz_network.analysis.grouping.two_sides import Ties
from tests.analysis_networks import women

Pairs = list[tuple[int, int]]
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7)), min_size=1, max_size=50, unique=True)
BAR = 0.04
"""What the adjusted mutual information must be above that of networkx Louvain on the same graphs."""
FEW = Settings(runs=10, perturbed=10, twins=0, tried=6, resolutions=(0.5, 0.7, 1.0))


def _ties(pairs: Pairs) -> Ties:
    rows, columns = (np.array(end, dtype=np.int64) for end in zip(*sorted(pairs), strict=True))
    return Ties((rows, columns), np.ones(len(pairs)), (10, 8))


def _quality(ties: Ties, ready: Search, labels: two_sides.Labels) -> float:
    return two_sides.modularity(ties, *ready.whole(labels))


@pytest.mark.parametrize("name", sorted(BEST))
def test_the_best_known_modularity_of_plain_graphs_is_reached(name: str) -> None:
    if name not in known():
        pytest.skip("needs the folder DTZ_TEST_DATA")
    graph = known()[name]
    matrix = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    labels = one_mode.groups(matrix, seed=1, runs=20)
    members = [{n for n, label in zip(graph, labels, strict=True) if label == g} for g in set(labels)]
    quality = one_mode.modularity(matrix, labels)
    assert quality == pytest.approx(nx.community.modularity(graph, members, weight=None), abs=1e-9)
    assert quality >= BEST[name] - 0.0005
    assert quality <= BEST[name] + 0.00001


@pytest.mark.parametrize(("size", "seeds"), zip(planted.SIZES, (5, 4, 3, 3), strict=True))
def test_planted_groups_come_out_better_than_by_louvain(size: planted.Planted, seeds: int) -> None:
    above = []
    for seed in range(seeds):
        rows, columns, own = size.draw(seed)
        n, m = size.organisations, round(size.organisations * size.initiatives)
        ours = by_organisation(groups.find(planted.network(rows, columns), settings=FEW), n)
        theirs = networkx_louvain(rows, columns, n, m, seed)[:n].tolist()
        better, worse = (adjusted_mutual_information(own.tolist(), found) for found in (ours, theirs))
        above.append(better - worse)
    assert np.mean(above) >= BAR


@given(PAIRS, st.integers(0, 5), st.sampled_from([0.5, 1.0, 2.0]))
@settings(max_examples=25, deadline=None)
def test_a_component_that_is_not_searched_cannot_be_split_to_advantage(
    pairs: Pairs, seed: int, resolution: float
) -> None:
    ties = _ties(pairs)
    ready = Search(ties, resolution)
    labels = np.concatenate(ready.whole(ready.run(seed)))
    apart = np.concatenate(ready.whole(np.arange(sum(ready.ties.sizes))))
    whole, piece = two_sides.modularity(ties, labels[:10], labels[10:], resolution), ties.pieces()
    for part in range(int(piece.max()) + 1):
        places = np.flatnonzero(piece == part)
        if len(places) > 7 or len(set(apart[places])) > 1:
            continue
        for halves in product((0, 1), repeat=len(places)):
            split = labels.copy()
            split[places] += np.array(halves) * len(piece)
            assert two_sides.modularity(ties, split[:10], split[10:], resolution) <= whole + 1e-9


@given(PAIRS, st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_runs_combined_are_as_modular_as_the_best_of_them(pairs: Pairs, seed: int) -> None:
    ties = _ties(pairs)
    ready = Search(ties)
    runs = [ready.run(seed + i, 5) for i in range(4)]
    best = max(_quality(ties, ready, labels) for labels in runs)
    assert _quality(ties, ready, ready.combined(runs)) >= best - 1e-9
    consensus = partition.consensus(ready, runs)
    assert _quality(ties, ready, consensus) >= best - partition.NEAR - 1e-9


@given(PAIRS, st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_every_group_hangs_together(pairs: Pairs, seed: int) -> None:
    ties = _ties(pairs)
    ready = Search(ties)
    one, other = ready.whole(ready.run(seed))
    inside = one[ties.ends[0]] == other[ties.ends[1]]
    pieces = ties.pieces(inside)
    assert len(set(pieces.tolist())) == len(set(np.concatenate([one, other]).tolist()))


@given(PAIRS, st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_a_random_twin_keeps_degrees_and_has_no_tie_twice(pairs: Pairs, seed: int) -> None:
    ties = _ties(pairs)
    twin = partition.twin(ties, seed)
    for one, other in zip(ties.degrees, twin.degrees, strict=True):
        assert (one == other).all()
    assert len(set(zip(*(end.tolist() for end in twin.ends), strict=True))) == len(pairs)


@given(PAIRS, st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_a_random_twin_keeps_what_each_side_has_of_every_weight(pairs: Pairs, seed: int) -> None:
    plain = _ties(pairs)
    weights = np.where(np.arange(len(plain.weights)) % 3 == 0, 0.5, 1.0)
    ties = Ties(plain.ends, weights, plain.sizes)
    twin = partition.twin(ties, seed)
    for heavy in (0.5, 1.0):
        for one, other in zip(ties.ends, twin.ends, strict=True):
            assert sorted(one[weights == heavy]) == sorted(other[twin.weights == heavy])


def test_weighted_twins_are_all_drawn_about_as_often() -> None:
    """Two ties of one weight and three of another, all of different parties: two times six arrangements."""
    ties = Ties((np.arange(5), np.arange(5)), np.array([0.5, 0.5, 1, 1, 1]), (5, 5))
    drawn = [tuple(partition.twin(ties, seed).ends[1].tolist()) for seed in range(480)]
    counts = [drawn.count(arrangement) for arrangement in set(drawn)]
    assert len(counts) == 12
    assert min(counts) > 20


def test_random_twins_of_a_small_graph_are_all_drawn_about_as_often() -> None:
    """Three organisations with one of three initiatives each: six arrangements."""
    ties = Ties((np.arange(3), np.arange(3)), np.ones(3), (3, 3))
    drawn = [tuple(partition.twin(ties, seed).ends[1].tolist()) for seed in range(600)]
    counts = [drawn.count(arrangement) for arrangement in set(drawn)]
    assert len(counts) == 6
    assert min(counts) > 60


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.integers(1, 6), st.integers(0, 99))
def test_the_best_group_by_the_ties_is_the_best_of_all(pairs: Pairs, groups: int, seed: int) -> None:
    ties = _ties(pairs)
    ready = Search(ties)
    for side in (0, 1):
        n, m = ready.ties.sizes[side], ready.ties.sizes[1 - side]
        other = np.random.default_rng(seed).integers(groups, size=m)
        table = np.zeros((n, m))
        table[ready.ties.ends[side], ready.ties.ends[1 - side]] = 1
        chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / ties.total
        gain = (table - chance) @ np.eye(groups)[other]
        found, most = ready.best(side, other, groups)
        assert most == pytest.approx(gain.max(axis=1, initial=-9))
        assert gain[np.arange(n), found] == pytest.approx(most)


@given(PAIRS)
def test_pieces_are_the_connected_components(pairs: Pairs) -> None:
    graph = nx.Graph((row, 10 + column) for row, column in pairs)
    graph.add_nodes_from(range(18))
    piece = _ties(pairs).pieces()
    assert {frozenset(np.flatnonzero(piece == one).tolist()) for one in range(piece.max() + 1)} == {
        frozenset(part) for part in nx.connected_components(graph)
    }


def test_groups_are_numbered_by_their_first_member() -> None:
    assert two_sides.numbered(np.array([7, 2, 7, 0, 2])).tolist() == [0, 1, 0, 2, 1]
    assert two_sides.numbered(np.zeros(0, np.int64)).tolist() == []


def test_runs_that_agree_on_a_core_give_that_core() -> None:
    runs = [np.array(labels) for labels in ([0, 0, 1, 0, 0, 1], [0, 0, 1, 0, 0, 1], [0, 1, 1, 0, 1, 1])]
    start = np.array([0, 1, 1, 0, 0, 1])
    assert search.agreed(runs, start, 3).tolist() == [0, 0, 1, 0, 0, 1]


@pytest.mark.skipif(not leiden.installed(), reason="needs the extra leiden")
def test_leiden_starts_a_search_as_well() -> None:
    ties = partition.ties_of(women())
    ready = Search(ties, 1.0, leiden.start)
    assert _quality(ties, ready, ready.combined([ready.run(i) for i in range(20)])) == pytest.approx(
        0.3455, abs=5e-5
    )
