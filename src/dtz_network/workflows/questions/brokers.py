"""Who connects others, and on whom much hangs."""

from __future__ import annotations

from dtz_network.analysis.brokerage import brokers
from dtz_network.analysis.brokerage.brokers import Brokers
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import brokers as sections
from dtz_network.workflows.ourselves import ours


def find(
    network: Network, *, bodies: bool = False, seed: int = 1, progress: Progress | None = None
) -> Brokers:
    """Return who connects, with and without the bureau."""
    return brokers.find(network, bureau=ours(network), bodies=bodies, seed=seed, progress=progress)


def tell(network: Network, found: Brokers, write: Writer, detail: Detail) -> list[Section]:
    """Return it in words."""
    return sections.sections(network, found, write, detail)
