"""Which computed groups there are."""

from __future__ import annotations

from dtz_network.analysis import groups
from dtz_network.analysis.groups import Groups
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import groups as sections
from dtz_network.report.sections.basis import basis_line
from dtz_network.store.base import Progress


def find(network: Network, *, seed: int = 1, progress: Progress | None = None) -> Groups:
    """Return the computed groups."""
    return groups.find(network, seed=seed, progress=progress)


def tell(network: Network, found: Groups, write: Writer, detail: Detail) -> list[Section]:
    """Return the groups in words."""
    overview = sections.overview(network, found, write)
    return [overview.with_blocks(basis_line(found.basis, write, detail))]
