"""Which computed groups there are, and how declared clusters compare with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dtz_network.analysis.claims import Basis
from dtz_network.analysis.grouping import declared, groups, leiden, maturity
from dtz_network.analysis.grouping.declared import Comparison
from dtz_network.analysis.grouping.groups import Groups
from dtz_network.analysis.grouping.maturity import Growth
from dtz_network.analysis.projection import two_mode
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import group_doubt, group_growth
from dtz_network.report.sections import groups as sections
from dtz_network.report.sections.basis import closed
from dtz_network.workflows.ourselves import ours


@dataclass(frozen=True)
class GroupsBesideClusters:
    """The computed groups, and every declared cluster with the one that it is closest to; for experts how far each has grown."""

    groups: Groups
    declared: tuple[Comparison, ...]
    basis: Basis
    growth: Growth | None = None


def find(
    network: Network,
    *,
    without: Sequence[str] | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Groups:
    """Return the computed groups of all but the bureau, which would hold every group to every other; ``without`` in its place."""
    us = ours(network) if without is None else without
    return groups.find(network, seed=seed, without=us, progress=progress)


def compare(
    network: Network,
    *,
    seed: int = 1,
    by_leiden: bool = False,
    growth: bool = False,
    progress: Progress | None = None,
) -> GroupsBesideClusters:
    """Return the computed groups beside the declared clusters; ``growth`` also how far each has grown.

    Raises:
        InputError: ``by_leiden`` without the package that it needs.
    """
    if by_leiden and not leiden.installed():
        raise InputError("leiden-absent")
    us = ours(network)
    settings = replace(groups.fitting(len(two_mode(network, us).ties)), leiden=True) if by_leiden else None
    found = groups.find(network, seed=seed, settings=settings, without=us, progress=progress)
    grown = maturity.find(network, found, without=us, seed=seed) if growth else None
    return GroupsBesideClusters(found, tuple(declared.compare(network, found)), found.basis, grown)


def tell(network: Network, found: GroupsBesideClusters, write: Writer, detail: Detail) -> list[Section]:
    """Return the groups in words: which, beside which clusters, with what doubt; with figures for experts."""
    told = [
        sections.overview(network, found.groups, write),
        group_doubt.declared_section(network, found.groups, found.declared, write, detail),
        group_doubt.elsewhere_section(network, found.groups, write, detail),
        *([group_doubt.figures_section(network, found.groups, write)] if detail.expert else []),
        *([group_growth.section(network, found.groups, found.growth, write)] if found.growth else []),
    ]
    return closed(told, found.basis, write, detail)
