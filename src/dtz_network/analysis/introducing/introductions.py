"""Whom to bring together, why, through whom, and what speaks against it (*in contact brengen*).

Proposals are pairs of organisations that do not work together yet, the closest first
(:mod:`~dtz_network.analysis.introducing.closeness`), nobody more often than the cap allows
(:mod:`~dtz_network.analysis.introducing.selection`). Each term of a score names what it rests on; closed pairs
(:mod:`~dtz_network.analysis.introducing.objections`) are never proposed. A proposal writes nothing: the bureau does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis import ranking
from dtz_network.analysis.claims import Basis, Certainty, basis
from dtz_network.analysis.initiatives import is_initiative
from dtz_network.analysis.introducing import dropped, repetitions
from dtz_network.analysis.introducing.bridging import ACROSS, Choice, Features, sectors
from dtz_network.analysis.introducing.closeness import Closeness, Floats, Ints
from dtz_network.analysis.introducing.facets import Ground, ground
from dtz_network.analysis.introducing.objections import Objection, Objections, refusing
from dtz_network.analysis.introducing.selection import Pair, Wanted, select
from dtz_network.analysis.introducing.terms import Term, Terms, points
from dtz_network.analysis.introducing.ways import Partners, Way, between
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

METHOD = (
    "theme gravity + closing triangles (Zhou, Lü & Zhang 2009) + offers that meet needs, greedy under a cap"
)
ENOUGH = 10
"""Organisations of which an initiative, theme, offer or need must be recorded before anything is proposed."""
DROP, RUNS = 0.1, 100
ALL_RUNS = 20_000
"""Up to so many participations all repetitions are made; beyond, fewer in proportion."""


@dataclass(frozen=True)
class Proposal:
    """Two organisations to bring together.

    Attributes:
        score: the sum of the values of ``terms``; ``points`` the sum of their points.
        rank, shared, low, high: its rank among the proposals, how many share it, and between which ranks it
            falls when a tenth of the ties is left out; ``certainty`` that it stands above the next rank.
        way: through whom, step by step; None where no way is recorded.
        closes: what it bridges: "sector", "helix", "zone", "province", "country", "part" (of the network).
        against: what to mind.
    """

    one: str
    other: str
    score: float
    points: int
    terms: tuple[Term, ...]
    rank: int
    shared: int
    low: int
    high: int
    certainty: Certainty
    way: Way | None
    closes: tuple[str, ...]
    against: tuple[Objection, ...]


@dataclass(frozen=True)
class Refused:
    """Two organisations that would have been proposed, were it not for an objection."""

    one: str
    other: str
    objection: Objection


@dataclass(frozen=True)
class Introductions:
    """Whom to bring together.

    Attributes:
        state: "found"; "none" where nothing is left to propose; "too_little" where too little is recorded, or no two
            have anything in common.
        proposals: best first; ``refused`` those left out by what was recorded of the pair.
        barred: organisations that are not to be approached.
        organisations: those looked at; ``known`` those of which an initiative, theme, offer or need is recorded.
        dropped: where nothing is left, why the pairs that have something in common are not proposed, and how many.
        choice: what was asked.
    """

    state: str
    proposals: tuple[Proposal, ...]
    refused: tuple[Refused, ...]
    barred: tuple[str, ...]
    organisations: int
    known: int
    dropped: tuple[tuple[str, int], ...]
    choice: Choice
    basis: Basis


def find(
    network: Network,
    *,
    choice: Choice | None = None,
    bureau: Iterable[str] = (),
    seed: int = 1,
    runs: int | None = None,
    progress: Progress | None = None,
) -> Introductions:
    """Return whom to bring together; ``bureau`` are ids of the bureau and its people, who introduce.

    Args:
        network: any network. Without themes, places or initiatives nothing can be proposed, and the state says so.
        choice: how many, for whom, across what.
        bureau: never proposed, and no way leads through them.
        seed: of the repetitions with a tenth of the ties left out.
        runs: number of these, by size if not given.
        progress: called with stage, done, total.
    """
    return _Search(network, choice or Choice(), tuple(bureau), progress).found(seed, runs)


class _Search:
    """One question: the ground, the scores and the objections of a network."""

    def __init__(
        self, network: Network, choice: Choice, bureau: Sequence[str], progress: Progress | None
    ) -> None:
        self.network, self.choice, self.bureau, self.progress = network, choice, bureau, progress
        self.objections = Objections(network)
        self.barred = self.objections.barred()
        self.ground: Ground = ground(network, bureau)
        self.closeness = Closeness(self.ground)
        self.row = {ident: i for i, ident in enumerate(self.ground.actors)}
        self.partners = Partners(network)
        self.features = Features(network, self.ground)

    def found(self, seed: int, runs: int | None) -> Introductions:
        known = self._known()
        closed = self._closed()
        pairs = self._select(closed) if known >= ENOUGH else []
        done = self._runs(runs) if len(pairs) > 1 else 0
        made = tuple(self._proposals(pairs, seed, done))
        left_out = self._dropped(closed) if known >= ENOUGH and not made else ()
        state = "found" if made else "none" if left_out else "too_little"
        return Introductions(
            state=state,
            proposals=made,
            refused=tuple(self._refused(closed, made)),
            barred=self.barred,
            organisations=len(self.ground.actors),
            known=known,
            dropped=left_out,
            choice=self.choice,
            basis=self._basis(seed, done),
        )

    def _known(self) -> int:
        """Return of how many organisations there is something to go by: seats and addresses alone are not."""
        themes = np.array([facet.kind == "theme" for facet in self.ground.facets], bool)
        initiatives = np.array([is_initiative(self.network, ident) for ident in self.ground.projects], bool)
        parts = (self.ground.partners[:, initiatives], self.ground.own[:, themes], self.ground.fits)
        held = np.any([np.diff(part.indptr) > 0 for part in parts], axis=0)
        return int(np.count_nonzero(held)) if self.row else 0

    def _closed(self) -> dict[Pair, Objection]:
        found = self.objections.closed()
        return {
            (min(i, j), max(i, j)): objection
            for (one, other), objection in found.items()
            if (i := self.row.get(one)) is not None and (j := self.row.get(other)) is not None
        }

    def _select(self, closed: Iterable[Pair]) -> list[Pair]:
        free = frozenset({self.row[self.choice.organisation]} if self.choice.organisation in self.row else ())
        wanted = Wanted(self.choice.pairs, self.choice.cap, free)
        allowed = self.features.allowed(self.choice, self._barred(), self.closeness)
        return select(self.closeness, wanted, closed, allowed, self.progress)

    def _dropped(self, closed: Mapping[Pair, Objection]) -> tuple[tuple[str, int], ...]:
        tests = self.features.tests(self.choice, self._barred(), self.closeness)
        return dropped.count(self.closeness, closed, tests)

    def _barred(self) -> NDArray[np.bool_]:
        rows = {self.row[ident] for ident in self.barred if ident in self.row}
        return np.array([row in rows for row in range(len(self.row))], bool)

    def _runs(self, runs: int | None) -> int:
        if runs is not None:
            return runs
        ties = int(self.ground.partners.nnz + self.ground.own.nnz)
        return max(10, round(RUNS * min(1.0, ALL_RUNS / max(ties, 1))))

    def _proposals(self, pairs: Sequence[Pair], seed: int, runs: int) -> Iterable[Proposal]:
        scores = self._scores(pairs)
        repeated = self._repeated(pairs, seed, runs)
        terms = Terms(self.network, self.closeness, self.partners)
        asked: Counter[str] = Counter()
        barred = set(refusing(self.network))
        for place in ranking.ranks(scores, repeated):
            pair = pairs[place.item]
            one, other = (self.ground.actors[i] for i in pair)
            reasons = terms.of(*pair)
            yield Proposal(
                one=one,
                other=other,
                score=sum(term.value for term in reasons),
                points=points(sum(term.value for term in reasons)),
                terms=reasons,
                rank=place.rank,
                shared=place.shared,
                low=place.low,
                high=place.high,
                certainty=place.certainty,
                way=self._way(one, other, barred, asked),
                closes=self.features.closes(*pair),
                against=self.objections.remarks(one, other),
            )

    def _scores(self, pairs: Sequence[Pair]) -> Floats:
        return np.asarray(sum(self.closeness.at(*_ends(pairs)), np.zeros(len(pairs))))

    def _repeated(self, pairs: Sequence[Pair], seed: int, runs: int) -> Floats:
        return repetitions.scores(
            self.closeness, _ends(pairs), DROP, ranking.seeds(seed, runs), self.progress
        )

    def _way(self, one: str, other: str, barred: set[str], asked: Counter[str]) -> Way | None:
        """Return the way through a common partner: newest ties first, nobody asked more often than the cap."""
        left_out = barred | set(self.bureau)
        common = [
            z for z in self.partners.common(one, other) if z not in left_out and asked[z] < self.choice.cap
        ]
        fresh = {z: min(self.partners.freshness(one, z), self.partners.freshness(z, other)) for z in common}
        if common:
            through = max(common, key=lambda z: (fresh[z], -common.index(z)))
            way: Way | None = self.partners.way(one, through, other)
        else:
            full = {z for z, n in asked.items() if n >= self.choice.cap}
            way = between(self.network, one, other, without=left_out | full)
        if way is not None and way.through:
            asked[way.through] += 1
        return way

    def _refused(self, closed: Mapping[Pair, Objection], made: Sequence[Proposal]) -> Iterable[Refused]:
        """Return the recorded pairs that score at least as high as the last proposal."""
        named = {pair: o for pair, o in closed.items() if o.why in ("declined", "under_way", "met")}
        pairs = sorted(named)
        if not pairs:
            return
        least = min((proposal.score for proposal in made), default=0.0)
        allowed = self.features.allowed(self.choice, np.zeros(len(self.row), bool), self.closeness)
        fine = allowed(*_ends(pairs))
        scores = self._scores(pairs)
        for i in sorted(range(len(pairs)), key=lambda i: (-round(float(scores[i]), 9), pairs[i])):
            if fine[i] and scores[i] >= least and scores[i] > 0:
                one, other = (self.ground.actors[end] for end in pairs[i])
                yield Refused(one, other, named[pairs[i]])

    def _basis(self, seed: int, runs: int) -> Basis:
        scale = self.closeness.scale
        return basis(
            self.network,
            METHOD,
            len(self.ground.actors),
            self.ground.partners.nnz,
            seed=seed,
            band=f"{runs} x {DROP:.0%} of the ties left out" if runs else "exact",
            pairs=self.choice.pairs,
            cap=self.choice.cap,
            across=", ".join(self.choice.across) or "-",
            facets=round(scale.facets, 6),
            partners=round(scale.partners, 6),
            offers=round(scale.fits, 6),
            without=len(self.bureau),
        )


def _ends(pairs: Sequence[Pair]) -> tuple[Ints, Ints]:
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    return one, other


__all__ = ["ACROSS", "Choice", "Introductions", "Proposal", "Refused", "find", "sectors"]
