"""Smallest teams that meet the rules of a call, of organisations that hang together by joint initiatives.

A team is connected: each member has a joint initiative with another member. First the smallest connected core that
meets all rules is searched, exhaustively; among equals the one with most joint initiatives counts. Where a call
asks for more partners, all teams of that size are searched; where these are too many, the core grows by whoever
has most joint initiatives with it (of many cores those do that have most joint initiatives themselves).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from dtz_network.analysis.potential.conditions import Call, Condition, Need
from dtz_network.analysis.projection import TwoMode, off_diagonal

State = Literal["found", "infeasible", "no_team", "not_asked"]
PAIR = 2
"""Members of a team at least."""
LARGEST = 6
"""Members of a core at most."""
STEPS = 30_000
"""Steps of the search at most; beyond it ``complete`` says no."""
TOLD = 3
GROWN = 200
"""Cores that grow at most."""
Ties = Mapping[int, Mapping[int, int]]
_Sets = tuple[tuple[int, ...], int]
"""Members, and (as bits) who may come last."""


@dataclass(frozen=True)
class Team:
    """Members by name; ``joint`` the number of their joint initiatives, summed over pairs."""

    members: tuple[str, ...]
    joint: int


@dataclass(frozen=True)
class Teams:
    """The smallest teams.

    Attributes:
        state: "found"; "infeasible" where a rule is met by nobody; "no_team" where each rule is met by somebody and
            no connected team meets all; "not_asked".
        teams: up to three of the smallest size, most joint initiatives first.
        infeasible: the rules that nobody meets, one by one.
        size: members of the smallest team, 0 if there is none.
        complete: whether the search was exhaustive.
    """

    state: State
    teams: tuple[Team, ...]
    infeasible: tuple[Condition, ...]
    size: int = 0
    complete: bool = True


def smallest(call: Call, mode: TwoMode, needs: Sequence[Need], steps: int = STEPS) -> Teams:
    """Return the smallest teams, of two or more organisations with a tie, that meet the rules of a call.

    ``needs`` are those of :func:`~dtz_network.analysis.potential.conditions.who_fits` for the organisations of ``mode``.
    """
    infeasible = tuple(need for need, fit in needs if not fit)
    least, most = max(call.partners_min or PAIR, PAIR), call.partners_max or 10**6
    if infeasible or least > most:
        return Teams("infeasible", (), infeasible)
    ties = _Joint(mode)
    masks = [sum(1 << place for place, (_, fit) in enumerate(needs) if actor in fit) for actor in mode.actors]
    search = _Search(ties, masks, (1 << len(needs)) - 1, _large(mode, least), steps)
    for size in range(PAIR, min(LARGEST, most) + 1):
        cores = search.cores(size)
        if cores and size < least:
            cores = _enlarged(search, cores, ties, least, min(LARGEST, most))
        if cores:
            made = sorted({_team(mode, ties, core) for core in cores}, key=lambda t: (-t.joint, t.members))
            return Teams("found", tuple(made[:TOLD]), (), max(size, least), search.complete)
    return Teams("no_team", (), (), 0, search.complete)


def _enlarged(
    search: _Search, cores: Sequence[tuple[int, ...]], ties: _Joint, least: int, largest: int
) -> list[tuple[int, ...]]:
    """Return teams of the size asked for: all there are if that can be searched, else the cores grown."""
    if least <= largest and (every := search.all_cores(least)):
        return every
    best = heapq.nsmallest(GROWN, cores, key=lambda core: (-_joint(ties, core), core))
    return [team for core in best if (team := _grow(core, ties, least)) is not None]


class _Joint(dict[int, dict[int, int]]):
    """For each actor (by place) with whom it has how many joint initiatives, worked out when it is asked for."""

    def __init__(self, mode: TwoMode) -> None:
        there = sparse.csr_matrix((mode.incidence > 0).astype(np.int64))
        self._joint = off_diagonal(sparse.csr_matrix(there @ there.T))

    def row(self, actor: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return with whom an actor has a joint initiative, and how many."""
        found = slice(*self._joint.indptr[actor : actor + 2])
        return self._joint.indices[found], self._joint.data[found]

    def __missing__(self, actor: int) -> dict[int, int]:
        others, numbers = self.row(actor)
        self[actor] = dict(zip(others.tolist(), numbers.tolist(), strict=True))
        return self[actor]

    def of_team(self, team: Sequence[int]) -> NDArray[np.int64]:
        """Return the joint initiatives of each actor with a team, 0 for its members."""
        found = np.zeros(self._joint.shape[0], np.int64)
        for member in team:
            others, numbers = self.row(member)
            found[others] += numbers
        found[list(team)] = 0
        return found


