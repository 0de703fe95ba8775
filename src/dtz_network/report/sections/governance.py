"""All bodies at a glance: seats by side, what is open, terms, who sits in several, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dtz_network import language
from dtz_network.analysis.administration.governance import BodyReport, Governance, SeatState, SharedParties
from dtz_network.model.dates import first_day, is_date, last_day
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Paragraph,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections import bodies


def overview(network: Network, found: Governance, write: Writer, detail: Detail) -> list[Section]:
    """Return the sections on all bodies."""
    return [
        Section("bodies", write.words("governance.title"), tuple(_bodies(network, found, write))),
        Section("open", write.words("governance.open"), tuple(_open(network, found, write))),
        *shared(network, found, write, detail),
        *ending(network, found, write, detail),
    ]


def shared(network: Network, found: Governance, write: Writer, detail: Detail) -> list[Section]:
    """Return who sits in several bodies, and which organisations do."""
    title = write.words("board.interlocks")
    several = Section("several", title, tuple(_several(network, found, write, detail)))
    parties = tuple(_parties(network, found.shared, write, detail))
    return [several, Section("parties", write.words("governance.parties"), parties)]


def _bodies(network: Network, found: Governance, write: Writer) -> list[Block]:
    if not found.bodies:
        return [paragraph(write.sentence("governance.none"))]
    names = ("body", "members", "seats", "by-side", "vacant", "unknown")
    headings = tuple(write.words(f"col.{name}") for name in names)
    told = [report for report in found.bodies if report.seats or report.members]
    rows = tuple(_body_row(network, report, write) for report in told)
    lead = write.sentence(
        "governance.lead",
        n=write.count("governance.bodies", len(found.bodies), [report.body for report in found.bodies]),
        memberships=write.count("governance.memberships", found.memberships),
        people=write.count("governance.people", found.people),
    )
    table = [Table(write.words("governance.caption"), headings, rows, (1, 2, 4, 5))] if told else []
    empty = [report.body for report in found.bodies if report not in told]
    return [paragraph(lead), *table, *bodies.empty(network, "governance.empty", empty, write)]


def _body_row(network: Network, report: BodyReport, write: Writer) -> tuple[Text, ...]:
    people = [holder.person for holder in report.members]
    states = [report.in_state("vacant"), report.in_state("unknown")]
    sides = [
        f"{language.number(n, write.lang)} {bodies.side_words(network, side, write)}"
        for side, n in report.by_side
    ]
    return cells(
        network.name(report.body, write.lang),
        write.count("governance.members", len(people), people),
        write.count("governance.seats", len(report.seats), [seat.seat for seat in report.seats]),
        language.join(sides, write.lang) or "–",
        *(write.count("governance.open", len(seats), [seat.seat for seat in seats]) for seats in states),
    )


def _open(network: Network, found: Governance, write: Writer) -> list[Block]:
    """Name what is vacant, unknown or said twice, and count the seats without a term."""
    seats = [(report, seat) for report in found.bodies for seat in report.seats]
    items = [
        write.sentence(
            f"governance.{word}",
            seat=network.name(seat.seat, write.lang),
            body=network.name(report.body, write.lang),
            **_last(network, seat, write),
        )
        for report, seat in seats
        if (word := _word(seat)) != "filled"
    ]
    undated = [seat.seat for _, seat in seats if not seat.term_end]
    if undated:
        n = write.count("governance.undated", len(undated), undated)
        items.append(write.sentence("board.no-terms", n=n))
    return [Bullets(tuple(items))] if items else []


def _word(seat: SeatState) -> str:
    """Return what there is to tell of a seat: held by two, who left it, or its state."""
    if seat.doubled:
        return "doubled"
    return "left" if seat.departed else seat.state


def _last(network: Network, seat: SeatState, write: Writer) -> dict[str, str]:
    """Return who held a seat last, and until when, where nobody does now."""
    if seat.departed is None:
        return {}
    until = language.date(seat.departed.until, write.lang)
    return {"name": network.name(seat.departed.person, write.lang), "until": until}


def _several(network: Network, found: Governance, write: Writer, detail: Detail) -> list[Block]:
    blocks: list[Block] = []
    if found.interlocks:
        blocks += bodies.interlock_table(network, found.interlocks[: detail.limit], write)
    if found.several:
        rows = tuple(_person_row(network, *row, write) for row in found.several[: detail.limit])
        headings = tuple(write.words(f"col.{name}") for name in ("person", "bodies", "behalf"))
        blocks.append(Table(write.words("governance.several"), headings, rows))
    elif found.bodies:
        blocks.append(paragraph(write.sentence("board.no-interlocks")))
    if found.apart and found.interlocks:
        pairs = [_named(network, pair, write) for pair in found.apart]
        text = write.sentence("governance.apart", pairs=_listed(pairs, write, detail))
        blocks.append(Paragraph(text))
    if detail.expert and found.interlocks:
        share = write.decimal("governance.clustering", found.clustering, 3)
        blocks.append(paragraph(write.sentence("governance.clustering", share=share)))
    return blocks


def _person_row(network: Network, person: str, where: Sequence[str], write: Writer) -> tuple[Text, ...]:
    ties = [tie for tie in network.ties_of(person, "Membership") if tie.source == person]
    behalf = dict.fromkeys(ident for tie in ties for ident in tie.all("on_behalf_of"))
    return cells(
        network.name(person, write.lang),
        _named(network, where, write),
        _named(network, behalf, write) or write.words("not-said"),
    )


def _parties(
    network: Network, pairs: Sequence[SharedParties], write: Writer, detail: Detail
) -> Iterable[Block]:
    if pairs:
        yield Bullets(tuple(_party(network, pair, write) for pair in pairs[: detail.limit]))


def _party(network: Network, pair: SharedParties, write: Writer) -> Text:
    return write.sentence(
        "governance.party",
        one=network.name(pair.one, write.lang),
        other=network.name(pair.other, write.lang),
        n=write.count("governance.parties", len(pair.organisations), pair.organisations, pair.statements),
        names=_named(network, pair.organisations, write),
    )


def ending(network: Network, found: Governance, write: Writer, detail: Detail) -> list[Section]:
    """Return the terms that end before the date asked for; no section where none was asked for."""
    before = str(dict(found.basis.parameters)["ending_before"])
    if not before or not found.bodies:
        return []
    today = first_day(found.basis.date) if is_date(found.basis.date) else ""
    over = [seat for seat in found.ending if today and last_day(seat.term_end) < today]
    ahead = [seat for seat in found.ending if seat not in over]
    asked = first_day(before) > today
    leads = [_ends("governance.ending", ahead, before, write)] if ahead else []
    leads += [_ends("governance.over", over, found.basis.date if asked else before, write)] if over else []
    if not leads:
        seats = [seat for report in found.bodies for seat in report.seats]
        known = any(seat.term_end for seat in seats)
        key = "ending-none" if known else "no-terms" if seats else "no-seats"
        leads = [write.sentence(f"governance.{key}", date=language.date(before, write.lang))]
    tables = [
        _terms(network, key, seats, write, detail)
        for key, seats in (("ending", ahead), ("over", over))
        if seats
    ]
    return [Section("ending", write.words("governance.terms"), (paragraph(*leads), *tables))]


def _ends(key: str, seats: Sequence[SeatState], date: str, write: Writer) -> Text:
    n = write.count(key, len(seats), [seat.seat for seat in seats])
    return write.sentence(key, n=n, date=language.date(date, write.lang))


def _terms(network: Network, key: str, seats: Sequence[SeatState], write: Writer, detail: Detail) -> Table:
    headings = tuple(write.words(f"col.{name}") for name in ("seat", "term", "holder", "behalf"))
    rows = tuple(_term_row(network, seat, write) for seat in seats[: detail.limit])
    return Table(write.words(f"governance.{key}-caption"), headings, rows)


def _term_row(network: Network, seat: SeatState, write: Writer) -> tuple[Text, ...]:
    holders = [bodies.holder_words(network, holder, write) for holder in seat.holders]
    return cells(
        network.name(seat.seat, write.lang),
        language.date(seat.term_end, write.lang),
        "; ".join(holders) or write.words(f"seat.{seat.state}"),
        _named(network, seat.parties, write) or "–",
    )


def _named(network: Network, idents: Iterable[str], write: Writer) -> str:
    return language.join([network.name(ident, write.lang) for ident in idents], write.lang)


def _listed(names: Sequence[str], write: Writer, detail: Detail) -> str:
    """Return names separated by semicolons, as many as asked for and how many more."""
    shown = "; ".join(names[: detail.limit])
    more = len(names) - detail.limit
    return f"{shown} {write.words('and-more', n=more)}" if more > 0 else shown
