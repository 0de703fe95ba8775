"""How far two sets overlap, and how far two partitions of the same things agree, corrected for chance."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Table = NDArray[np.int64]


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Return what two sets have in common over what either has (Jaccard 1901), 0..1; 0 for two empty ones.

    >>> jaccard("ab", "bc"), jaccard("", "")
    (0.3333333333333333, 0.0)
    """
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / max(len(mine | theirs), 1)


def adjusted_rand(one: Sequence[Hashable] | Table, other: Sequence[Hashable] | Table) -> float:
    r"""Return the adjusted Rand index, 1 for equal partitions and about 0 for unrelated ones.

    .. math:: (\sum \binom{n_{ij}}{2} - E) / (\tfrac12 (A + B) - E),
       A = \sum \binom{a_i}{2}, B = \sum \binom{b_j}{2}, E = A B / \binom{n}{2}

    (Hubert & Arabie 1985). 1 where both put everything in one group, or each thing in its own.

    >>> adjusted_rand([0, 0, 1, 1], [1, 1, 0, 0]), round(adjusted_rand([0, 0, 1, 1], [0, 0, 1, 2]), 4)
    (1.0, 0.5714)
    """
    table = contingency(one, other)
    both, a, b = (_pairs(x) for x in (table, table.sum(axis=1), table.sum(axis=0)))
    whole = _pairs(np.array([table.sum()]))
    expected = a * b / whole if whole else 0.0
    most = (a + b) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def adjusted_mutual_information(one: Sequence[Hashable] | Table, other: Sequence[Hashable] | Table) -> float:
    r"""Return the adjusted mutual information, 1 for equal partitions and about 0 for unrelated ones.

    .. math:: (I - E[I]) / (\tfrac12 (H_1 + H_2) - E[I])

    with the expectation over all partitions of the same sizes (Vinh, Epps & Bailey 2010).

    >>> adjusted_mutual_information("aabb", "ccdd"), abs(round(adjusted_mutual_information("aaaa", "abcd"), 9))
    (1.0, 0.0)
    """
    table = contingency(one, other)
    if max(table.shape, default=0) <= 1:
        return 1.0
    a, b, n = table.sum(axis=1), table.sum(axis=0), int(table.sum())
    at = table > 0
    share = table[at] / n
    mutual = float(np.sum(share * np.log(n * table[at] / np.outer(a, b)[at])))
    expected = _expected(a, b, n)
    most = (_entropy(a / n) + _entropy(b / n)) / 2
    gap = most - expected
    return 1.0 if abs(gap) < 1e-12 else min(1.0, round((mutual - expected) / gap, 12))


def contingency(one: Sequence[Hashable] | Table, other: Sequence[Hashable] | Table) -> Table:
    """Return how often each pair of labels occurs, shape (labels of one, labels of other)."""
    rows, columns = _numbers(one), _numbers(other)
    height, width = int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1
    return np.bincount(rows * width + columns, minlength=height * width).reshape(height, width)


def _numbers(labels: Sequence[Hashable] | Table) -> Table:
    if isinstance(labels, np.ndarray):
        from_0 = labels - int(labels.min(initial=0))
        return np.asarray((np.cumsum(np.bincount(from_0) > 0) - 1)[from_0], dtype=np.int64)
    number = {label: i for i, label in enumerate(dict.fromkeys(labels))}
    return np.fromiter((number[label] for label in labels), np.int64, len(labels))


def _pairs(counts: Table) -> float:
    return float(np.sum(counts * (counts - 1)) / 2)


def _entropy(shares: NDArray[np.float64]) -> float:
    return float(-np.sum(shares * np.log(shares)))


def _expected(a: Table, b: Table, n: int) -> float:
    """Return the mutual information to expect from random partitions with group sizes a and b."""
    total = 0.0
    for x in a:
        for y in b:
            k = np.arange(max(1, x + y - n), min(x, y) + 1)
            fixed = gammaln([x + 1, y + 1, n - x + 1, n - y + 1]).sum() - gammaln(n + 1)
            law = np.exp(fixed - sum(gammaln(t + 1) for t in (k, x - k, y - k, n - x - y + k)))
            total += float(np.sum(k / n * np.log(n * k / (x * y)) * law))
    return total
