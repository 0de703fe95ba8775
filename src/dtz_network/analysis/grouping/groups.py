"""Groups of organisations and initiatives, found on the two-mode graph, with how firm they are.

A found group is a *computed group* (berekende groep) until the bureau declares it. Many runs of
:mod:`~dtz_network.analysis.grouping.partition` are joined to a consensus. How firm a group is, is how often its
organisations still sit together when a tenth of the ties is left out; whether there are groups at all,
is asked of random networks with the same degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, cast

import numpy as np

from dtz_network.analysis import ranking
from dtz_network.analysis.claims import Basis, basis, by_name
from dtz_network.analysis.grouping import leiden, partition, two_sides
from dtz_network.analysis.grouping.group import SAME, Group, Member, describe, keep_ids, with_elsewhere
from dtz_network.analysis.grouping.group_settings import Settings, Sweep, chosen, fitting, swept
from dtz_network.analysis.grouping.partition import Split
from dtz_network.analysis.grouping.search import Search
from dtz_network.analysis.grouping.two_sides import Labels
from dtz_network.analysis.projection import TwoMode, Weights, two_mode
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

T = TypeVar("T")
Members = Mapping[str, Iterable[str]]
State = Literal["found", "weak", "too_few", "none"]
ENOUGH = 30
"""Below so many organisations with a tie there is no claim about groups."""
METHOD = "{start} and BRIM (Barber 2007) on the two-mode graph, consensus over seeds"
HEAT_BATH, LEIDEN = "heat-bath", "Leiden (Traag et al. 2019)"


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
        sweep: what every resolution gave that was tried, the lowest first.
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
    sweep: tuple[Sweep, ...] = ()

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

    What was found is kept with the network: asked again, by whatever question, it is not looked for again.
    """
    left_out = tuple(without)
    mode = two_mode(network, left_out, weights=weights)
    settings = settings or fitting(len(mode.ties))
    held_by = weights or {"projects": 1.0}
    about = _basis(network, mode, seed, settings, held_by, len(left_out))
    known = _members(previous)
    if len(mode.actors) < ENOUGH:
        return _nothing(mode, "too_few", known, about)
    look = _Looking(network, mode, seed, settings, known, about, progress)
    if previous is not None:
        return look.found()
    asked = ("groups", seed, settings, frozenset(left_out), tuple(sorted(held_by.items())))
    return cast("Groups", network.memory.get(asked) or network.memory.setdefault(asked, look.found()))


