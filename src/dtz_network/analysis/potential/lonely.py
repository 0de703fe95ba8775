"""Initiatives that stand alone, and their potential: two axes, not one score.

The first axis is how an initiative hangs together with others: by no organisation, or by one. The second is what
it could join: connected initiatives on the same themes, offers that meet needs. A list for screening, no
prediction: on lists of European projects one in ten of such initiatives shared an organisation with another a year
later, one in twenty-five without selection; which one, could hardly be told (AUC .63).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dtz_network.analysis import fits as fitting
from dtz_network.analysis import places
from dtz_network.analysis.claims import Basis, Certainty, basis, by_name, order
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.helices import TRIPLE, helices
from dtz_network.analysis.initiatives import initiatives, lack, runs
from dtz_network.analysis.potential.ask_first import Ask, first
from dtz_network.analysis.potential.themed import themes_of
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.model.network import Network

Hangs = Literal["alone", "by_one"]
Potential = Literal["clear", "some", "none", "unknown"]
State = Literal["found", "none", "no_initiatives"]
METHOD = "organisations shared with other initiatives; connected initiatives with a theme in common"
CLEAR = 2
"""Connected initiatives that have two things in common with it from which the potential is clear."""
TWO = 2
"""Things in common: themes, a place, an offer that meets a need. One broad theme alone is no clear potential."""


@dataclass(frozen=True)
class Lonely:
    """An initiative that shares no organisation with others, or one.

    Attributes:
        hangs: "alone" or "by_one"; ``through`` that one organisation; ``reached`` initiatives that it shares.
        partners: its organisations; ``missing`` those of business, education and government that are not among them.
        potential: "clear" where two connected initiatives have two things in common with it (themes, a place, an
            offer that meets a need), or two or more are reached through two themes; "some" where one has a theme in common; "none" where its themes lead nowhere;
            "unknown" where no theme is recorded.
        themes: its own; ``shared`` those of them that ``neighbours``, connected initiatives, work on too: those with
            most in common first, ``close`` of them have two things in common or more.
        fits: offers and needs between its partners and those of the neighbours.
        ask: organisations of the neighbours to ask, with their reasons.
        certainty: "likely" with two partners or more and a theme, else "too_little": what is not recorded looks
            like standing alone.
    """

    project: str
    hangs: Hangs
    through: str
    reached: tuple[str, ...]
    partners: tuple[str, ...]
    missing: tuple[str, ...]
    budget: str
    potential: Potential
    themes: tuple[str, ...]
    shared: tuple[str, ...]
    neighbours: tuple[str, ...]
    close: int
    fits: tuple[Fit, ...]
    ask: tuple[Ask, ...]
    certainty: Certainty


@dataclass(frozen=True)
class Loneliness:
    """Running initiatives that stand alone or hang on one organisation.

    Attributes:
        rows: those alone first, then by potential, then by name; no ranks, for there is no score.
        looked_at: running initiatives with partners; ``without_partners`` those of which nothing can be said.
    """

    state: State
    rows: tuple[Lonely, ...]
    looked_at: int
    without_partners: tuple[str, ...]
    basis: Basis


def find(network: Network, *, without: Sequence[str] = ()) -> Loneliness:
    """Return the running initiatives that stand alone or hang on one organisation; ``without`` leaves out the bureau."""
    mode = two_mode(network, without)
    about = _about(network, mode, without)
    rows = [row for project in sorted(about.running) if (row := about.row(project)) is not None]
    rows.sort(
        key=lambda r: (
            r.hangs,
            POTENTIALS.index(r.potential),
            r.certainty == "too_little",
            -r.close,
            order(network, r.project),
        )
    )
    state: State = "no_initiatives" if lack(network) else "found" if rows else "none"
    return Loneliness(
        state,
        tuple(rows),
        sum(project in about.partners for project in about.running),
        by_name(network, (project for project in about.running if project not in about.partners)),
        basis(network, METHOD, len(mode.actors), len(mode.ties), clear=CLEAR, without=len(without)),
    )


POTENTIALS: tuple[Potential, ...] = ("clear", "some", "none", "unknown")
"""The words for potential, the best first."""


@dataclass(frozen=True)
class _About:
    """What is needed to tell of one initiative how it stands."""

    network: Network
    partners: Mapping[str, Sequence[str]]
    work: Mapping[str, Sequence[str]]
    themes: Mapping[str, set[str]]
    places: Mapping[str, frozenset[str]]
    on: Mapping[str, set[str]]
    running: frozenset[str]

    def row(self, project: str) -> Lonely | None:
        """Return how an initiative stands; None if no partner is recorded, or it is well connected."""
        own = self.partners.get(project, ())
        linking = [o for o in own if len(self.work[o]) > 1]
        if not own or len(linking) > 1:
            return None
        near = self._neighbours(project)
        others = by_name(self.network, (o for p in near for o in self.partners[p] if o not in own))
        fits = fitting.between(self.network, own, others)
        common = {other: self._common(project, other, fits) for other in near}
        close = sum(n >= TWO for n in common.values())
        near.sort(key=lambda p: (-common[p], order(self.network, p)))
        sides = {helix for o in own for helix in helices(self.network, o)}
        shared = {theme for p in near for theme in self.themes[p] & self.themes[project]}
        nearest = near[: max(close, CLEAR)]
        there = {o for p in nearest for o in self.partners[p]}
        return Lonely(
            project=project,
            hangs="by_one" if linking else "alone",
            through=linking[0] if linking else "",
            reached=by_name(self.network, (p for o in linking for p in self.work[o] if p != project)),
            partners=by_name(self.network, own),
            missing=tuple(helix for helix in TRIPLE if helix not in sides),
            budget=self.network.entities[project].get("budget"),
            potential=self._potential(project, len(near), close, len(shared)),
            themes=by_name(self.network, self.themes[project]),
            shared=by_name(self.network, shared),
            neighbours=tuple(near),
            close=close,
            fits=tuple(fits[: fitting.TOLD]),
            ask=first(self.network, [o for o in others if o in there], nearest, fits),
            certainty="likely" if len(own) > 1 and self.themes[project] else "too_little",
        )

    def _neighbours(self, project: str) -> list[str]:
        """Return the running, connected initiatives on a common theme that share no organisation with it."""
        own = set(self.partners[project])
        return [
            other
            for other in sorted({p for theme in self.themes[project] for p in self.on.get(theme, ())})
            if not own & set(self.partners[other])
            and any(len(self.work[o]) > 1 for o in self.partners[other])
        ]

    def _common(self, project: str, other: str, fits: Sequence[Fit]) -> int:
        """Return how many things two initiatives have in common: themes, a place, an offer that meets a need."""
        place = bool(self.places[project] & self.places[other])
        there = set(self.partners[other])
        fit = any(there & {fit.giver, fit.taker} for fit in fits)
        return len(self.themes[project] & self.themes[other]) + place + fit

    def _potential(self, project: str, near: int, close: int, shared: int) -> Potential:
        if close >= CLEAR or (near >= CLEAR and shared >= TWO):
            return "clear"
        return "some" if near else "none" if self.themes[project] else "unknown"


def _about(network: Network, mode: TwoMode, without: Sequence[str]) -> _About:
    partners = mode.partners
    known = {p.id for p in initiatives(network) if p.id not in without}
    themes = {project: set(themes_of(network, project)) for project in known}
    running = frozenset(project for project in known if runs(network, project))
    on: dict[str, set[str]] = defaultdict(set)
    for project in running & partners.keys():
        for theme in themes[project]:
            on[theme].add(project)
    located = {project: places_of(network, project, partners.get(project, ())) for project in known}
    return _About(network, partners, mode.work, themes, located, on, running)


def places_of(network: Network, project: str, partners: Sequence[str]) -> frozenset[str]:
    """Return where an initiative is: its own places, else those of its partners."""
    return places.of(network, project) or frozenset(
        place for o in partners for place in places.of(network, o)
    )
