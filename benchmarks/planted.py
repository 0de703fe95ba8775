"""Two-mode networks with planted groups: organisations that take part in initiatives, most of them of their own group.

Participation follows a power law on both sides; a share of the ties is drawn inside the own group, the others
anywhere. The parameters are printed by whoever uses them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtz_network.model.network import Network
from tests.analysis_networks import participations

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Planted:
    """How networks are made.

    Attributes:
        organisations: in so many ``groups`` of equal size; ``initiatives`` for each organisation.
        inside: share of the ties drawn among the initiatives of the own group; the others among all.
        least: ties of an organisation at least; beyond it by a power law of ``exponent``, up to a tenth of
            the organisations (10 at least). A tie that is drawn twice counts once.
        crowd: exponent of the Pareto law of how wanted initiatives are.
    """

    organisations: int
    groups: int
    initiatives: float = 0.45
    inside: float = 0.75
    least: int = 2
    exponent: float = 2.2
    crowd: float = 1.5

    def draw(self, seed: int) -> tuple[Places, Places, Places]:
        """Return organisation and initiative of each tie, and the group of each organisation."""
        rng = np.random.default_rng([seed, self.organisations])
        n, m = self.organisations, round(self.organisations * self.initiatives)
        own, of = np.arange(n) % self.groups, rng.permutation(np.arange(m) % self.groups)
        wanted = rng.pareto(self.crowd, m) + 1
        sizes = np.arange(self.least, max(10, n // 10) + 1)
        law = sizes**-self.exponent
        rows = np.repeat(np.arange(n), rng.choice(sizes, size=n, p=law / law.sum()))
        among = np.where(rng.random(len(rows)) < self.inside, own[rows], self.groups)
        columns = np.zeros(len(rows), np.int64)
        for group in range(self.groups + 1):
            choice = np.flatnonzero(of == group) if group < self.groups else np.arange(m)
            odds = wanted[choice] / wanted[choice].sum()
            columns[among == group] = rng.choice(choice, size=int((among == group).sum()), p=odds)
        code = np.unique(rows * m + columns)
        return code // m, code % m, own


SIZES = tuple(Planted(n, groups) for n, groups in ((60, 4), (150, 5), (300, 6), (1000, 8)))
"""The four sizes of the quality bar."""


def network(rows: Places, columns: Places) -> Network:
    """Return the network of the ties; ids ``Company/a00012`` and ``Project/p00007``."""
    ties = zip(rows.tolist(), columns.tolist(), strict=True)
    return participations((f"a{row:05d}", f"p{column:05d}") for row, column in ties)
