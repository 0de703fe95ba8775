"""Tails and ranges of the distributions that answers rest on, by the special functions behind them.

``scipy.stats`` has them all, but to import it costs more than most answers; the tests compare the two.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Numbers = NDArray[np.floating[Any]]

_STRAIGHT = 0.000016
"""Below this skewness the Pearson type III distribution is taken for the normal one."""


def sign_test(ups: int, downs: int) -> float:
    """Return the two-sided chance of counts as uneven as these when both ways are as likely (Dixon & Mood 1946).

    >>> sign_test(9, 0), sign_test(5, 5), sign_test(0, 0)
    (0.00390625, 1.0, 1.0)
    """
    return min(1.0, 2 * float(special.bdtr(min(ups, downs), ups + downs, 0.5)))


def poisson_at_most(n: ArrayLike, expected: ArrayLike) -> Numbers:
    """Return the chance of ``n`` or fewer."""
    return np.asarray(special.pdtr(n, expected))


def poisson_at_least(n: ArrayLike, expected: ArrayLike) -> Numbers:
    """Return the chance of ``n`` or more."""
    below = np.asarray(n) - 1
    return np.where(below < 0, 1.0, special.pdtrc(np.maximum(below, 0), expected))


def poisson_range(expected: float, share: float = 0.95) -> tuple[int, int]:
    """Return the counts between which ``share`` of Poisson draws fall.

    >>> poisson_range(4.0), poisson_range(0.0)
    ((1, 8), (0, 0))
    """
    if expected <= 0:
        return (0, 0)
    chances = np.array([(1 - share) / 2, (1 + share) / 2])
    found = np.ceil(special.pdtrik(chances, expected))
    below = np.maximum(found - 1, 0)
    low, high = np.where(special.pdtr(below, expected) >= chances, below, found)
    return int(low), int(high)


def beta_binomial_range(of: int, a: float, b: float, share: float = 0.95) -> tuple[int, int]:
    """Return the counts out of ``of`` between which ``share`` fall when the rate is drawn from Beta(a, b).

    >>> beta_binomial_range(10, 1, 1)
    (0, 10)
    """
    k = np.arange(of + 1)
    ways = -np.log(of + 1) - special.betaln(of - k + 1, k + 1)
    below = np.cumsum(np.exp(ways + special.betaln(k + a, of - k + b) - special.betaln(a, b)))
    low, high = np.searchsorted(below, [(1 - share) / 2, (1 + share) / 2])
    return int(low), min(int(high), of)


def skewness(drawn: NDArray[Any]) -> Numbers:
    """Return the skewness of each column, 0 where (nearly) all are the same: :math:`m_3 / m_2^{3/2}`."""
    mean = drawn.mean(axis=0)
    away = drawn - mean
    second = np.mean(away**2, axis=0)
    varies = second > (np.finfo(float).eps * mean) ** 2
    return np.where(varies, np.mean(away**2 * away, axis=0) / np.where(varies, second, 1.0) ** 1.5, 0.0)


def pearson3(x: Numbers, skew: Numbers) -> tuple[Numbers, Numbers]:
    """Return the chances of ``x`` or less and of ``x`` or more by the standardised Pearson type III distribution.

    With :math:`b = 2 / skew`, :math:`b x + b^2` has a gamma distribution of shape :math:`b^2`.
    """
    straight = np.abs(skew) < _STRAIGHT
    slope = 2 / np.where(straight, 1.0, skew)
    moved = np.maximum(slope * (x + slope), 0.0)
    down, up = special.gammainc(slope**2, moved), special.gammaincc(slope**2, moved)
    left = skew < 0
    at_most, at_least = np.where(left, up, down), np.where(left, down, up)
    return np.where(straight, special.ndtr(x), at_most), np.where(straight, special.ndtr(-x), at_least)


def lowest_ranks(values: NDArray[Any]) -> NDArray[np.int64]:
    """Return the rank of each value in its row from 1, equals sharing the lowest.

    >>> lowest_ranks(np.array([[3.0, 1.0, 3.0, 2.0]])).tolist()
    [[3, 1, 3, 2]]
    """
    order = np.argsort(values, axis=1, kind="stable")
    placed = np.take_along_axis(values, order, axis=1)
    first = np.zeros(values.shape, dtype=np.int64)
    first[:, 1:] = np.where(placed[:, 1:] != placed[:, :-1], np.arange(1, values.shape[1]), 0)
    found = np.empty_like(first)
    np.put_along_axis(found, order, np.maximum.accumulate(first, axis=1) + 1, axis=1)
    return found


__all__ = [
    "beta_binomial_range", "lowest_ranks", "pearson3", "poisson_at_least", "poisson_at_most", "poisson_range",
    "sign_test", "skewness",
]  # fmt: skip