class _Looking:
    """One look for groups: what is repeated, and what comes of it."""

    def __init__(
        self,
        network: Network,
        mode: TwoMode,
        seed: int,
        settings: Settings,
        known: Mapping[str, set[str]],
        about: Basis,
        progress: Progress | None,
    ) -> None:
        self._network, self._mode, self._known, self._about = network, mode, known, about
        most = max(settings.runs, settings.tried, settings.perturbed, settings.twins)
        self._seeds, self._settings = ranking.seeds(seed, most), settings
        self._ties = partition.ties_of(mode)
        self._start = leiden.start if settings.leiden else None
        self._steps = _Steps(progress, settings)

    def found(self) -> Groups:
        """Return the groups, or why there are none."""
        settings = self._settings
        sweep, tried = self._swept()
        resolution = chosen(sweep)
        ready = Search(self._ties, resolution, self._start)
        runs = self._steps.each(range(settings.runs), lambda i: ready.run(self._seeds[i], settings.steps))
        kept = Split(*ready.whole(partition.consensus(ready, runs)))
        more = range(len(tried[resolution]), settings.perturbed)
        thinned = tried[resolution] + self._thinned(resolution, more)
        splits = [ready.whole(labels)[0] for labels in runs]
        made = describe(self._network, self._mode, kept, splits, thinned, settings.minimum)
        about = replace(self._about, parameters=(*self._about.parameters, ("resolution", resolution)))
        if len(made) < 2:
            return replace(_nothing(self._mode, "none", self._known, about), sweep=sweep)
        return self._result(made, kept, self._beaten(ready, runs, resolution), resolution, about, sweep)

    def _thinned(self, resolution: float, which: Iterable[int]) -> list[Labels]:
        settings = self._settings
        return self._steps.each(
            which,
            lambda i: partition.thinned(
                self._ties, settings.drop, self._seeds[i], resolution, settings.brief, self._start
            ),
        )

    def _swept(self) -> tuple[tuple[Sweep, ...], dict[float, list[Labels]]]:
        """Return what each resolution gives, and its repetitions."""
        settings = self._settings
        tried = {r: self._thinned(r, range(settings.tried)) for r in settings.resolutions}
        return tuple(swept(r, runs, settings.minimum) for r, runs in tried.items()), tried

    def _beaten(self, ready: Search, runs: Sequence[Labels], resolution: float) -> tuple[float, list[float]]:
        """Return the modularity of the middle run, and that of one run on each random twin."""
        own = sorted(two_sides.modularity(self._ties, *ready.whole(r), resolution) for r in runs)
        return own[len(own) // 2], self._steps.each(
            range(self._settings.twins), lambda i: self._twin(self._seeds[i], resolution)
        )

    def _twin(self, seed: int, resolution: float) -> float:
        ties = partition.twin(self._ties, seed)
        ready = Search(ties, resolution, self._start)
        return two_sides.modularity(ties, *ready.whole(ready.run(seed, self._settings.steps)), resolution)

    def _result(
        self,
        made: Sequence[Group],
        kept: Split,
        beaten: tuple[float, Sequence[float]],
        resolution: float,
        about: Basis,
        sweep: tuple[Sweep, ...],
    ) -> Groups:
        own, random = beaten
        chance = (1 + sum(q >= own - 1e-9 for q in random)) / (1 + len(random))
        weak = bool(random) and chance > 0.05
        named = with_elsewhere(keep_ids(made, self._known), self._mode)
        if weak:
            named = [replace(group, certainty="too_little") for group in named]
        inside = {ident for group in named for ident in group.organisations}
        quality = two_sides.modularity(self._ties, kept.actors, kept.affiliations, resolution)
        return Groups(
            state="weak" if weak else "found",
            groups=tuple(named),
            n=len(self._mode.actors),
            m=len(self._mode.affiliations),
            modularity=round(quality, 4),
            random=round(float(np.mean(random)), 4) if random else 0.0,
            chance=round(chance, 4),
            outside=tuple(actor for actor in self._mode.actors if actor not in inside),
            changing=by_name(self._network, (m.id for group in named for m in group.members if m.firm < 0.5)),
            gone=tuple(sorted(set(self._known) - {group.id for group in named})),
            basis=about,
            sweep=sweep,
        )


class _Steps:
    """Counts the repetitions for whoever watches."""

    def __init__(self, progress: Progress | None, settings: Settings) -> None:
        sweep = len(settings.resolutions) * settings.tried
        self._total = sweep + settings.runs + max(settings.perturbed - settings.tried, 0) + settings.twins
        self._progress, self._done = progress, 0

    def each(self, places: Iterable[int], make: Callable[[int], T]) -> list[T]:
        made = []
        for i in places:
            made.append(make(i))
            self._done += 1
            if self._progress:
                self._progress("groups", self._done, self._total)
        return made


def _members(previous: Groups | Members | None) -> dict[str, set[str]]:
    if isinstance(previous, Groups):
        return {group.id: set(group.organisations) for group in previous.groups}
    return {ident: set(members) for ident, members in (previous or {}).items()}


def _nothing(mode: TwoMode, state: State, known: Mapping[str, set[str]], about: Basis) -> Groups:
    n, m = len(mode.actors), len(mode.affiliations)
    return Groups(state, (), n, m, 0.0, 0.0, 1.0, mode.actors, (), tuple(sorted(known)), about)


def _basis(
    network: Network, mode: TwoMode, seed: int, settings: Settings, weights: Weights, without: int
) -> Basis:
    return basis(
        network,
        METHOD.format(start=LEIDEN if settings.leiden else HEAT_BATH),
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


__all__ = ["ENOUGH", "SAME", "Group", "Groups", "Member", "Settings", "State", "Sweep", "find", "fitting"]
