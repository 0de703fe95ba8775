"""Who pays what: money by party, year and status, and printed totals beside their sums."""

from __future__ import annotations

from dtz_network.analysis.administration import money
from dtz_network.analysis.administration.money import Money
from dtz_network.errors import InputError
from dtz_network.model.dates import is_date
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer, paragraph
from dtz_network.report.sections import money as sections
from dtz_network.report.sections.basis import closed


def find(network: Network, year: str = "") -> Money:
    """Return contributions, totals and checks of sums, of one year if given.

    Raises:
        InputError: no year.
    """
    if year and not (is_date(year) and len(year) == 4):
        raise InputError("report-year", year=year)
    return money.describe(network, year)


def tell(network: Network, found: Money, write: Writer, detail: Detail) -> list[Section]:
    """Return the money in words, totals by party first."""
    year = str(dict(found.basis.parameters)["year"])
    told = [sections.totals_section(network, found, write, detail), *sections.sections(network, write, year)]
    filled = [section for section in told if section.blocks]
    if not filled:
        words = write.sentence("money.nothing-in", year=year) if year else write.sentence("money.nothing")
        filled = [Section("money", write.words("money.totals"), (paragraph(words),))]
    return closed(filled, found.basis, write, detail)
