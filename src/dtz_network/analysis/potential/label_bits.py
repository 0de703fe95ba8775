"""Which labels a thing has as the bits of whole numbers: what shuffles count then takes a few machine words a thing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
_WORD = np.dtype("<u8")


def packed(has: NDArray[np.float64]) -> Bits:
    """Return the labels of each thing as bits, shape (things, words of 64 labels), given 0/1 (things, labels).

    >>> packed(np.array([[1.0, 0, 1], [0, 0, 0]])).tolist()
    [[5], [0]]
    """
    bytes_of = np.packbits(has > 0, axis=1, bitorder="little")
    words = max(1, -(-has.shape[1] // 64))
    wide = np.zeros((len(has), words * 8), dtype=np.uint8)
    wide[:, : bytes_of.shape[1]] = bytes_of
    return wide.view(_WORD).astype(np.uint64, copy=False)


def unpacked(bits: Bits, labels: int) -> NDArray[np.uint8]:
    """Return 0/1, shape (things, labels).

    >>> unpacked(packed(np.array([[1.0, 0, 1]])), 3).tolist()
    [[1, 0, 1]]
    """
    raw = np.ascontiguousarray(bits, dtype=_WORD).view(np.uint8)
    return np.unpackbits(raw, axis=1, count=labels, bitorder="little")


def in_common(bits: Bits, one: NDArray[np.int64], other: NDArray[np.int64], labels: int) -> NDArray[np.int64]:
    """Return how many pairs of things (``one`` and ``other``) have each label in common.

    >>> in_common(packed(np.array([[1.0, 0, 1], [0, 0, 1]])), np.array([0, 0]), np.array([0, 1]), 3).tolist()
    [1, 0, 2]
    """
    found = []
    for first, word in enumerate(
        np.ascontiguousarray(bits.T)
    ):  # word by word: plain rows are taken much faster
        both = word[one] & word[other]
        some = both[both != 0]
        found.append(unpacked(some[:, np.newaxis], min(64, labels - 64 * first)).sum(axis=0, dtype=np.int64))
    return np.concatenate(found)


def anywhere(bits: Bits, starts: NDArray[np.int64]) -> Bits:
    """Return the labels that are anywhere in each run of things; ``starts`` are the places where runs begin, none is empty.

    >>> anywhere(packed(np.array([[1.0, 0], [0, 1], [0, 1]])), np.array([0, 2])).tolist()
    [[3], [2]]
    """
    return np.bitwise_or.reduceat(bits, starts, axis=0) if len(starts) else bits[:0]
