r"""The groups of a graph with ties between things of one kind, by the search for two-mode graphs.

The adjacency :math:`A` is searched as if its rows and columns were two sides (the modularity of Barber 2007 is
then that of Newman & Girvan 2004 where both sides are grouped alike),

.. math:: Q = \frac{1}{2m} \sum_{ij} (A_{ij} - \gamma k_i k_j / 2m)\, \delta(g_i, g_j),

then the groups of the rows are improved node by node.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from dtz_network.analysis import ranking
from dtz_network.analysis.grouping.search import Search, joined
from dtz_network.analysis.grouping.two_sides import Floats, Labels, Ties, numbered


def modularity(adjacency: sparse.csr_matrix, labels: Labels, resolution: float = 1.0) -> float:
    """Return the modularity of groups of a weighted, undirected graph, below 1; 0 without ties."""
    total = float(adjacency.sum())
    if not total:
        return 0.0
    coo = adjacency.tocoo()
    inside = float(coo.data[labels[coo.row] == labels[coo.col]].sum())
    held = np.bincount(labels, np.asarray(adjacency.sum(axis=1)).ravel())
    return inside / total - resolution * float((held**2).sum()) / total**2


def groups(adjacency: sparse.csr_matrix, *, seed: int = 1, runs: int = 20, resolution: float = 1.0) -> Labels:
    """Return the most modular groups of so many runs, numbered by first member; a node without ties is one.

    ``adjacency`` is symmetric, without loops, weights above 0. The same seed gives the same groups.

    >>> pairs = np.array([[0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3], [2, 3]])
    >>> half = sparse.coo_matrix((np.ones(7), pairs.T), shape=(6, 6))
    >>> groups(sparse.csr_matrix(half + half.T), runs=3).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    coo = adjacency.tocoo()
    n = adjacency.shape[0]
    ties = Ties((coo.row.astype(np.int64), coo.col.astype(np.int64)), coo.data.astype(float), (n, n))
    ready = Search(ties, resolution)
    found = (
        _settled(adjacency, ready.whole(ready.run(one))[0], resolution) for one in ranking.seeds(seed, runs)
    )
    return max(found, key=lambda labels: round(modularity(adjacency, labels, resolution), 9))


def _settled(adjacency: sparse.csr_matrix, labels: Labels, resolution: float) -> Labels:
    """Return groups that neither moving a node nor joining two groups makes more modular."""
    degrees = np.asarray(adjacency.sum(axis=1)).ravel()
    scale = resolution / max(float(degrees.sum()), 1e-300)
    labels = numbered(labels)
    while (better := _moved(adjacency, labels, degrees, scale)) is not None:
        labels = better
    gain = _between(adjacency, labels, degrees, scale)
    together = joined(labels, gain)
    return labels if together is None else _settled(adjacency, together, resolution)


def _moved(adjacency: sparse.csr_matrix, labels: Labels, degrees: Floats, scale: float) -> Labels | None:
    """Return the groups after the one move, to another group or alone, that gains most; None if none does."""
    n, groups = len(labels), int(labels.max(initial=-1)) + 2
    hot = sparse.csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, groups))
    gain = (adjacency @ hot).toarray() - np.outer(degrees * scale, hot.T @ degrees)
    own = gain[np.arange(n), labels] + scale * degrees**2
    gain -= own[:, None]
    gain[np.arange(n), labels] = 0.0
    node, group = np.unravel_index(int(np.argmax(gain)), gain.shape)
    if gain[node, group] <= 1e-9:
        return None
    moved = labels.copy()
    moved[node] = group
    return numbered(moved)


def _between(adjacency: sparse.csr_matrix, labels: Labels, degrees: Floats, scale: float) -> Floats:
    n, groups = len(labels), int(labels.max(initial=-1)) + 1
    hot = sparse.csr_matrix((np.ones(n), (np.arange(n), labels)), shape=(n, groups))
    held = hot.T @ degrees
    return np.asarray((hot.T @ adjacency @ hot).toarray() - scale * np.outer(held, held), dtype=float)
