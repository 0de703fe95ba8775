"""What one person leaves to others."""

from __future__ import annotations

from dataclasses import replace

from dtz_network.analysis.brokerage import handover
from dtz_network.analysis.brokerage.handover import Handover
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.report import describe
from dtz_network.report.report_model import Detail, Report, Section, Writer
from dtz_network.report.sections import handover as sections
from dtz_network.workflows.entity_named import meant
from dtz_network.workflows.ourselves import ours


def find(network: Network, name: str) -> Handover:
    """Return the handover of a person, as things stood on the day of the last act unless dated.

    Raises:
        InputError: nobody of that name, or several.
    """
    person = meant(network, name, ("Person",)).id
    return handover.find(network.today(), person, bureau=ours(network))


def tell(network: Network, found: Handover, write: Writer, detail: Detail) -> list[Section]:
    """Return it in words."""
    return sections.sections(network, found, write, detail)


def document(network: Network, found: Handover, lang: Language) -> Report:
    """Return it as a document to print; of the internal edition, whatever is asked for."""
    return replace(describe.handover_report(network.today(), found, lang), subject=found.person)
