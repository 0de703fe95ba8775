"""Random choices that stay the same between Python versions: only ``random()`` is relied upon."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A seeded source of choices."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        return int(self._random.random() * n)

    def hit(self, share: float) -> bool:
        """Return True in ``share`` of the cases."""
        return self._random.random() < share

    def one(self, items: Sequence[T]) -> T:
        """Return one item."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], n: int) -> list[T]:
        """Return ``n`` different items, in the order in which they were drawn."""
        pool = list(items)
        drawn: list[T] = []
        while pool and len(drawn) < n:
            drawn.append(pool.pop(self.below(len(pool))))
        return drawn

    def day(self, first: int, last: int) -> str:
        """Return a day between the years first and last."""
        return f"{first + self.below(last - first + 1)}-{1 + self.below(12):02}-{1 + self.below(28):02}"
