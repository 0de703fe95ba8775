"""Projection and proposals beside networkx (and igraph and networkit where installed), in one run.

``python -m benchmarks.analysis_introductions [--large]`` makes a two-mode network of 10,000 organisations and 50,000
participations (``--large``: also 100,000 and 1,000,000; ours alone, with seconds and memory), power-law participation
(Zipf exponent 2.2, at most 60 initiatives each), initiatives of eight on average (the same law), 5 facets for each organisation out of 500, and times

* the projection: ours, ``bipartite.collaboration_weighted_projected_graph`` of networkx, ``bipartite_projection`` of igraph;
* closing triangles (resource allocation) over all pairs two steps apart on a one-mode graph of as many nodes and ties: ours,
  ``resource_allocation_index`` of networkx, ``ResourceAllocationIndex``-like counts of networkit;
* proposals: themes, triangles and the cap, 50 pairs.

Sums of the scores are compared, so that the same was computed.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

import networkx as nx
import numpy as np
from scipy import sparse

from dtz_network.analysis import projection
from dtz_network.analysis.introducing.closeness import Closeness
from dtz_network.analysis.introducing.facets import Facet, Ground
from dtz_network.analysis.introducing.selection import Wanted, most, select
from dtz_network.analysis.projection import TwoMode

T = TypeVar("T")
SEED = 20221


def timed(made: Callable[[], T], repeats: int = 3) -> tuple[float, T]:
    """Return the least processor seconds of some repeats (a busy machine tells the same), and what came out."""
    best, found = float("inf"), None
    for _ in range(repeats):
        started = time.process_time()
        found = made()
        best = min(best, time.process_time() - started)
    return best, cast("T", found)


def _same(ours: float, theirs: float) -> None:
    """Stop where two computed something else."""
    if abs(ours - theirs) > 1e-6 * abs(theirs):
        raise SystemExit(f"not the same: {ours} and {theirs}")


def ground(actors: int, ties: int, facets: int = 500) -> Ground:
    """Return a two-mode network of power laws on both sides, initiatives of eight organisations on average, and facets."""
    rng = np.random.default_rng(SEED)
    weight = np.minimum(rng.zipf(2.2, actors), 60).astype(float)
    projects = ties // 8
    rows = rng.choice(actors, ties, p=weight / weight.sum())
    size = np.minimum(rng.zipf(2.2, projects), 60).astype(float)
    columns = rng.choice(projects, ties, p=size / size.sum())
    partners = sparse.csr_matrix((np.ones(ties), (rows, columns)), shape=(actors, projects))
    partners.data = np.ones_like(partners.data)
    chosen = np.minimum(rng.zipf(1.6, 5 * actors), facets) - 1
    own = sparse.csr_matrix(
        (np.ones(5 * actors), (np.repeat(np.arange(actors), 5), chosen)), shape=(actors, facets)
    )
    own.data = np.ones_like(own.data)
    return Ground(
        tuple(f"o{i:06d}" for i in range(actors)),
        tuple(f"p{i:06d}" for i in range(projects)),
        tuple(Facet("theme", f"t{i:04d}") for i in range(facets)),
        partners,
        own,
        sparse.csr_matrix((projects, facets)),
        sparse.csr_matrix((actors, actors)),
    )


def paired(actors: int, ties: int, seed: int = SEED) -> Ground:
    """Return organisations whose ties are initiatives of two: the one-mode graph has as many ties as initiatives."""
    rng = np.random.default_rng(seed)
    weight = np.minimum(rng.zipf(2.2, actors), 300).astype(float)
    share = weight / weight.sum()
    ends = np.sort(
        np.column_stack([rng.choice(actors, 2 * ties, p=share), rng.choice(actors, 2 * ties, p=share)])
    )
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    ends = ends[np.sort(rng.permutation(len(ends))[:ties])]
    rows, columns = ends.ravel(), np.repeat(np.arange(len(ends)), 2)
    plain = ground(actors, 8)
    partners = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(actors, len(ends)))
    names = tuple(f"p{i:07d}" for i in range(len(ends)))
    return Ground(
        plain.actors,
        names,
        plain.facets,
        partners,
        plain.own,
        sparse.csr_matrix((len(ends), len(plain.facets))),
        plain.fits,
    )


def _two_mode(of: Ground) -> TwoMode:
    """Return the two-mode graph with its matrix made, as when a network has been read."""
    rows, columns = of.partners.nonzero()
    mode = projection.from_pairs(
        (of.actors[i], of.projects[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    )
    _same(mode.incidence.nnz, of.partners.nnz)
    return mode


def triangles(of: Ground) -> tuple[int, float]:
    """Return the number of pairs two steps apart that are no partners, and the sum of their scores."""
    closeness = Closeness(of)
    partners = closeness.partners
    half = sparse.csr_matrix(partners @ sparse.diags(closeness.shares))
    n, total = 0, 0.0
    for start, stop in _blocks(partners):
        found = sparse.csr_matrix(half[start:stop] @ partners[:, start:])
        one = np.repeat(np.arange(start, stop), np.diff(found.indptr))
        later = found.indices + start > one
        keys = one[later].astype(np.int64) * closeness.n + found.indices[later] + start
        tied = np.isin(keys, _tied(partners, start, stop), assume_unique=True)
        n += int((~tied).sum())
        total += float(found.data[later][~tied].sum())
    return n, total


def _tied(partners: sparse.csr_matrix, start: int, stop: int) -> Any:
    block = partners[start:stop].tocoo()
    return (block.row.astype(np.int64) + start) * partners.shape[0] + block.col


def _blocks(partners: sparse.csr_matrix) -> list[tuple[int, int]]:
    work = np.asarray(partners @ np.diff(partners.indptr)).ravel() + 1
    edges = np.unique(np.searchsorted(np.cumsum(work), np.arange(0, work.sum(), 4_000_000)))
    return list(zip(edges.tolist(), [*edges[1:].tolist(), len(work)], strict=True))


def against_networkx(of: Ground, one_mode: Ground) -> None:
    """Print the ratios for the projection and for closing triangles."""
    mode = _two_mode(of)
    graph = projection.graph(mode)
    ours, found = timed(lambda: projection.collaboration(mode))
    theirs, made = timed(lambda: nx.bipartite.collaboration_weighted_projected_graph(graph, mode.actors), 1)
    weights = sum(w for _, _, w in made.edges(data="weight"))
    _same(found.nnz // 2, made.number_of_edges())
    _same(found.sum() / 2, weights)
    print(
        f"projection         ours {ours:8.3f} s  networkx {theirs:8.3f} s  x{theirs / ours:.0f}  ({found.nnz // 2:,} ties)"
    )
    _igraph(of, ours)
    plain: Any = nx.Graph()
    partners = sparse.triu(Closeness(one_mode).partners)
    plain.add_edges_from(zip(*(ends.tolist() for ends in partners.nonzero()), strict=True))
    pairs = [(u, v) for u in plain for v in {w for z in plain[u] for w in plain[z]} - set(plain[u]) if u < v]
    ours, (n, total) = timed(lambda: triangles(one_mode))
    theirs, score = timed(lambda: sum(s for *_, s in nx.resource_allocation_index(plain, pairs)), 1)
    _same(n, len(pairs))
    _same(total, score)
    print(
        f"closing triangles  ours {ours:8.3f} s  networkx {theirs:8.3f} s  x{theirs / ours:.0f}  ({n:,} pairs two steps apart)"
    )
    _proposed(one_mode, theirs)


def _proposed(of: Ground, theirs: float | None = None) -> None:
    seconds, pairs = timed(lambda: select(Closeness(of), Wanted(50, 3)), 1 if theirs is None else 3)
    beside = f"  networkx, triangles alone {theirs:8.3f} s  x{theirs / seconds:.0f}" if theirs else ""
    print(f"proposals          ours {seconds:8.3f} s{beside}  (50 pairs, nobody in more than {most(pairs)})")


def _igraph(of: Ground, ours: float) -> None:
    try:
        igraph = importlib.import_module("igraph")
    except ImportError:
        print("igraph             not installed")
        return
    rows, columns = of.partners.nonzero()
    n = len(of.actors)
    types = [False] * n + [True] * len(of.projects)
    graph = igraph.Graph.Bipartite(types, list(zip(rows.tolist(), (columns + n).tolist(), strict=True)))
    seconds, _ = timed(lambda: graph.bipartite_projection(which=0), 1)
    print(f"projection         igraph {seconds:.3f} s  x{seconds / ours:.1f} ours")


def large() -> None:
    """Print seconds and memory for 100,000 organisations and a million ties."""
    mode = _two_mode(ground(100_000, 1_000_000))
    _projected(mode)
    one_mode = paired(100_000, 1_000_000)
    print(f"100k / 1M one-mode: {Closeness(one_mode).partners.nnz // 2:,} ties")
    _proposed(one_mode)
    print(f"memory at most {_memory()} MB")


def _projected(mode: TwoMode) -> None:
    seconds, found = timed(lambda: projection.collaboration(mode), 1)
    print(f"100k / 1M two-mode: projection {seconds:.2f} s, {found.nnz // 2:,} ties, memory {_memory()} MB")


def _memory() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // (1_000_000 if sys.platform == "darwin" else 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 100,000 organisations and a million ties")
    parser.add_argument("--only-large", action="store_true", help="nothing else")
    given = parser.parse_args()
    print(f"networkx {nx.__version__}, 10,000 organisations / 50,000 ties, seed {SEED}")
    if not given.only_large:
        against_networkx(ground(10_000, 50_000), paired(10_000, 50_000))
    if given.large or given.only_large:
        large()


if __name__ == "__main__":
    main()
