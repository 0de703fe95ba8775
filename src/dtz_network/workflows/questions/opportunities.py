"""In which sectors or themes more could be done together."""

from __future__ import annotations

from dtz_network.analysis.potential import opportunities
from dtz_network.analysis.potential.opportunities import Opportunities
from dtz_network.model.network import Network
from dtz_network.model.progress import Progress
from dtz_network.report.sections.opportunities import sections as tell
from dtz_network.workflows.ourselves import ours
from dtz_network.workflows.questions.theme_kinds import kind_meant


def find(
    network: Network, *, kind: str = "", seed: int = 1, progress: Progress | None = None
) -> Opportunities:
    """Return the opportunities in sectors, or in themes of another kind (code or words).

    Raises:
        InputError: there is no such kind of theme.
    """
    meant = kind_meant(network, kind)
    return opportunities.find(network, kind=meant, seed=seed, without=ours(network), progress=progress)


__all__ = ["find", "tell"]
