"""What goes over the borders of zone, province and country, beside what size alone would give.

The expectation is that of the configuration model (:mod:`~dtz_network.analysis.composition.mixing`). The far side is
known through partners on this side only: what far parties do among themselves is not recorded, so that
their ties seem to cross more than they do (boundary specification, Laumann, Marsden & Prensky 1983).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dtz_network.analysis import places
from dtz_network.analysis.claims import RANDOM, Basis, basis, beyond_chance, by_name, order
from dtz_network.analysis.composition import mixing
from dtz_network.analysis.composition.mixing import Measured, Mixing
from dtz_network.analysis.places import BORDERS, OUTSIDE, Border, Places
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.model.network import Network

Sides = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Side:
    """One side of a border: an area (a listed code, a region's id, or "outside"), and its organisations."""

    area: str
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class Crossing:
    """An initiative with partners on both sides: of the home side, and of the others."""

    project: str
    near: tuple[str, ...]
    far: tuple[str, ...]
    relationships: tuple[str, ...]


@dataclass(frozen=True)
class BorderTies:
    """What goes over one border.

    Attributes:
        sides: most organisations first; that one is home.
        mixing: share of the ties across, expected, and by pair of sides.
        crossings: initiatives with partners at home and elsewhere, by name.
        collaborations: ids of direct collaborations with an end on either side.
        far: organisations elsewhere that share an initiative with one at home, by name.
    """

    border: Border
    sides: tuple[Side, ...]
    mixing: Mixing
    crossings: tuple[Crossing, ...]
    collaborations: tuple[str, ...]
    far: tuple[str, ...]


@dataclass(frozen=True)
class Borders:
    """The three borders.

    Attributes:
        without_place: organisations of which no place is recorded, by name; ``organisations`` how many
            there are.
    """

    borders: tuple[BorderTies, ...]
    without_place: tuple[str, ...]
    organisations: int
    basis: Basis


def find(network: Network, *, without: Sequence[str] = (), seed: int = 1, runs: int | None = None) -> Borders:
    """Return what goes over the borders of zone, province and country; ``without`` leaves the bureau out of the work."""
    mode, known = two_mode(network, without), places.read(network)
    found = _corrected([_border(network, mode, known, border, seed, runs) for border in BORDERS])
    everyone = [entity.id for entity in network.of_type("Organization")]
    placed = {tie.source for tie in network.ties("Location") if tie.target in network.entities}
    done = max((border.mixing.runs for border in found), default=0)
    band = f"{done} {RANDOM}" if done else "exact"
    about = basis(
        network, mixing.METHOD, len(mode.actors), len(mode.ties), seed=seed, band=band, runs=done,
        enough=mixing.ENOUGH, without=len(without),
    )  # fmt: skip
    return Borders(found, tuple(ident for ident in everyone if ident not in placed), len(everyone), about)


def _corrected(found: Sequence[BorderTies]) -> tuple[BorderTies, ...]:
    """Return the borders, each as sure as it is after correction for their number (Bonferroni)."""
    judged = sum(border.mixing.runs > 0 for border in found)

    def less_sure(one: Measured) -> Measured:
        return replace(one, certainty=beyond_chance(min(1.0, one.p * judged))) if judged else one

    def corrected(mixed: Mixing) -> Mixing:
        pairs = tuple(replace(pair, found=less_sure(pair.found)) for pair in mixed.pairs)
        return replace(mixed, across=less_sure(mixed.across), pairs=pairs)

    return tuple(replace(border, mixing=corrected(border.mixing)) for border in found)


def _border(
    network: Network, mode: TwoMode, known: Places, border: Border, seed: int, runs: int | None
) -> BorderTies:
    everyone = [entity.id for entity in network.of_type("Organization")]
    of = places.sides(network, known, border, everyone)
    sides = _sides(network, of)
    names = [side.area for side in sides]
    crossings = tuple(_crossings(network, mode, of, names[0])) if names else ()
    return BorderTies(
        border=border,
        sides=sides,
        mixing=mixing.of(mode, of, names, seed=seed, runs=runs),
        crossings=crossings,
        collaborations=tuple(_collaborations(network, known, border)),
        far=by_name(network, (one for crossing in crossings for one in crossing.far)),
    )


def _sides(network: Network, of: Sides) -> tuple[Side, ...]:
    """Return the sides, most organisations first; outside a zone is never home."""
    by: dict[str, list[str]] = {}
    for ident, parts in of.items():
        for area in parts:
            by.setdefault(area, []).append(ident)
    ordered = sorted(by, key=lambda area: (area == OUTSIDE, -len(by[area]), area))
    return tuple(Side(area, by_name(network, by[area])) for area in ordered)


def _crossings(network: Network, mode: TwoMode, of: Sides, home: str) -> list[Crossing]:
    ties: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for tie in mode.ties:
        if tie.actor in of:
            ties.setdefault(tie.affiliation, []).append((tie.actor, tie.relationships))
    found = []
    for project, partners in ties.items():
        near = [actor for actor, _ in partners if home in of[actor]]
        far = [actor for actor, _ in partners if home not in of[actor]]
        if near and far:
            behind = tuple(ident for _, ids in partners for ident in ids)
            found.append(Crossing(project, by_name(network, near), by_name(network, far), behind))
    return sorted(found, key=lambda crossing: order(network, crossing.project))


def _collaborations(network: Network, known: Places, border: Border) -> Sequence[str]:
    """Return the direct collaborations of which both ends are known to be on different sides."""
    ties = network.ties("Collaboration")
    of = places.sides(network, known, border, {end for tie in ties for end in (tie.source, tie.target)})
    crossing = [
        t for t in ties if t.source in of and t.target in of and not set(of[t.source]) & set(of[t.target])
    ]
    crossing.sort(key=lambda t: (order(network, t.source), order(network, t.target), t.id))
    return [tie.id for tie in crossing]
