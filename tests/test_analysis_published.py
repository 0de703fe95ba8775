"""Published values of section 3 of the evidence that no other test holds, on networks of networkx and of the real data.

``docs/analysis.md`` tells which values are not tried, and why.
"""

from __future__ import annotations

import os
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from benchmarks.known_graphs import known
from networkx.algorithms import bipartite

from dtz_network.analysis.administration import interlocking
from dtz_network.analysis.grouping import one_mode
from dtz_network.analysis.grouping.agreement import adjusted_mutual_information
from dtz_network.analysis.introducing import facets
from dtz_network.analysis.introducing.closeness import Closeness
from dtz_network.analysis.projection import from_pairs
from dtz_network.analysis.projection import one_mode as projected
from tests.analysis_networks import participations, women

DATA = Path(os.environ.get("DTZ_TEST_DATA") or "/nowhere") / "community-benchmarks"
REAL = pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")


def test_clustering_of_the_southern_women() -> None:
    """Robins & Alexander .468; 139 of the 153 pairs of women share an event."""
    assert round(interlocking.clustering(women()), 3) == 0.468
    assert projected(women()).number_of_edges() == 139


@pytest.mark.parametrize("seed", range(4))
def test_clustering_is_that_of_networkx(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mode = from_pairs((f"a{rng.integers(12)}", f"p{rng.integers(9)}") for _ in range(40))
    graph = nx.Graph((tie.actor, tie.affiliation) for tie in mode.ties)
    assert interlocking.clustering(mode) == pytest.approx(bipartite.robins_alexander_clustering(graph))


def test_without_chains_nothing_closes() -> None:
    assert interlocking.clustering(from_pairs([("a", "p"), ("b", "q")])) == 0.0
    assert interlocking.clustering(from_pairs([])) == 0.0


def _agreement(graph: nx.Graph, label: str) -> float:
    matrix = nx.to_scipy_sparse_array(graph, weight="weight", dtype=float, format="csr")
    found = one_mode.groups(matrix, seed=1, runs=10)
    return adjusted_mutual_information([graph.nodes[node][label] for node in graph], found.tolist())


def test_groups_of_the_karate_club_agree_with_its_two_halves_as_published() -> None:
    """AMI .57 of any search that reaches the optimum."""
    graph = nx.Graph(nx.karate_club_graph().edges)
    nx.set_node_attributes(graph, dict(nx.karate_club_graph().nodes(data="club")), "club")
    assert _agreement(graph, "club") == pytest.approx(0.57, abs=0.02)


@REAL
def test_groups_of_the_uk_faculty_agree_with_its_schools_as_published() -> None:
    """AMI .79."""
    directed = nx.read_graphml(DATA / "UKfaculty.graphml")
    graph = nx.Graph()
    graph.add_nodes_from(directed.nodes(data=True))
    for one, other, weight in directed.edges(data="weight", default=1.0):
        before = graph[one][other]["weight"] if graph.has_edge(one, other) else 0.0
        graph.add_edge(one, other, weight=before + weight)
    label = next(name for name in ("Group", "group") if name in next(iter(graph.nodes.values())))
    assert _agreement(graph, label) == pytest.approx(0.79, abs=0.03)


@pytest.mark.parametrize(("name", "published"), [("jazz", 0.969), ("netscience", 0.943)])
def test_closing_triangles_tell_ties_that_were_kept_back(name: str, published: float) -> None:
    """A tenth of the ties at random kept back: the chance that one of them scores above two who are not tied."""
    graphs = known()
    if name not in graphs:
        pytest.skip("DTZ_TEST_DATA does not name the folder with real lists")
    graph = graphs[name]
    rng = np.random.default_rng(1)
    edges = sorted((str(one), str(other)) for one, other in graph.edges)
    held = set(rng.choice(len(edges), len(edges) // 10, replace=False).tolist())
    pairs = [(end, f"{i}") for i, edge in enumerate(edges) if i not in held for end in edge]
    made = Closeness(facets.ground(participations(pairs, {f"Company/{node}": {} for node in graph})))
    row = {actor.removeprefix("Company/"): i for i, actor in enumerate(made.ground.actors)}
    kept = np.array([[row[one], row[other]] for i, (one, other) in enumerate(edges) if i in held])
    drawn = rng.integers(len(row), size=(6000, 2))
    tied = {frozenset((row[one], row[other])) for one, other in edges}
    apart = np.array([pair for pair in drawn.tolist() if pair[0] != pair[1] and frozenset(pair) not in tied])
    scores = [made.at(ends[:, 0], ends[:, 1])[1] for ends in (kept, apart)]
    above = np.searchsorted(np.sort(scores[1]), scores[0], side="left")
    equal = np.searchsorted(np.sort(scores[1]), scores[0], side="right") - above
    auc = float((above + equal / 2).mean() / len(apart))
    assert auc == pytest.approx(published, abs=0.02)
