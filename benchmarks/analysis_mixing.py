"""Random graphs of the same degrees and the ties between kinds, beside networkx: ``python -m benchmarks.analysis_mixing``.

Each row: organisations and ties; what the whole test takes (with its number of random graphs), one random
graph, and ties between kinds beside networkx (projection weighted after Newman, then an attribute mixing
matrix), in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from dtz_network.analysis.composition import mixing
from dtz_network.analysis.projection import TwoMode, from_pairs, graph
from dtz_network.analysis.random_ties import shuffles

SIZES = ((300, 900), (1_000, 4_000), (10_000, 50_000))
KINDS = "beg"


def made(n: int, m: int) -> TwoMode:
    """Return ``n`` organisations, active by a power law (-0.5), with ``m`` ties to 0.6 n initiatives."""
    rng = np.random.default_rng(1)
    activity = (1 + np.arange(n)) ** -0.5
    ends = zip(rng.choice(n, m, p=activity / activity.sum()), rng.integers(int(0.6 * n), size=m), strict=True)
    return from_pairs({(f"a{one:06}", f"p{other:06}") for one, other in ends})


def seconds(act: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    act()
    return time.process_time() - start


def with_networkx(mode: TwoMode) -> object:
    """Return the ties between kinds as networkx computes them."""
    whole = nx.bipartite.collaboration_weighted_projected_graph(graph(mode), mode.actors)
    nx.set_node_attributes(whole, {a: KINDS[i % 3] for i, a in enumerate(mode.actors)}, "kind")
    return nx.attribute_mixing_matrix(whole, "kind")


def main() -> None:
    """Print times and ratios by size."""
    for n, m in SIZES:
        mode = made(n, m)
        kinds = {actor: {KINDS[i % 3]: 1.0} for i, actor in enumerate(mode.actors)}
        rows, columns = mode.places
        whole = seconds(lambda mode=mode, kinds=kinds: mixing.of(mode, kinds, KINDS))  # type: ignore[misc]
        one = seconds(lambda rows=rows, columns=columns: list(shuffles(rows, columns, 20, 1))) / 20  # type: ignore[misc]
        table = seconds(lambda mode=mode, kinds=kinds: mixing.of(mode, kinds, KINDS, runs=0))  # type: ignore[misc]
        theirs = seconds(lambda mode=mode: with_networkx(mode))  # type: ignore[misc]
        print(
            f"{n:6} {len(mode.ties):6}  test {whole:6.2f} s ({mixing.fitting(m)} graphs)  one {1000 * one:7.1f} ms"
            f"  ties between kinds x{theirs / table:6.1f} networkx"
        )


if __name__ == "__main__":
    main()
