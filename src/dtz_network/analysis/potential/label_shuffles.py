"""Label shuffles: what would be if labels lay at random among comparable things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Order = NDArray[np.int64]
SMALL = 4
"""Strata with fewer things are taken together with the one below (or above) of the same type."""
AT_ONCE = 100
"""Orders that are drawn together; another number draws others."""
BUSY = (1, 3)
"""Upper bounds of the classes of activity: one tie, two or three, more."""


def strata(types: Sequence[str], degrees: Sequence[int]) -> list[Order]:
    """Return places that may change labels with each other: same type, about as many ties.

    >>> [s.tolist() for s in strata("aaaaaaaab", [1, 1, 1, 1, 5, 5, 5, 5, 2])]
    [[0, 1, 2, 3], [4, 5, 6, 7], [8]]
    """
    classes: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, (kind, degree) in enumerate(zip(types, degrees, strict=True)):
        classes[kind][sum(degree > bound for bound in BUSY)].append(place)
    found = []
    for kind in sorted(classes):
        found += _joined([classes[kind][size] for size in sorted(classes[kind])])
    return [np.array(places, dtype=np.int64) for places in found]


def _joined(groups: Sequence[list[int]]) -> list[list[int]]:
    made: list[list[int]] = []
    for group in groups:
        if made and (len(made[-1]) < SMALL or len(group) < SMALL):
            made[-1] = sorted(made[-1] + group)
        else:
            made.append(group)
    return made


def orders(groups: Sequence[Order], runs: int, seed: int) -> Iterator[Order]:
    """Yield ``runs`` orders of all places, each a random exchange within the strata, which hold every place once."""
    for dealt in dealings(groups, runs, seed):
        yield from dealt


def dealings(groups: Sequence[Order], runs: int, seed: int) -> Iterator[Order]:
    """Yield the same orders, up to :data:`AT_ONCE` at a time, shape (orders, places)."""
    rng = np.random.default_rng(seed)
    places = np.concatenate([*groups, np.zeros(0, np.int64)])
    edges, back = np.cumsum([0, *map(len, groups)]).tolist(), np.argsort(places)
    for done in range(0, runs, AT_ONCE):
        dealt = np.tile(places, (min(AT_ONCE, runs - done), 1))
        for first, last in pairwise(edges):
            rng.permuted(dealt[:, first:last], axis=1, out=dealt[:, first:last])
        yield np.take(dealt, back, axis=1)
