"""The counted figures of a period as an edition shows them: outside the bureau the numbers, not what was counted."""

from __future__ import annotations

from dataclasses import replace

from dtz_network.analysis.administration.logged import Counts
from dtz_network.edition.withholding import Edition


def bare(counts: Counts, edition: Edition) -> Counts:
    """Return the figures with the conversations, actions and initiatives behind them taken out, save in the internal edition."""
    if edition == "internal":
        return counts
    return replace(counts, counts=tuple(replace(made, items=(), left=()) for made in counts.counts))
