"""Groups beside Louvain and Leiden of other libraries: quality on planted and known graphs, and speed, in one run.

``python -m benchmarks.analysis_groups [--seeds 10] [--large] [--calibrate]`` prints

- AMI with the planted groups of ``groups.find`` and of one run of the others on the same graphs (bar: networkx
  Louvain + .04 at every size);
- modularity on graphs with a known best value (those of the folder in ``DTZ_TEST_DATA`` included);
- time of one search, of one run of the others, and of the whole question (``--large``: 10,000 organisations too);
- with ``--calibrate``: of groups called sure, likely or neither, how many overlap by half with a planted one.

igraph and graspologic-native are tried where they are installed; neither is needed.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from benchmarks import planted
from benchmarks.known_graphs import BEST, known
from benchmarks.planted import Planted
from dtz_network.analysis.grouping import groups, one_mode
from dtz_network.analysis.grouping.agreement import adjusted_mutual_information
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.grouping.search import Search
from dtz_network.analysis.grouping.two_sides import Ties

Labels = NDArray[np.int64]
Method = Callable[[Labels, Labels, int, int, int], Labels]
"""Takes rows, columns, their numbers, a seed; returns the group of every row, then of every column."""


def networkx_louvain(rows: Labels, columns: Labels, n: int, m: int, seed: int) -> Labels:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n + m))
    graph.add_edges_from(zip(rows.tolist(), (columns + n).tolist(), strict=True))
    labels = np.zeros(n + m, dtype=np.int64)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=seed)):
        labels[list(members)] = number
    return labels


def igraph_leiden(rows: Labels, columns: Labels, n: int, m: int, seed: int) -> Labels:
    import random

    import igraph

    random.seed(seed)
    graph = igraph.Graph(n + m, list(zip(rows.tolist(), (columns + n).tolist(), strict=True)))
    found = graph.community_leiden(objective_function="modularity", n_iterations=10)
    return np.array(found.membership, dtype=np.int64)


def graspologic_leiden(rows: Labels, columns: Labels, n: int, m: int, seed: int) -> Labels:
    from graspologic_native import leiden

    ties = [(str(row), str(n + column), 1.0) for row, column in zip(rows, columns, strict=True)]
    _, found = leiden(ties, seed=seed, iterations=10)
    return np.array([found.get(str(i), -1 - i) for i in range(n + m)], dtype=np.int64)


def others() -> dict[str, Method]:
    """Return the methods that can be tried here, networkx first."""
    named: dict[str, tuple[str, Method]] = {
        "networkx Louvain": ("networkx", networkx_louvain),
        "igraph Leiden": ("igraph", igraph_leiden),
        "graspologic Leiden": ("graspologic_native", graspologic_leiden),
    }
    return {name: method for name, (module, method) in named.items() if importlib.util.find_spec(module)}


def by_organisation(found: Groups, n: int) -> list[str]:
    """Return the group of each organisation; one in none is by itself."""
    of = {ident: group.id for group in found.groups for ident in group.organisations}
    return [of.get(f"Company/a{i:05d}", f"a{i}") for i in range(n)]


def quality(size: Planted, seeds: Sequence[int]) -> dict[str, list[float]]:
    """Return the AMI with what was planted, by method, a value a seed."""
    found: dict[str, list[float]] = defaultdict(list)
    for seed in seeds:
        rows, columns, own = size.draw(seed)
        n, m = size.organisations, round(size.organisations * size.initiatives)
        ours = groups.find(planted.network(rows, columns))
        found["dtz"].append(adjusted_mutual_information(own.tolist(), by_organisation(ours, n)))
        for name, method in others().items():
            labels = method(rows, columns, n, m, seed)[:n]
            found[name].append(adjusted_mutual_information(own.tolist(), labels.tolist()))
    return found


def print_quality(seeds: int) -> None:
    print(f"AMI with planted groups, mean of {seeds} graphs (standard error)")
    for size in planted.SIZES:
        print(f"  {size}")
        found = quality(size, range(seeds))
        for name, values in found.items():
            above = np.array(found["dtz"]) - np.array(values)
            error = np.std(values) / max(len(values) - 1, 1) ** 0.5
            print(f"    {name:20} {np.mean(values):.3f} ({error:.3f})  dtz above by {np.mean(above):+.3f}")


def print_known() -> None:
    print("modularity of plain graphs: best of 20 runs, best known value, networkx Louvain best of 20")
    for name, graph in ((name, graph) for name, graph in known().items() if name in BEST):
        matrix = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
        ours = one_mode.modularity(matrix, one_mode.groups(matrix))
        theirs = max(
            nx.community.modularity(
                graph, nx.community.louvain_communities(graph, weight=None, seed=seed), weight=None
            )
            for seed in range(20)
        )
        print(f"  {name:16} {ours:.5f}  {BEST[name]:.5f}  {theirs:.5f}")


def thinned(organisations: int, ties: int, seed: int = 1) -> tuple[Labels, Labels]:
    """Return a planted network with so many ties, some of one that has more."""
    size = Planted(organisations, max(5, organisations // 250), least=max(3, ties // organisations))
    rows, columns, _ = size.draw(seed)
    rng = np.random.default_rng(seed)
    chosen = np.sort(rng.permutation(len(rows))[:ties])
    return rows[chosen], columns[chosen]


def timed(make: Callable[[], object]) -> float:
    started = time.process_time()
    make()
    return time.process_time() - started


def print_speed(*, large: bool) -> None:
    print("CPU seconds of one search (ratio to it), and of the whole question with its repetitions")
    for organisations, ties in ((300, 900), (1000, 4000), *(((10_000, 50_000),) if large else ())):
        rows, columns = thinned(organisations, ties)
        n, m = organisations, int(columns.max()) + 1
        network = planted.network(rows, columns)
        settings = groups.fitting(len(rows))
        own = timed(lambda r=rows, c=columns, s=(n, m): Search(Ties((r, c), np.ones(len(r)), s)).run(1))  # type: ignore[misc]
        whole = timed(lambda net=network: groups.find(net))  # type: ignore[misc]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"  {organisations}/{len(rows)}: search {own:.3f} s; groups.find {whole:.1f} s with")
        print(f"    {settings.perturbed} x ties left out, {settings.twins} twins; peak {memory} MB")
        for name, method in others().items():
            theirs = timed(lambda f=method, a=(rows, columns, n, m, 1): f(*a))  # type: ignore[misc]
            print(f"    {name:20} {theirs:.3f} s  x{theirs / own:.1f}")


def calibration(seeds: int, least: int) -> Iterator[tuple[float, bool]]:
    """Yield firmness and whether the group overlaps by half (Jaccard) with a planted one."""
    for n, inside in product((40, 60, 100, 150), (0.55, 0.7, 0.85, 0.97)):
        size = Planted(n, max(3, n // 25), inside=inside, least=least)
        for seed in range(seeds):
            rows, columns, own = size.draw(seed)
            truth = [{f"Company/a{i:05d}" for i in np.flatnonzero(own == g)} for g in range(size.groups)]
            for group in groups.find(planted.network(rows, columns)).groups:
                members = set(group.organisations)
                best = max(len(members & t) / len(members | t) for t in truth)
                yield group.firm, best >= 0.5


def print_calibration(seeds: int) -> None:
    for least in (2, 1):
        found = list(calibration(seeds, least))
        print(
            f"{len(found)} groups, organisations with {least} tie(s) or more: share that overlaps by half with a"
        )
        print("planted group, by how firm they are")
        for low, high in ((0.9, 1.01), (0.7, 0.9), (0.0, 0.7)):
            right = [hit for firm, hit in found if low <= firm < high]
            print(f"  {low:.1f}-{min(high, 1):.1f}: {np.mean(right) if right else 0:.2f} of {len(right)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    given = parser.parse_args()
    if given.calibrate:
        print_calibration(given.seeds)
        return
    print_known()
    print_speed(large=given.large)
    print_quality(given.seeds)


if __name__ == "__main__":
    main()
