r"""Opportunities: themes or sectors with many actors and few joint projects, what is missing, and whom to ask.

Two carriers of a theme are *joined* when they meet (organisations in an initiative; where initiatives carry the
themes, initiatives in an organisation). Expected is the number of joined pairs that their degrees give in the
bipartite configuration model,

.. math:: E = \sum_{i<j} 1 - \exp\Big(-k_i k_j \frac{\sum_p d_p (d_p - 1)}{m^2}\Big)

with :math:`k` the degrees of carriers, :math:`d` those of meetings and :math:`m` ties; the deficit is
:math:`1 - O/E`. How likely so few are by chance is asked of label shuffles, corrected for the number of themes.
Relatedness density (Hidalgo et al. 2007; Boschma, Balland & Kogler 2015) tells where what is related already is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from dtz_network.analysis import fits as fitting
from dtz_network.analysis.claims import Basis, Certainty, basis, beyond_chance, by_name, q_values
from dtz_network.analysis.fits import Fit
from dtz_network.analysis.initiatives import lack
from dtz_network.analysis.potential import joined_pairs
from dtz_network.analysis.potential.ask_first import Ask, first
from dtz_network.analysis.potential.joined_pairs import Joined
from dtz_network.analysis.potential.meetings import RUNS
from dtz_network.analysis.potential.missing_parts import Missing, missing
from dtz_network.analysis.potential.related_places import Place, places
from dtz_network.analysis.potential.themed import (
    Side,
    Themed,
    carriers,
    kind_of,
    kinds,
    membership,
    themes_of,
)
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.analysis.ranking import ranks
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.model.remembered import remembered

State = Literal["found", "none", "too_few", "no_themes", "no_initiatives"]
METHOD = (
    "joined pairs against the bipartite configuration model; label shuffles within type and activity, false-discovery "
    "rate (Benjamini & Hochberg 1995); relatedness density (Hidalgo et al. 2007)"
)
MANY = 5
"""Carriers that a theme needs to be looked at."""
FEWEST = 3
"""Carriers that must stand apart: joined with no other of the theme."""
DEFICIT = 0.2
"""Share of the expected pairs that must be missing."""
REPEATED, DROP = 100, 0.1


@dataclass(frozen=True)
class Opportunity:
    """A theme in which more could be done together.

    Attributes:
        carriers: how many organisations (or initiatives) have the theme; ``apart`` those of them that are joined
            with no other of the theme, ``outside`` those of these that take part in nothing.
        pairs: joined pairs; ``expected`` by their degrees; ``q`` false-discovery rate of so few.
        organisations: who works on the theme, by name; ``projects`` the initiatives on it.
        place: where most of what is related to the theme already is, None where places tell nothing.
        score: carriers apart, times that density where it is known; ``rank`` by it among those that stand out, with
            its range; 0 for the others.
        stands_out: three carriers or more stand apart, a fifth of the expected pairs or more is missing, and so few
            are no chance (false-discovery rate up to .05). Nothing else is a claim.
        unproven: three stand apart and a fifth of the expected pairs is missing, but that may be chance.
        certainty: that fewer are joined than degrees give; "too_little" for what does not stand out.
    """

    theme: str
    carriers: int
    apart: tuple[str, ...]
    outside: tuple[str, ...]
    pairs: int
    expected: float
    q: float
    organisations: tuple[str, ...]
    projects: tuple[str, ...]
    place: Place | None
    missing: Missing
    fits: tuple[Fit, ...]
    ask: tuple[Ask, ...]
    score: float
    rank: int
    low: int
    high: int
    certainty: Certainty
    stands_out: bool
    unproven: bool


@dataclass(frozen=True)
class Opportunities:
    """Themes of one kind with five carriers or more: those that stand out by rank, the others by carriers apart.

    Attributes:
        state: "found" where one stands out, "none" where none does; "too_few" carriers; "no_themes";
            "no_initiatives".
        kind, kinds: of the themes, and all there are.
        side: who carries the themes.
    """

    state: State
    kind: str
    kinds: tuple[str, ...]
    side: Side
    themes: tuple[Opportunity, ...]
    basis: Basis


def find(
    network: Network,
    *,
    kind: str | None = None,
    seed: int = 1,
    without: Sequence[str] = (),
    repeated: int = REPEATED,
    runs: int = RUNS,
    progress: Progress | None = None,
) -> Opportunities:
    """Return the themes of one kind (sectors first, if none is given), those with most standing apart first.

    Args:
        network: any network; organisations that take part in nothing count as standing outside.
        kind: of the themes.
        seed: of the shuffles and repetitions.
        without: ids to leave out, such as the bureau itself.
        repeated: repetitions with a tenth of the ties left out.
        runs: shuffles.
        progress: called with stage, done, total.
    """
    mode = two_mode(network, without)
    there = kinds(network, mode)
    chosen = there[0] if kind is None and there else kind or ""
    themed = carriers(network, mode, chosen)
    about = basis(
        network, METHOD, len(mode.actors), len(mode.ties), seed=seed, band=f"{repeated} x {DROP:.0%} of the ties left out",
        shuffles=runs, repeated=repeated, many=MANY, deficit=DEFICIT, fewest=FEWEST, without=len(without),
    )  # fmt: skip
    state: State
    if lack(network) or not themed.themes:
        state = "no_initiatives" if lack(network) else "no_themes"
        return Opportunities(state, chosen, there, themed.side, (), about)
    found = _opportunities(network, mode, themed, set(without), seed, repeated, runs, progress)
    state = "too_few" if not found else "found" if any(o.stands_out for o in found) else "none"
    return Opportunities(state, chosen, there, themed.side, found, about)


def _opportunities(
    network: Network,
    mode: TwoMode,
    themed: Themed,
    without: set[str],
    seed: int,
    repeated: int,
    runs: int,
    progress: Progress | None,
) -> tuple[Opportunity, ...]:
    themed, outside = _outside(network, mode, themed, without)
    idle = np.array([len(found) for found in outside])
    joined = joined_pairs.find(mode, themed, seed, runs, progress)
    looked = [t for t in range(len(themed.themes)) if themed.sizes[t] + idle[t] >= MANY]
    if not looked:
        return ()
    where = places(network, mode, themed)
    known = [place.density if place else 1.0 for place in where]
    scores = (joined.apart.sum(axis=0) + idle) * known
    again = (joined_pairs.repeat(themed, seed, repeated, DROP) + idle) * known
    q = dict(zip(looked, q_values([float(joined.chance[t]) for t in looked]), strict=True))
    out = [
        t
        for t in looked
        if _apart(joined, t, outside) >= FEWEST and _certainty(joined, t, q[t]) != "too_little"
    ]
    rest = sorted((t for t in looked if t not in out), key=lambda t: -scores[t])
    order = [(out[r.item], (r.rank, r.low, r.high)) for r in ranks(scores[out], again[:, out])]
    told = partial(_one, network, mode, themed, joined)
    return tuple(
        told(theme, outside[theme], where[theme], q[theme], float(scores[theme]), rank)
        for theme, rank in (*order, *((t, (0, 0, 0)) for t in rest))
    )


def _one(
    network: Network,
    mode: TwoMode,
    themed: Themed,
    joined: Joined,
    theme: int,
    outside: tuple[str, ...],
    where: Place | None,
    q: float,
    score: float,
    rank: tuple[int, int, int],
) -> Opportunity:
    size = int(themed.sizes[theme]) + len(outside)
    apart = (*(themed.carriers[i] for i in np.flatnonzero(joined.apart[:, theme])), *outside)
    code = themed.themes[theme]
    on = _having(network, mode.affiliations).get(code, ())
    organisations = _organisations(network, mode, themed, code, on, outside)
    fits = fitting.between(network, organisations, organisations)
    return Opportunity(
        theme=code,
        carriers=size,
        apart=apart,
        outside=outside,
        pairs=int(joined.pairs[theme]),
        expected=round(float(joined.expected[theme]), 2),
        q=round(q, 5),
        organisations=organisations,
        projects=on,
        place=where,
        missing=missing(network, code, organisations, on),
        fits=tuple(fits[: fitting.TOLD]),
        ask=first(network, organisations, on, fits),
        score=round(score, 4),
        rank=rank[0],
        low=rank[1],
        high=rank[2],
        certainty=_certainty(joined, theme, q) if rank[0] else "too_little",
        stands_out=rank[0] > 0,
        unproven=not rank[0] and len(apart) >= FEWEST and _short(joined, theme),
    )


def _organisations(
    network: Network, mode: TwoMode, themed: Themed, theme: str, on: Sequence[str], outside: Sequence[str]
) -> tuple[str, ...]:
    """Return who works on a theme, by name: who has it, and where initiatives carry it who takes part in them."""
    own = _having(network, mode.actors).get(theme, ())
    there = set(on) if themed.side == "projects" else set()
    return by_name(network, [*own, *outside, *(tie.actor for tie in mode.ties if tie.affiliation in there)])


@remembered
def _having(network: Network, ends: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each theme those of some organisations or initiatives that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for end in ends:
        for theme in themes_of(network, end):
            found[theme].append(end)
    return {theme: tuple(having) for theme, having in found.items()}


def _short(joined: Joined, theme: int) -> bool:
    """Return whether a fifth of the expected pairs is missing."""
    return bool(joined.expected[theme] >= 1 and joined.pairs[theme] <= (1 - DEFICIT) * joined.expected[theme])


def _apart(joined: Joined, theme: int, outside: Sequence[tuple[str, ...]]) -> int:
    return int(joined.apart[:, theme].sum()) + len(outside[theme])


def _outside(
    network: Network, mode: TwoMode, themed: Themed, without: set[str]
) -> tuple[Themed, list[tuple[str, ...]]]:
    """Return per theme the organisations that have it and take part in nothing; their themes come in with them."""
    if themed.side == "projects":
        return themed, [() for _ in themed.themes]
    tied = {*mode.actors, *without}
    found: dict[str, list[str]] = {theme: [] for theme in themed.themes}
    for entity in network.of_type("Organization"):
        for theme in themes_of(network, entity.id) if entity.id not in tied else ():
            if kind_of(network, theme) == themed.kind:
                found.setdefault(theme, []).append(entity.id)
    themes = by_name(network, found)
    labels = {
        carrier: [themed.themes[j] for j in np.flatnonzero(row)]
        for carrier, row in zip(themed.carriers, themed.has, strict=True)
    }
    wider = replace(themed, themes=themes, has=membership(themed.carriers, labels, themes))
    return wider, [by_name(network, found[theme]) for theme in themes]


def _certainty(joined: Joined, theme: int, q: float) -> Certainty:
    """Return how sure it is that fewer are joined than degrees give."""
    return beyond_chance(q) if _short(joined, theme) else "too_little"
