"""The yearly report: what was printed beside what counts itself, funding and budget with sums checked."""

from __future__ import annotations

from dtz_network.analysis.administration import money as amounts
from dtz_network.analysis.administration.logged import Counts
from dtz_network.model.network import Network
from dtz_network.report.documents import account
from dtz_network.report.documents.asked import differing
from dtz_network.report.documents.note import sums
from dtz_network.report.report_model import Section, Writer, paragraph
from dtz_network.report.sections import logged, money


def sections(network: Network, year: str, counts: Counts, write: Writer, edition: str) -> list[Section]:
    """Return the sections; a sentence where nothing of the year is recorded."""
    counted = logged.section(network, counts, write)
    found = [_summary(network, year, write), *money.sections(network, write, year), counted]
    found = [section for section in found if section.blocks]
    if not found:
        text = paragraph(write.sentence("year.nothing", year=year))
        return [Section("nothing", write.words("board.summary"), (text,))]
    answers = [("figures", counts.basis)] if any(made.n or made.possible for made in counts.counts) else []
    return [*found, account.section(network, write, edition, answers)]


def _summary(network: Network, year: str, write: Writer) -> Section:
    """Return how many sums were checked, and each that is not right."""
    checks = [check for check in amounts.check_sums(network, year) if check.state != "unknown"]
    title = write.words("board.summary")
    if not checks:
        return Section("summary", title, ())
    texts = [sums(checks, write)]
    texts += [
        write.sentence("year.difference", **differing(network, check, write))
        for check in checks
        if check.state == "differs"
    ]
    return Section("summary", title, (paragraph(*texts),))
