r"""Who works with whom: the ties between kinds of organisations, against random graphs with the same degrees.

Two organisations are tied by what they take part in together, :math:`w_{ij} = \sum_p 1 / (n_p - 1)` over
the initiatives that they share (Newman 2001), so that a large one does not drown small ones. With
:math:`E` the ties between different kinds and :math:`I` those within one, the E-I index is
:math:`(E - I) / (E + I)`, -1 (all within) to 1 (all between) (Krackhardt & Stern 1988). It hangs on how
many there are of each kind and how active they are; what is to be expected is therefore read from random
graphs in which every organisation and every initiative keeps its number of ties (configuration model).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis.claims import Certainty, beyond_chance
from dtz_network.analysis.projection import TwoMode
from dtz_network.analysis.random_ties import Places, shuffles

Kinds = Mapping[str, Mapping[str, float]]
"""For each organisation its kinds, with the part of it that is of each (summing to 1)."""
RUNS = ((5_000, 399), (20_000, 199))
"""Random graphs for so many ties at most; beyond them 99: there chance varies little."""
ENOUGH = 10
"""Below so many organisations of a known kind with a shared initiative nothing is said."""
METHOD = (
    "shared initiatives (Newman 2001), E-I index (Krackhardt & Stern 1988) against graphs with the same "
    "degrees (switching chain); pairs corrected together by the largest deviation (Westfall & Young 1993)"
)


@dataclass(frozen=True)
class Measured:
    """A share beside what random graphs with the same degrees give.

    Attributes:
        share: 0..1 of all ties; ``expected`` the mean over the random graphs.
        low, high: between which 95 % of them lie.
        p: two-sided share of random graphs (this one included) that are as far off.
        certainty: that there is more or less than expected.
    """

    share: float
    expected: float
    low: float
    high: float
    p: float
    certainty: Certainty


@dataclass(frozen=True)
class Pair:
    """Two kinds (or one, twice) and the share of all ties that is between them."""

    one: str
    other: str
    found: Measured


@dataclass(frozen=True)
class Mixing:
    """How kinds of organisations are tied.

    Attributes:
        n: organisations of a known kind that share an initiative with another one of a known kind.
        ties: weight of the ties between them; ``left_out`` the share of all ties that has an end of
            unknown kind.
        across: share of the ties between different kinds.
        pairs: every two kinds in the order in which they were named; corrected for their number.
        unknown: organisations with an initiative of which the kind is not known.
        runs: number of random graphs, 0 where there is too little to speak.
    """

    n: int
    ties: float
    left_out: float
    across: Measured
    pairs: tuple[Pair, ...]
    unknown: tuple[str, ...]
    runs: int

    @property
    def certainty(self) -> Certainty:
        """How sure it is that any two kinds work together more or less than chance gives."""
        words = {pair.found.certainty for pair in self.pairs}
        return "sure" if "sure" in words else "likely" if "likely" in words else "too_little"

    @property
    def index(self) -> float:
        """The E-I index, -1..1; 0 without ties."""
        return round(2 * self.across.share - 1, 4) if self.ties else 0.0

    @property
    def expected_index(self) -> float:
        """The mean E-I index of the random graphs."""
        return round(2 * self.across.expected - 1, 4) if self.ties else 0.0


def of(
    mode: TwoMode, kinds: Kinds, names: Sequence[str], *, seed: int = 1, runs: int | None = None
) -> Mixing:
    """Return how organisations of different kinds are tied.

    Args:
        mode: who takes part in what; each tie counts once. Disconnected graphs are fine.
        kinds: of which kind each organisation is; one that is absent or of none is unknown.
        names: the kinds to tell of, in order.
        seed: of the random graphs.
        runs: number of random graphs, by size if not given.
    """
    rows, columns = mode.places
    part = np.array([[kinds.get(a, {}).get(name, 0.0) for name in names] for a in mode.actors]).reshape(
        len(mode.actors), len(names)
    )
    size = np.bincount(columns, minlength=len(mode.affiliations)).astype(float)
    each = np.divide(1.0, size - 1, out=np.zeros(len(size)), where=size > 1)
    known = part.sum(axis=1) > 0
    table = _table(rows, columns, part, each)
    shared = _sharing(rows, columns, known, len(mode.affiliations))
    n, total = int(shared.sum()), float(table.sum()) / 2
    whole = float((size[size > 1]).sum()) / 2
    runs = fitting(len(rows)) if runs is None else runs
    enough = n >= ENOUGH and int((part[shared].sum(axis=0) > 0).sum()) > 1
    made = shuffles(rows, columns, runs, seed) if enough and runs else iter(())
    random = np.array([_table(rows, other, part, each) for other in made])
    random = random.reshape(len(random), len(names), len(names))
    across, pairs = _measure(_shares(table[np.newaxis])[0], _shares(random), names)
    return Mixing(
        n=n,
        ties=round(total, 2),
        left_out=round(1 - total / whole, 4) + 0.0 if whole else 0.0,
        across=across,
        pairs=pairs,
        unknown=tuple(a for a, is_known in zip(mode.actors, known, strict=True) if not is_known),
        runs=len(random),
    )


def fitting(ties: int) -> int:
    """Return the number of random graphs for a graph of this size."""
    return next((runs for most, runs in RUNS if ties <= most), 99)


def _table(
    rows: Places, columns: Places, part: NDArray[np.float64], each: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the ties between kinds, shape (kinds, kinds), symmetric; within a kind each pair twice."""
    counts = np.array([np.bincount(columns, kind[rows], len(each)) for kind in part.T])
    counts = counts.reshape(part.shape[1], len(each))
    own = np.bincount(rows, each[columns], len(part))
    made = (counts * each) @ counts.T - (part.T * own) @ part
    return np.asarray(np.where(np.abs(made) < 1e-9, 0.0, made))


