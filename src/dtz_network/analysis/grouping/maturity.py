"""How far a network has grown: fragments, one hub, several hubs, a core with a periphery (Krebs & Holley 2002).

The phases are a story without published thresholds; those used here are a rule of thumb and stand in the basis. They are
told of the whole network and of each computed group, for experts. Two organisations are tied where they share an
initiative. A core counts only where it fits better than in random graphs of the same degrees, for any skewed
degrees look like a core (Estevez & Nordlund 2025).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from dtz_network.analysis import random_ties
from dtz_network.analysis.claims import RANDOM, Basis, basis
from dtz_network.analysis.grouping import core_periphery
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.projection import TwoMode, collaboration, two_mode, within
from dtz_network.model.network import Network

Phase = Literal["fragments", "hub", "hubs", "core", "none", "too_few"]
METHOD = "phases of Krebs & Holley (2002); core and periphery (Borgatti & Everett 1999) against random graphs of the same degrees"
ENOUGH = 10
"""Organisations with a tie that a phase asks for."""
HUB = 0.1
"""Share of the ties from which an organisation is a hub, if it also has"""
ABOVE = 2.0
"""so many times the average number: in a small group anybody has a tenth."""
WHOLE = 0.5
"""Share of the organisations that must hang together, and of the pairs of a core that must be tied."""
CHANCE = 0.05
"""How often random graphs may have a core that fits as well."""
TWINS = 39
"""Random graphs: the core that fits best of forty is there by chance once in forty."""


@dataclass(frozen=True)
class Maturity:
    """How far one network or group has grown.

    Attributes:
        group: id of the group, "" for the whole network.
        n: organisations with a tie.
        phase: the last that fits: "fragments" (less than half hangs together), "hub", "hubs" (organisations with a
            tenth of the ties and twice the average), "core"; "none" of them; "too_few" organisations.
        largest: share of the organisations in the largest part.
        centralisation: Freeman (1979) of degrees, 0 (all alike) to 1 (a star).
        hubs: ids, most ties first; ``core`` ids of the best core, by name.
        fit: correlation with that core, -1 to 1; ``random`` mean of random graphs; ``chance`` that one of these fits as well.
    """

    group: str
    n: int
    phase: Phase
    largest: float
    centralisation: float
    hubs: tuple[str, ...]
    core: tuple[str, ...]
    fit: float
    random: float
    chance: float


@dataclass(frozen=True)
class Growth:
    """The phases of the whole network and of its groups, in that order."""

    stages: tuple[Maturity, ...]
    basis: Basis


def find(network: Network, groups: Groups, *, without: Sequence[str] = (), seed: int = 1) -> Growth:
    """Return how far the network and each of its computed groups have grown; ``without`` leaves out the bureau."""
    mode = two_mode(network, without)
    parts = [(group.id, within(mode, group.organisations)) for group in groups.groups]
    about = basis(
        network, METHOD, len(mode.actors), len(mode.ties), seed=seed, band=f"{TWINS} {RANDOM}",
        enough=ENOUGH, hub=HUB, above=ABOVE, whole=WHOLE, twins=TWINS,
    )  # fmt: skip
    return Growth(tuple(of(part, group, seed) for group, part in (("", mode), *parts)), about)


def of(mode: TwoMode, group: str = "", seed: int = 1) -> Maturity:
    """Return how far one two-mode graph has grown."""
    ties = sparse.csr_matrix(collaboration(mode) != 0)
    degrees = np.asarray(ties.sum(axis=1), dtype=float).ravel()
    n = int((degrees > 0).sum())
    if n < ENOUGH:
        return Maturity(group, n, "too_few", 0.0, 0.0, (), (), 0.0, 0.0, 1.0)
    largest = float(np.bincount(connected_components(ties, directed=False)[1]).max()) / len(degrees)
    order = sorted(range(len(degrees)), key=lambda i: (-degrees[i], i))
    least = max(HUB * degrees.sum() / 2, ABOVE * degrees.mean())
    hubs = tuple(mode.actors[i] for i in order if degrees[i] >= least)
    core = core_periphery.find(ties)
    again = np.array(_random_fits(mode, seed))
    chance = float((np.sum(again >= core.fit - 1e-9) + 1) / (len(again) + 1))
    return Maturity(
        group=group,
        n=n,
        phase=_phase(largest, len(hubs), core=chance <= CHANCE and _meets_itself(ties, core.nodes)),
        largest=round(largest, 4),
        centralisation=round(centralisation(degrees), 4),
        hubs=hubs,
        core=tuple(mode.actors[i] for i in core.nodes),
        fit=round(core.fit, 4),
        random=round(float(again.mean()), 4),
        chance=round(chance, 4),
    )


def _random_fits(mode: TwoMode, seed: int) -> list[float]:
    """Return how well the best core fits in random graphs of the same degrees."""
    rows, columns = mode.places
    shape = (len(mode.actors), len(mode.affiliations))
    found = []
    for drawn in random_ties.shuffles(rows, columns, TWINS, seed):
        there = sparse.csr_matrix((np.ones(len(rows)), (rows, drawn)), shape=shape)
        found.append(core_periphery.find(sparse.csr_matrix(there @ there.T)).fit)
    return found


def _meets_itself(ties: sparse.csr_matrix, core: Sequence[int]) -> bool:
    """Return whether a core is one: three or more, of which half of the pairs or more are tied."""
    inside = ties[list(core)][:, list(core)].sum() / 2
    return len(core) > 2 and bool(inside >= WHOLE * len(core) * (len(core) - 1) / 2)


def _phase(largest: float, hubs: int, *, core: bool) -> Phase:
    if largest < WHOLE:
        return "fragments"
    if core:
        return "core"
    return "hubs" if hubs > 1 else "hub" if hubs else "none"


def centralisation(degrees: Sequence[float] | np.ndarray) -> float:
    r"""Return how far one node stands above the others: :math:`\sum (k_{max} - k_i) / ((n - 1)(n - 2))` (Freeman 1979).

    0 where all have as many, 1 for a star; 0 below three nodes.

    >>> centralisation([3, 1, 1, 1]), centralisation([2, 2, 2])
    (1.0, 0.0)
    """
    k = np.asarray(degrees, dtype=float)
    n = len(k)
    return float((k.max() - k).sum() / ((n - 1) * (n - 2))) if n > 2 else 0.0
