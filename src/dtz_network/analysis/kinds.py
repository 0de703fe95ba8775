"""Of which side, sector and place an organisation is: the kinds between which contact is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Literal

from dtz_network.analysis.claims import by_name, order
from dtz_network.analysis.helices import helices
from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered

Kind = Literal["helix", "sector", "region"]
KINDS: tuple[Kind, ...] = ("helix", "sector", "region")
"""Sides (codes of the vocabulary of helices), sectors (ids of themes), places (ids of regions)."""
Kinds = Mapping[str, tuple[str, ...]]


@remembered
def of(network: Network, kind: Kind) -> Kinds:
    """Return of every organisation of what it is, more than one allowed; those of which nothing is known lack.

    A sector is a theme called so, any theme where none is; a place is where the organisation is established.
    """
    ids = [entity.id for entity in network.of_type("Organization")]
    if kind == "helix":
        return {ident: found for ident in ids if (found := helices(network, ident))}
    if kind == "region":
        return _targets(network, ids, "Location", {entity.id for entity in network.of_type("Region")})
    themes = network.of_type("Theme")
    sectors = {theme.id for theme in themes if theme.get("kind") == "sector"}
    return _targets(network, ids, "Activity", sectors or {theme.id for theme in themes})


def _targets(network: Network, ids: Iterable[str], relation: str, known: set[str]) -> Kinds:
    wanted = set(ids)
    found: dict[str, list[str]] = defaultdict(list)
    for tie in network.ties(relation):
        if tie.source in wanted and tie.target in known:
            found[tie.source].append(tie.target)
    return {ident: by_name(network, targets) for ident, targets in found.items()}


def in_order(network: Network, codes: Iterable[str]) -> list[str]:
    """Return kinds by name (sides by code): the same order in any store."""
    return sorted(codes, key=lambda code: order(network, code))


def named_pair(network: Network, pair: tuple[str, str]) -> tuple[str, str]:
    """Return two kinds in the order of names."""
    one, other = in_order(network, pair)
    return one, other


def pairs_within(kinds: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs of different kinds, to count by: the order inside a pair is that of ids."""
    return set(combinations(sorted(set(kinds)), 2))
