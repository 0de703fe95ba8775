r"""A core whose members all meet, and a periphery that meets the core alone: how far a graph looks like that.

For a graph without directions, :math:`a_{ij}` 1 where two meet, and a set of nodes taken for the core, the pattern
:math:`\delta_{ij}` is 1 where one of the two at least is in the core. The fit is the correlation of :math:`a` and
:math:`\delta` over all pairs, and the core is the set with the highest (Borgatti, S. P. & Everett, M. G., 1999,
Social Networks 21). Any skewed degrees fit well: compare with graphs of the same degrees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.projection import off_diagonal

Numbers = NDArray[np.float64]
STARTS = 8
"""Beginnings of the order by degree, the best of all, from which is searched on."""
EQUAL = 1e-12


@dataclass(frozen=True)
class Core:
    """The best core: places of its nodes, and the correlation (-1 to 1); none, and 0, where nothing can vary."""

    nodes: tuple[int, ...]
    fit: float


def fit(n: int, ties: float, core: Numbers | int, covered: Numbers | float) -> Numbers:
    """Return the correlation of ties and pattern, for one core or for many.

    Args:
        n: nodes; ``ties`` of the graph.
        core: nodes of the core; ``covered`` ties of which one end at least is in it.

    >>> float(fit(4, 3, 1, 3))  # a star: its centre is the core
    1.0
    """
    pairs = n * (n - 1) / 2
    size = np.asarray(core, float)
    ones = size * (size - 1) / 2 + size * (n - size)
    spread = ties * (pairs - ties) * ones * (pairs - ones)
    found = (pairs * np.asarray(covered) - ties * ones) / np.sqrt(np.where(spread > 0, spread, 1))
    return np.where(spread > 0, found, 0.0)


def find(graph: sparse.csr_matrix) -> Core:
    """Return the core of a graph with the highest fit: from the best beginnings of the order by degree, node by node.

    Args:
        graph: square and symmetric; what is not 0 is a tie, the diagonal does not count. Nodes without a tie are in the
            periphery. Disconnected graphs may be asked, though one core then says little.
    """
    near = off_diagonal(sparse.csr_matrix(graph != 0, dtype=float))
    n, degrees = near.shape[0], np.diff(near.indptr)
    order = np.lexsort((np.arange(n), -degrees))
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    one = place[np.repeat(np.arange(n), degrees)]
    first = one[one < place[near.indices]]
    covered = np.cumsum(np.bincount(first, minlength=n))[:-1].astype(float)
    fits = fit(n, near.nnz / 2, np.arange(1, n), covered)
    best = Core((), 0.0)
    for start in np.argsort(-fits, kind="stable")[:STARTS].tolist():
        found = _climbed(near, order[: start + 1])
        best = found if found.fit > best.fit + EQUAL else best
    return best


def _climbed(near: sparse.csr_matrix, start: NDArray[np.int64]) -> Core:
    """Return the core after moving the node that helps most, while one does."""
    n, ties = near.shape[0], near.nnz / 2
    inside = np.zeros(n, bool)
    inside[start] = True
    outer = near @ ~inside
    while True:
        covered, size = ties - outer[~inside].sum() / 2, int(inside.sum())
        now = float(fit(n, ties, size, covered))
        way = np.where(inside, -1, 1)
        tried = fit(n, ties, size + way, covered + way * outer)
        node = int(np.argmax(np.round(tried, 12)))
        if tried[node] <= now + EQUAL:
            return Core(tuple(int(i) for i in np.flatnonzero(inside)), now)
        inside[node] = not inside[node]
        outer[near.indices[near.indptr[node] : near.indptr[node + 1]]] -= way[node]
