"""What a group can be called by: the themes, places and bodies that mark it, else who is most connected in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dtz_network.analysis.claims import order
from dtz_network.analysis.projection import TwoMode
from dtz_network.model.network import Network

Having = Mapping[str, frozenset[str]]
"""Who or what has a mark, by mark."""
LOCATED, SEATED, AT_LEAST = 0.5, 0.25, 2
"""A place marks a group of which half lies there, a body one of which a quarter sits in it; two at least."""


@dataclass(frozen=True)
class Marks:
    """Ids that mark a group, strongest first: more of its own have them than their number predicts."""

    themes: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]


class Marking:
    """The themes of all initiatives, the places and bodies of all organisations of a graph."""

    def __init__(self, network: Network, mode: TwoMode) -> None:
        self._network, self._mode = network, mode
        self._themes = _having(_themes(network, mode.affiliations))
        self._places = _having(_places(network, mode.actors))
        self._bodies = _having(_bodies(network, mode.actors))

    def marks(self, organisations: Sequence[str], projects: Sequence[str]) -> Marks:
        """Return the three strongest of each kind."""
        located, seated = (max(AT_LEAST, share * len(organisations)) for share in (LOCATED, SEATED))
        return Marks(
            self._strongest(self._themes, projects, len(self._mode.affiliations), 1),
            self._strongest(self._places, organisations, len(self._mode.actors), located),
            self._strongest(self._bodies, organisations, len(self._mode.actors), seated),
        )

    def _strongest(self, having: Having, own: Sequence[str], whole: int, least: float) -> tuple[str, ...]:
        here = {mark: len(all_.intersection(own)) for mark, all_ in having.items()}
        share = len(own) / max(whole, 1)
        above = {mark: n - len(having[mark]) * share for mark, n in here.items() if n >= least}
        ranked = sorted(above, key=lambda mark: (-round(above[mark], 9), order(self._network, mark)))
        return tuple(mark for mark in ranked if above[mark] > 1e-9)[:3]


def name_by(marks: Sequence[Marks], central: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the ids to call each group by, no two alike where that can be.

    Two themes; for want of them, or where a group before has the same, the strongest place, then the strongest
    body, then the organisations of ``central``, one after the other.
    """
    taken: set[tuple[str, ...]] = set()
    names = []
    for found, organisations in zip(marks, central, strict=True):
        name = found.themes[:2]
        for more in (*found.places[:1], *found.bodies[:1], *organisations):
            if name and name not in taken:
                break
            name = (*name, more)
        taken.add(name)
        names.append(name)
    return names


def _having(pairs: Iterable[tuple[str, str]]) -> Having:
    found: dict[str, set[str]] = {}
    for mark, ident in pairs:
        found.setdefault(mark, set()).add(ident)
    return {mark: frozenset(idents) for mark, idents in found.items()}


def _themes(network: Network, projects: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = set(projects)
    for tie in network.ties("Activity"):
        if tie.source in wanted and tie.target in network.entities:
            yield tie.target, tie.source


def _places(network: Network, organisations: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = set(organisations)
    for tie in network.ties("Location"):
        if tie.source in wanted and tie.target in network.entities:
            yield tie.target, tie.source


def _bodies(network: Network, organisations: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = set(organisations)
    for tie in network.ties("Membership"):
        for organisation in (tie.source, *tie.all("on_behalf_of")):
            if organisation in wanted and tie.target in network.entities:
                yield tie.target, organisation
