"""Whether a text names somebody who may not be named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dtz_network.model.network import Entity, fold

_WORD = re.compile(r"\w+")


class Names:
    """The full names, in any spelling known, of people that an edition leaves out."""

    def __init__(self, people: Iterable[Entity]) -> None:
        self._by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for person in people:
            for name in person.names:
                words = tuple(_WORD.findall(fold(name)))
                if words:
                    self._by_last[words[-1]].append(words)

    def within(self, text: str) -> bool:
        """Return whether one of the names stands in the text, in any case, with or without accents."""
        if not self._by_last or not text:
            return False
        words = _WORD.findall(fold(text))
        return any(
            tuple(words[place + 1 - len(name) : place + 1]) == name
            for place, word in enumerate(words)
            for name in self._by_last.get(word, ())
            if place + 1 >= len(name)
        )
