"""Which initiatives stand alone, and what they could join."""

from __future__ import annotations

from dtz_network.analysis.potential import lonely
from dtz_network.analysis.potential.lonely import Loneliness
from dtz_network.model.network import Network
from dtz_network.report.sections.lonely import sections as tell
from dtz_network.workflows.ourselves import ours


def find(network: Network) -> Loneliness:
    """Return the initiatives that stand alone but for the bureau, which takes part in many."""
    return lonely.find(network, without=ours(network))


__all__ = ["find", "tell"]
