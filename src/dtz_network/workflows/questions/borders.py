"""What collaboration goes over the borders of zone, province and country."""

from __future__ import annotations

from dtz_network.analysis.composition import borders
from dtz_network.analysis.composition.borders import Borders
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import borders as sections
from dtz_network.report.sections.basis import closed
from dtz_network.workflows.ourselves import ours


def find(network: Network, *, seed: int = 1) -> Borders:
    """Return what goes over each border, beside what chance gives."""
    return borders.find(network, without=ours(network), seed=seed)


def tell(network: Network, found: Borders, write: Writer, detail: Detail) -> list[Section]:
    """Return the borders in words, with what cannot be seen from this side."""
    return closed(sections.sections(network, found, write, detail), found.basis, write, detail)
