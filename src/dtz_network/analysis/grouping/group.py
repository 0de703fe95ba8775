"""One computed group: its members, what holds it together, its themes, and the id that it keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dtz_network.analysis.claims import Certainty, by_name, certainty, order
from dtz_network.analysis.grouping import partition
from dtz_network.analysis.grouping.agreement import jaccard
from dtz_network.analysis.grouping.group_names import Marking, Marks, name_by
from dtz_network.analysis.grouping.partition import Split
from dtz_network.analysis.grouping.two_sides import Labels
from dtz_network.analysis.projection import Affiliation, TwoMode
from dtz_network.model.network import Network

SAME = 0.3
"""A group keeps its id from a previous run from this overlap (Jaccard) on (Greene et al. 2010)."""

LOOSE = 0.5
"""Share of its fellow members, or of its ties, below which a member may belong elsewhere."""

HOLDING = 2
"""Initiatives (bodies, themes) that a group needs: the partners of a single one are no group."""


@dataclass(frozen=True)
class Member:
    """An organisation in a group.

    Attributes:
        ties: its ties in the analysed graph; ``inside`` the share of them to the group's own (0..1).
        firm: share of its fellow members that it still sits with when a tenth of the ties is missing.
        relationships: ids of its ties inside.
        elsewhere: id of the other group with most of its ties, where it may as well belong there: it sits
            with less than half of its own when ties are missing, or has half of its ties outside; else "".
    """

    id: str
    ties: int
    inside: float
    firm: float
    relationships: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def loose(self) -> bool:
        """Whether it may as well belong to another group."""
        return self.firm < LOOSE or self.inside <= LOOSE


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
        themes: ids of the themes that mark it, strongest first; ``places`` and ``bodies`` likewise.
        called: ids to call it by: themes; for want of them a place, a body, who is most connected in it.
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
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @property
    def organisations(self) -> tuple[str, ...]:
        """Ids of its members."""
        return tuple(member.id for member in self.members)


def describe(
    network: Network,
    mode: TwoMode,
    kept: Split,
    seeds: Sequence[Labels],
    thinned: Sequence[Labels],
    minimum: int,
) -> list[Group]:
    """Return the groups with enough organisations and initiatives, largest first, then by name."""
    everyone = [np.flatnonzero(kept.actors == number) for number in range(int(kept.labels.max()) + 1)]
    held_by = np.bincount(kept.affiliations, minlength=len(everyone))
    chosen = [(i, rows) for i, rows in enumerate(everyone) if len(rows) >= minimum and held_by[i] >= HOLDING]
    chosen.sort(key=lambda item: (-len(item[1]), item[1][0]))
    groups = []
    marking, ties = Marking(network, mode), _ties_of(mode)
    for place, (number, rows) in enumerate(chosen, 1):
        columns = np.flatnonzero(kept.affiliations == number)
        firm = partition.together(rows, thinned)
        repeats = float(partition.together(rows, seeds).mean()) if seeds else 0.0
        found = _group(network, mode, ties, f"G{place}", rows, columns, firm)
        marks = marking.marks(found.organisations, found.projects)
        groups.append(replace(found, repeats=round(repeats, 3), **vars(marks)))
    names = name_by([Marks(g.themes, g.places, g.bodies) for g in groups], [g.organisations for g in groups])
    return [replace(group, called=name) for group, name in zip(groups, names, strict=True)]


def _ties_of(mode: TwoMode) -> dict[str, list[Affiliation]]:
    ties: dict[str, list[Affiliation]] = {}
    for tie in mode.ties:
        ties.setdefault(tie.actor, []).append(tie)
    return ties


def _group(
    network: Network,
    mode: TwoMode,
    ties: Mapping[str, Sequence[Affiliation]],
    ident: str,
    rows: Labels,
    columns: Labels,
    firm: NDArray[np.float64],
) -> Group:
    own = {mode.affiliations[column] for column in columns}
    members = []
    for row, share in zip(rows, firm, strict=True):
        all_ = ties[mode.actors[row]]
        inside = [tie for tie in all_ if tie.affiliation in own]
        behind = tuple(ident for tie in inside for ident in tie.relationships)
        part = round(len(inside) / len(all_), 3)
        members.append(Member(mode.actors[row], len(all_), part, round(float(share), 3), behind))
    members.sort(key=lambda m: (-round(m.ties * m.inside), order(network, m.id)))
    whole = round(float(firm.mean()), 3)
    held = sum(m.ties * m.inside for m in members) / sum(m.ties for m in members)
    projects = by_name(network, own)
    return Group(ident, tuple(members), projects, whole, certainty(whole), (), inside=round(held, 3))


def keep_ids(groups: Sequence[Group], known: Mapping[str, set[str]]) -> list[Group]:
    """Return the groups with the ids of the previous run that together overlap most (Munkres 1957)."""
    if not known:
        return list(groups)
    from scipy.optimize import linear_sum_assignment  # a tenth of a second, for those with an earlier run

    before = sorted(known)
    overlap = np.array([[jaccard(group.organisations, known[old]) for old in before] for group in groups])
    overlap[overlap < SAME] = 0.0
    pairs = zip(*linear_sum_assignment(-overlap), strict=True)
    kept = {int(i): (before[j], float(overlap[i, j])) for i, j in pairs if overlap[i, j]}
    number = max((int(old[1:]) for old in before if old[1:].isdigit()), default=0)
    fresh = iter(range(number + 1, number + 1 + len(groups)))
    named = []
    for i, group in enumerate(groups):
        ident, share = kept.get(i) or (f"G{next(fresh)}", 0.0)
        named.append(replace(group, id=ident, overlap=round(share, 3)))
    return named


def with_elsewhere(groups: Sequence[Group], mode: TwoMode) -> list[Group]:
    """Return the groups with, for members that may belong elsewhere, the group where most of their ties are."""
    home = {ident: group.id for group in groups for ident in group.projects}
    ties: dict[str, Counter[str]] = {}
    for tie in mode.ties:
        if tie.affiliation in home:
            ties.setdefault(tie.actor, Counter())[home[tie.affiliation]] += 1
    return [
        replace(group, members=tuple(_placed(member, group.id, ties) for member in group.members))
        for group in groups
    ]


def _placed(member: Member, own: str, ties: Mapping[str, Counter[str]]) -> Member:
    others = {ident: n for ident, n in ties.get(member.id, Counter()).items() if ident != own}
    if not (member.loose and others):
        return member
    return replace(member, elsewhere=min(others, key=lambda ident: (-others[ident], ident)))
