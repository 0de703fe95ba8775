"""What is asked of a body: what only it can settle, read from what is open in the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dtz_network import language
from dtz_network.analysis.administration import belonging, governance, money
from dtz_network.analysis.administration.governance import BodyReport, SeatState
from dtz_network.analysis.administration.money import SumCheck
from dtz_network.analysis.initiatives import initiatives
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Network
from dtz_network.report.documents.status import Status
from dtz_network.report.report_model import Bullets, Part, Section, Text, Writer, paragraph
from dtz_network.report.sections.bodies import side_words


@dataclass(frozen=True)
class Open:
    """What is open for one body.

    Attributes:
        report: the body itself; ``elsewhere`` seats without a known holder in other bodies that belong to it.
        ending: seats of which the term is over or ends within a year of the date of the network.
        wrong: printed totals of what belongs to it that differ from their sums.
        no_initiatives: whether no initiative has its partners, so that clusters cannot be judged.
    """

    report: BodyReport
    elsewhere: tuple[tuple[str, SeatState], ...]
    ending: tuple[SeatState, ...]
    wrong: tuple[SumCheck, ...]
    no_initiatives: bool


def find(network: Network, body: str) -> Open:
    """Return what is open for a body."""
    own = belonging.belonging(network, body)
    others = [report for report in governance.bodies(network) if report.body in own and report.body != body]
    elsewhere = tuple((report.body, seat) for report in others for seat in report.unknown)
    subjects = {figure.id for figure in network.of_type("Figure") if figure.get("subject") in own}
    wrong = [c for c in money.check_sums(network) if c.figure in subjects and c.state == "differs"]
    report = governance.body(network, body)
    ending = tuple(seat for seat in report.seats if _ends_soon(network, seat))
    return Open(report, elsewhere, ending, tuple(wrong), not initiatives(network))


def _ends_soon(network: Network, seat: SeatState) -> bool:
    if not is_date(seat.term_end):
        return False
    return last_day(seat.term_end) < within_a_year(network)


def within_a_year(network: Network) -> str:
    """Return the day a year after the date of the network."""
    day = dt.date.fromisoformat(first_day(network.day or "2000"))
    return (day + dt.timedelta(days=365)).isoformat()


def section(network: Network, found: Open, status: Status, write: Writer) -> Section:
    """Return what is asked; of an adopted document nothing but what is still open."""
    items = tuple(_items(network, found, write))
    if not status.adopted:
        items = (*items, write.sentence("asked.adopt"))
    blocks = (Bullets(items),) if items else (paragraph(write.sentence("asked.nothing")),)
    return Section("asked", write.words("asked.title"), blocks)


def _items(network: Network, found: Open, write: Writer) -> Iterator[Text]:
    vacant = found.report.vacancies
    if vacant:
        yield write.sentence(
            "asked.vacancies",
            n=write.count("governance.vacancies", len(vacant), [seat.seat for seat in vacant]),
            seats=language.join(
                [
                    f"{_number(found, seat, write)} ({side_words(network, seat.side, write)})"
                    for seat in vacant
                ],
                write.lang,
            ),
        )
    own = [(found.report.body, seat) for seat in found.report.unknown]
    for body, seat in (*own, *found.elsewhere):
        yield write.sentence(
            "asked.unknown", seat=network.name(seat.seat, write.lang), body=network.name(body, write.lang)
        )
    yield from _terms(network, found, write)
    for check in found.wrong:
        yield write.sentence("asked.difference", **differing(network, check, write))
    if found.no_initiatives:
        yield write.sentence("asked.initiatives")


def _number(found: Open, seat: SeatState, write: Writer) -> str:
    """Return the number of a seat in the table of seats."""
    return language.number(found.report.seats.index(seat) + 1, write.lang)


def _terms(network: Network, found: Open, write: Writer) -> Iterator[Text]:
    held = [seat for seat in found.ending if seat.state != "vacant"]
    over = [s for s in held if last_day(s.term_end) < first_day(network.day or s.term_end)]
    soon = [seat for seat in held if seat not in over]
    for key, seats in (("over", over), ("soon", soon)):
        if seats:
            ids = [seat.seat for seat in seats]
            yield write.sentence(
                f"asked.terms-{key}",
                n=write.count(f"governance.terms-{key}", len(ids), ids),
                seats=language.join([_number(found, seat, write) for seat in seats], write.lang),
                date=language.date(within_a_year(network), write.lang),
            )
    undated = [seat.seat for seat in found.report.seats if not seat.term_end]
    if undated:
        yield write.sentence("asked.undated", n=write.count("governance.undated", len(undated), undated))


def differing(network: Network, check: SumCheck, write: Writer) -> dict[str, Part | int]:
    """Return the parts of a sentence on a printed total that differs from its sum."""
    return {
        "year": check.period[:4],
        "name": network.name(check.figure, write.lang),
        "difference": write.amount(
            "money.difference", abs(check.difference), (check.figure,), check.statements
        ),
        "sum": write.amount("money.sum", check.summed, (check.figure,)),
        "printed": write.amount("money.printed", check.printed, (check.figure,), check.statements),
    }
