"""Who connects: betweenness, structural holes and key players beside networkx, in one run.

``python -m benchmarks.analysis_brokers`` prints for each size seconds and how many times faster than networkx (and than igraph
and networkit, where installed) the project counts, then what 100 (or 30) perturbations cost. ``--quick`` leaves out what takes
networkx minutes. Times are processor seconds of one thread, the best of some runs; memory is the most this process held.

Graph: two-mode, organisations by initiatives (.45 as many), participation and size of initiatives drawn from a Pareto
law (1.8); every organisation takes part at least once. networkx counts on the same graph, from all nodes; the project
from organisations alone, as it counts ways between organisations.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import importlib
import resource
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from dtz_network.analysis.brokerage import betweenness, connectors, structural_holes
from dtz_network.analysis.brokerage.connectors import Settings
from dtz_network.analysis.projection import TwoMode, from_pairs
from dtz_network.model.network import Network
from dtz_network.model.schema import shipped

SIZES = ((300, 900), (1_000, 4_000), (10_000, 50_000))
GOALS = {"betweenness": 12.0, "constraint": 4.0}
LIMITS = {300: 1.0, 1_000: 8.0, 10_000: 25.0}


def two_mode(n: int, ties: int, seed: int = 20221) -> TwoMode:
    """Return a two-mode graph of about so many ties."""
    rng = np.random.default_rng(seed)
    m = int(n * 0.45)
    by = [weight / weight.sum() for weight in (rng.pareto(1.8, n) + 0.5, rng.pareto(1.8, m) + 0.5)]
    found = dict.fromkeys(zip(range(n), rng.choice(m, n, p=by[1]).tolist(), strict=True))
    while len(found) < ties:
        more = zip(rng.choice(n, ties, p=by[0]).tolist(), rng.choice(m, ties, p=by[1]).tolist(), strict=True)
        for tie in more:
            if len(found) < ties:
                found[tie] = None
    return from_pairs((f"Company/a{a:05d}", f"Project/p{p:05d}") for a, p in found)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the processor seconds of the best run."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def installed(name: str) -> Any:
    """Return a library, None where it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def beside(mode: TwoMode, *, quick: bool) -> None:
    """Print each measure beside others."""
    n = len(mode.actors)
    rows, columns = mode.places
    graph: Any = nx.Graph(zip(rows.tolist(), (columns + n).tolist(), strict=True))
    sources = 0 if n <= 1_000 else 100
    slow = n == 1_000 and quick
    own = seconds(lambda: betweenness.of_actors(mode.incidence, sources=sources))
    name = "betweenness" + (f", {sources} sources" if sources else ", exact")
    if not slow:
        line(
            name,
            own,
            "networkx",
            seconds(lambda: nx.betweenness_centrality(graph, k=sources or None, seed=1), 1),
        )
    same: Any = nx.gnm_random_graph(n, len(mode.ties), seed=1)
    drawn = sparse.csr_matrix(nx.to_scipy_sparse_array(same, dtype=float))
    own_held = seconds(lambda: structural_holes.constraint(drawn))
    line(f"constraint, {drawn.nnz // 2} ties", own_held, "networkx", seconds(lambda: nx.constraint(same), 2))
    line("effective size", seconds(lambda: structural_holes.effective_size(drawn)), "networkx",
         seconds(lambda: nx.effective_size(same), 1) if n <= 1_000 else 0.0)  # fmt: skip
    igraph(rows, columns, n, sources, own, drawn, own_held)
    networkit(rows, columns, n, sources, own)


def igraph(rows: Any, columns: Any, n: int, sources: int, own: float, drawn: Any, own_held: float) -> None:
    """Print igraph beside it, where installed."""
    library = installed("igraph")
    if library is None:
        print("    igraph is not installed")
        return
    made = library.Graph(list(zip(rows.tolist(), (columns + n).tolist(), strict=True)))
    chosen = list(range(sources)) if sources else None
    line("betweenness", own, "igraph", seconds(lambda: made.betweenness(sources=chosen)))
    both = sparse.triu(drawn).tocoo()
    other = library.Graph(drawn.shape[0], list(zip(both.row.tolist(), both.col.tolist(), strict=True)))
    line("constraint", own_held, "igraph", seconds(other.constraint))


def networkit(rows: Any, columns: Any, n: int, sources: int, own: float) -> None:
    """Print networkit beside it, where installed."""
    library = installed("networkit")
    if library is None:
        print("    networkit is not installed")
        return
    made = library.Graph(int(n + columns.max() + 1))
    for one, other in zip(rows.tolist(), (columns + n).tolist(), strict=True):
        made.addEdge(one, other)
    run = (
        (lambda: library.centrality.EstimateBetweenness(made, sources).run())
        if sources
        else (lambda: library.centrality.Betweenness(made).run())
    )
    line("betweenness", own, "networkit", seconds(run))


def line(what: str, own: float, other: str = "", theirs: float = 0.0) -> None:
    """Print one comparison, with the goal where there is one."""
    ratio = f"{other} {theirs:9.4f} s   x {theirs / own:6.1f}" if theirs else ""
    goal = (
        next((g for name, g in GOALS.items() if what.startswith(name)), 0.0) if other == "networkx" else 0.0
    )
    print(f"    {what:45} {own:9.4f} s   {ratio}" + (f"   (goal x {goal:g})" if goal and theirs else ""))


def whole(mode: TwoMode) -> None:
    """Print what ranks with their perturbations cost."""
    settings: Settings = connectors.fitting(mode)
    network = Network(shipped(), {}, [])
    cost = seconds(lambda: connectors.find(network, mode, settings=settings), 1)
    sources = settings.repeated or len(mode.actors)
    what = f"ranks, {settings.runs} perturbations from {sources} organisations"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"    {what:45} {cost:9.2f} s   (limit {LIMITS[len(mode.actors)]:g} s; {memory} MB held at most)")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description="who connects, beside networkx")
    parser.add_argument("--quick", action="store_true", help="leave out what takes networkx long")
    quick = parser.parse_args().quick
    for n, ties in SIZES:
        mode = two_mode(n, ties)
        print(f"{n} organisations, {len(mode.affiliations)} initiatives, {len(mode.ties)} ties")
        whole(mode)
        beside(mode, quick=quick)


if __name__ == "__main__":
    main()
