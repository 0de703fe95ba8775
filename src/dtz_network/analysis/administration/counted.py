"""A yearly figure that counts itself: what was counted, what was not and why, and what a source printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dtz_network.model.dates import Answer

Indicator = Literal[
    "initiatives_spoken", "memberships", "meetings_attended", "visits", "conversations", "actions", "actions_done",
]  # fmt: skip
Reason = Literal[
    "no-initiative", "several-initiatives", "nobody-present", "excused", "undated", "other-body",
]  # fmt: skip


@dataclass(frozen=True)
class Us:
    """The bureau: its organisations and its people."""

    organisations: frozenset[str]
    people: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether anybody is known to be of the bureau."""
        return bool(self.organisations or self.people)


@dataclass(frozen=True)
class Counted:
    """One thing that was counted: an initiative, body, event or action.

    ``through`` are the ids of the events and ties by which it counts; ``certain`` is "possibly" where the dates leave
    it open whether it lies in the period.
    """

    id: str
    date: str
    through: tuple[str, ...]
    certain: Answer
    statements: tuple[int, ...]


@dataclass(frozen=True)
class Left:
    """Something of the log that was not counted, and why."""

    id: str
    date: str
    reason: Reason


@dataclass(frozen=True)
class Printed:
    """The same figure as a source printed it; ``difference`` is counted minus printed, exact."""

    figure: str
    subject: str
    period: str
    value: Decimal
    difference: Decimal
    statements: tuple[int, ...]


@dataclass(frozen=True)
class Count:
    """One figure.

    Attributes:
        n: what surely counts; ``possible`` what may count besides.
        items: what was counted, in the order of dates, then names; empty where an edition withholds it.
        left: what of the log was not counted, and why.
        printed: what sources printed for the same figure and the whole period.
        known: False where it cannot be counted: nobody is known to be of the bureau, or nothing stands in the log of the
            period.
    """

    indicator: Indicator
    n: int
    possible: int
    items: tuple[Counted, ...] = ()
    left: tuple[Left, ...] = ()
    printed: tuple[Printed, ...] = ()
    known: bool = True
