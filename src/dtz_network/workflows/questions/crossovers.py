"""Where two sectors or themes could meet and do not."""

from __future__ import annotations

from dtz_network.analysis import crossovers
from dtz_network.analysis.crossovers import Crossovers
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import crossovers as sections
from dtz_network.store.base import Progress


def find(network: Network, *, kind: str = "", seed: int = 1, progress: Progress | None = None) -> Crossovers:
    """Return the cross-overs between sectors, or between themes of another kind (code or words).

    Raises:
        InputError: there is no such kind of theme.
    """
    return crossovers.find(network, kind=_kind(network, kind), seed=seed, progress=progress)


def _kind(network: Network, word: str) -> str | None:
    if not word:
        return None
    code = network.schema.code("theme_kinds", word)
    if code is None:
        terms = network.schema.vocabularies.get("theme_kinds", {})
        raise InputError("theme-kind", kind=word, known=", ".join(terms))
    return code


def tell(
    network: Network, found: Crossovers, write: Writer, detail: Detail, *, matrix: bool = False
) -> list[Section]:
    """Return the cross-overs in words; ``matrix`` adds all pairs."""
    return sections.sections(network, found, write, detail, whole=matrix)
