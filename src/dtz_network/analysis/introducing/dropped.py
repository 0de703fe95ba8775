"""Why pairs that have something in common are not proposed: counted where nobody is left to bring together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from dtz_network.analysis.introducing.bridging import Dropped
from dtz_network.analysis.introducing.closeness import Allowed, Closeness, Ints
from dtz_network.analysis.introducing.objections import Objection
from dtz_network.analysis.introducing.selection import Pair, among


def count(
    closeness: Closeness, closed: Mapping[Pair, Objection], tests: Sequence[tuple[Dropped, Allowed]]
) -> tuple[tuple[str, int], ...]:
    """Return how many pairs that have something in common are dropped for each reason, most first.

    A pair counts once: first what was recorded of it (``closed``; "together" where they share an initiative), then the first
    of the tests that it does not pass. Empty where no two have anything in common.
    """
    recorded = _recorded(closeness, closed)
    found: Counter[str] = Counter()
    for start, stop in closeness.blocks():
        one, other, _ = closeness.above(start, stop, 0.0)
        for why, keys in recorded:
            hit = among(one * closeness.n + other, keys)
            found[why] += int(hit.sum())
            one, other = one[~hit], other[~hit]
        for dropped, test in tests:
            good = test(one, other)
            found[dropped] += int((~good).sum())
            one, other = one[good], other[good]
    return tuple(sorted(((why, n) for why, n in found.items() if n), key=lambda row: (-row[1], row[0])))


def _recorded(closeness: Closeness, closed: Mapping[Pair, Objection]) -> list[tuple[str, Ints]]:
    """Return the keys of the pairs of which something is recorded, by what it is."""
    by: dict[str, list[int]] = defaultdict(list)
    for (one, other), objection in sorted(closed.items()):
        by[objection.why].append(one * closeness.n + other)
    tied = sparse.triu(closeness.partners).tocoo()
    together = np.sort(tied.row.astype(np.int64) * closeness.n + tied.col)
    return [("together", together), *((why, np.sort(np.array(keys, np.int64))) for why, keys in by.items())]
