"""Figures for experts about who connects: structural holes, roles between kinds, mixing, key players."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from dtz_network.analysis import kinds
from dtz_network.analysis.brokerage import assortativity, go_between, key_players, structural_holes
from dtz_network.analysis.brokerage.assortativity import Assortativity
from dtz_network.analysis.kinds import KINDS, Kind
from dtz_network.analysis.projection import TwoMode, collaboration
from dtz_network.model.network import Network

MEETINGS = 2_000_000
"""Beyond so many (an initiative of n organisations counts n x n) figures take too long."""


@dataclass(frozen=True)
class Roles:
    """Roles of an organisation between the kinds of one sort, as in :data:`go_between.ROLES`.

    ``own`` is its own kind (the first, where it has several); ``z`` in standard deviations.
    """

    kind: Kind
    own: str
    counts: tuple[int, ...]
    expected: tuple[float, ...]
    z: tuple[float, ...]


@dataclass(frozen=True)
class Position:
    """Where an organisation stands among its partners, on the weighted graph of organisations.

    ``constraint`` and ``effective_size`` after Burt (1992); None for who has no partners.
    """

    organisation: str
    constraint: float | None
    effective_size: float | None
    roles: tuple[Roles, ...]


@dataclass(frozen=True)
class KindMixing:
    """How ties between organisations mix the kinds of one sort; ``n`` organisations of which it is known."""

    kind: Kind
    n: int
    mixing: Assortativity


@dataclass(frozen=True)
class KeySet:
    """Organisations that together reach most, or whose going leaves most pairs apart (Borgatti 2006).

    Attributes:
        value: distance-weighted reach, or fragmentation; ``exact`` whether every set was tried.
        met: other organisations that meet one of them.
    """

    purpose: str
    organisations: tuple[str, ...]
    value: float
    exact: bool
    met: int


@dataclass(frozen=True)
class Positions:
    """Positions of chosen organisations, mixing and key players of the whole."""

    positions: tuple[Position, ...]
    mixing: tuple[KindMixing, ...]
    key_sets: tuple[KeySet, ...]


def of(network: Network, mode: TwoMode, organisations: Sequence[str]) -> Positions | None:
    """Return the figures; None where organisations meet in more than :data:`MEETINGS` pairs.

    Key players are sought up to :data:`key_players.LARGE` organisations.
    """
    sizes = np.bincount(mode.places[1], minlength=1).astype(float)
    if float(np.sum(sizes**2)) > MEETINGS:
        return None
    weights = collaboration(mode)
    binary = sparse.csr_matrix((np.ones(weights.nnz), weights.indices, weights.indptr), weights.shape)
    held = structural_holes.constraint(weights)
    size = structural_holes.effective_size(weights)
    roles: dict[str, list[Roles]] = {ident: [] for ident in organisations}
    mixed = []
    for kind in KINDS:
        known = kinds.of(network, kind)
        rows = [row for row, actor in enumerate(mode.actors) if actor in known]
        first = [known[mode.actors[row]][0] for row in rows]
        if len(set(first)) > 1:
            part = sparse.csr_matrix(binary[rows][:, rows])
            mixed.append(KindMixing(kind, len(rows), assortativity.of(part, first)))
            _add_roles(roles, kind, [mode.actors[row] for row in rows], first, part)
    at = {actor: row for row, actor in enumerate(mode.actors)}
    return Positions(
        tuple(
            Position(ident, _known(held[at[ident]]), _known(size[at[ident]]), tuple(roles[ident]))
            for ident in organisations
        ),
        tuple(mixed),
        tuple(_key_sets(mode, binary)),
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 4)


def _add_roles(
    roles: dict[str, list[Roles]],
    kind: Kind,
    actors: Sequence[str],
    first: Sequence[str],
    ties: sparse.csr_matrix,
) -> None:
    found = go_between.of(ties, first)
    for row, actor in enumerate(actors):
        if actor in roles:
            counts = tuple(int(count) for count in found.counts[row])
            expected, z = (
                tuple(round(float(x), 2) for x in table[row]) for table in (found.expected, found.z)
            )
            roles[actor].append(Roles(kind, first[row], counts, expected, z))


def _key_sets(mode: TwoMode, binary: sparse.csr_matrix) -> list[KeySet]:
    if not 2 < len(mode.actors) <= key_players.LARGE:
        return []
    joined = sparse.csr_matrix(sparse.bmat([[None, mode.incidence], [mode.incidence.T, None]]))
    broken = key_players.breaking(joined, 2, through=len(mode.affiliations))
    sets = (("reach", key_players.reaching(binary, 3)), ("break", broken))
    return [
        KeySet(
            purpose,
            tuple(mode.actors[row] for row in found.members),
            round(found.value, 4),
            found.exact,
            len(set(binary[list(found.members)].indices.tolist()) - set(found.members)),
        )
        for purpose, found in sets
    ]
