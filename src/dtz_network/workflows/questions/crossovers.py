"""Where two sectors, themes or groups could meet and do not; how often sides meet."""

from __future__ import annotations

from typing import Literal

from dtz_network.analysis.grouping import groups
from dtz_network.analysis.potential import crossovers, meetings_of
from dtz_network.analysis.potential.crossovers import Crossovers
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import crossovers as sections
from dtz_network.report.sections import groups as group_sections
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions.theme_kinds import kind_meant

Between = Literal["themes", "groups", "sides"]


def find(
    network: Network,
    *,
    kind: str = "",
    between: Between = "themes",
    seed: int = 1,
    progress: Progress | None = None,
) -> Crossovers:
    """Return the cross-overs between sectors, or themes of another kind (code or words), groups, or sides.

    Raises:
        InputError: there is no such kind of theme.
    """
    us = ours(network)
    if between == "sides":
        return meetings_of.sides(network, seed=seed, without=us, progress=progress)
    if between == "groups":
        made = groups.find(network, seed=seed, without=us, progress=progress)
        return meetings_of.between(network, made, seed=seed, without=us)
    meant = kind_meant(network, kind)
    return crossovers.find(network, kind=meant, seed=seed, without=us, progress=progress)


def tell(
    network: Network, found: Crossovers, write: Writer, detail: Detail, *, matrix: bool = False
) -> list[Section]:
    """Return the cross-overs in words; ``matrix`` adds all pairs (sides always show them)."""
    titles = {group.id: group_sections.title(network, group, write) for group in found.groups}
    if found.kind == "helix":
        titles = {code: network.schema.term("helices", code, write.lang) for code in found.themes}
    whole = matrix or found.kind == "helix"
    return sections.sections(network, found, write, detail, whole=whole, titles=titles)
