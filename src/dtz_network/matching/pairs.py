"""Pairs of records that may be one, with their evidence and the zone that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Zone = Literal["A1", "A2", "R1", "R2", "C"]
"""A1: own address or number, and the name fits. A2: full name and organisation. R1: initial or slip, same organisation, or a
rare name with nothing against it. R2: the name alone. C: own address or number, but the names clash."""
SURE: frozenset[Zone] = frozenset({"A1", "A2"})


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for or against: its key, and the value of either record."""

    key: str
    one: str = ""
    other: str = ""
    against: bool = False


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person; the surest come first.

    Attributes:
        one, other: ids of the records.
        zone: what may be done with it.
        evidence: for and against.
        rank: to order questions by; larger is surer, within a zone.
    """

    one: str
    other: str
    zone: Zone
    evidence: tuple[Evidence, ...]
    rank: float = 0.0
