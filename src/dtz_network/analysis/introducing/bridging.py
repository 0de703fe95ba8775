"""What an introduction bridges, and which introductions are asked for: across what, for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from dtz_network.analysis import places
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import helices
from dtz_network.analysis.introducing.closeness import Allowed, Closeness, Ints
from dtz_network.analysis.introducing.facets import Ground, matrix
from dtz_network.analysis.places import BORDERS
from dtz_network.model.network import Network

ACROSS = ("sector", "helix", *BORDERS)
NO_REASON = ("body", "place")
"""Facets that are no reason by themselves: in a body they meet, and who is near has not therefore something to do together."""
Dropped = Literal["do_not_approach", "choice", "office", "weak"]
"""Why a pair is not proposed: not to be approached, not asked for, two governments, nothing that is a reason."""
_PART = 3
"""Organisations from which a part of the network is one that can be bridged."""


@dataclass(frozen=True)
class Choice:
    """Which introductions are wanted.

    Attributes:
        pairs, cap: how many, and in how many of them one organisation may be (and be asked to bring together).
        organisation: of whom one side must be; ``project`` an initiative that one side takes part in, the other not.
        across: what must lie between the two: "sector", "helix", "zone", "province", "country".
        governments: also two governments, which know each other by their office.
    """

    pairs: int = 50
    cap: int = 3
    organisation: str = ""
    project: str = ""
    across: tuple[str, ...] = ()
    governments: bool = False


class Features:
    """What tells organisations apart: helix, sector, place, part of the network."""

    def __init__(self, network: Network, over: Ground) -> None:
        self.network, self.ground = network, over
        actors = over.actors
        self.sides: dict[str, list[frozenset[str]]] = {
            "helix": [frozenset(helices(network, ident)) for ident in actors],
            "sector": works_in(network, over),
            **dict(places.sets(network, actors).items()),
        }
        shared = over.partners @ over.partners.T
        self.part = connected_components(shared, directed=False)[1] if actors else np.zeros(0, np.int64)
        self.large = np.bincount(self.part) >= _PART if actors else np.zeros(0, bool)

    def crosses(self, one: int, other: int, what: str) -> bool:
        """Return whether something lies between two organisations; False where that is not known."""
        sides = self.sides[what]
        return bool(sides[one] and sides[other]) and not sides[one] & sides[other]

    def closes(self, one: int, other: int) -> tuple[str, ...]:
        """Return what an introduction bridges."""
        found = [what for what in ACROSS if self.crosses(one, other, what)]
        parts = self.part[one], self.part[other]
        if parts[0] != parts[1] and all(self.large[part] for part in parts):
            found.append("part")
        return tuple(found)

    def allowed(self, choice: Choice, barred: NDArray[np.bool_], closeness: Closeness) -> Allowed:
        """Return which pairs the choice and the barred leave; :data:`NO_REASON` alone brings nobody together."""
        tests = [test for _, test in self.tests(choice, barred, closeness)]

        def fine(one: Ints, other: Ints) -> NDArray[np.bool_]:
            good = np.ones(len(one), bool)
            for test in tests:
                good[good] = test(one[good], other[good])
            return good

        return fine

    def tests(
        self, choice: Choice, barred: NDArray[np.bool_], closeness: Closeness
    ) -> list[tuple[Dropped, Allowed]]:
        """Return the tests that a pair has to pass, each with why it is dropped where it does not."""
        one_side = self._side(choice)
        weak = np.array([facet.kind in NO_REASON for facet in self.ground.facets], bool)
        made: list[tuple[Dropped, Allowed]] = [("do_not_approach", lambda i, j: ~barred[i] & ~barred[j])]
        if one_side is not None:
            made.append(("choice", lambda i, j: one_side[i] ^ one_side[j]))
        if not choice.governments:
            office = np.array([helices == {"government"} for helices in self.sides["helix"]], bool)
            made.append(("office", lambda i, j: ~(office[i] & office[j])))
        made += [("choice", _disjoint(self.sides[what])) for what in choice.across]
        if weak.any():
            made.append(("weak", closeness.beyond(weak)))
        return made

    def _side(self, choice: Choice) -> NDArray[np.bool_] | None:
        """Return who is on the side of the organisation or initiative that is asked for, None for all."""
        actors = self.ground.actors
        if choice.organisation:
            return np.array([ident == choice.organisation for ident in actors], bool)
        if choice.project:
            column = (
                self.ground.projects.index(choice.project) if choice.project in self.ground.projects else -1
            )
            if column < 0:
                return np.zeros(len(actors), bool)
            return np.asarray(self.ground.partners[:, column].toarray()).ravel() > 0
        return None


def _disjoint(sets: Sequence[frozenset[str]]) -> Callable[[Ints, Ints], NDArray[np.bool_]]:
    """Return a test whether two sets, neither of them empty, have nothing in common."""
    names = sorted(frozenset().union(*sets))
    rows = [str(i) for i in range(len(sets))]
    table = matrix([(rows[i], name) for i, found in enumerate(sets) for name in found], rows, names)
    known = np.array([bool(found) for found in sets], bool)

    def test(one: Ints, other: Ints) -> NDArray[np.bool_]:
        shared = np.asarray(table[one].multiply(table[other]).sum(axis=1)).ravel()
        return np.asarray(known[one] & known[other] & (shared == 0))

    return test


def works_in(network: Network, over: Ground) -> list[frozenset[str]]:
    """Return the sectors in which each organisation works, itself or in its initiatives: what two share is bridged by nobody."""
    themes = [j for j, facet in enumerate(over.facets) if facet.kind == "theme"]
    counts = (over.own + over.partners @ over.of_projects).tocsr()[:, themes]
    is_sector = [network.entities[over.facets[j].ident].get("kind") == "sector" for j in themes]
    found = []
    for row, actor in enumerate(over.actors):
        own = sectors(network, actor)
        narrow = any(network.entities[theme].get("kind") == "sector" for theme in own)
        there = counts.indices[counts.indptr[row] : counts.indptr[row + 1]]
        more = {over.facets[themes[j]].ident for j in there if is_sector[j] or not narrow}
        found.append(own | more if own else own)
    return found


def sectors(network: Network, ident: str) -> frozenset[str]:
    """Return the sectors of an organisation, its themes where no sector is recorded."""
    found = [tie.target for tie in network.ties_of(ident, "Activity") if tie.source == ident]
    known = [theme for theme in by_name(network, found) if theme in network.entities]
    sectors = [theme for theme in known if network.entities[theme].get("kind") == "sector"]
    return frozenset(sectors or known)
