"""How often sides (business, education, ..) and computed groups meet, and groups that are related but thinly tied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dtz_network.analysis.claims import Certainty, basis, by_name, certainty, least, q_values
from dtz_network.analysis.distributions import poisson_at_least, poisson_at_most
from dtz_network.analysis.grouping import links
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.grouping.links import GroupLink
from dtz_network.analysis.helices import helices
from dtz_network.analysis.initiatives import lack
from dtz_network.analysis.potential import meetings, relatedness
from dtz_network.analysis.potential.crossover_names import name
from dtz_network.analysis.potential.crossovers import DROP, RELATED, REPEATED, Crossover, Crossovers, State
from dtz_network.analysis.potential.meetings import FEW, LEVEL, THIN, Meeting
from dtz_network.analysis.potential.relatedness import specialised
from dtz_network.analysis.potential.themed import (
    Matrix,
    assemble,
    carriers,
    kind_of,
    kinds,
    membership,
    themes_of,
)
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.analysis.ranking import ranks
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

SIDES = "meetings of sides in initiatives, against label shuffles within activity (Benjamini & Hochberg 1995)"
GROUPS = (
    "participations across groups by the degrees of both sides, Poisson, false-discovery rate "
    "(Benjamini & Hochberg 1995); proximity over themes (Hidalgo et al. 2007)"
)


def sides(
    network: Network, *, seed: int = 1, without: Sequence[str] = (), progress: Progress | None = None
) -> Crossovers:
    """Return how often every two sides meet in initiatives; there is no relatedness of sides, hence there are no gaps.

    Sides are exchanged between organisations about as active: the type of an organisation tells its side.
    """
    mode = two_mode(network, without)
    labels = {o: helices(network, o) for o in mode.actors}
    themed = assemble(
        network, mode, "helix", "organisations", {o: found for o, found in labels.items() if found}
    )
    same = replace(themed, types=("Organization",) * len(themed.carriers))
    ready = not lack(network) and len(themed.themes) > 1
    found = meetings.find(same, seed, progress=progress)[0] if ready else {}
    state: State = "none" if found else "no_initiatives" if lack(network) else "too_few"
    about = basis(network, SIDES, len(mode.actors), len(mode.ties), seed=seed, level=LEVEL, few=FEW)
    told = sum(meeting.expected >= FEW for meeting in found.values())
    matrix = tuple(found.values())
    return Crossovers(state, "helix", (), "organisations", themed.themes, matrix, (), told, 0, about)


def between(network: Network, groups: Groups, *, seed: int = 1, without: Sequence[str] = ()) -> Crossovers:
    """Return how computed groups meet, and those that work on the same themes and hardly take part with each other.

    A group is no surer than its members: a gap has the least of the certainty of both groups and of the test.
    """
    mode = two_mode(network, without)
    pairs = sorted(links.between(network, groups, without=without), key=lambda link: (link.one, link.other))
    ids = tuple(sorted(group.id for group in groups.groups))
    subjects, counts = _themes(network, mode, groups, ids)
    met = _meetings(pairs)
    gaps = _gaps(network, mode, groups, met, ids, subjects, counts, seed)
    near, _ = relatedness.near(specialised(counts))
    state: State = "found" if gaps else "none" if met else "no_groups"
    about = basis(
        network, GROUPS, len(mode.actors), len(mode.ties), seed=seed, band=f"{REPEATED} x {DROP:.0%} of the ties left out",
        related=RELATED, thin=THIN, level=LEVEL, few=FEW,
    )  # fmt: skip
    return Crossovers(
        state="no_initiatives" if lack(network) else state,
        kind="group",
        kinds=(),
        side="organisations",
        themes=ids,
        matrix=tuple(met),
        gaps=gaps,
        tested=sum(meeting.expected >= FEW for meeting in met),
        related=int((np.triu(near, 1) >= RELATED).sum()),
        basis=about,
        groups=groups.groups,
    )


def _gaps(
    network: Network,
    mode: TwoMode,
    groups: Groups,
    met: Sequence[Meeting],
    ids: Sequence[str],
    subjects: Sequence[str],
    counts: Matrix,
    seed: int,
) -> tuple[Crossover, ...]:
    """Return the related pairs that are thinly tied, by rank."""
    near, more = relatedness.near(specialised(counts))
    place = {ident: i for i, ident in enumerate(ids)}
    chosen = [(place[m.one], place[m.other], m) for m in met if m.word in ("none", "thin")]
    chosen = [(i, j, m) for i, j, m in chosen if near[i, j] >= RELATED]
    if not chosen:
        return ()
    scores = [float(near[i, j]) * (1 - m.n / m.expected) for i, j, m in chosen]
    again, holds = _repeat(counts, chosen, seed)
    sure: Mapping[str, Certainty] = {group.id: group.certainty for group in groups.groups}
    labels = {o: [group.id] for group in groups.groups for o in group.organisations}
    themed = assemble(network, mode, "group", "organisations", labels)
    marks, gaps = specialised(counts), []
    for rank in ranks(scores, again):
        i, j, meeting = chosen[rank.item]
        shared = tuple(subjects[int(s)] for s in np.flatnonzero(marks[:, [i, j]].min(axis=1) > 0))
        tested: Certainty = "sure" if meeting.q <= LEVEL / 5 else "likely"
        ends = (themed.themes.index(meeting.one), themed.themes.index(meeting.other))
        word = least([tested, certainty(holds[rank.item]), sure[meeting.one], sure[meeting.other]])
        figures = (round(float(near[i, j]), 4), round(float(more[i, j]), 4), round(scores[rank.item], 4))
        found = name(network, mode, themed, ends, shared)
        single = float(counts[:, [i, j]][marks[:, [i, j]].min(axis=1) > 0].min()) <= 1 and len(shared) == 1
        gaps.append(Crossover(meeting, *figures, shared, rank.rank, rank.low, rank.high, word, single, found))
    return tuple(gaps)


def _themes(
    network: Network, mode: TwoMode, groups: Groups, ids: Sequence[str]
) -> tuple[tuple[str, ...], Matrix]:
    """Return the themes, and how many initiatives of each group have each, shape (themes, groups).

    Where organisations carry one kind (sectors) and initiatives another, the latter tells what groups work on.
    """
    of = {project: [group.id] for group in groups.groups for project in group.projects}
    worked_on = {kind for kind in kinds(network, mode) if carriers(network, mode, kind).side == "projects"}
    labels = {
        project: [t for t in themes_of(network, project) if not worked_on or kind_of(network, t) in worked_on]
        for project in of
    }
    themes = by_name(network, (theme for found in labels.values() for theme in found))
    rows = by_name(network, of)
    return themes, membership(rows, labels, themes).T @ membership(rows, of, ids)


def _meetings(pairs: Sequence[GroupLink]) -> list[Meeting]:
    few = [float(poisson_at_most(link.ties, link.expected)) for link in pairs]
    many = [float(poisson_at_least(link.ties, link.expected)) for link in pairs]
    telling = [i for i, link in enumerate(pairs) if link.expected >= FEW]
    q = dict(zip(telling, q_values([few[i] for i in telling]), strict=True))
    q_many = q_values(many)
    return [
        Meeting(
            link.one, link.other, link.ties, round(link.expected, 2), link.low, link.high,
            round(few[i], 5), round(q.get(i, 1.0), 5), round(many[i], 5), round(q_many[i], 5),
            meetings.word(link.ties, link.expected, q.get(i, 1.0), q_many[i]),
        )
        for i, link in enumerate(pairs)
    ]  # fmt: skip


def _repeat(
    counts: Matrix, chosen: Sequence[tuple[int, int, Meeting]], seed: int
) -> tuple[Matrix, list[float]]:
    """Return the scores with a tenth of the ties left out, and in which share a pair remains a gap."""
    rng = np.random.default_rng([seed, 3])
    scores, holds = np.zeros((REPEATED, len(chosen))), np.zeros((REPEATED, len(chosen)))
    for run in range(REPEATED):
        left = rng.binomial(counts.astype(np.int64), 1 - DROP).astype(float)
        near, _ = relatedness.near(specialised(left))
        for place, (i, j, meeting) in enumerate(chosen):
            missing = 1 - rng.binomial(meeting.n, 1 - DROP) / (meeting.expected * (1 - DROP))
            scores[run, place] = near[i, j] * max(0.0, missing)
            holds[run, place] = near[i, j] >= RELATED and missing >= 1 - THIN
    return scores, [float(share) for share in holds.mean(axis=0)]
