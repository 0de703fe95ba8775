"""Figures of the whole for experts: variety of the themes, Rao–Stirling diversity of the meetings, synergy."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from dtz_network.analysis import places
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import helices
from dtz_network.analysis.potential.diversity import Variety, numbered, rao_stirling, transmission_of, variety
from dtz_network.analysis.potential.label_shuffles import orders
from dtz_network.analysis.potential.themed import Matrix, Themed
from dtz_network.model.network import Network

SHUFFLES = 99


@dataclass(frozen=True)
class ExpertFigures:
    """What the literature calls variety and synergy; no headline at the size of a region.

    Attributes:
        variety: of the carriers over themes, unrelated between the wholes of the themes, related within (bits;
            Frenken, van Oort & Verburg 2007). Themes without a whole are each their own.
        diversity: mean Rao–Stirling diversity of the meetings, distance = 1 - proximity (Stirling 2007).
        transmission: over helix, place and theme of the organisations, below 0 = synergy (bits; Leydesdorff et al.
            2006); ``shuffled`` its mean with themes dealt out at random; ``n`` organisations of which all three are
            known, 0 where projects carry the themes.
    """

    variety: Variety
    diversity: float
    transmission: float
    shuffled: float
    n: int


def of(network: Network, themed: Themed, near: Matrix, seed: int) -> ExpertFigures:
    """Return the figures, given the proximity of the themes."""
    classes: dict[str, list[float]] = {}
    for theme, size in zip(themed.themes, themed.sizes.tolist(), strict=True):
        wholes = by_name(network, (t.target for t in network.ties_of(theme, "PartOf") if t.source == theme))
        classes.setdefault(wholes[0] if wholes else theme, []).append(float(size))
    found = variety(classes)
    plain = Variety(*(round(bits, 4) for bits in (found.unrelated, found.related, found.total)))
    rows = _rows(network, themed)
    observed, shuffled = _synergy(rows, seed)
    return ExpertFigures(plain, round(_diversity(themed, near), 4), observed, shuffled, len(rows))


def _diversity(themed: Themed, near: Matrix) -> float:
    there = np.asarray(themed.met @ themed.has, dtype=float)
    distance = 1 - near
    np.fill_diagonal(distance, 0.0)
    shares = [row / row.sum() for row in there if row.sum() > 1]
    return float(np.mean([rao_stirling(row, distance) for row in shares])) if shares else 0.0


def _rows(network: Network, themed: Themed) -> list[tuple[Hashable, Hashable, Hashable]]:
    rows: list[tuple[Hashable, Hashable, Hashable]] = []
    for carrier, has in zip(themed.carriers, themed.has, strict=True):
        sides = helices(network, carrier) if themed.side == "organisations" else ()
        located = by_name(network, places.of(network, carrier))
        if sides and located:
            rows.append((sides[0], located[0], themed.themes[int(np.argmax(has))]))
    return rows


def _synergy(rows: list[tuple[Hashable, Hashable, Hashable]], seed: int) -> tuple[float, float]:
    if not rows:
        return 0.0, 0.0
    sides, located, themes = (numbered([row[part] for row in rows]) for part in range(3))
    dealt = [
        transmission_of(sides, located, themes[order])
        for order in orders([np.arange(len(rows))], SHUFFLES, seed)
    ]
    return round(transmission_of(sides, located, themes), 4), round(float(np.mean(dealt)), 4)