def _sharing(rows: Places, columns: Places, known: NDArray[np.bool_], width: int) -> NDArray[np.bool_]:
    """Return which organisations of a known kind share an initiative with another such one."""
    counts = np.bincount(columns, known[rows], width)
    shares = np.bincount(rows, counts[columns] > 1, len(known)) > 0
    return np.asarray(shares & known)


def _shares(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of all ties by pair of kinds in each table; each unordered pair in its upper triangle."""
    totals = np.array([table.sum() for table in tables]).reshape(-1, 1, 1)
    upper = np.triu(tables) + np.triu(tables, 1)
    return np.asarray(np.divide(upper, totals, out=np.zeros_like(tables), where=totals != 0))


def _measure(
    found: NDArray[np.float64], random: NDArray[np.float64], names: Sequence[str]
) -> tuple[Measured, tuple[Pair, ...]]:
    across = _measured(_across(found), np.array([_across(one) for one in random]))
    places = [(i, j) for i in range(len(names)) for j in range(i, len(names))]
    values = np.array([found[place] for place in places])
    others = np.array([[one[place] for place in places] for one in random]).reshape(len(random), len(places))
    together = _together(values, others)
    pairs = tuple(
        Pair(names[i], names[j], _measured(values[k], others[:, k], together[k]))
        for k, (i, j) in enumerate(places)
    )
    return across, pairs


def _across(shares: NDArray[np.float64]) -> float:
    return float(shares.sum() - np.trace(shares))


def _together(found: NDArray[np.float64], random: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each pair the chance that any pair of a random graph is as far off (Westfall & Young 1993)."""
    if not len(random):
        return np.ones(len(found))
    everything = np.vstack([found, random])
    spread = everything.std(axis=0)
    off = np.abs(everything - everything.mean(axis=0))
    far = np.divide(off, spread, out=np.zeros_like(off), where=spread > 1e-12)
    largest = far[1:].max(axis=1)
    return np.array([(1 + int((largest >= one - 1e-9).sum())) / (1 + len(random)) for one in far[0]])


def _measured(found: float, random: NDArray[np.float64], p: float | None = None) -> Measured:
    if not len(random):
        return Measured(round(float(found), 4), 0.0, 0.0, 0.0, 1.0, "too_little")
    low, high = np.quantile(random, [0.025, 0.975])
    chance = _two_sided(found, random) if p is None else p
    share, mean, low, high, p = (round(float(v), 4) for v in (found, random.mean(), low, high, chance))
    return Measured(share, mean, low, high, p, beyond_chance(chance))


def _two_sided(found: float, random: NDArray[np.float64]) -> float:
    """Return the share of all graphs, this one included, that are as far from their mean."""
    everything = np.append(random, found)
    off = np.abs(everything - everything.mean())
    return float((off >= off[-1] - 1e-9).mean())
