r"""Relatedness of activities: what goes together with the same things, and what a place has of the related.

Input is a 0/1 matrix :math:`M` of shape (carriers, activities): in what something (an initiative, a place, a
subject) has which activities. Co-occurrence is :math:`C = M^T M` with an empty diagonal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def cooccurrence(carriers: Matrix) -> Matrix:
    """Return in how many carriers every two activities stand together; zero diagonal.

    >>> cooccurrence(np.array([[1, 1, 0], [1, 1, 1]])).tolist()
    [[0.0, 2.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    there = (np.asarray(carriers) > 0).astype(float)
    joint: Matrix = there.T @ there
    np.fill_diagonal(joint, 0.0)
    return joint


def association(joint: Matrix) -> Matrix:
    r"""Return co-occurrence over what sizes give, 1 = as by chance, 0 = never together; zero diagonal.

    .. math:: \varphi_{ij} = C_{ij} \Big/ \Big[\Big(\frac{S_i}{T}\frac{S_j}{T-S_i} + \frac{S_j}{T}\frac{S_i}{T-S_j}\Big)\frac{T}{2}\Big]

    with row sums :math:`S` and total :math:`T` of the co-occurrences (van Eck & Waltman 2009; the measure
    "prob" of Steijn, M. P. A., 2021, Research Policy 50). What never occurs with another has 0.

    >>> association(np.array([[0.0, 1, 1], [1, 0, 1], [1, 1, 0]])).round(3).tolist()
    [[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    sums, total = joint.sum(axis=1), float(joint.sum())
    rest = total - sums
    spread = np.divide(sums, rest, out=np.zeros_like(sums), where=rest > 0)
    expected = (np.outer(spread, sums) + np.outer(sums, spread)) / 2
    share: Matrix = np.divide(joint, expected, out=np.zeros_like(joint), where=expected > 0)
    return share


def proximity(carriers: Matrix) -> Matrix:
    r"""Return the smaller of the two shares of carriers that one activity has in common with the other, 0..1.

    :math:`\varphi_{ij} = \min(P(i \mid j), P(j \mid i)) = C_{ij} / \max(U_i, U_j)` with :math:`U` the number of
    carriers of an activity (Hidalgo, Klinger, Barabási & Hausmann 2007, Science 317); zero diagonal.

    >>> proximity(np.array([[1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1]]))[0].round(2).tolist()
    [0.0, 1.0, 0.5, 0.0]
    """
    there = (np.asarray(carriers) > 0).astype(float)
    size = there.sum(axis=0)
    larger = np.maximum.outer(size, size)
    share: Matrix = np.divide(cooccurrence(there), larger, out=np.zeros_like(larger), where=larger > 0)
    return share


def near(shared: Matrix) -> tuple[Matrix, Matrix]:
    """Return proximity and association of activities; proximity 0 where fewer carriers are shared than size gives.

    >>> [found.round(2).tolist() for found in near(np.array([[1.0, 1, 0], [0, 0, 1]]))]
    [[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]]
    """
    more = association(cooccurrence(shared))
    return np.where(more >= 1 - 1e-9, proximity(shared), 0.0), more


def advantage(counts: Matrix) -> Matrix:
    r"""Return the shrunk revealed comparative advantage :math:`(x + 1) / (E + 1)`, above 1 where there is more than sizes give.

    ``counts`` has shape (carriers, activities); :math:`E_{cs} = x_{c\cdot} x_{\cdot s} / x_{\cdot\cdot}` (Balassa 1965).
    The added one keeps counts below five from exploding.

    >>> advantage(np.array([[3.0, 0], [0, 3]])).tolist()
    [[1.6, 0.4], [0.4, 1.6]]
    """
    total = float(counts.sum())
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total if total else np.zeros_like(counts)
    return np.asarray((counts + 1) / (expected + 1), dtype=float)


def specialised(counts: Matrix) -> Matrix:
    """Return 1 where a carrier has an activity, no less of it than sizes give; else 0."""
    return ((counts > 0) & (advantage(counts) >= 1 - 1e-9)).astype(float)


def density(carriers: Matrix, related: Matrix) -> Matrix:
    r"""Return per carrier and activity the share of what is related to it that the carrier has, 0..1.

    :math:`\omega_{cs} = \sum_j \varphi_{sj} x_{cj} / \sum_j \varphi_{sj}` (Hidalgo et al. 2007; Boschma, Balland &
    Kogler 2015); 0 for an activity to which nothing is related.

    >>> rows = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1]])
    >>> (100 * density(rows, (cooccurrence(rows) > 0).astype(float))).round(2).tolist()
    [[50.0, 50.0, 66.67, 0.0], [100.0, 100.0, 66.67, 100.0], [50.0, 50.0, 33.33, 100.0], [0.0, 0.0, 33.33, 0.0]]
    """
    there = (np.asarray(carriers) > 0).astype(float)
    whole = related.sum(axis=0)
    none = np.zeros((len(there), len(whole)))
    share: Matrix = np.divide(there @ related, whole, out=none, where=whole > 0)
    return share
