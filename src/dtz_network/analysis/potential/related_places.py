"""Where what is related to a theme already is: relatedness density by place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.places import of as places_of
from dtz_network.analysis.potential.relatedness import density, proximity, specialised
from dtz_network.analysis.potential.themed import Themed, membership, subjects
from dtz_network.analysis.projection import TwoMode
from dtz_network.model.network import Network

ENOUGH = 5
"""Located carriers that a place needs to be compared."""


@dataclass(frozen=True)
class Place:
    """The place with most of what is related to a theme.

    Attributes:
        region: its id.
        density: 0..1, share of the related activity that the place has more of than sizes give.
        has: whether it has the theme itself that much; the next best place, if not, would be new to it.
        n: located carriers of the place.
    """

    region: str
    density: float
    has: bool
    n: int


def places(network: Network, mode: TwoMode, themed: Themed) -> list[Place | None]:
    """Return per theme the place with the highest relatedness density; None with fewer than two places to compare.

    A place has a theme when its share of it is no smaller than sizes give (shrunk advantage). Related are themes
    by proximity over shared subjects.
    """
    located: dict[str, list[str]] = defaultdict(list)
    for carrier in themed.carriers:
        for region in places_of(network, carrier):
            if region in network.entities:
                located[region].append(carrier)
    regions = by_name(network, (region for region, there in located.items() if len(there) >= ENOUGH))
    if len(regions) < 2:
        return [None] * len(themed.themes)
    counts = membership(regions, located, themed.carriers) @ themed.has
    has = specialised(counts)
    near = proximity(subjects(network, mode, themed).shared())
    share = density(has, near)
    best = np.argmax(np.round(share, 9), axis=0)
    return [
        Place(regions[i], round(float(share[i, t]), 4), bool(has[i, t]), len(located[regions[i]]))
        if near[t].any()
        else None
        for t, i in enumerate(best)
    ]
