"""Learning pathways by sector: which step is missing, which is the weakest."""

from __future__ import annotations

from dataclasses import replace

from dtz_network.analysis.composition import pathways
from dtz_network.analysis.composition.pathways import Pathways
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import pathways as sections
from dtz_network.report.sections.basis import closed
from dtz_network.workflows import entity_named


def find(network: Network, sector: str = "") -> Pathways:
    """Return the pathways of all sectors, or of one by name.

    Raises:
        InputError: no such sector, or no school works in it.
    """
    found = pathways.find(network)
    if not sector:
        return found
    theme = entity_named.meant(network, sector, ("Theme",))
    one = found.of(theme.id)
    if one is None:
        raise InputError("sector-no-school", sector=theme.name)
    return replace(found, pathways=(one,))


def tell(network: Network, found: Pathways, write: Writer, detail: Detail) -> list[Section]:
    """Return the pathways in words, with what only data by programme would tell."""
    return closed(sections.sections(network, found, write, detail), found.basis, write, detail)
