"""Which initiatives stand alone, and what they could join."""

from __future__ import annotations

from dtz_network.analysis.lonely import find
from dtz_network.report.sections.lonely import sections as tell

__all__ = ["find", "tell"]
