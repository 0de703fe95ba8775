"""The board report: a body with its seats and interlocks, money with its sums, and what is missing."""

from __future__ import annotations

from dtz_network.model.network import Network
from dtz_network.report.report_model import Section, Writer
from dtz_network.report.sections import bodies, missing, money


def sections(network: Network, body: str, write: Writer, edition: str = "public") -> list[Section]:
    """Return the sections of the report on one body."""
    found = [
        *bodies.one(network, body, write),
        *money.sections_of(network, write, body),
        missing.clusters_section(network, write),
        missing.gaps_section(network, write, edition),
    ]
    return [section for section in found if section.blocks]
