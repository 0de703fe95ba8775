"""The yearly figures of the bureau, counted out of the contact log."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.administration import logged
from dtz_network.analysis.administration.logged import Counts
from dtz_network.errors import InputError
from dtz_network.language import Language
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Network
from dtz_network.report.report_model import Writer, plain
from dtz_network.report.sections import logged as sections
from dtz_network.workflows import configuration


def counts(network: Network, period: str, until: str = "") -> Counts:
    """Return the figures of a year, month or day, or from the first day of it to the last of ``until``; "we" are as ``dtz init`` says.

    Raises:
        InputError: no date, or an end before the beginning.
    """
    for name, date in (("period", period), ("until", until or period)):
        if not is_date(date):
            raise InputError("value-date", value=date, property=name)
    if last_day(until or period) < first_day(period):
        raise InputError("figures-backwards", since=period, until=until)
    ours = configuration.read()
    return logged.count(network, period, until or period, (ours.organisation, *ours.people))


def each_year(network: Network) -> list[Counts]:
    """Return the figures of every year of which something is logged, or a figure was printed."""
    ours = configuration.read()
    return [counts(network, year) for year in logged.years(network, (ours.organisation, *ours.people))]


def rows(counts: Counts, lang: Language) -> list[list[str]]:
    """Return a row a figure: its name, counted, possibly also, printed, difference."""
    write = Writer(lang)
    found = (row for made in counts.counts for row in sections.rows_of(made, write))
    return [[plain(cell) for cell in row] for row in found]


def told(counts: Counts, lang: Language) -> Iterator[str]:
    """Yield what each figure counts, and how much of the log was left out and why."""
    write = Writer(lang)
    yield sections.period(counts, write)
    if not any(made.known for made in counts.counts):
        yield plain(write.sentence("logged.nothing", period=sections.period(counts, write)))
    for made in counts.counts:
        yield plain(sections.definition(made, write))
    if not counts.us:
        yield f"{plain(write.sentence('logged.no-us'))} {language.text('cli.figures.who', lang)}"
    for made in counts.counts:
        yield from map(plain, sections.left_out(made, write))


def listed(network: Network, counts: Counts, lang: Language) -> list[list[str]]:
    """Return what was counted and what not: figure, date, name, id and why it does not count."""
    found = []
    for made in counts.counts:
        name = language.text(f"report.logged.{made.indicator}", lang)
        for item in made.items:
            doubt = "" if item.certain == "yes" else language.text("report.possibly", lang)
            found.append([name, _day(item.date, lang), network.name(item.id, lang), item.id, doubt])
        for left in made.left:
            why = language.text(f"report.logged.why.{left.reason}", lang)
            found.append([name, _day(left.date, lang), _left_name(network, left.id, lang), left.id, why])
    return found


def _left_name(network: Network, ident: str, lang: Language) -> str:
    """Return the name of what was left out; of a tie the name of whom it leads to."""
    tie = next((tie for tie in network.ties("Contact") if tie.id == ident), None)
    return network.name(tie.target if tie else ident, lang)


def _day(date: str, lang: Language) -> str:
    return language.date(date, lang) if date else "–"
