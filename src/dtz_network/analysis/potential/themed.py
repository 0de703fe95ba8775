"""Which sectors or themes organisations and initiatives have, as matrices beside who takes part in what.

Where organisations have a sector of their own, they carry it: two sectors *meet* in the initiatives where an
organisation of each takes part. Where only initiatives have themes (programme priorities), the initiatives carry
them: two themes meet in the organisations that work on both. Both are the same sum, the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.potential.label_bits import Bits, anywhere, packed, unpacked
from dtz_network.analysis.potential.relatedness import specialised
from dtz_network.analysis.projection import TwoMode
from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered

Matrix = NDArray[np.float64]
Side = Literal["organisations", "projects"]
OWN = 10
"""So many organisations with a tie and a sector of their own make organisations the carriers."""
SEVERAL = 0.2
"""Share of the initiatives with several themes from which initiatives tell what goes together."""
_CELLS = 1 << 18
"""Meetings times themes that are counted at a time."""


@dataclass(frozen=True)
class Themed:
    """The carriers of one kind of themes, and where they come together.

    Attributes:
        kind: of the themes ("sector", "theme", "" where none is recorded).
        side: whether organisations or projects carry them.
        themes: those that a carrier has, by name.
        carriers: ids that have a theme and a tie; ``meetings`` where they come together.
        has: 0/1, shape (carriers, themes); ``there``: 0/1, shape (carriers, meetings).
        types: entity type of each carrier.
    """

    kind: str
    side: Side
    themes: tuple[str, ...]
    carriers: tuple[str, ...]
    meetings: tuple[str, ...]
    has: Matrix
    there: sparse.csr_matrix
    types: tuple[str, ...]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Carriers of each theme."""
        return np.asarray(self.has.sum(axis=0), dtype=np.int64)

    @cached_property
    def met(self) -> sparse.csr_matrix:
        """0/1, shape (meetings, carriers)."""
        return sparse.csr_matrix(self.there.T)

    @cached_property
    def bits(self) -> Bits:
        """The themes of each carrier as bits."""
        return packed(self.has)

    @cached_property
    def present(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places of the carriers that are there, meeting after meeting, and where the meetings with any begin."""
        met = self.met
        sizes = np.bincount(
            np.repeat(np.arange(met.shape[0]), np.diff(met.indptr))[met.data > 0], minlength=met.shape[0]
        )
        ends = np.cumsum(sizes)
        return np.asarray(met.indices[met.data > 0], dtype=np.int64), (ends - sizes)[sizes > 0]

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """Meetings of each carrier."""
        return np.asarray(self.there.sum(axis=1), dtype=np.int64).ravel()

    def of(self, theme: int) -> tuple[str, ...]:
        """Return the carriers of a theme, given its place."""
        return tuple(self.carriers[i] for i in np.flatnonzero(self.has[:, theme]))

    def thinned(self, rng: np.random.Generator, drop: float) -> Themed:
        """Return the same with a random share of both kinds of ties left out."""
        there = self.there.copy()
        there.data = there.data * (rng.random(len(there.data)) >= drop)
        return replace(self, has=self.has * (rng.random(self.has.shape) >= drop), there=there)


def themes_of(network: Network, ident: str) -> tuple[str, ...]:
    """Return the sectors and themes of an organisation or an initiative, by name."""
    return _themes(network).get(ident, ())


@remembered
def _themes(network: Network) -> Mapping[str, tuple[str, ...]]:
    """Return the sectors and themes of everything that has any."""
    found: dict[str, list[str]] = defaultdict(list)
    for tie in network.ties("Activity"):
        if tie.target in network.entities:
            found[tie.source].append(tie.target)
    return {ident: by_name(network, themes) for ident, themes in found.items()}


def kind_of(network: Network, theme: str) -> str:
    """Return the kind of a theme, "" if none is recorded."""
    return network.entities[theme].get("kind")


def kinds(network: Network, mode: TwoMode) -> tuple[str, ...]:
    """Return the kinds of themes that organisations or initiatives with a tie have, as in the vocabulary, "" last."""
    ends = (*mode.actors, *mode.affiliations)
    found = {kind_of(network, theme) for ident in ends for theme in themes_of(network, ident)}
    known = list(network.schema.vocabularies.get("theme_kinds", ()))
    return tuple(
        sorted(found, key=lambda kind: (kind not in known, kind not in known or known.index(kind), kind))
    )


def carriers(network: Network, mode: TwoMode, kind: str) -> Themed:
    """Return who or what carries the themes of a kind: organisations if ten or more have one, else projects."""
    labels = {
        "organisations": _labels(network, mode.actors, kind),
        "projects": _labels(network, mode.affiliations, kind),
    }
    side: Side = "organisations" if len(labels["organisations"]) >= OWN else "projects"
    return assemble(network, mode, kind, side, labels[side])


def _labels(network: Network, ends: Sequence[str], kind: str) -> dict[str, list[str]]:
    found = {end: [t for t in themes_of(network, end) if kind_of(network, t) == kind] for end in ends}
    return {end: themes for end, themes in found.items() if themes}


def assemble(
    network: Network, mode: TwoMode, kind: str, side: Side, labels: Mapping[str, Sequence[str]]
) -> Themed:
    """Return the carriers of labels (themes, or groups, or sides), given the labels of each organisation or project."""
    themes = by_name(network, (theme for found in labels.values() for theme in found))
    own, other = (
        (mode.actors, mode.affiliations) if side == "organisations" else (mode.affiliations, mode.actors)
    )
    rows = [place for place, ident in enumerate(own) if ident in labels]
    incidence = mode.incidence if side == "organisations" else sparse.csr_matrix(mode.incidence.T)
    there = sparse.csr_matrix((incidence[rows] > 0).astype(float))
    chosen = tuple(own[row] for row in rows)
    return Themed(
        kind,
        side,
        themes,
        chosen,
        other,
        membership(chosen, labels, themes),
        there,
        tuple(network.entities[ident].type for ident in chosen),
    )


def membership(rows: Sequence[str], labels: Mapping[str, Sequence[str]], columns: Sequence[str]) -> Matrix:
    """Return a 0/1 matrix of which row has which column."""
    place = {column: j for j, column in enumerate(columns)}
    made = np.zeros((len(rows), len(columns)))
    for i, row in enumerate(rows):
        made[i, [place[label] for label in labels.get(row, ()) if label in place]] = 1.0
    return made


def together(themed: Themed, orders: NDArray[np.int64] | None = None) -> Matrix:
    """Return in how many meetings every two themes are both there; on the diagonal in how many one is.

    ``orders``, shape (orders, carriers), deal the themes out to the carriers in other orders: then the counts of each.
    """
    if orders is None:
        return np.asarray(together(themed, np.arange(len(themed.carriers))[np.newaxis])[0])
    who, starts = themed.present
    width = len(themed.themes)
    step = max(1, _CELLS // max(len(starts) * width, 1))
    counts = np.empty((len(orders), width, width))
    for first in range(0, len(orders), step):
        dealt = np.take(np.take(themed.bits, orders[first : first + step], axis=0), who, axis=1)
        begins = (np.arange(len(dealt))[:, np.newaxis] * len(who) + starts).ravel()
        there = unpacked(anywhere(dealt.reshape(-1, dealt.shape[2]), begins), width).astype(np.float32)
        there = there.reshape(len(dealt), len(starts), width)
        counts[first : first + step] = there.transpose(0, 2, 1) @ there
    return counts


@dataclass(frozen=True)
class Subjects:
    """What themes have in common.

    Attributes:
        ids: subjects: themes of any kind, then the wholes of which themes are part.
        counts: how often a theme goes with a subject, shape (subjects, themes); a whole counts once.
        source: "projects" where initiatives have several themes, else "portfolios" of organisations.
        wholes: how many of the last subjects are wholes.
    """

    ids: tuple[str, ...]
    counts: Matrix
    source: Literal["projects", "portfolios"]
    wholes: int

    def shared(self, counts: Matrix | None = None) -> Matrix:
        """Return 0/1 of which subject marks a theme: no less of it than sizes give; a whole always does."""
        found = self.counts if counts is None else counts
        cut = len(self.ids) - self.wholes
        return np.vstack([specialised(found[:cut]), found[cut:]])


def subjects(network: Network, mode: TwoMode, themed: Themed) -> Subjects:
    """Return what the themes go with.

    A theme goes with another in an initiative that has both; where hardly any initiative has two themes, in an
    organisation that works on both.
    """
    every: Mapping[str, Sequence[str]] = {p: themes_of(network, p) for p in mode.affiliations}
    source: Literal["projects", "portfolios"] = "projects"
    several = sum(len(found) > 1 for found in every.values())
    if several < SEVERAL * sum(len(found) > 0 for found in every.values()):
        every, source = _portfolios(network, mode, every), "portfolios"
    known = by_name(network, (theme for found in every.values() for theme in found))
    counts = membership(tuple(every), every, known).T @ membership(tuple(every), every, themed.themes)
    counts[np.equal.outer(np.array(known, dtype=object), np.array(themed.themes, dtype=object))] = 0.0
    wholes = _wholes(network, themed.themes)
    parents = by_name(network, (whole for found in wholes.values() for whole in found))
    more = membership(themed.themes, wholes, parents).T
    return Subjects((*known, *parents), np.vstack([counts, more]), source, len(parents))


def _portfolios(
    network: Network, mode: TwoMode, of_project: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for tie in mode.ties:
        found[tie.actor].extend(of_project[tie.affiliation])
    for actor in mode.actors:
        found[actor].extend(themes_of(network, actor))
    return {actor: by_name(network, themes) for actor, themes in found.items()}


def _wholes(network: Network, themes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for theme in themes:
        ends = (t.target for t in network.ties_of(theme, "PartOf") if t.source == theme)
        found[theme] = by_name(network, (whole for whole in ends if whole in network.entities))
    return found
