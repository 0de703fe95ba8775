"""Whom a name in a cell means: by the name alone, with the organisation in brackets behind it, or by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from dtz_network.model.network import Entity, Network, fold

_BEHIND = re.compile(r"^(?P<name>.+?)\s*\((?P<beside>[^()]+)\)$")
_BESIDE = ("Employment", "Membership")
"""Ties by which people of one name are told apart."""


class Names:
    """The names of a network and of what a workbook adds; records that the workbook itself says to be the same count as one."""

    def __init__(self, network: Network, joined: Iterable[tuple[str, str]] = ()) -> None:
        self._network = network
        self._above: dict[str, str] = {}
        for one, other in joined:
            self._above[self._head(one)] = self._head(other)
        self._named: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, str] = {}
        self._beside: dict[str, list[str]] = defaultdict(list)
        for entity in network.entities.values():
            for name in dict.fromkeys(_names_of(entity)):
                self.add(entity.id, name)
        for tie in (tie for kind in _BESIDE for tie in network.ties(kind)):
            for other in (*tie.all("on_behalf_of"), tie.target):
                self.tie(tie.source, other)

    def add(self, ident: str, name: str) -> None:
        """Take in a name of somebody or something."""
        self._named[fold(name)].append(ident)
        self._called.setdefault(ident, name)

    def tie(self, one: str, other: str) -> None:
        """Take in that one is known by the other that she works at, or represents."""
        self._beside[one].append(other)

    def of(self, name: str) -> list[str]:
        """Return all that have a name."""
        return list(self._named.get(fold(name), ()))

    def meant(self, text: str, fits: Callable[[str], bool], before: Collection[str] = ()) -> list[str]:
        """Return who may be meant: more than one where the text does not tell; of several those who stood there ``before``."""
        if (entity := self._network.resolve(text)) and fits(entity.id):
            return [entity.id]
        found = self._once(ident for ident in self.of(text) if fits(ident))
        if not found and (behind := _BEHIND.match(text)):
            named = (ident for ident in self.of(behind["name"]) if fits(ident))
            found = self._once(ident for ident in named if self._is_beside(ident, behind["beside"]))
        return [ident for ident in found if ident in before] or found

    def shown(self, idents: Iterable[str]) -> list[str]:
        """Return each so that it tells who is meant: "Jan Bos (Alfa Techniek)", or with a number where that does not."""
        found = {ident: self._with_beside(ident) for ident in idents}
        told = list(found.values())
        return [
            text
            if told.count(text) == 1 and text != self._called[ident]
            else f"{self._called[ident]} ({ident})"
            for ident, text in found.items()
        ]

    def _with_beside(self, ident: str) -> str:
        name, beside = self._called[ident], self._beside.get(ident, ())
        return f"{name} ({self._called.get(beside[0], '')})" if beside else name

    def _is_beside(self, ident: str, text: str) -> bool:
        return ident == text.strip() or any(other in self._beside.get(ident, ()) for other in self.of(text))

    def _once(self, idents: Iterable[str]) -> list[str]:
        """Return one of those that are the same."""
        found: dict[str, str] = {}
        for ident in idents:
            found.setdefault(self._head(ident), ident)
        return list(found.values())

    def _head(self, ident: str) -> str:
        while (above := self._above.get(ident, ident)) != ident:
            ident = above
        return ident


def _names_of(entity: Entity) -> tuple[str, ...]:
    return (*entity.names, *entity.all("short_name"))
