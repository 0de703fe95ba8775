"""Who connects others (*verbinders*): organisations by betweenness, with ranks that admit doubt.

Of the organisations at the top is told between which sides, sectors and places they stand, and whether
all of that hangs on one tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis import kinds
from dtz_network.analysis.brokerage import betweenness
from dtz_network.analysis.claims import Certainty
from dtz_network.analysis.grouping.partition import kept
from dtz_network.analysis.kinds import KINDS, Kind, Kinds
from dtz_network.analysis.projection import TwoMode
from dtz_network.analysis.ranking import Rank, ranks, seeds
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

Numbers = NDArray[np.int64]
NEARLY_ALL = 0.9
"""Share of what an organisation connects that must fall away with one tie for it to hang on that tie."""


LOOKED_AT = 600
"""Partners of an organisation that are held beside each other at most."""


@dataclass(frozen=True)
class Settings:
    """How betweenness is counted and repeated.

    Attributes:
        runs: repetitions with a share ``drop`` of the ties left out.
        sources: organisations from which ways are counted, 0 for all (exact); ``repeated`` the same in
            the repetitions.
        listed: organisations of which details are worked out.
    """

    runs: int = 100
    drop: float = 0.1
    sources: int = 0
    repeated: int = 0
    listed: int = 25


EXACT, OFTEN, EFFORT = 10_000_000, 5_000, 2_000_000
"""Organisations times ties up to which is counted exactly; ties up to which 100 repetitions are made (else
30); organisations counted from, times ties, in a repetition."""


def fitting(mode: TwoMode) -> Settings:
    """Return the settings for a graph of this size."""
    n, ties = len(mode.actors), max(len(mode.ties), 1)
    few = max(100, EFFORT // ties)
    return Settings(
        runs=100 if ties <= OFTEN else 30,
        sources=0 if n * ties <= EXACT else 4 * few,
        repeated=0 if few >= n else few,
    )


@dataclass(frozen=True)
class Between:
    """Two kinds between which an organisation stands, and how many pairs of its partners that do not meet.

    ``one`` and ``other`` are codes of sides, or ids of themes or regions; in that order. Of more than 600
    partners 600 are drawn, and ``pairs`` is what that makes for all.
    """

    kind: Kind
    one: str
    other: str
    pairs: int


@dataclass(frozen=True)
class Connector:
    """An organisation that lies between others.

    Attributes:
        rank, shared, low, high, certainty: see :class:`~dtz_network.analysis.ranking.Rank`.
        share: of the pairs of others that meet over shortest ways, the part for which it stands between (0..1).
        partners: organisations that it meets; ``affiliations`` the initiatives and bodies where.
        between: kinds between which it stands, most pairs first.
        one_tie: relationships of the tie on which (nearly) all of it hangs, empty where none does;
            ``hangs_on`` the initiative or body of that tie.
    """

    organisation: str
    rank: int
    shared: int
    low: int
    high: int
    certainty: Certainty
    share: float
    partners: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    between: tuple[Between, ...] = ()
    hangs_on: str = ""
    one_tie: tuple[str, ...] = ()


def find(
    network: Network,
    mode: TwoMode,
    *,
    seed: int = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[Connector]:
    """Return the organisations that lie between others, the first rank first; none that lie between nobody."""
    settings = settings or fitting(mode)
    counted = betweenness.of_actors(mode.incidence, sources=settings.sources, seed=seed)
    repeated = _repeated(mode, seed, settings, progress)
    order = ranks(counted.scores, np.reshape(repeated, (len(repeated), len(counted.scores))))
    most = max(float(counted.scores.max(initial=0)), 1e-300)
    between = [rank for rank in order if counted.scores[rank.item] > 1e-9 * most][: settings.listed]
    details = _Details(network, mode, settings, seed, [rank.item for rank in between])
    return [details.of(rank, float(counted.normalised[rank.item])) for rank in between]


def _repeated(
    mode: TwoMode, seed: int, settings: Settings, progress: Progress | None
) -> list[NDArray[np.float64]]:
    (rows, columns), shape = mode.places, mode.incidence.shape
    found = []
    for run, each in enumerate(seeds(seed, settings.runs if len(mode.ties) else 0), 1):
        keep = kept(len(rows), settings.drop, each)
        ends = np.append(0, np.cumsum(np.bincount(rows[keep], minlength=shape[0])))
        thin = sparse.csr_matrix((np.ones(ends[-1]), columns[keep], ends), shape=shape)
        scores = betweenness.of_actors(thin, sources=settings.repeated, seed=each).scores
        found.append(np.round(scores, 6))
        if progress:
            progress("brokers", run, settings.runs)
    return found


class _Details:
    """What is told of the organisations at the top."""

    def __init__(
        self, network: Network, mode: TwoMode, settings: Settings, seed: int, items: Sequence[int]
    ) -> None:
        self._network, self._mode, self._settings, self._seed = network, mode, settings, seed
        binary = sparse.csr_matrix(mode.incidence > 0, dtype=float)
        self._forth, self._back = binary, sparse.csr_matrix(binary.T)
        self._kinds = [(kind, kinds.of(network, kind)) for kind in KINDS]
        self._first = np.concatenate(
            [[0], np.cumsum(np.bincount(mode.places[0], minlength=len(mode.actors)))]
        )
        self._through = self._shares(items)

    def of(self, rank: Rank, share: float) -> Connector:
        actors, row = self._mode.actors, rank.item
        own = self._mode.ties[self._first[row] : self._first[row + 1]]
        met = self._met(row)
        hangs = self._hangs_on(row)
        return Connector(
            actors[row], rank.rank, rank.shared, rank.low, rank.high, rank.certainty, round(share, 4),
            partners=tuple(actors[other] for other in met),
            affiliations=tuple(tie.affiliation for tie in own),
            between=self._between(met),
            hangs_on=own[hangs].affiliation if hangs is not None else "",
            one_tie=own[hangs].relationships if hangs is not None else (),
        )  # fmt: skip

    def _met(self, row: int) -> list[int]:
        found = sparse.csr_matrix(self._forth[row] @ self._back).indices
        return sorted(int(other) for other in found if other != row)

    def _between(self, met: Sequence[int]) -> tuple[Between, ...]:
        """Return the kinds of partners that do not meet each other, most pairs first."""
        some = _some(met, self._seed)
        near = (self._forth[some] @ self._back[:, some]).toarray() > 0
        np.fill_diagonal(near, val=True)
        names = [self._mode.actors[other] for other in some]
        scale = len(met) * (len(met) - 1) / max(len(some) * (len(some) - 1), 1)
        return tuple(
            row for kind, known in self._kinds for row in self._kind_pairs(kind, known, names, ~near, scale)
        )

    def _kind_pairs(
        self, kind: Kind, known: Kinds, names: Sequence[str], apart: NDArray[np.bool_], scale: float
    ) -> list[Between]:
        """Return for each two kinds the pairs of a partner of one and a partner of the other that are apart."""
        held = [known.get(name, ()) for name in names]
        codes = kinds.in_order(self._network, {code for had in held for code in had})
        if len(codes) < 2:
            return []
        member = np.array([[code in had for code in codes] for had in held], dtype=float)
        counts = np.round(member.T @ apart @ member * scale).astype(int)
        pairs = combinations(range(len(codes)), 2)
        rows = [Between(kind, codes[i], codes[j], int(counts[i, j])) for i, j in pairs if counts[i, j]]
        return sorted(rows, key=lambda row: -row.pairs)

    def _ties(self, row: int) -> Numbers:
        return np.arange(self._first[row], self._first[row + 1])

    def _counted(self, ties: Numbers, asked: Numbers | None = None) -> betweenness.Betweenness:
        """Return betweenness with some of the ties, and how much passes over those asked for."""
        rows, columns = self._mode.places
        some = sparse.csr_matrix(
            (np.ones(len(ties)), (rows[ties], columns[ties])), self._mode.incidence.shape
        )
        over = None if asked is None else (rows[asked], columns[asked])
        return betweenness.of_actors(some, sources=self._settings.sources, seed=self._seed, ties=over)

    def _shares(self, items: Sequence[int]) -> dict[int, float]:
        """Return for each tie of some actors the share of what its actor connects that passes over it."""
        if not items:
            return {}
        asked = np.concatenate([self._ties(row) for row in items])
        found = self._counted(np.arange(len(self._mode.ties)), asked)
        self._scores = found.scores
        rows = self._mode.places[0][asked]
        return {
            int(t): float(f / found.scores[r]) for t, f, r in zip(asked, found.through, rows, strict=True)
        }

    def _hangs_on(self, row: int) -> int | None:
        """Return which of an actor's ties, counted from its first, carries all that it connects."""
        for place, tie in enumerate(self._ties(row)):
            if self._through[int(tie)] >= NEARLY_ALL:
                left = np.delete(np.arange(len(self._mode.ties)), tie)
                if self._counted(left).scores[row] <= (1 - NEARLY_ALL) * self._scores[row]:
                    return place
        return None


def _some(met: Sequence[int], seed: int) -> list[int]:
    """Return the partners to look at: all, or as many drawn as may be looked at."""
    if len(met) <= LOOKED_AT:
        return list(met)
    return sorted(np.random.default_rng(seed).choice(met, LOOKED_AT, replace=False).tolist())
