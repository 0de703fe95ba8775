"""How computed groups changed between two days: matched by best overlap, told only beyond noise.

A group of the first day is matched with the group of the last day that overlaps most. Whether its overlap
says anything is asked of the first day itself: with a tenth of the ties left out, how far does the group
overlap with what is then found? A change is told only where it is larger than in 95 of 100 of these
repetitions (after Rosvall & Bergstrom 2010, https://doi.org/10.1371/journal.pone.0008694).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dtz_network.analysis.claims import Certainty, by_name, certainty
from dtz_network.analysis.grouping import groups, partition
from dtz_network.analysis.grouping.agreement import jaccard
from dtz_network.analysis.grouping.groups import Group, Groups, Settings
from dtz_network.analysis.grouping.two_sides import Labels
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.analysis.ranking import seeds
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

State = Literal["same", "noise", "changed", "new", "gone"]
REPEATS = 50
NOISE = 0.05


@dataclass(frozen=True)
class GroupChange:
    """One group on the two days.

    Attributes:
        id: the same on both days where they were matched.
        state: "same" members; "noise" where the difference is no more than missing ties give; "changed"
            beyond that; "new" or "gone" where nothing of the other day overlaps enough.
        before, after: its members, by name.
        overlap: shared members over all members of both days (Jaccard); ``least`` the overlap below which
            a change is more than noise.
    """

    id: str
    state: State
    before: tuple[str, ...]
    after: tuple[str, ...]
    overlap: float
    least: float


@dataclass(frozen=True)
class Move:
    """An organisation that is in another group than before, and how sure both are."""

    organisation: str
    before: str
    after: str
    certainty: Certainty


@dataclass(frozen=True)
class GroupChanges:
    """How the groups changed; nothing where either day has too little data or no clear groups.

    Attributes:
        state: "compared", else the state of the day that says nothing ("too_few", "weak", "none").
        moves: organisations that surely or likely moved, by name; ``unsure`` others that seem to have.
        found: the groups of the last day.
    """

    state: Literal["compared", "too_few", "weak", "none"]
    groups: tuple[GroupChange, ...]
    moves: tuple[Move, ...]
    unsure: tuple[str, ...]
    found: Groups


def compare(
    before: Network,
    after: Network,
    *,
    seed: int = 1,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> GroupChanges:
    """Return how the groups of two networks (of two days) differ, beyond noise."""
    old = groups.find(before, seed=seed, settings=settings, progress=progress)
    new = groups.find(after, seed=seed, settings=settings, previous=old, progress=progress)
    for day in (old, new):
        if day.state != "found":
            return GroupChanges(day.state, (), (), (), new)
    least = _noise(two_mode(before), old, seed)
    changes = tuple(_changes(before, after, old, new, least))
    moves, unsure = _moves(after, old, new)
    return GroupChanges("compared", changes, moves, unsure, new)


def _noise(mode: TwoMode, found: Groups, seed: int) -> dict[str, float]:
    """Return for each group the overlap that 95 % of the repetitions with ties missing reach."""
    resolution = float(dict(found.basis.parameters).get("resolution", 1.0))
    place = {actor: i for i, actor in enumerate(mode.actors)}
    rows = {group.id: [place[o] for o in group.organisations] for group in found.groups}
    seen: dict[str, list[float]] = {ident: [] for ident in rows}
    ties, steps = partition.ties_of(mode), groups.Settings().brief
    for each in seeds(seed, REPEATS):
        labels = partition.thinned(ties, 0.1, each, resolution, steps)
        for ident, members in rows.items():
            seen[ident].append(_best(labels, members))
    return {ident: round(float(np.quantile(shares, NOISE)), 3) for ident, shares in seen.items()}


def _best(labels: Labels, members: Sequence[int]) -> float:
    """Return the largest overlap (Jaccard) of some members with a group of a partition; -1 is in none."""
    own = labels[members]
    inside = np.bincount(own[own >= 0], minlength=int(labels.max(initial=0)) + 1)
    sizes = np.bincount(labels[labels >= 0], minlength=len(inside))
    return float(np.max(inside / (sizes + len(members) - inside)))


def _changes(
    before: Network, after: Network, old: Groups, new: Groups, least: dict[str, float]
) -> list[GroupChange]:
    was = {group.id: group for group in old.groups}
    found = [_change(before, after, was.pop(group.id, None), group, least) for group in new.groups]
    found += [_change(before, after, group, None, least) for group in was.values()]
    return sorted(found, key=lambda change: (len(change.id), change.id))


def _change(
    before: Network, after: Network, old: Group | None, new: Group | None, least: dict[str, float]
) -> GroupChange:
    ident = (new or old).id  # type: ignore[union-attr]  # one of the two is there
    one, other = (by_name(net, g.organisations if g else ()) for net, g in ((before, old), (after, new)))
    overlap, limit = round(jaccard(one, other), 3), least.get(ident, 0.0)
    state: State = "same" if overlap == 1 else "noise" if overlap >= limit else "changed"
    if old is None or new is None:
        state = "new" if old is None else "gone"
    return GroupChange(ident, state, one, other, overlap, limit)


def _moves(network: Network, old: Groups, new: Groups) -> tuple[tuple[Move, ...], tuple[str, ...]]:
    """Return who is in another group, as sure as it sits in both; new and lost groups do not count."""
    firm = [{m.id: (g.id, m.firm) for g in day.groups for m in g.members} for day in (old, new)]
    known = {group.id for group in old.groups} & {group.id for group in new.groups}
    moves, unsure = [], []
    for ident in by_name(network, firm[0].keys() & firm[1].keys()):
        (one, before), (other, after) = firm[0][ident], firm[1][ident]
        if one == other or not {one, other} <= known:
            continue
        sure = certainty(min(before, after))
        if sure == "too_little":
            unsure.append(ident)
        else:
            moves.append(Move(ident, one, other, sure))
    return tuple(moves), tuple(unsure)
