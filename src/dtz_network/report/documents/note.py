"""The speaking note for the chair: in short what to say, what is asked, and which questions may come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from dtz_network import language
from dtz_network.analysis.administration import belonging, money
from dtz_network.analysis.administration.money import SumCheck
from dtz_network.model.network import Network
from dtz_network.report.documents import asked
from dtz_network.report.documents.asked import Open
from dtz_network.report.documents.status import Status
from dtz_network.report.report_model import Bullets, Section, Text, Writer
from dtz_network.report.sections import bodies, change

if TYPE_CHECKING:
    from dtz_network.report.documents.changed import Since


def sections(
    network: Network, body: str, write: Writer, *, status: Status | None = None, since: Since | None = None
) -> list[Section]:
    """Return the note, in the order of a meeting."""
    found = asked.find(network, body)
    parts = {
        "say": tuple(_say(network, found, write, since)),
        "expect": tuple(_expect(network, found, write)),
    }
    say, expect = (
        Section(name, write.words(f"note.{name}"), (Bullets(items),) if items else ())
        for name, items in parts.items()
    )
    made = [say, asked.section(network, found, status or Status(), write), expect]
    return [section for section in made if section.blocks]


def _say(network: Network, found: Open, write: Writer, since: Since | None) -> Iterator[Text]:
    seats = [seat.seat for seat in found.report.seats]
    if seats:
        sides = language.join(
            [
                f"{language.number(n, write.lang)} {bodies.side_words(network, side, write)}"
                for side, n in found.report.by_side
            ],
            write.lang,
        )
        yield write.sentence(
            "board.seats-by-side",
            body=network.name(found.report.body, write.lang),
            n=write.count("governance.seats", len(seats), seats),
            sides=sides,
        )
    if since:
        date = language.date(since.change.since, write.lang)
        changed = change.in_short(since.change, write, since.body)
        yield write.sentence("note.changed" if changed else "note.unchanged", date=date, what=changed)
    yield from _money(network, found, write)


def _money(network: Network, found: Open, write: Writer) -> Iterator[Text]:
    """Yield what was budgeted, granted and so on, and whether the sums add up."""
    own = belonging.belonging(network, found.report.body)
    rows = [row for row in money.amounts(network) if row.amount and (row.funder in own or row.funded in own)]
    for status in dict.fromkeys(row.status for row in rows):
        mine = [row for row in rows if row.status == status]
        yield write.sentence(
            "note.money" if status else "note.money-bare",
            status=network.schema.term("funding_states", status, write.lang) if status else "",
            total=write.amount(
                "money.total", sum((r.amount or Decimal(0) for r in mine), Decimal(0)), [r.tie for r in mine]
            ),
        )
    subjects = {figure.id for figure in network.of_type("Figure") if figure.get("subject") in own}
    checks = [c for c in money.check_sums(network) if c.figure in subjects and c.state != "unknown"]
    if checks:
        yield sums(checks, write)


def sums(checks: Sequence[SumCheck], write: Writer) -> Text:
    """Return how many of the printed totals that could be checked add up."""
    right = [check.figure for check in checks if check.state == "equal"]
    every = write.count("note.sums-of", len(checks), [check.figure for check in checks])
    if len(right) in (0, len(checks)):
        return write.sentence("note.sums-all" if right else "note.sums-none", n=every)
    return write.sentence("note.sums-some", n=write.count("note.sums", len(right), right), of=every)


def _expect(network: Network, found: Open, write: Writer) -> Iterator[Text]:
    """Yield the questions that the report raises, each with what can be answered."""
    for seat in found.report.seats:
        for text in bodies.other_side(network, seat, write):
            yield (*write.sentence("note.why-side"), " ", *text)
    for body, seat in (*((found.report.body, s) for s in found.report.unknown), *found.elsewhere):
        yield write.sentence(
            "note.who", seat=network.name(seat.seat, write.lang), body=network.name(body, write.lang)
        )
    for check in found.wrong:
        yield write.sentence("note.why-difference", **asked.differing(network, check, write))
    if found.no_initiatives:
        yield (*write.sentence("note.which-clusters"), " ", *write.sentence("clusters.no-initiatives"))
    undated: Sequence[str] = [seat.seat for seat in found.report.seats if not seat.term_end]
    if undated:
        n = write.count("governance.undated", len(undated), undated)
        yield (*write.sentence("note.how-long"), " ", *write.sentence("board.no-terms", n=n))
