"""New ties that bring parts together again: as few as will do, and of these the ones that fit best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dtz_network.analysis import kinds, places
from dtz_network.analysis.brokerage import repair
from dtz_network.analysis.brokerage.split import Part
from dtz_network.analysis.claims import by_name, order
from dtz_network.analysis.initiatives import runs
from dtz_network.model.network import Network


@dataclass(frozen=True)
class NewTie:
    """An organisation that could join an initiative or body, or meet an organisation where there is none.

    ``themes`` are those that both work on, an organisation also in its initiatives; ``same_place`` whether both are in one region.
    """

    organisation: str
    joins: str
    themes: tuple[str, ...]
    same_place: bool


@dataclass(frozen=True)
class Mended:
    """New ties: first the ``needed`` ones with which no two kinds lack all contact.

    ``exact``: no fewer will do, neither for that nor for everybody.
    """

    ties: tuple[NewTie, ...]
    needed: int
    exact: bool


def mend(
    network: Network,
    parts: Sequence[Part],
    marks: Sequence[Collection[repair.Mark]],
    needs: Iterable[repair.Need],
    touched: Collection[int],
) -> Mended:
    """Return the ties with which kinds, and then all that hung together, have contact again.

    Args:
        network: gives themes and places.
        parts: all parts of after, those with most organisations first.
        marks: kinds of each part; ``needs`` the pairs that must have contact again.
        touched: what of before fell apart, as numbered in the parts.
    """
    joining = repair.fewest(marks, needs)
    choose = _Chooser(network, parts)
    first = [tie for block in joining.blocks for tie in choose.joining(block)]
    spans = [[i for i, part in enumerate(parts) if part.of == number] for number in sorted(touched)]
    rest = [tie for span in spans for tie in choose.joining(span)]
    return Mended((*first, *rest), len(first), joining.exact)


class _Chooser:
    """Picks ties between parts: most shared themes, then in one place, then by name (Kruskal 1956)."""

    def __init__(self, network: Network, parts: Sequence[Part]) -> None:
        self._network, self._parts = network, parts
        self._sets = repair.Sets(len(parts))
        self._places = kinds.of(network, "region")
        self._themes = _themes(network)
        self._open = [self._joinable(part) for part in parts]

    def joining(self, block: Sequence[int]) -> list[NewTie]:
        """Return ties that make one of the parts of a block, with what was joined before."""
        found: list[NewTie] = []
        if len(block) < 2:
            return found
        for _, one, other, organisation, joins in sorted(self._fitting(block)):
            if self._sets.join(one, other):
                found.append(self._tie(organisation, joins))
        for other in block[1:]:
            if self._sets.join(block[0], other):
                found.append(self._plain(block[0], other))
        return found

    def _fitting(self, block: Sequence[int]) -> Iterator[tuple[tuple[object, ...], int, int, str, str]]:
        """Yield the ties between parts of which both ends work on a theme, with the key that sorts them."""
        by_theme: dict[str, list[tuple[int, str]]] = {}
        for number in block:
            for joins in self._open[number]:
                for theme in self._themes.get(joins, ()):
                    by_theme.setdefault(theme, []).append((number, joins))
        for one in block:
            elsewhere = {theme: {p for p in found if p[0] != one} for theme, found in by_theme.items()}
            for organisation in self._parts[one].organisations:
                own = self._themes.get(organisation, set())
                near = set().union(*(elsewhere.get(theme, ()) for theme in own))
                for other, joins in near:
                    yield self._key(organisation, joins), one, other, organisation, joins

    def _key(self, organisation: str, joins: str) -> tuple[object, ...]:
        tie = self._tie(organisation, joins)
        names = (order(self._network, organisation), order(self._network, joins))
        return (-len(tie.themes), not tie.same_place, *names)

    def _tie(self, organisation: str, joins: str) -> NewTie:
        shared = self._themes.get(organisation, set()) & self._themes.get(joins, set())
        here, there = (set(self._where(ident)) for ident in (organisation, joins))
        return NewTie(organisation, joins, by_name(self._network, shared), bool(here & there))

    def _where(self, ident: str) -> Collection[str]:
        return self._places.get(ident) or places.of(self._network, ident)

    def _plain(self, one: int, other: int) -> NewTie:
        """Return a tie where no theme is shared: who has most ties joins what has most partners."""
        for here, there in ((other, one), (one, other)):
            if self._open[there]:
                return self._tie(self._busiest(here), self._open[there][0])
        return self._tie(self._busiest(other), self._busiest(one))

    def _busiest(self, part: int) -> str:
        return min(
            self._parts[part].organisations,
            key=lambda ident: (
                -len(self._network.ties_of(ident, "Participation")),
                order(self._network, ident),
            ),
        )

    def _joinable(self, part: Part) -> list[str]:
        """Return the initiatives that run and the bodies of a part, those with most partners first."""
        kept = [node for node in part.nodes if self._runs(node)]
        size = {node: len({tie.source for tie in self._network.ties_of(node)}) for node in kept}
        return sorted(kept, key=lambda node: (-size[node], order(self._network, node)))

    def _runs(self, node: str) -> bool:
        found = self._network
        return found.is_a(node, "GovernanceBody") or (found.is_a(node, "Project") and runs(found, node))


def _themes(network: Network) -> dict[str, set[str]]:
    """Return the themes that each works on; of an organisation those of its initiatives too."""
    found: dict[str, set[str]] = {}
    for tie in network.ties("Activity"):
        found.setdefault(tie.source, set()).add(tie.target)
    own = {project: set(themes) for project, themes in found.items()}
    for tie in network.ties("Participation"):
        found.setdefault(tie.source, set()).update(own.get(tie.target, ()))
    return found
