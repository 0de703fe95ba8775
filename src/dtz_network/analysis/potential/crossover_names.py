"""Who and what could carry a cross-over: organisations on both sides, schools, initiatives, offers and needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dtz_network.analysis import fits
from dtz_network.analysis.claims import order
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.helices import helices
from dtz_network.analysis.initiatives import runs
from dtz_network.analysis.potential.themed import Themed, themes_of
from dtz_network.analysis.projection import TwoMode
from dtz_network.model.network import Network

Pair = tuple[str, str]
NAMED = 8
"""Names kept for each part of a cross-over; ``of`` tells how many there are."""


@dataclass(frozen=True)
class Party:
    """An organisation with the reason to name it: its initiatives on the shared subjects, most first."""

    organisation: str
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """The names of a cross-over.

    Attributes:
        one, other: organisations of one side alone; ``one_of``, ``other_of`` how many there are.
        both: organisations that meet the other side or work on both already.
        schools: schools that work on a shared subject or on a side.
        projects: running initiatives on a shared subject that could host it, those with both sides first.
        fits: offers of one side that meet a need of the other.
    """

    one: tuple[Party, ...]
    other: tuple[Party, ...]
    one_of: int
    other_of: int
    both: tuple[str, ...]
    schools: tuple[Party, ...]
    projects: tuple[str, ...]
    fits: tuple[Fit, ...]


@dataclass(frozen=True)
class _Known:
    """Who takes part in what, and which themes an initiative has."""

    projects: Mapping[str, Sequence[str]]
    partners: Mapping[str, Sequence[str]]
    themes: Mapping[str, set[str]]


def name(
    network: Network, mode: TwoMode, themed: Themed, pair: tuple[int, int], shared: Sequence[str]
) -> Names:
    """Return the names for a pair of themes (places in ``themed``) that have some subjects in common."""
    known = _known(network, mode)
    sides = [_organisations(themed, theme, known) for theme in pair]
    ends = [themed.themes[theme] for theme in pair]
    subjects = {*shared} or {*ends}
    wanted = subjects | {tie.source for tie in network.ties("PartOf") if tie.target in subjects}
    on = [project for project, themes in known.themes.items() if themes & wanted]
    both = _both(themed, pair, known, sides)
    alone = [[o for o in side if o not in both] for side in sides]
    parties = [_parties(network, known, side, on) for side in alone]
    schools = [o for o in mode.actors if "education" in helices(network, o)]
    either, hosting = {*sides[0], *sides[1]}, set(on)
    skilled = [o for o in schools if o in either or hosting.intersection(known.projects[o])]
    found = fits.between(network, sides[0], sides[1])
    return Names(
        parties[0][:NAMED],
        parties[1][:NAMED],
        len(alone[0]),
        len(alone[1]),
        tuple(sorted(both, key=lambda o: order(network, o)))[:NAMED],
        _parties(network, known, skilled, on)[:NAMED],
        _hosts(network, known, on, sides)[:NAMED],
        tuple(found[:NAMED]),
    )


def _known(network: Network, mode: TwoMode) -> _Known:
    return _Known(mode.work, mode.partners, {p: set(themes_of(network, p)) for p in mode.affiliations})


def _organisations(themed: Themed, theme: int, known: _Known) -> list[str]:
    """Return the organisations of a theme: those that carry it, or take part in initiatives that do."""
    found = themed.of(theme)
    if themed.side == "organisations":
        return list(found)
    return list(dict.fromkeys(o for project in found for o in known.partners[project]))


def _both(themed: Themed, pair: tuple[int, int], known: _Known, sides: Sequence[Sequence[str]]) -> set[str]:
    if themed.side == "projects":
        return set(sides[0]) & set(sides[1])
    there = [themed.met @ themed.has[:, theme] > 0 for theme in pair]
    meetings = {themed.meetings[j] for j in np.flatnonzero(there[0] & there[1])}
    return {o for side in sides for o in side if meetings & set(known.projects[o])}


def _parties(network: Network, known: _Known, side: Sequence[str], on: Sequence[str]) -> tuple[Party, ...]:
    wanted = set(on)
    found = [Party(o, tuple(p for p in known.projects[o] if p in wanted)) for o in side]
    return tuple(sorted(found, key=lambda party: (-len(party.projects), order(network, party.organisation))))


def _hosts(
    network: Network, known: _Known, on: Sequence[str], sides: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    ones, others = (set(side) for side in sides)
    found = {
        p: sum(bool(side & set(known.partners[p])) for side in (ones, others)) for p in on if runs(network, p)
    }
    kept = (p for p, reached in found.items() if reached)
    return tuple(sorted(kept, key=lambda p: (-found[p], -len(known.partners[p]), order(network, p))))
