"""Measures of who connects, held to published values and to other ways of counting them.

Not tried: Gould-Fernandez on the EIES messages, for that network is in none of the lists and packages at
hand; roles with directions are held to counting by hand instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from dtz_network.analysis.brokerage import (
    assortativity,
    betweenness,
    go_between,
    key_players,
    removal,
    structural_holes,
)
from dtz_network.analysis.projection import from_pairs
from tests.measured_graphs import BORGATTI, matrix, random_pairs, subdivided

KARATE = nx.karate_club_graph()
CLUB = [KARATE.nodes[node]["club"] for node in KARATE]
FLORENCE = nx.florentine_families_graph()
KITE = nx.krackhardt_kite_graph()


def _betweenness(graph: nx.Graph, *, shares: bool = True) -> dict[str, float]:
    mode = subdivided(graph.edges)
    found = betweenness.of_actors(mode.incidence)
    return dict(zip(mode.actors, found.normalised if shares else found.scores, strict=True))


# --- betweenness


def test_betweenness_of_the_karate_club() -> None:
    found = _betweenness(KARATE)
    published = {"0": 0.4376, "33": 0.3041, "32": 0.1452, "2": 0.1437, "31": 0.1383}
    assert {node: round(found[node], 4) for node in published} == published


def test_betweenness_of_the_florentine_families() -> None:
    found = _betweenness(FLORENCE)
    published = {"Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Salviati": 0.143, "Ridolfi": 0.114}
    assert {node: round(found[node], 3) for node in published} == published
    assert round(_betweenness(FLORENCE, shares=False)["Medici"], 6) == 47.5


def test_betweenness_of_the_kite() -> None:
    found = _betweenness(KITE)
    assert _betweenness(KITE, shares=False)["7"] == pytest.approx(14)
    assert [round(found[node], 3) for node in ("7", "5", "6")] == [0.389, 0.231, 0.231]


@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 8), st.integers(1, 40))
@settings(max_examples=50, deadline=None)
def test_betweenness_is_that_of_paths_between_actors(
    seed: int, actors: int, affiliations: int, ties: int
) -> None:
    pairs = random_pairs(np.random.default_rng(seed), actors, affiliations, ties)
    mode = from_pairs(pairs)
    names = list(mode.actors)
    wanted = nx.betweenness_centrality_subset(nx.Graph(pairs), names, names)
    found = betweenness.of_actors(mode.incidence, ties=mode.places)
    assert np.allclose(found.scores, [wanted[name] for name in names])
    over = np.bincount(mode.places[0], found.through, len(names))
    assert np.allclose(over, 2 * found.scores), "the ties of an actor carry each way twice"


def test_counting_from_some_is_on_average_counting_from_all() -> None:
    mode = from_pairs(random_pairs(np.random.default_rng(4), 60, 30, 160))
    exact = betweenness.of_actors(mode.incidence).scores
    drawn = [betweenness.of_actors(mode.incidence, sources=20, seed=seed) for seed in range(60)]
    assert {found.sources for found in drawn} == {20}
    mean = np.mean([found.scores for found in drawn], axis=0)
    assert np.corrcoef(mean, exact)[0, 1] > 0.99
    assert abs(mean.sum() / exact.sum() - 1) < 0.05
    again = betweenness.of_actors(mode.incidence, sources=20, seed=3).scores
    assert (again == drawn[3].scores).all()


def test_small_graphs_have_no_one_in_between() -> None:
    for size in ((0, 0), (1, 0), (1, 1), (2, 1)):
        found = betweenness.of_actors(sparse.csr_matrix(np.ones(size)))
        assert found.normalised.tolist() == [0.0] * size[0]


# --- structural holes


def test_structural_holes_of_borgatti_1997() -> None:
    graph = nx.Graph(BORGATTI)
    size = dict(zip(graph, structural_holes.effective_size(matrix(graph)), strict=True))
    held = dict(zip(graph, structural_holes.constraint(matrix(graph)), strict=True))
    assert [round(size[node], 2) for node in "GAB"] == [4.67, 2.50, 1.67]
    assert [round(held[node], 3) for node in "GAC"] == [0.400, 0.595, 1.0]


def test_constraint_of_the_karate_club() -> None:
    found = structural_holes.constraint(matrix(KARATE))
    assert [round(float(found[node]), 4) for node in (0, 33)] == [0.1554, 0.1564]


@given(st.integers(0, 10_000), st.integers(1, 14), st.integers(0, 40), st.booleans())
@settings(max_examples=40, deadline=None)
def test_structural_holes_follow_burts_formulas(seed: int, n: int, ties: int, weighted: bool) -> None:
    rng = np.random.default_rng(seed)
    weights = np.zeros((n, n))
    for _ in range(ties):
        one, other = rng.integers(n, size=2)
        if one != other:
            weights[one, other] = weights[other, one] = rng.integers(1, 6) if weighted else 1
    held, size = _by_hand(weights)
    ties_of = sparse.csr_matrix(weights)
    assert np.allclose(structural_holes.constraint(ties_of), held, equal_nan=True)
    assert np.allclose(structural_holes.effective_size(ties_of), size, equal_nan=True)


def _by_hand(weights: np.ndarray) -> tuple[list[float], list[float]]:
    """Return both measures by the sums of Burt (1992); networkx 3.6 mistakes weighted effective sizes."""
    n = len(weights)
    with np.errstate(invalid="ignore"):
        p, m = weights / weights.sum(axis=1, keepdims=True), weights / weights.max(axis=1, keepdims=True)
    held, size = [], []
    for i in range(n):
        contacts = [j for j in range(n) if weights[i, j]]
        others = {j: [q for q in contacts if q != j] for j in contacts}
        held.append(sum((p[i, j] + sum(p[i, q] * p[q, j] for q in others[j])) ** 2 for j in contacts))
        size.append(sum(1 - sum(p[i, q] * m[j, q] for q in others[j]) for j in contacts))
    alone = [not weights[i].any() for i in range(n)]
    return ([np.nan if a else x for a, x in zip(alone, held, strict=True)],
            [np.nan if a else x for a, x in zip(alone, size, strict=True)])  # fmt: skip


# --- roles


def test_roles_in_the_karate_club() -> None:
    """Raw totals and expectation of R sna 2.7-1, ordered pairs."""
    found = go_between.of(matrix(KARATE), CLUB)
    assert found.counts.sum(axis=0).tolist() == [510, 20, 128, 128, 0]
    assert found.counts.sum() == 786
    assert found.expected.sum(axis=0).round(1).tolist() == [135.8, 153.9, 153.9, 153.9, 0]
    assert round(found.expected.sum(), 1) == 597.6
    assert found.counts[0].tolist() == [174, 0, 15, 15, 0]


@given(st.integers(0, 10_000), st.integers(1, 9), st.booleans())
@settings(max_examples=40, deadline=None)
def test_roles_are_those_counted_by_hand(seed: int, n: int, directed: bool) -> None:
    rng = np.random.default_rng(seed)
    ties = (rng.random((n, n)) < 0.4).astype(float)
    np.fill_diagonal(ties, 0)
    ties = ties if directed else np.maximum(ties, ties.T)
    groups = rng.integers(0, 3, n).tolist()
    assert go_between.of(sparse.csr_matrix(ties), groups).counts.tolist() == _roles(ties, groups).tolist()


def _roles(ties: np.ndarray, groups: list[int]) -> np.ndarray:
    found = np.zeros((len(groups), 5))
    for v in range(len(groups)):
        for i, k in permutations([node for node in range(len(groups)) if node != v], 2):
            if ties[i, v] and ties[v, k] and not ties[i, k]:
                own = (groups[i] == groups[v], groups[k] == groups[v])
                outside = 1 if groups[i] == groups[k] else 4
                found[v, {(True, True): 0, (True, False): 2, (False, True): 3}.get(own, outside)] += 1
    return found


@pytest.mark.parametrize("directed", [True, False])
def test_the_expectation_and_spread_of_roles_are_those_of_random_networks(directed: bool) -> None:
    groups = np.array([0, 0, 0, 1, 1, 2, 2, 2, 1])
    n = len(groups)
    ties = (np.random.default_rng(1).random((4000, n, n)) < 0.3).astype(float)
    ties = ties if directed else np.triu(ties, 1) + np.triu(ties, 1).transpose(0, 2, 1)
    ties *= 1 - np.eye(n)
    between = np.einsum("siv,svk,sik->sivk", ties, ties, 1 - ties - np.eye(n))
    drawn = np.einsum("sivk,rivk->svr", between, _role_of(groups))
    expected, spread = go_between.chance(0.3, groups, symmetric=not directed)
    assert np.allclose(drawn.mean(axis=0), expected, atol=0.12)
    assert np.allclose(drawn.std(axis=0), spread, rtol=0.1)


def _role_of(groups: np.ndarray) -> np.ndarray:
    """Return which role (first axis) each go-between (third) has between each two (second and last)."""
    same = groups[:, None] == groups[None, :]
    near, far, ends = same[:, :, None], same[None, :, :], same[:, None, :]
    roles = (near & far, ends & ~near, near & ~far, ~near & far, ~near & ~far & ~ends)
    return np.array([np.broadcast_to(role, (len(groups),) * 3) for role in roles], dtype=float)


# --- mixing


def test_mixing_of_the_karate_club() -> None:
    found = assortativity.of(matrix(KARATE), CLUB)
    assert (found.across, found.inside + found.across) == (11, 78)
    assert (round(found.ei, 3), round(found.assortativity, 4)) == (-0.718, 0.7175)
    assert found.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(KARATE, "club"))


def test_the_expected_mixing_is_the_mean_over_all_ways_to_deal_kinds_out() -> None:
    graph = nx.gnm_random_graph(12, 20, seed=2)
    kinds = list("aaaaaabbbbcc")
    rng = np.random.default_rng(0)
    dealt = [assortativity.of(matrix(graph), [kinds[i] for i in rng.permutation(12)]) for _ in range(400)]
    assert np.mean([found.ei for found in dealt]) == pytest.approx(dealt[0].expected, abs=0.04)


def test_mixing_of_nothing_and_of_one_kind() -> None:
    assert assortativity.of(sparse.csr_matrix((3, 3)), "abc") == assortativity.Assortativity(0, 0, 0, 0, 0)
    assert assortativity.of(matrix(nx.path_graph(3)), "aaa").ei == -1


# --- key players


def _fragmentation(graph: nx.Graph, without: Iterable[int]) -> float:
    """The share of pairs that no way joins, counted pair by pair."""
    left = graph.subgraph(set(graph) - set(without))
    pairs = list(combinations(left, 2))
    return sum(not nx.has_path(left, *pair) for pair in pairs) / len(pairs) if pairs else 0.0


def _reach(graph: nx.Graph, members: Iterable[int]) -> float:
    """The share of nodes that is reached, one over the distance to the nearest member; members in full."""
    far = nx.multi_source_dijkstra_path_length(graph, set(members), weight=None)
    return float(sum(1 / max(steps, 1) for steps in far.values())) / len(graph)


def test_key_players_of_the_kite_and_the_karate_club() -> None:
    kite, karate = matrix(KITE), matrix(KARATE)
    broken = key_players.breaking(kite, 1)
    assert broken.members == (7,)
    assert broken.value == pytest.approx(28 / 72)
    best = key_players.reaching(karate, 2)
    assert (best.members, round(best.value, 3), best.exact) == ((0, 33), 0.956, True)


@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(0, 14), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_the_best_set_is_the_best_of_all_sets(seed: int, n: int, ties: int, size: int) -> None:
    drawn = nx.gnm_random_graph(n, ties, seed=seed)
    graph = matrix(drawn)
    sets = list(combinations(range(n), min(size, n)))
    broken, reached = key_players.breaking(graph, size), key_players.reaching(graph, size)
    assert broken.value == pytest.approx(max(_fragmentation(drawn, chosen) for chosen in sets))
    assert broken.value == pytest.approx(_fragmentation(drawn, broken.members))
    assert reached.value == pytest.approx(max(_reach(drawn, chosen) for chosen in sets))
    assert broken.exact
    assert reached.exact


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 4)), min_size=1), st.integers(1, 2))
@settings(max_examples=40, deadline=None)
def test_who_breaks_most_is_the_same_through_initiatives_as_between_organisations(
    ties: set[tuple[int, int]], size: int
) -> None:
    rows, columns = np.array(sorted(ties)).T
    there = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(8, 5))
    met = sparse.csr_matrix(there @ there.T)
    met.setdiag(0)
    met.eliminate_zeros()
    joined = sparse.csr_matrix(sparse.bmat([[None, there], [there.T, None]]))
    assert key_players.breaking(joined, size, through=5) == key_players.breaking(met, size)


def test_larger_sets_are_found_step_by_step_and_say_so() -> None:
    found = key_players.breaking(matrix(KARATE), 4)
    assert not found.exact
    assert found.value == pytest.approx(_fragmentation(KARATE, found.members))
    assert found.value > key_players.breaking(matrix(KARATE), 3).value


# --- any names


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_other_numbers_for_the_nodes_change_no_measure(seed: int) -> None:
    rng = np.random.default_rng(seed)
    graph = matrix(nx.gnm_random_graph(14, 24, seed=seed))
    groups = rng.integers(0, 3, 14)
    to = rng.permutation(14)
    other = sparse.csr_matrix(graph[to][:, to])
    for measure in (structural_holes.constraint, structural_holes.effective_size):
        assert np.allclose(measure(other), measure(graph)[to], equal_nan=True)
    roles, again = go_between.of(graph, groups.tolist()), go_between.of(other, groups[to].tolist())
    for table in ("counts", "expected", "z"):
        assert np.allclose(getattr(again, table), getattr(roles, table)[to])
    one, two = assortativity.of(graph, groups.tolist()), assortativity.of(other, groups[to].tolist())
    assert (one.ei, one.expected) == pytest.approx((two.ei, two.expected))
    assert key_players.breaking(graph, 2).value == pytest.approx(key_players.breaking(other, 2).value)
    counted = betweenness.of_actors(sparse.csr_matrix(graph))
    turned = betweenness.of_actors(sparse.csr_matrix(graph[to]))
    assert np.allclose(turned.scores, counted.scores[to])


@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=18), st.integers(1, 12))
@settings(max_examples=300)
def test_what_falls_apart_without_each_node_is_what_is_left_of_the_graph(
    pairs: set[tuple[int, int]], counted: int
) -> None:
    """By one walk, held beside the parts of the graph with the node taken out (networkx)."""
    graph = nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    ties = sparse.csr_matrix(nx.to_scipy_sparse_array(graph, nodelist=range(12)))
    found = {
        pieces.node: {
            frozenset(part.tolist()): n for part, n in zip(pieces.nodes, pieces.counted, strict=True)
        }
        for pieces in removal.Removal(ties, counted).cut_points(0)
    }
    expected = {}
    for node in nx.articulation_points(graph):
        part = nx.node_connected_component(graph, node) - {node}
        left = nx.connected_components(graph.subgraph(part))
        expected[node] = {frozenset(piece): sum(i < counted for i in piece) for piece in left}
    assert found == expected
