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
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from dtz_network.analysis import partition
from dtz_network.analysis.agreement import adjusted_rand
from dtz_network.analysis.claims import Basis, Certainty, basis, by_name, certainty, order
from dtz_network.analysis.partition import Labels, Split
from dtz_network.analysis.projection import TwoMode, Weights, two_mode
from dtz_network.model.network import Network

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
Members = Mapping[str, Iterable[str]]
State = Literal["found", "weak", "too_few", "none"]
ENOUGH = 30
"""Below so many organisations with a tie there is no claim about groups."""
SAME = 0.3
"""A group keeps its id from a previous run from this overlap (Jaccard) on (Greene et al. 2010)."""
HOLDS = 0.75
"""Agreement (adjusted Rand index) of repetitions at which a resolution is taken."""
NEAR = 0.02
"""Differences in agreement that are noise."""
METHOD = "Louvain (Blondel et al. 2008) + BRIM (Barber 2007) on the two-mode graph, consensus over seeds"


@dataclass(frozen=True)
class Member:
    """An organisation in a group.

    Attributes:
        ties: its ties in the analysed graph; ``inside`` the share of them to the group's own (0..1).
        firm: share of its fellow members that it still sits with when a tenth of the ties is missing.
        relationships: ids of its ties inside.
    """

    id: str
    ties: int
    inside: float
    firm: float
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A computed group.

    Attributes:
        id: "G1" is the largest of a first run; later runs keep ids by overlap.
        members: organisations, the most tied inside first; ``projects`` the initiatives (and bodies and
            themes, where asked for) that hold it together.
        firm: mean ``firm`` of its members (0..1); ``repeats`` the same over the seeds alone.
        inside: share of its members' ties that stay inside (0..1).
        certainty: from ``firm``; "too_little" for all groups where chance does as well.
        themes: ids of the themes that mark it, strongest first.
        overlap: with the group of the same id in the previous run (Jaccard), 0 if new.
    """

    id: str
    members: tuple[Member, ...]
    projects: tuple[str, ...]
    firm: float
    certainty: Certainty
    themes: tuple[str, ...]
    repeats: float = 0.0
    inside: float = 0.0
    overlap: float = 0.0

    @property
    def organisations(self) -> tuple[str, ...]:
        """Ids of its members."""
        return tuple(member.id for member in self.members)


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
    mode = two_mode(network, without, weights=weights)
    settings = settings or fitting(len(mode.ties))
    about = _basis(network, mode, seed, settings)
    known = _members(previous)
    if len(mode.actors) < ENOUGH:
        return _nothing(mode, "too_few", known, about)
    steps = _Steps(progress, settings)
    resolution = _resolution(mode, seed, settings, steps)
    splits = steps.each(settings.runs, lambda i: partition.run(mode, seed + i, resolution))
    kept = partition.consensus(mode, splits, seed, resolution)
    thinned = steps.each(settings.perturbed, lambda i: _perturbed(mode, settings.drop, seed + i, resolution))
    made = _make(network, mode, kept, [s.actors for s in splits], thinned, settings.minimum)
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


def _make(
    network: Network,
    mode: TwoMode,
    kept: Split,
    seeds: Sequence[Labels],
    thinned: Sequence[Labels],
    minimum: int,
) -> list[Group]:
    """Return the groups with enough organisations, largest first, then by name; ids in that order."""
    everyone = [np.flatnonzero(kept.actors == number) for number in range(int(kept.labels.max()) + 1)]
    chosen = [(number, rows) for number, rows in enumerate(everyone) if len(rows) >= minimum]
    chosen.sort(key=lambda item: (-len(item[1]), item[1][0]))
    groups = []
    for place, (number, rows) in enumerate(chosen, 1):
        columns = np.flatnonzero(kept.affiliations == number)
        firm = partition.together(rows, thinned)
        repeats = float(partition.together(rows, seeds).mean()) if seeds else 0.0
        groups.append(_group(network, mode, f"G{place}", rows, columns, firm, repeats))
    return groups


def _group(
    network: Network,
    mode: TwoMode,
    ident: str,
    rows: Labels,
    columns: Labels,
    firm: NDArray[np.float64],
    repeats: float,
) -> Group:
    own = {mode.affiliations[column] for column in columns}
    ties: dict[str, list[tuple[str, tuple[str, ...]]]] = {mode.actors[row]: [] for row in rows}
    for tie in mode.ties:
        if tie.actor in ties:
            ties[tie.actor].append((tie.affiliation, tie.relationships))
    members = []
    for actor, share in zip(ties, firm, strict=True):
        inside = [ids for affiliation, ids in ties[actor] if affiliation in own]
        part = len(inside) / len(ties[actor])
        behind = tuple(ident for ids in inside for ident in ids)
        members.append(Member(actor, len(ties[actor]), round(part, 3), round(float(share), 3), behind))
    members.sort(key=lambda m: (-round(m.ties * m.inside), order(network, m.id)))
    whole = round(float(firm.mean()), 3)
    held = sum(m.ties * m.inside for m in members) / sum(m.ties for m in members)
    projects = by_name(network, own)
    themes = _themes(network, mode, projects)
    return Group(
        ident, tuple(members), projects, whole, certainty(whole), themes, round(repeats, 3), round(held, 3)
    )


def _themes(network: Network, mode: TwoMode, own: Sequence[str], limit: int = 3) -> tuple[str, ...]:
    """Return the themes that a group's initiatives have more often than all initiatives do."""
    everywhere, here = _theme_counts(network, mode.affiliations), _theme_counts(network, own)
    share = len(own) / max(len(mode.affiliations), 1)
    strength = {theme: n - everywhere[theme] * share for theme, n in here.items()}
    ranked = sorted(strength, key=lambda theme: (-round(strength[theme], 9), order(network, theme)))
    return tuple(theme for theme in ranked if strength[theme] > 0)[:limit]


def _theme_counts(network: Network, projects: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for project in projects:
        for tie in network.ties_of(project, "Activity"):
            if tie.source == project:
                found[tie.target] = found.get(tie.target, 0) + 1
    return found


def _members(previous: Groups | Members | None) -> dict[str, set[str]]:
    if isinstance(previous, Groups):
        return {group.id: set(group.organisations) for group in previous.groups}
    return {ident: set(members) for ident, members in (previous or {}).items()}


def _identify(groups: Sequence[Group], known: Mapping[str, set[str]]) -> list[Group]:
    """Return the groups with the ids of the previous run that together overlap most (Munkres 1957)."""
    if not known:
        return list(groups)
    before = sorted(known)
    overlap = np.array(
        [[_jaccard(set(group.organisations), known[old]) for old in before] for group in groups]
    )
    pairs = zip(*linear_sum_assignment(-overlap), strict=True)
    kept = {int(i): (before[j], float(overlap[i, j])) for i, j in pairs if overlap[i, j] >= SAME}
    number = max((int(old[1:]) for old in before if old[1:].isdigit()), default=0)
    fresh = iter(range(number + 1, number + 1 + len(groups)))
    named = []
    for i, group in enumerate(groups):
        ident, share = kept.get(i) or (f"G{next(fresh)}", 0.0)
        named.append(replace(group, id=ident, overlap=round(share, 3)))
    return named


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _result(
    network: Network,
    mode: TwoMode,
    made: Sequence[Group],
    quality: float,
    random: Sequence[float],
    known: Mapping[str, set[str]],
    about: Basis,
) -> Groups:
    named = _identify(made, known)
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


def _basis(network: Network, mode: TwoMode, seed: int, settings: Settings) -> Basis:
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
    )
