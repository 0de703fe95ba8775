"""What hung together and falls apart when some nodes go, counted in organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx

from dtz_network.analysis import kinds
from dtz_network.analysis.claims import by_name, order
from dtz_network.analysis.kinds import KINDS, Kind, Kinds
from dtz_network.model.network import Network


@dataclass(frozen=True)
class LostContact:
    """Two kinds of organisations of which pairs lose contact.

    Attributes:
        one, other: codes of sides, or ids of themes or regions, in that order.
        lost: pairs of an organisation of each that no recorded way joins any more; ``left`` those that
            keep one: none left is contact lost altogether.
    """

    kind: Kind
    one: str
    other: str
    lost: int
    left: int


@dataclass(frozen=True)
class Part:
    """Nodes that hang together afterwards; ``of`` the number of what they were part of before."""

    nodes: frozenset[str]
    organisations: tuple[str, ...]
    of: int


class Split:
    """A graph before and after some nodes go.

    Attributes:
        parts: all that hangs together afterwards and has an organisation, most organisations first.
        touched: numbers of what was held together before by a node that goes.
        organisations: how many there were before.
    """

    def __init__(self, network: Network, whole: nx.Graph[str], gone: Collection[str]) -> None:
        self._network = network
        left = [node for node in whole if node not in gone]
        self._organisations = {node for node in left if network.is_a(node, "Organization")}
        self.organisations = sum(network.is_a(node, "Organization") for node in whole)
        before = [set(part) for part in nx.connected_components(whole)]
        self._before = [part & self._organisations for part in before]
        self.touched = {number for number, part in enumerate(before) if part & set(gone)}
        group = {node: number for number, part in enumerate(before) for node in part}
        found = (frozenset(part) for part in nx.connected_components(whole.subgraph(left)))
        made = [
            Part(part, by_name(network, part & self._organisations), group[next(iter(part))])
            for part in found
            if part & self._organisations
        ]
        self.parts = sorted(
            made, key=lambda part: (-len(part.organisations), order(network, part.organisations[0]))
        )
        self._went = {node for node in gone if node in whole}

    @property
    def torn(self) -> list[Part]:
        """The parts of what was held together by a node that goes."""
        return [part for part in self.parts if part.of in self.touched]

    @property
    def cut_off(self) -> list[str]:
        """Organisations outside the largest part of what they hung together with."""
        seen: set[int] = set()
        found: list[str] = []
        for part in self.torn:
            found.extend(part.organisations if part.of in seen else ())
            seen.add(part.of)
        return found

    def lost(self, kind: Kind, known: Kinds) -> list[LostContact]:
        """Return the pairs of kinds of which organisations lose contact."""
        before: Counter[tuple[str, str]] = Counter()
        after: Counter[tuple[str, str]] = Counter()
        for organisations in self._before:
            before.update(together(known, organisations))
        for part in self.parts:
            after.update(together(known, part.organisations))
        return [
            LostContact(kind, *kinds.named_pair(self._network, pair), lost=n - after[pair], left=after[pair])
            for pair, n in before.items()
            if n > after[pair]
        ]

    def last(self, known: Kinds) -> list[str]:
        """Return the kinds of those that go of which no organisation with contact is left."""
        left = {code for node in self._organisations for code in known.get(node, ())}
        went = {code for node in self._went for code in known.get(node, ())}
        return kinds.in_order(self._network, went - left)


def marks(known: dict[Kind, Kinds], part: Part) -> set[tuple[Kind, str]]:
    """Return the kinds of the organisations of a part."""
    return {
        (kind, code) for kind in KINDS for node in part.organisations for code in known[kind].get(node, ())
    }


def together(known: Kinds, organisations: Collection[str]) -> Counter[tuple[str, str]]:
    """Return for two kinds the pairs of an organisation of one and another of the other."""
    counts = Counter(code for node in organisations for code in known.get(node, ()))
    both = Counter(pair for node in organisations for pair in kinds.pairs_within(known.get(node, ())))
    found = {pair: counts[pair[0]] * counts[pair[1]] - both[pair] for pair in kinds.pairs_within(counts)}
    return Counter({pair: n for pair, n in found.items() if n})
