"""Whom we know at an organisation, or who of us knows a person."""

from __future__ import annotations

from dtz_network.analysis.introducing import acquaintance
from dtz_network.analysis.introducing.acquaintance import Acquaintance
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import acquaintance as sections
from dtz_network.report.sections.basis import closed
from dtz_network.workflows.entity_named import meant
from dtz_network.workflows.ourselves import ours


def find(network: Network, name: str, *, longest: int) -> Acquaintance:
    """Return whom we know at an organisation, or who of us knows a person.

    Raises:
        InputError: not known, or several.
    """
    found = meant(network, name, ("Organization", "Person"))
    return acquaintance.of(network, found.id, ours=ours(network), longest=longest)


def tell(network: Network, found: Acquaintance, write: Writer, detail: Detail) -> list[Section]:
    """Return whom we know in words."""
    return closed([sections.section(network, found, write, detail)], found.basis, write, detail)
