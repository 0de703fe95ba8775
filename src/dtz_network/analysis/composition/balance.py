r"""Balance between business, education and government (*verhouding ondernemers–onderwijs–overheid*).

Over the three helices with shares :math:`p_h`: Pielou's evenness :math:`J = -\sum p_h \ln p_h / \ln 3`
(Pielou 1966), 0 (one helix) to 1 (equal shares); Blau's index :math:`1 - \sum p_h^2` (Blau 1977), 0 to
2/3. Civil society is counted beside them. Whether a helix has more or fewer organisations than a draw
from the whole network would give is tested with the hypergeometric distribution, two-sided.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from dtz_network.analysis.administration import governance
from dtz_network.analysis.claims import Basis, Certainty, basis, beyond_chance, by_name
from dtz_network.analysis.grouping.declared import members
from dtz_network.analysis.helices import TRIPLE, helices
from dtz_network.model.network import Network

TOO_FEW = 5
"""Below so many organisations or seats nothing is said about their balance."""
METHOD = "Pielou evenness (1966), Blau (1977), hypergeometric test"


@dataclass(frozen=True)
class Share:
    """One helix in a set.

    Attributes:
        n: organisations (or seats); ``share`` of all of them.
        expected: by a draw from the whole network; ``p`` the chance of a gap as large; ``low`` and ``high``
            bound what 95 in 100 draws give.
        certainty: that there are more or fewer than expected.
    """

    helix: str
    n: int
    expected: float
    p: float
    share: float = 0.0
    certainty: Certainty = "too_little"
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Balance:
    """Counts by helix; an organisation with two helices counts in both.

    Attributes:
        n: organisations or seats counted; ``unknown`` those of which no helix is known.
        evenness: 0..1, over the three helices; ``blau`` 0..0.667.
        swing: by how much one organisation more or less can change ``evenness``.
        certainty: "sure" (counts are exact on what is recorded), "too_little" below five.
    """

    n: int
    shares: tuple[Share, ...]
    evenness: float
    certainty: Certainty
    blau: float
    swing: float
    unknown: tuple[str, ...]
    basis: Basis

    @property
    def missing(self) -> tuple[str, ...]:
        """Helices of the three of which there is none."""
        return tuple(share.helix for share in self.shares if share.n == 0 and share.helix in TRIPLE)

    @property
    def unusual(self) -> tuple[Share, ...]:
        """Helices with clearly more or fewer organisations than expected (p up to .05)."""
        return tuple(share for share in self.shares if share.certainty != "too_little")

    def count(self, helix: str) -> int:
        """Return the number for one helix."""
        return next((share.n for share in self.shares if share.helix == helix), 0)


def everyone(network: Network) -> tuple[Counter[str], int]:
    """Return how many organisations of the network are of each helix, and how many there are."""
    idents = [entity.id for entity in network.of_type("Organization")]
    return Counter(helix for ident in idents for helix in helices(network, ident)), len(idents)


def of(
    network: Network, organisations: Iterable[str], whole: tuple[Counter[str], int] | None = None
) -> Balance:
    """Return the balance of a set of organisations against all of the network (``whole``: :func:`everyone`, once for many sets)."""
    chosen = by_name(network, organisations)
    totals, n = whole or everyone(network)
    of_each = {ident: helices(network, ident) for ident in chosen}
    counts = Counter(helix for found in of_each.values() for helix in found)
    unknown = tuple(ident for ident, found in of_each.items() if not found)
    return _balance(network, counts, len(chosen), totals, n, unknown)


def of_project(network: Network, project: str) -> Balance:
    """Return the balance of the organisations that take part in a project, cluster or agreement."""
    return of(network, members(network, project))


def of_seats(network: Network, body: str) -> Balance:
    """Return the balance of the seats of a body by the side they represent, vacant ones included.

    The side belongs to the seat, not to the employer of its holder; there is no expectation.
    """
    seats = governance.body(network, body).seats
    unknown = tuple(seat.seat for seat in seats if not seat.side)
    counts = Counter(seat.side for seat in seats if seat.side)
    return _balance(network, counts, len(seats), counts, len(seats), unknown)


def _balance(
    network: Network,
    counts: Mapping[str, int],
    n: int,
    totals: Mapping[str, int],
    whole: int,
    unknown: tuple[str, ...],
) -> Balance:
    names = list(network.schema.vocabularies.get("helices", ())) or list(TRIPLE)
    shares = tuple(_share(h, counts.get(h, 0), n, totals.get(h, 0), whole) for h in names)
    three = [counts.get(helix, 0) for helix in TRIPLE]
    return Balance(
        n=n,
        shares=shares,
        evenness=evenness(three),
        certainty="sure" if n >= TOO_FEW else "too_little",
        blau=blau(three),
        swing=swing(three),
        unknown=unknown,
        basis=basis(network, METHOD, n, too_few=TOO_FEW, helices=len(TRIPLE), whole=whole),
    )


def _share(helix: str, k: int, n: int, good: int, whole: int) -> Share:
    p = chance(k, n, good, whole)
    certainty: Certainty = beyond_chance(p) if n >= TOO_FEW else "too_little"
    expected = round(n * good / whole, 2) if whole else 0.0
    low, high = drawn_range(n, good, whole)
    return Share(helix, k, expected, p, round(k / n, 4) if n else 0.0, certainty, low, high)


@lru_cache(maxsize=65_536)
def drawn_range(n: int, good: int, whole: int, share: float = 0.95) -> tuple[int, int]:
    """Return the range of counts that a ``share`` of the draws of ``n`` from ``whole`` gives at least (hypergeometric).

    >>> drawn_range(10, 50, 100), drawn_range(0, 5, 10)
    ((2, 8), (0, 0))
    """
    if not whole or not n or n > whole:
        return (0, 0)
    tail = (1 - share) / 2 + 1e-12  # a chance that is the tail itself falls outside
    low, high = np.searchsorted(np.cumsum(_law(n, good, whole)), [tail, 1 - tail])
    return int(low), int(high)


@lru_cache(maxsize=65_536)
def chance(k: int, n: int, good: int, whole: int) -> float:
    """Return the two-sided chance of a count as far from expected as ``k`` in ``n`` drawn from ``whole``.

    >>> chance(5, 5, 5, 100), chance(1, 2, 50, 100)
    (0.0, 1.0)
    """
    if not whole or not n or n > whole:
        return 1.0
    law = _law(n, good, whole)
    return round(min(1.0, 2 * min(float(law[: k + 1].sum()), float(law[k:].sum()))), 4)


@lru_cache(maxsize=4096)
def _law(n: int, good: int, whole: int) -> NDArray[np.float64]:
    """Return the chances of 0 to ``n`` good ones in ``n`` drawn from ``whole`` (hypergeometric)."""
    k = np.arange(max(0, n - whole + good), min(n, good) + 1)
    log = _ways(good, k) + _ways(whole - good, n - k) - _ways(whole, np.array(n))
    chances = np.zeros(n + 1)
    chances[k] = np.exp(log)
    return chances


def _ways(n: int, k: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logarithm of the number of ways to take ``k`` of ``n``."""
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def evenness(counts: Sequence[int]) -> float:
    """Return Pielou's evenness of counts (Pielou 1966), 0 for fewer than two kinds or no counts.

    >>> evenness((5, 5, 5)), evenness((15, 0, 0)), evenness((7, 3, 6)), evenness(())
    (1.0, 0.0, 0.95, 0.0)
    """
    total = sum(counts)
    if total == 0 or len(counts) < 2:
        return 0.0
    spread = -sum(c / total * math.log(c / total) for c in counts if c)
    return round(spread / math.log(len(counts)), 3) + 0.0


def blau(counts: Sequence[int]) -> float:
    """Return Blau's index of diversity (Blau 1977), 0 for one kind or no counts.

    >>> blau((7, 3, 6)), blau((4, 0, 0)), blau(())
    (0.633, 0.0, 0.0)
    """
    total = sum(counts)
    return round(1 - sum((c / total) ** 2 for c in counts), 3) + 0.0 if total else 0.0


def swing(counts: Sequence[int]) -> float:
    """Return by how much evenness can change when one joins or leaves.

    >>> swing((2, 2, 2)), swing((100, 100, 100))
    (0.04, 0.0)
    """
    now = evenness(counts)
    changed = [0.0]
    for place, count in enumerate(counts):
        for step in (1, -1) if count else (1,):
            other = [*counts[:place], count + step, *counts[place + 1 :]]
            changed.append(abs(evenness(other) - now))
    return round(max(changed), 3)
