"""Which initiatives fit a call: conditions met and missing by rule, who could fill the gap, whom to phone first.

No chance of success is given: there are no outcomes to learn it from. Initiatives stand by what they miss, with no
further order than their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.claims import Basis, basis, order
from dtz_network.analysis.initiatives import lack, runs
from dtz_network.analysis.potential.ask_first import Ask, first
from dtz_network.analysis.potential.conditions import Call, Condition, Need, check, inside, who_fits
from dtz_network.analysis.potential.consortia import Teams, smallest
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Network

State = Literal["found", "none", "no_rules", "no_initiatives"]
METHOD = (
    "conditions by rule on recorded facts; smallest connected teams (exhaustive search on joint initiatives)"
)
CANDIDATES = 3
FILLED = ("area", "side", "partner_from", "partners_min")
"""Rules that one more organisation can meet."""


@dataclass(frozen=True)
class Candidate:
    """An organisation that could fill gaps: which conditions, and through whom it is known.

    Attributes:
        fills: places of the missing conditions in the list of the initiative.
        through: partners with which it has a joint initiative, by name; joint initiatives are ``joint``.
    """

    organisation: str
    fills: tuple[int, ...]
    through: tuple[str, ...]
    joint: int


@dataclass(frozen=True)
class ProjectFit:
    """An initiative beside a call: its conditions, who could fill what is missing, and whom to phone first."""

    project: str
    conditions: tuple[Condition, ...]
    candidates: tuple[Candidate, ...]
    phone: tuple[Ask, ...]

    def count(self, state: str) -> int:
        """Return how many conditions are "met", "missing" or "unknown"."""
        return sum(condition.state == state for condition in self.conditions)

    @property
    def fixed(self) -> int:
        """How many conditions are missing that no partner more would meet: theme, budget, too many partners."""
        return sum(c.state == "missing" and c.rule not in FILLED for c in self.conditions)


@dataclass(frozen=True)
class CallFit:
    """A call beside all running initiatives with partners.

    Attributes:
        state: "found" where an initiative meets a condition; "no_rules" where the call has none that can be judged.
        closed: whether the last day to apply is past on the date of the answer.
        projects: fewest conditions missing first, those before all that no partner more would meet; then fewest
            unknown, then by name.
        teams: smallest teams that would meet the rules by existing ties.
    """

    state: State
    call: Call
    closed: bool
    projects: tuple[ProjectFit, ...]
    teams: Teams
    basis: Basis


def find(network: Network, call: Call, *, without: Sequence[str] = (), teams: bool = True) -> CallFit:
    """Return how the running initiatives (no programmes) fit a call; ``teams`` also looks for smallest teams."""
    mode = two_mode(network, without)
    where = inside(network, call)
    needs = who_fits(network, call, mode.actors, where)
    suited = _Suited(mode, needs)
    rows = [
        _row(network, project, check(network, call, project, partners, where), partners, suited)
        for project, partners in mode.partners.items()
        if runs(network, project)
    ]
    rows.sort(key=lambda r: (r.fixed, r.count("missing"), r.count("unknown"), order(network, r.project)))
    found = any(row.count("met") for row in rows)
    state: State = "found" if found else "none"
    if lack(network):
        state = "no_initiatives"
    elif not call.rules:
        state = "no_rules"
    sought = teams and bool(call.rules)
    return CallFit(
        state,
        call,
        _closed(network, call),
        tuple(rows) if call.rules else (),
        smallest(call, mode, needs) if sought else Teams("not_asked", (), ()),
        basis(network, METHOD, len(mode.actors), len(mode.ties), rules=call.rules, without=len(without)),
    )


def _closed(network: Network, call: Call) -> bool:
    today = network.day
    return is_date(call.closes) and is_date(today) and last_day(call.closes) < first_day(today)


class _Suited:
    """Who meets each condition that one organisation can meet, and who is known to whom by joint initiatives."""

    def __init__(self, mode: TwoMode, needs: Sequence[Need]) -> None:
        self._work = {actor: frozenset(found) for actor, found in mode.work.items()}
        self._actors = mode.actors
        self._row = {actor: row for row, actor in enumerate(mode.actors)}
        there = sparse.csr_matrix(mode.incidence > 0)
        self._joined, self._partners = _lines(there), _lines(sparse.csr_matrix(there.T))
        self._fits = {(need.rule, need.wanted): self._marked(fit) for need, fit in needs}
        themes = [fit for (rule, _), fit in self._fits.items() if rule == "theme"]
        self._off_theme = ~np.any([np.zeros(len(self._actors), bool), *themes], axis=0)

    def _rows(self, organisations: Iterable[str]) -> NDArray[np.int64]:
        return np.array([self._row[o] for o in organisations], np.int64)

    def _marked(self, organisations: Iterable[str]) -> NDArray[np.bool_]:
        marked = np.zeros(len(self._actors), bool)
        marked[self._rows(organisations)] = True
        return marked

    def _filling(self, condition: Condition) -> NDArray[np.bool_]:
        """Return which organisations would meet a condition if they joined."""
        everyone = np.full(len(self._actors), condition.rule == "partners_min")
        return self._fits.get((condition.rule, condition.wanted), everyone)

    def candidates(self, conditions: Sequence[Condition], partners: Sequence[str]) -> tuple[Candidate, ...]:
        """Return who could fill most of what is missing, known to a partner by a joint initiative; of equals those on the theme."""
        gaps = [place for place, c in enumerate(conditions) if c.state == "missing" and c.rule in FILLED]
        if not gaps:
            return ()
        own = self._rows(partners)
        reached = np.unique(np.concatenate([self._joined[row] for row in own]))
        joint = np.bincount(np.concatenate([self._partners[column] for column in reached]))
        joint[own] = 0
        near = np.flatnonzero(joint)
        fills = np.array([self._filling(conditions[place])[near] for place in gaps])
        number = fills.sum(axis=0)
        best = np.lexsort((-joint[near], self._off_theme[near], -number))  # equal ones stay by name
        made = []
        for at in best[: min(CANDIDATES, int(np.count_nonzero(number)))].tolist():
            organisation = self._actors[near[at]]
            through = tuple(p for p in partners if self._work[p] & self._work[organisation])
            filled = tuple(place for place, fit in zip(gaps, fills[:, at], strict=True) if fit)
            made.append(Candidate(organisation, filled, through, int(joint[near[at]])))
        return tuple(made)


def _lines(matrix: sparse.csr_matrix) -> list[NDArray[np.int32]]:
    """Return the columns of each row."""
    return np.split(matrix.indices, matrix.indptr[1:-1])


def _row(
    network: Network,
    project: str,
    conditions: tuple[Condition, ...],
    partners: Sequence[str],
    suited: _Suited,
) -> ProjectFit:
    candidates = suited.candidates(conditions, partners)
    return ProjectFit(project, conditions, candidates, first(network, partners, [project], (), 1))
