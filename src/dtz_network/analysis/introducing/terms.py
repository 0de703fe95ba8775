"""Why two organisations are proposed to each other: the terms of their score, each with the records it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis import fits
from dtz_network.analysis.claims import pair_of
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.introducing.closeness import Closeness
from dtz_network.analysis.introducing.facets import FacetKind, Mentions
from dtz_network.analysis.introducing.ways import Partners
from dtz_network.model.network import Network

WIDE = 0.15
"""Share of the organisations from which a facet is told to be wide."""
TermKind = FacetKind | Literal["partner", "fit"]


@dataclass(frozen=True)
class Term:
    """One reason, with what it adds to the score.

    Attributes:
        kind: "theme", "place", "fund" or "body" that both have; "partner" of both; "fit" of an offer and a need.
        subject: id of the theme, ..., partner, or the offer; ``need`` the need that it meets.
        value: what it adds; ``points`` the same in hundredths, rounded so that they sum to those of the score.
        mine, theirs: how often the one and the other count in it.
        total: how many organisations count in it (a partner: how many partners it has; an offer: how many meet the need).
        wide: whether more than 15 in 100 organisations count in it: then it tells less about two of them.
        projects: initiatives through which they count in it.
        relationships: ids of the ties that it rests on; none for an offer and a need, which say it themselves.
    """

    kind: TermKind
    subject: str
    value: float
    points: int
    mine: int = 0
    theirs: int = 0
    total: int = 0
    wide: bool = False
    projects: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    need: str = ""


class Terms:
    """The terms of the scores of a network."""

    def __init__(self, network: Network, closeness: Closeness, partners: Partners) -> None:
        self.network, self.closeness, self.partners = network, closeness, partners
        self.mentions = Mentions(network)
        self._fits: dict[tuple[str, str], list[Fit]] = {}
        found = fits.everywhere(network)
        self._weights = fits.weights(found)
        for fit in found:
            self._fits.setdefault(pair_of(fit.giver, fit.taker), []).append(fit)

    def of(self, one: int, other: int) -> tuple[Term, ...]:
        """Return the terms of a pair of rows, largest first, then by kind and name."""
        found = [*self._facets(one, other), *self._triangles(one, other), *self._offers(one, other)]
        found.sort(key=lambda term: -round(term.value, 9))
        return shared_out(found)

    def _facets(self, one: int, other: int) -> list[Term]:
        made, ground = [], self.closeness.ground
        counts, strength = (
            [_row(matrix, i) for i in (one, other)]
            for matrix in (self.closeness.counts, self.closeness.strength)
        )
        weight = strength[0] * strength[1] * self.closeness.rarity / self.closeness.scale.facets
        for place in weight.nonzero()[0].tolist():
            facet = ground.facets[place]
            said = [m for i in (one, other) for m in self.mentions.of(ground.actors[i], facet)]
            made.append(
                Term(
                    facet.kind,
                    facet.ident,
                    float(weight[place]),
                    0,
                    int(counts[0][place]),
                    int(counts[1][place]),
                    int(self.closeness.holders[place]),
                    bool(self.closeness.holders[place] > WIDE * self.closeness.n),
                    tuple(dict.fromkeys(m.project for m in said if m.project)),
                    tuple(dict.fromkeys(ident for m in said for ident in m.relationships)),
                )
            )
        return made

    def _triangles(self, one: int, other: int) -> list[Term]:
        made, actors = [], self.closeness.ground.actors
        mine, theirs = (_columns(self.closeness.partners, i) for i in (one, other))
        for place in np.intersect1d(mine, theirs).tolist():
            ties = [t for end in (one, other) for t in self.partners.shared(actors[end], actors[place])]
            made.append(
                Term(
                    "partner",
                    actors[place],
                    float(self.closeness.shares[place] / self.closeness.scale.partners),
                    0,
                    total=int(self.closeness.degrees[place]),
                    projects=tuple(dict.fromkeys(tie.target for tie in ties)),
                    relationships=tuple(dict.fromkeys(tie.id for tie in ties)),
                )
            )
        return made

    def _offers(self, one: int, other: int) -> list[Term]:
        actors = self.closeness.ground.actors
        found = self._fits.get(pair_of(actors[one], actors[other]), ())
        scale = self.closeness.scale.fits
        return [
            Term("fit", fit.offer, weight / scale, 0, total=round(1 / weight), need=fit.need)
            for fit in found
            for weight in (self._weights[fit.need],)
        ]


def _columns(matrix: sparse.csr_matrix, row: int) -> NDArray[np.int32]:
    """Return the columns in which a row has something."""
    return np.asarray(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]])


def _row(matrix: sparse.csr_matrix, row: int) -> NDArray[np.float64]:
    """Return a row, noughts and all (slicing a sparse matrix for each pair takes much longer)."""
    made = np.zeros(matrix.shape[1])
    made[_columns(matrix, row)] = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]]
    return made


def shared_out(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return terms with points that sum to the rounded hundredths of their sum (largest remainders).

    >>> [t.points for t in shared_out([Term("theme", x, v, 0) for x, v in (("a", 0.505), ("b", 0.255), ("c", 0.24))])]
    [51, 25, 24]
    """
    total = points(sum(term.value for term in terms))
    floors = [int(100 * term.value + 1e-9) for term in terms]
    rest = [100 * term.value - floor for term, floor in zip(terms, floors, strict=True)]
    up = sorted(range(len(terms)), key=lambda i: (-round(rest[i], 9), i))[: max(0, total - sum(floors))]
    more = set(up)
    return tuple(
        replace(term, points=floor + (i in more))
        for i, (term, floor) in enumerate(zip(terms, floors, strict=True))
    )


def points(score: float) -> int:
    """Return a score in hundredths, the nearest whole."""
    return round(100 * score)
