"""Groups of organisations and initiatives, found on the two-mode graph, with how firm they are.

A found group is a *computed group* (berekende groep) until the bureau declares it. Many runs of
:mod:`~dtz_network.analysis.partition` are joined to a consensus. How firm a group is, is how often its
organisations still sit together when a tenth of the ties is left out; whether there are groups at all,
is asked of random networks with the same degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, TypeVar

import numpy as np

from dtz_network.analysis import partition
from dtz_network.analysis.agreement import adjusted_rand
from dtz_network.analysis.claims import Basis, basis, by_name
from dtz_network.analysis.group import SAME, Group, Member, describe, keep_ids
from dtz_network.analysis.partition import Labels
from dtz_network.analysis.projection import TwoMode, Weights, two_mode
from dtz_network.model.network import Network

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
Members = Mapping[str, Iterable[str]]
State = Literal["found", "weak", "too_few", "none"]
ENOUGH = 30
"""Below so many organisations with a tie there is no claim about groups."""
HOLDS = 0.75
"""Agreement (adjusted Rand index) of repetitions at which a resolution is taken."""
NEAR = 0.02
"""Differences in agreement that are noise."""
METHOD = "Louvain (Blondel et al. 2008) + BRIM (Barber 2007) on the two-mode graph, consensus over seeds"


@dataclass(frozen=True)
class Groups:
    """All computed groups, or the reason why there are none.

    Attributes:
        state: "found"; "weak" where random networks with the same degrees are as modular; "too_few"
            organisations with a tie; "none" where everything hangs together or nothing does.
        n, m: organisations and initiatives with a tie.
        modularity: bipartite, of the kept partition; ``random`` the mean of the random twins, ``chance``
            the share of them (it included) that reaches it.
        outside: organisations with a tie that are in no group; ``changing`` those in a group that sit
            with less than half of it when a tenth of the ties is missing.
        gone: ids of groups of the previous run that were not found again.
    """

    state: State
    groups: tuple[Group, ...]
    n: int
    m: int
    modularity: float
    random: float
    chance: float
    outside: tuple[str, ...]
    changing: tuple[str, ...]
    gone: tuple[str, ...]
    basis: Basis

    @property
    def method(self) -> str:
        """The method with its sources."""
        return self.basis.method

    @property
    def runs(self) -> int:
        """The number of starts."""
        return int(dict(self.basis.parameters)["runs"])

    @property
    def seed(self) -> int:
        """The seed of the random numbers."""
        return self.basis.seed or 0

    def of(self, organisation: str) -> Group | None:
        """Return the group of an organisation, None if it is in none."""
        return next((group for group in self.groups if organisation in group.organisations), None)


@dataclass(frozen=True)
class Settings:
    """How to look for groups.

    Attributes:
        runs: number of starts; ``perturbed`` of repetitions with ties missing; ``twins`` of random networks.
        drop: share of ties left out in a repetition.
        minimum: organisations that a group needs.
        resolutions: to choose from: the highest (most groups) at which ``tried`` repetitions with ties
            missing agree (mean adjusted Rand index from .75), else where they agree best (lowest of equals).
    """

    runs: int = 30
    perturbed: int = 50
    twins: int = 19
    drop: float = 0.1
    minimum: int = 3
    resolutions: tuple[float, ...] = (0.5, 0.7, 1.0)
    tried: int = 12


ALL_REPEATED = 3000
"""Up to so many ties everything is repeated in full; beyond it fewer times, in proportion."""


def fitting(ties: int) -> Settings:
    """Return the settings for a graph of this size; what was done stands in the basis of the answer."""
    full = Settings()
    share = min(1.0, ALL_REPEATED / max(ties, 1))
    few = {name: max(5, round(getattr(full, name) * share)) for name in ("runs", "perturbed", "tried")}
    return replace(full, **few)


def find(
    network: Network,
    *,
    seed: int = 1,
    settings: Settings | None = None,
    without: Iterable[str] = (),
    weights: Weights | None = None,
    previous: Groups | Members | None = None,
    progress: Progress | None = None,
) -> Groups:
    """Return the computed groups of a network; below 30 organisations with a tie the state says so.

    Args:
        network: any network; connected or not. Organisations without a tie are in no group.
        seed: same seed and same data give the same groups, whatever the order of rows.
        settings: numbers of repetitions, by size if not given.
        without: ids to leave out, such as the bureau itself.
        weights: what holds together, with weights: projects (alone, if not given), bodies, themes.
        previous: groups found before, or members by id; groups that overlap keep their id.
        progress: called with stage, done, total.
    """
    left_out = tuple(without)
    mode = two_mode(network, left_out, weights=weights)
    settings = settings or fitting(len(mode.ties))
    chosen = weights or {"projects": 1.0}
    about = _basis(network, mode, seed, settings, chosen, len(left_out))
    known = _members(previous)
    if len(mode.actors) < ENOUGH:
        return _nothing(mode, "too_few", known, about)
    steps = _Steps(progress, settings)
    resolution = _resolution(mode, seed, settings, steps)
    splits = steps.each(settings.runs, lambda i: partition.run(mode, seed + i, resolution))
    kept = partition.consensus(mode, splits, seed, resolution)
    thinned = steps.each(settings.perturbed, lambda i: _perturbed(mode, settings.drop, seed + i, resolution))
    made = describe(network, mode, kept, [s.actors for s in splits], thinned, settings.minimum)
    about = replace(about, parameters=(*about.parameters, ("resolution", resolution)))
    if len(made) < 2:
        return _nothing(mode, "none", known, about)
    random = steps.each(settings.twins, lambda i: _twin_quality(mode, seed + i, resolution))
    return _result(network, mode, made, partition.modularity(mode, kept), random, known, about)


def _resolution(mode: TwoMode, seed: int, settings: Settings, steps: _Steps) -> float:
    """Return the highest resolution whose groups hold with ties missing, else the one that holds best.

    Of those that hold about as badly the lowest: where data are thin, groups fall apart too easily.
    """
    if len(settings.resolutions) == 1:
        return settings.resolutions[0]
    agreement = {r: _agreement(mode, seed, r, settings, steps) for r in settings.resolutions}
    holding = [resolution for resolution, share in agreement.items() if share >= HOLDS]
    best = max(agreement.values())
    return max(holding) if holding else min(r for r, share in agreement.items() if share >= best - NEAR)


def _agreement(mode: TwoMode, seed: int, resolution: float, settings: Settings, steps: _Steps) -> float:
    """Return the mean adjusted Rand index between repetitions with ties missing."""
    tried = steps.each(
        settings.tried, lambda i: _perturbed(mode, settings.drop, seed + 1000 + i, resolution).tolist()
    )
    pairs = [adjusted_rand(one, other) for one, other in combinations(tried, 2)]
    return round(float(np.mean(pairs)), 3) if pairs else 0.0


class _Steps:
    """Counts the repetitions for whoever watches."""

    def __init__(self, progress: Progress | None, settings: Settings) -> None:
        sweep = len(settings.resolutions) * settings.tried if len(settings.resolutions) > 1 else 0
        self._total = sweep + settings.runs + settings.perturbed + settings.twins
        self._progress, self._done = progress, 0

    def each(self, n: int, make: Callable[[int], T]) -> list[T]:
        made = []
        for i in range(n):
            made.append(make(i))
            self._done += 1
            if self._progress:
                self._progress("groups", self._done, self._total)
        return made


def _perturbed(mode: TwoMode, drop: float, seed: int, resolution: float) -> Labels:
    """Return the groups of the actors with some ties missing; -1 for an actor that lost all."""
    thin = partition.thin(mode, drop, seed)
    labels = partition.run(thin, seed, resolution).actors.copy()
    labels[np.asarray(thin.incidence.sum(axis=1)).ravel() == 0] = -1
    return labels


def _twin_quality(mode: TwoMode, seed: int, resolution: float) -> float:
    twin = partition.twin(mode, seed)
    return partition.modularity(twin, partition.run(twin, seed, resolution))


def _members(previous: Groups | Members | None) -> dict[str, set[str]]:
    if isinstance(previous, Groups):
        return {group.id: set(group.organisations) for group in previous.groups}
    return {ident: set(members) for ident, members in (previous or {}).items()}


def _result(
    network: Network,
    mode: TwoMode,
    made: Sequence[Group],
    quality: float,
    random: Sequence[float],
    known: Mapping[str, set[str]],
    about: Basis,
) -> Groups:
    named = keep_ids(made, known)
    chance = (1 + sum(q >= quality - 1e-9 for q in random)) / (1 + len(random))
    weak = bool(random) and chance > 0.05
    if weak:
        named = [replace(group, certainty="too_little") for group in named]
    inside = {ident for group in named for ident in group.organisations}
    return Groups(
        state="weak" if weak else "found",
        groups=tuple(named),
        n=len(mode.actors),
        m=len(mode.affiliations),
        modularity=round(quality, 4),
        random=round(float(np.mean(random)), 4) if random else 0.0,
        chance=round(chance, 4),
        outside=tuple(actor for actor in mode.actors if actor not in inside),
        changing=by_name(network, (m.id for group in named for m in group.members if m.firm < 0.5)),
        gone=tuple(sorted(set(known) - {group.id for group in named})),
        basis=about,
    )


def _nothing(mode: TwoMode, state: State, known: Mapping[str, set[str]], about: Basis) -> Groups:
    n, m = len(mode.actors), len(mode.affiliations)
    return Groups(state, (), n, m, 0.0, 0.0, 1.0, mode.actors, (), tuple(sorted(known)), about)


def _basis(
    network: Network, mode: TwoMode, seed: int, settings: Settings, weights: Weights, without: int
) -> Basis:
    return basis(
        network,
        METHOD,
        len(mode.actors),
        len(mode.ties),
        seed=seed,
        band=f"{settings.perturbed} x {settings.drop:.0%} of the ties left out",
        runs=settings.runs,
        perturbed=settings.perturbed,
        drop=settings.drop,
        twins=settings.twins,
        minimum=settings.minimum,
        enough=ENOUGH,
        weights=", ".join(f"{name} {weight:g}" for name, weight in sorted(weights.items())),
        without=without,
    )


__all__ = ["ENOUGH", "SAME", "Group", "Groups", "Member", "Settings", "State", "find", "fitting"]
