r"""Cross-overs: sectors or themes that are related and meet less than their size gives.

Three things at once: *relatedness* (do both go with the same subjects? proximity of Hidalgo et al. 2007 over
shared subjects, with the association measure of van Eck & Waltman 2009 beside it), *missing ties* (in how many
initiatives do organisations of both meet, against shuffles in which organisations of one type and about as many
ties exchange their sectors) and *names* (:mod:`~dtz_network.analysis.potential.crossover_names`). Many pairs are tested,
so the chances are corrected (Benjamini & Hochberg 1995). That a gap exists does not show that it should be closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dtz_network.analysis.claims import Basis, Certainty, basis, certainty, least
from dtz_network.analysis.grouping.group import Group
from dtz_network.analysis.initiatives import lack
from dtz_network.analysis.potential import expert_figures, meetings, relatedness
from dtz_network.analysis.potential.crossover_names import Names, Pair, name
from dtz_network.analysis.potential.expert_figures import ExpertFigures
from dtz_network.analysis.potential.label_shuffles import dealings, strata
from dtz_network.analysis.potential.meetings import FEW, LEVEL, THIN, Meeting, Place
from dtz_network.analysis.potential.themed import (
    Matrix,
    Side,
    Subjects,
    Themed,
    carriers,
    kinds,
    subjects,
    together,
)
from dtz_network.analysis.projection import TwoMode, two_mode
from dtz_network.analysis.ranking import ranks
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress

State = Literal["found", "none", "too_few", "no_themes", "no_groups", "no_initiatives"]
METHOD = (
    "proximity over shared subjects (Hidalgo et al. 2007), association (van Eck & Waltman 2009); meetings against "
    "label shuffles within type and activity, false-discovery rate (Benjamini & Hochberg 1995)"
)
RELATED = 0.25
"""Proximity from which two themes are related, if they also share more subjects than their size gives."""
SUBJECTS = 6
"""With fewer subjects nothing can be said about what is related to what."""
REPEATED, DROP = 100, 0.1
DEALT = 20
"""Shuffles that tell what is expected in a repetition."""


@dataclass(frozen=True)
class Crossover:
    """A related pair that meets too little.

    Attributes:
        meeting: how often they meet.
        proximity: 0..1; ``association`` 1 = as by chance; ``shared`` the subjects that mark both.
        score: proximity times the missing share of the meetings; ``rank`` by it, shared where repetitions cannot tell.
        certainty: least of the test and of how often it came out with a tenth of the ties left out.
        single: the pair is related by one subject, and one tie carries that.
    """

    meeting: Meeting
    proximity: float
    association: float
    score: float
    shared: tuple[str, ...]
    rank: int
    low: int
    high: int
    certainty: Certainty
    single: bool
    names: Names

    @property
    def pair(self) -> Pair:
        """The two themes."""
        return self.meeting.one, self.meeting.other


@dataclass(frozen=True)
class Crossovers:
    """All cross-overs of one kind of themes, and the whole matrix.

    Attributes:
        state: "found"; "none" where no related pair meets too little; "too_few" themes, carriers or meetings to
            tell; "no_themes"; "no_initiatives" where no initiative has its partners.
        kind, kinds: of the themes looked at, and all there are.
        side: who carries the themes.
        themes: rows and columns of ``matrix``, which has every pair once.
        gaps: by rank; those of which too little is known stand among them (``firm`` leaves them out).
        tested: pairs of which enough meetings are expected.
        related: pairs that are related, whether they meet or not.
        groups: where the pairs are of computed groups, these.
        expert: variety and synergy of the whole, figures for experts; None where there is nothing to tell.
    """

    state: State
    kind: str
    kinds: tuple[str, ...]
    side: Side
    themes: tuple[str, ...]
    matrix: tuple[Meeting, ...]
    gaps: tuple[Crossover, ...]
    tested: int
    related: int
    basis: Basis
    expert: ExpertFigures | None = None
    groups: tuple[Group, ...] = ()

    @property
    def firm(self) -> tuple[Crossover, ...]:
        """The gaps that are sure or likely."""
        return tuple(gap for gap in self.gaps if gap.certainty != "too_little")


@dataclass(frozen=True)
class _Found:
    """What is worked out about all pairs before any is told."""

    themed: Themed
    subjects: Subjects
    meetings: Mapping[Place, Meeting]

    def near(self, counts: Matrix | None = None) -> tuple[Matrix, Matrix]:
        """Return proximity and association over the subjects."""
        return relatedness.near(self.subjects.shared(counts))


def find(
    network: Network,
    *,
    kind: str | None = None,
    seed: int = 1,
    without: Sequence[str] = (),
    repeated: int = REPEATED,
    runs: int = 0,
    progress: Progress | None = None,
) -> Crossovers:
    """Return the cross-overs between themes of one kind; an honest state where nothing can be said.

    Args:
        network: any network, connected or not; initiatives, organisations and themes may be of any kind.
        kind: of the themes ("sector" first, if not given).
        seed: of the shuffles; the same seed and data give the same answer in any row order.
        without: ids to leave out, such as the bureau itself.
        repeated: repetitions with a tenth of the ties left out.
        runs: shuffles; as many as the number of pairs asks for, if not given (see :func:`meetings.find`).
        progress: called with stage, done, total.
    """
    mode = two_mode(network, without)
    there = kinds(network, mode)
    chosen = there[0] if kind is None and there else kind or ""
    themed = carriers(network, mode, chosen)
    if (unfit := _unfit(network, themed)) is not None:
        return _nothing(network, mode, themed, there, unfit)
    told, count = meetings.find(themed, seed, runs, progress)
    found = _Found(themed, subjects(network, two_mode(network, without, ended=True), themed), told)
    about = basis(
        network, METHOD, len(mode.actors), len(mode.ties), seed=seed, band=f"{repeated} x {DROP:.0%} of the ties left out",
        shuffles=count, repeated=repeated, thin=THIN, related=RELATED, level=LEVEL, few=FEW, without=len(without),
        relatedness=found.subjects.source,
    )  # fmt: skip
    return _answer(network, mode, found, there, repeated, about)


def _answer(
    network: Network, mode: TwoMode, found: _Found, there: tuple[str, ...], repeated: int, about: Basis
) -> Crossovers:
    themed, seed, (near, _) = found.themed, about.seed or 0, found.near()
    thin = [p for p, m in found.meetings.items() if m.word in ("none", "thin") and near[p] >= RELATED]
    thin.sort(key=lambda pair: -found.meetings[pair].expected)
    comparable = len(found.subjects.ids) >= SUBJECTS
    ranked = _ranked(network, mode, found, thin, repeated, seed) if comparable else ()
    tested = sum(meeting.expected >= FEW for meeting in found.meetings.values())
    return Crossovers(
        state="found" if ranked else "none" if tested and comparable else "too_few",
        kind=themed.kind,
        kinds=there,
        side=themed.side,
        themes=themed.themes,
        matrix=tuple(found.meetings.values()),
        gaps=ranked,
        tested=tested,
        related=sum(bool(near[pair] >= RELATED) for pair in found.meetings) if comparable else 0,
        basis=about,
        expert=expert_figures.of(network, themed, near, seed),
    )


def _unfit(network: Network, themed: Themed) -> State | None:
    if lack(network):
        return "no_initiatives"
    if not themed.themes:
        return "no_themes"
    return "too_few" if int((themed.sizes >= FEW).sum()) < 2 or len(themed.themes) < 3 else None


def _nothing(
    network: Network, mode: TwoMode, themed: Themed, there: tuple[str, ...], state: State
) -> Crossovers:
    about = basis(network, METHOD, len(mode.actors), len(mode.ties))
    return Crossovers(state, themed.kind, there, themed.side, themed.themes, (), (), 0, 0, about)


def _ranked(
    network: Network, mode: TwoMode, found: _Found, pairs: Sequence[Place], repeated: int, seed: int
) -> tuple[Crossover, ...]:
    """Return the pairs by score; ranks and certainty from repetitions."""
    if not pairs:
        return ()
    now, more = found.near()
    scores = [_score(now[pair], found.meetings[pair]) for pair in pairs]
    near, missing = _repeat(found, pairs, repeated, seed)
    made = []
    for rank in ranks(scores, near * missing):
        pair = pairs[rank.item]
        holds = (
            float(np.mean((near[:, rank.item] >= RELATED) & (missing[:, rank.item] >= 1 - THIN)))
            if repeated
            else 0.0
        )
        figures = (round(float(now[pair]), 4), round(float(more[pair]), 4), round(scores[rank.item], 4))
        place = (rank.rank, rank.low, rank.high)
        made.append(_crossover(network, mode, found, pair, figures, place, holds))
    return tuple(made)


def _score(near: float, meeting: Meeting) -> float:
    return float(near) * max(0.0, 1 - meeting.n / meeting.expected) if meeting.expected else 0.0


def _repeat(found: _Found, pairs: Sequence[Place], repeated: int, seed: int) -> tuple[Matrix, Matrix]:
    """Return proximity and missing share of each pair in each repetition, shape (repeated, pairs)."""
    rng = np.random.default_rng([seed, 1])
    near, missing = np.zeros((repeated, len(pairs))), np.zeros((repeated, len(pairs)))
    rows, columns = np.array(pairs).T
    groups = strata(found.themed.types, found.themed.degrees.tolist())
    dealt = np.concatenate(list(dealings(groups, DEALT, seed)))
    for run in range(repeated):
        thin = found.themed.thinned(rng, DROP)
        counts = rng.binomial(found.subjects.counts.astype(np.int64), 1 - DROP).astype(float)
        expected = together(thin, dealt).mean(axis=0)[rows, columns]
        n = together(thin)[rows, columns]
        near[run] = found.near(counts)[0][rows, columns]
        missing[run] = np.clip(1 - np.divide(n, expected, out=np.ones(len(n)), where=expected > 0), 0, 1)
    return near, missing


def _crossover(
    network: Network,
    mode: TwoMode,
    found: _Found,
    pair: Place,
    figures: tuple[float, float, float],
    place: tuple[int, int, int],
    holds: float,
) -> Crossover:
    meeting = found.meetings[pair]
    marks = found.subjects.shared()[:, list(pair)]
    common = np.flatnonzero(marks.min(axis=1) > 0)
    shared = tuple(found.subjects.ids[i] for i in common)
    themes = common[common < len(found.subjects.ids) - found.subjects.wholes]
    single = (
        len(common) == len(themes) == 1 and float(found.subjects.counts[themes][:, list(pair)].min()) <= 1
    )
    tested: Certainty = "sure" if meeting.q <= LEVEL / 5 else "likely"
    words: list[Certainty] = [tested, certainty(holds), "likely" if single else "sure"]
    names = name(network, mode, found.themed, pair, shared)
    return Crossover(meeting, *figures, shared, *place, least(words), single, names)
