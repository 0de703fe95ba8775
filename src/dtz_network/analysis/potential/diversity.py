r"""Variety of activities: entropy, related and unrelated variety, Rao–Stirling diversity, three-way information.

Figures for experts. Entropies are in bits, :math:`H = -\sum p \log_2 p`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Variety:
    """Variety between and within classes, in bits; ``total`` is their sum."""

    unrelated: float
    related: float
    total: float


def entropy(counts: Sequence[float] | NDArray[np.float64]) -> float:
    """Return the entropy of counts or shares in bits, 0 (one kind, or none) to log2 of the number of kinds.

    >>> entropy([1, 1, 1, 1]), entropy([5, 0]), entropy([])
    (2.0, 0.0, 0.0)
    """
    found = np.asarray(counts, dtype=float)
    found = found[found > 0]
    if not len(found):
        return 0.0
    shares = found / found.sum()
    return float(-(shares * np.log2(shares)).sum()) + 0.0


def variety(classes: Mapping[str, Sequence[float]]) -> Variety:
    r"""Return unrelated variety :math:`H(P_g)` and related variety :math:`\sum_g P_g H_g` over classes g of activities.

    Frenken, K., van Oort, F. & Verburg, T. (2007), Regional Studies 41.

    >>> variety({"A": [0.25, 0.25], "B": [0.5]})
    Variety(unrelated=1.0, related=0.5, total=1.5)
    """
    sums = {name: float(sum(counts)) for name, counts in classes.items()}
    whole = sum(sums.values())
    unrelated = entropy(list(sums.values()))
    related = sum(sums[name] / whole * entropy(counts) for name, counts in classes.items()) if whole else 0.0
    return Variety(unrelated, related, unrelated + related)


def rao_stirling(shares: Sequence[float], distance: NDArray[np.float64]) -> float:
    r"""Return :math:`\sum_{ij} d_{ij} p_i p_j` over ordered pairs, 0 (one kind) to below the largest distance.

    Stirling, A. (2007), J. R. Soc. Interface 4. ``shares`` sum to one.

    >>> rao_stirling([0.5, 0.5], np.array([[0.0, 1], [1, 0]]))
    0.5
    """
    p = np.asarray(shares, dtype=float)
    return float(p @ np.asarray(distance, dtype=float) @ p)


def transmission(rows: Sequence[tuple[Hashable, Hashable, Hashable]]) -> float:
    r"""Return the three-way information :math:`T = \sum H_i - \sum H_{ij} + H_{123}` in bits; below 0 = synergy.

    ``rows`` are (helix, place, sector) of each organisation. Leydesdorff, L., Dolfsma, W. & van der Panne, G. (2006),
    Research Policy 35. The plain estimate is biased for few rows; 0 for none.

    >>> transmission([(a, b, a ^ b) for a in (0, 1) for b in (0, 1)])
    -1.0
    """
    return transmission_of(*(numbered([row[place] for row in rows]) for place in range(3)))


def transmission_of(one: Numbers, two: Numbers, three: Numbers) -> float:
    """Return the same, given the number of the helix, of the place and of the sector of each organisation."""
    every = (one, two, three)
    apart = sum(_joint(part) for part in every)
    return apart - sum(_joint(*pair) for pair in combinations(every, 2)) + _joint(*every)


def numbered(values: Sequence[Hashable]) -> Numbers:
    """Return a number for each value, in the order of their first occurrence."""
    number = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return np.fromiter((number[value] for value in values), np.int64, len(values))


def _joint(*numbers: Numbers) -> float:
    code = np.zeros(len(numbers[0]), dtype=np.int64)
    for part in numbers:
        code = code * (int(part.max(initial=0)) + 1) + part
    return entropy(np.bincount(code).astype(float))
