"""Where two sectors or themes could meet and do not."""

from __future__ import annotations

from dtz_network.analysis import crossovers
from dtz_network.analysis.crossovers import Crossovers
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import crossovers as sections
from dtz_network.store.base import Progress
from dtz_network.workflows.questions.theme_kinds import kind_meant


def find(network: Network, *, kind: str = "", seed: int = 1, progress: Progress | None = None) -> Crossovers:
    """Return the cross-overs between sectors, or between themes of another kind (code or words).

    Raises:
        InputError: there is no such kind of theme.
    """
    return crossovers.find(network, kind=kind_meant(network, kind), seed=seed, progress=progress)


def tell(
    network: Network, found: Crossovers, write: Writer, detail: Detail, *, matrix: bool = False
) -> list[Section]:
    """Return the cross-overs in words; ``matrix`` adds all pairs."""
    return sections.sections(network, found, write, detail, whole=matrix)
