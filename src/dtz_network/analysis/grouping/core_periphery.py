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

Ties = NDArray[np.bool_]
STARTS = 8
"""Beginnings of the order by degree, the best of all, from which is searched on."""
EQUAL = 1e-12


@dataclass(frozen=True)
class Core:
    """The best core: places of its nodes, and the correlation (-1 to 1); none, and 0, where nothing can vary."""

    nodes: tuple[int, ...]
    fit: float


def fit(n: int, ties: float, core: int, covered: float) -> float:
    """Return the correlation of ties and pattern.

    Args:
        n: nodes; ``ties`` of the graph.
        core: nodes of the core; ``covered`` ties of which one end at least is in it.

    >>> fit(4, 3, 1, 3)  # a star: its centre is the core
    1.0
    """
    pairs = n * (n - 1) / 2
    ones = core * (core - 1) / 2 + core * (n - core)
    spread = ties * (pairs - ties) * ones * (pairs - ones)
    return float((pairs * covered - ties * ones) / np.sqrt(spread)) if spread > 0 else 0.0


def find(graph: sparse.csr_matrix) -> Core:
    """Return the core of a graph with the highest fit: from the best beginnings of the order by degree, node by node.

    Args:
        graph: square and symmetric; what is not 0 is a tie, the diagonal does not count. Nodes without a tie are in the
            periphery. Disconnected graphs may be asked, though one core then says little.
    """
    near = np.asarray(graph.toarray() != 0)
    np.fill_diagonal(near, val=False)
    degrees = near.sum(axis=1)
    order = np.lexsort((np.arange(len(near)), -degrees))
    covered = np.cumsum(np.triu(near[order][:, order], 1).sum(axis=1)).tolist()
    ties = float(near.sum() / 2)
    starts = [(fit(len(near), ties, size, covered[size - 1]), size) for size in range(1, len(near))]
    best = Core((), 0.0)
    for _, size in sorted(starts, key=lambda start: (-start[0], start[1]))[:STARTS]:
        found = _climbed(near, order[:size])
        best = found if found.fit > best.fit + EQUAL else best
    return best


def _fit(near: Ties, inside: NDArray[np.bool_]) -> float:
    ties = near.sum() / 2
    outer = near[~inside][:, ~inside].sum() / 2
    return fit(len(near), float(ties), int(inside.sum()), float(ties - outer))


def _climbed(near: Ties, start: NDArray[np.int64]) -> Core:
    """Return the core after moving the node that helps most, while one does."""
    inside = np.zeros(len(near), bool)
    inside[start] = True
    ties, n = float(near.sum() / 2), len(near)
    now = _fit(near, inside)
    while True:
        outer = near[:, ~inside].sum(axis=1)
        covered = ties - float(outer[~inside].sum() / 2)
        size = int(inside.sum())
        tried = [
            fit(n, ties, size - 1, covered - gone) if own else fit(n, ties, size + 1, covered + gone)
            for own, gone in zip(inside.tolist(), outer.tolist(), strict=True)
        ]
        node = int(np.argmax(np.round(tried, 12)))
        if tried[node] <= now + EQUAL:
            return Core(tuple(int(i) for i in np.flatnonzero(inside)), now)
        inside[node] = not inside[node]
        now = tried[node]
