"""Leiden as the start of a search, where the optional package graspologic-native is installed (extra ``leiden``)."""

from __future__ import annotations

import importlib.util

import numpy as np

from dtz_network.analysis.grouping.two_sides import Labels, Ties

ITERATIONS = 10
"""Rounds of moving, refining and aggregating."""


def installed() -> bool:
    """Return whether the package is here."""
    return importlib.util.find_spec("graspologic_native") is not None


def start(ties: Ties, seed: int, resolution: float) -> Labels:
    """Return groups of both sides, first side first, by Leiden (Traag, Waltman & van Eck 2019).

    They are those of a graph of one kind of node; the search makes them those of two sides.
    """
    from graspologic_native import leiden

    rows, columns = ties.ends
    names = np.arange(sum(ties.sizes)).astype(str)
    pairs = zip(
        names[rows].tolist(), names[columns + ties.sizes[0]].tolist(), ties.weights.tolist(), strict=True
    )
    _, found = leiden(list(pairs), resolution=resolution, iterations=ITERATIONS, seed=seed)
    return np.fromiter((found[name] for name in names.tolist()), np.int64, len(names))