def _large(mode: TwoMode, least: int) -> list[int]:
    """Return the places of actors that lie in a connected part with members enough."""
    both = sparse.bmat([[None, mode.incidence], [mode.incidence.T, None]], format="csr")
    part = csgraph.connected_components(both, directed=False)[1][: len(mode.actors)]
    return [int(i) for i in np.flatnonzero(np.bincount(part)[part] >= least)]


class _Search:
    """Finds connected sets of a size that meet all needs; each set once (ESU, Wernicke 2006).

    Sets of places are the bits of whole numbers.
    """

    def __init__(
        self, ties: _Joint, masks: Sequence[int], all_needs: int, pool: Sequence[int], steps: int
    ) -> None:
        self._masks, self._all, self._left = masks, all_needs, steps
        self._starts, self._pool = sorted(pool), _bits(pool)
        self._near = {i: _bits(ties.row(i)[0]) for i in self._starts}
        self._widest = max((masks[i].bit_count() for i in pool), default=0)
        self._who = [
            _bits([i for i in pool if masks[i] >> need & 1]) for need in range(all_needs.bit_length())
        ]

    @property
    def complete(self) -> bool:
        """Whether the search came to its end."""
        return self._left > 0

    def cores(self, size: int) -> list[tuple[int, ...]]:
        """Return the sets of a size that meet all needs."""
        return _told(self._found(size))

    def all_cores(self, size: int) -> list[tuple[int, ...]]:
        """Return the same where the search comes to its end, else none."""
        found = list(self._found(size))
        return _told(found) if self.complete else []

    def _found(self, size: int) -> Iterator[_Sets]:
        for start in self._starts:
            if not self.complete:
                return
            later = self._pool >> (start + 1) << (start + 1)
            near = self._near[start]
            yield from self._extend(
                (start,), near & later, near | 1 << start, self._masks[start], later, size
            )

    def _extend(
        self, members: tuple[int, ...], waiting: int, seen: int, met: int, later: int, size: int
    ) -> Iterator[_Sets]:
        self._left -= 1
        if self._left <= 0:
            return
        lacking, slots = self._all & ~met, size - len(members)
        if lacking.bit_count() > slots * self._widest:
            return
        if slots == 1:
            for need in _places(lacking):
                waiting &= self._who[need]
            yield members, waiting
            return
        while waiting:
            chosen = waiting.bit_length() - 1
            waiting ^= 1 << chosen
            near = self._near[chosen]
            yield from self._extend(
                (*members, chosen),
                waiting | near & later & ~seen,
                seen | near,
                met | self._masks[chosen],
                later,
                size,
            )


def _bits(places: Sequence[int] | NDArray[np.int32]) -> int:
    """Return a set of places as the bits of a number."""
    found = np.asarray(places, np.int64)
    flags = np.zeros(int(found.max(initial=-1)) + 1, np.uint8)
    flags[found] = 1
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits of a number, the lowest first."""
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


def _told(found: Iterable[_Sets]) -> list[tuple[int, ...]]:
    return [(*members, last) for members, lasts in found for last in _places(lasts)]


def _grow(core: tuple[int, ...], ties: _Joint, least: int) -> tuple[int, ...] | None:
    """Return the core with whoever has most joint initiatives with it, until there are enough."""
    team = list(core)
    while len(team) < least:
        near = ties.of_team(team)
        other = int(near.argmax())
        if not near[other]:
            return None
        team.append(other)
    return tuple(sorted(team))


def _joint(ties: Ties, members: Sequence[int]) -> int:
    """Return the joint initiatives, summed over pairs."""
    return sum(ties[i].get(j, 0) for i, j in combinations(members, 2))


def _team(mode: TwoMode, ties: Ties, members: Sequence[int]) -> Team:
    return Team(tuple(mode.actors[i] for i in sorted(members)), _joint(ties, members))
