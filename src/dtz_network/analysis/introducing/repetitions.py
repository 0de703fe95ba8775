"""What pairs score when a share of all ties is left out, many times.

Repetitions stand below each other as one large ground, of which rows and columns are those of the ground once for each
repetition: as many at a time as are worked on best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.introducing.closeness import Closeness, Floats, Ints
from dtz_network.analysis.introducing.facets import Ground
from dtz_network.model.progress import Progress

TIES = 50_000
"""Ties worked on at a time, in all repetitions together."""


def scores(
    closeness: Closeness,
    pairs: tuple[Ints, Ints],
    drop: float,
    seeds: Sequence[int],
    progress: Progress | None = None,
) -> Floats:
    """Return the scores of pairs of rows in repetitions with a share ``drop`` left out, shape (repetitions, pairs).

    The parts are divided by the same scale as those of the whole.
    """
    ground, made = closeness.ground, np.zeros((len(seeds), len(pairs[0])))
    step = max(1, TIES // max(ground.partners.nnz + ground.own.nnz, 1))
    for first in range(0, len(seeds), step):
        here = seeds[first : first + step]
        offset = np.arange(len(here))[:, np.newaxis] * closeness.n
        one, other = ((offset + end).ravel() for end in pairs)
        found = Closeness(thinned(ground, drop, here), closeness.scale).at(one, other)
        made[first : first + step] = np.sum(found, axis=0).reshape(len(here), -1)
        if progress:
            progress("ranks", first + len(here), len(seeds))
    return made


def thinned(ground: Ground, drop: float, seeds: Sequence[int]) -> Ground:
    """Return repetitions of a ground, each without a random share of its participations, own facets and fits.

    Its rows are the actors once for each repetition.
    """
    parts = (sparse.csr_matrix(sparse.triu(ground.fits)), ground.partners, ground.own)
    kept = list(zip(*(_kept(parts, drop, seed) for seed in seeds), strict=True))
    fits, partners, own = (_stacked(part, masks) for part, masks in zip(parts, kept, strict=True))
    every = [np.ones(ground.of_projects.nnz, bool)] * len(seeds)
    return replace(
        ground,
        partners=partners,
        own=own,
        of_projects=_stacked(ground.of_projects, every),
        fits=sparse.csr_matrix(fits + fits.T),
    )


def _kept(parts: Sequence[sparse.csr_matrix], drop: float, seed: int) -> Iterator[NDArray[np.bool_]]:
    rng = np.random.default_rng(seed)
    for part in parts:
        yield rng.random(part.nnz) >= drop


def _stacked(part: sparse.csr_matrix, kept: Sequence[NDArray[np.bool_]]) -> sparse.csr_matrix:
    """Return what is kept of a matrix in each repetition, below and to the right of the one before."""
    times, (rows, columns) = len(kept), part.shape
    every = np.concatenate(kept) if times else np.zeros(0, bool)
    number = np.cumsum(np.append(0, every))
    starts = np.arange(times)[:, np.newaxis] * part.nnz + part.indptr[np.newaxis, :-1]
    ends = number[np.append(starts.ravel(), len(every))]
    places = (np.arange(times)[:, np.newaxis] * columns + part.indices).ravel()[every]
    data = np.tile(part.data, times)[every]
    return sparse.csr_matrix((data, places, ends), shape=(times * rows, times * columns))
