"""Bodies in words: seats by side, who holds them, vacancies, unknowns, terms, who sits in several bodies."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.administration import governance
from dtz_network.analysis.administration.governance import BodyReport, Holder, Interlock, SeatState
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Paragraph,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.naming import listed


def one(network: Network, body: str, write: Writer) -> list[Section]:
    """Return the sections on one body: summary, seats and members, what is open, interlocks."""
    report = governance.body(network, body)
    return [
        Section("summary", write.words("board.summary"), tuple(_summary(network, report, write))),
        Section("seats", write.words("board.seats"), tuple(_seats(network, report, write))),
        Section("open", write.words("board.open"), tuple(_open(network, report, write))),
        Section("interlocks", write.words("board.interlocks"), tuple(_interlocks(network, report, write))),
    ]


def empty(network: Network, key: str, idents: Sequence[str], write: Writer) -> list[Block]:
    """Return the bodies of which nothing is known as a sentence; no block where there are none."""
    n = write.count(key, len(idents), idents)
    return [paragraph(write.sentence(key, n=n, names=listed(network, idents, write)))] if idents else []


def side_words(network: Network, side: str, write: Writer) -> str:
    """Return a side in words."""
    return network.schema.term("helices", side, write.lang) if side else write.words("side.unknown")


def _summary(network: Network, report: BodyReport, write: Writer) -> list[Block]:
    name = network.name(report.body, write.lang)
    if not report.seats:
        people = [h.person for h in report.members]
        n = write.count("governance.members", len(people), people, _all_statements(report.members))
        return [paragraph(write.sentence("board.members", body=name, n=n))]
    seats = [seat.seat for seat in report.seats]
    n = write.count(
        "governance.seats", len(seats), seats, [s for seat in report.seats for s in seat.statements]
    )
    by_side = [
        f"{language.number(count, write.lang)} {side_words(network, side, write)}"
        for side, count in report.by_side
    ]
    sides = write.fact(
        "governance.sides",
        "/".join(str(c) for _, c in report.by_side),
        language.join(by_side, write.lang),
        seats,
    )
    filled = [seat for seat in report.seats if seat.state == "filled"]
    held = write.count("governance.filled", len(filled), [seat.seat for seat in filled])
    sentences = [
        write.sentence("board.seats-by-side", body=name, n=n, sides=sides),
        write.sentence("board.all-filled" if len(filled) == len(seats) else "board.filled", n=held),
    ]
    odd = [text for seat in report.seats for text in other_side(network, seat, write)]
    return [paragraph(*sentences), *([Bullets(tuple(odd))] if odd else [])]


def _all_statements(holders: Sequence[Holder]) -> list[int]:
    return [number for holder in holders for number in holder.statements]


def other_side(network: Network, seat: SeatState, write: Writer) -> list[Text]:
    """Return a sentence for each holder whose organisation is of another side than the seat."""
    found: list[Text] = []
    for holder in seat.holders:
        for organisation in holder.on_behalf_of:
            entity = network.resolve(organisation)
            helix = network.schema.types[entity.type].helix if entity else ""
            if entity and helix and seat.side and helix != seat.side and helix not in entity.all("helix"):
                found.append(
                    write.sentence(
                        "board.other-side",
                        organisation=network.name(organisation, write.lang),
                        kind=_with_article(network, entity.type, write),
                        side=side_words(network, seat.side, write),
                    )
                )
    return found


def _with_article(network: Network, kind: str, write: Writer) -> str:
    label = network.schema.label(kind, write.lang)
    return f"een {label}" if write.lang == "nl" else f"{'an' if label[:1] in 'aeiou' else 'a'} {label}"


def _seats(network: Network, report: BodyReport, write: Writer) -> list[Block]:
    blocks: list[Block] = []
    if report.seats:
        dated = any(seat.term_end for seat in report.seats)
        columns = ("number", "side", "holder", "behalf", "role", *(("term",) if dated else ()))
        headings = tuple(write.words(f"col.{name}") for name in columns)
        rows = tuple(
            _seat_row(network, place, seat, write)[: len(columns)]
            for place, seat in enumerate(report.seats, 1)
        )
        caption = write.words("board.seats-caption", body=network.name(report.body, write.lang))
        blocks.append(Table(caption, headings, rows, (0,)))
    if report.unseated:
        headings = tuple(write.words(f"col.{name}") for name in ("member", "behalf", "role", "since"))
        rows = tuple(_member_row(network, holder, write) for holder in report.unseated)
        caption = write.words("board.members-caption", body=network.name(report.body, write.lang))
        blocks.append(Table(caption, headings, rows))
    return blocks


def _seat_row(network: Network, place: int, seat: SeatState, write: Writer) -> tuple[Text, ...]:
    holders = [holder_words(network, holder, write) for holder in seat.holders]
    behalf = [network.name(o, write.lang) for holder in seat.holders for o in holder.on_behalf_of]
    role = seat.role or next((h.role for h in seat.holders if h.role), "")
    return cells(
        str(place),
        side_words(network, seat.side, write),
        "; ".join(holders) or write.words(f"seat.{seat.state}"),
        ", ".join(dict.fromkeys(behalf)) or "–",
        network.schema.term("roles", role, write.lang) if role else "–",
        language.date(seat.term_end, write.lang) if seat.term_end else write.words("term-unknown"),
    )


def holder_words(network: Network, holder: Holder, write: Writer) -> str:
    """Return who holds a seat, with deputy and doubt said."""
    name = network.name(holder.person, write.lang)
    marks = [write.words("deputy")] if holder.deputy else []
    marks += [write.words("possibly")] if holder.certain == "possibly" else []
    return f"{name} ({', '.join(marks)})" if marks else name


def _member_row(network: Network, holder: Holder, write: Writer) -> tuple[Text, ...]:
    return cells(
        holder_words(network, holder, write),
        language.join([network.name(o, write.lang) for o in holder.on_behalf_of], write.lang)
        or write.words("not-said"),
        network.schema.term("roles", holder.role, write.lang) if holder.role else "–",
        language.date(holder.since, write.lang) if holder.since else write.words("not-said"),
    )


def _open(network: Network, report: BodyReport, write: Writer) -> list[Block]:
    """Vacancies, unknown holders (of this body and of the others), terms."""
    items: list[Text] = []
    vacant = report.vacancies
    vacancies = write.count("governance.vacancies", len(vacant), [seat.seat for seat in vacant])
    hidden = [seat.seat for seat in report.seats if seat.state == "withheld"]
    if vacant or not hidden:
        items.append(write.sentence("board.vacancies" if vacant else "board.no-vacancies", n=vacancies))
    if hidden:
        n = write.count("governance.withheld", len(hidden), hidden)
        items.append(write.sentence("board.withheld", n=n))
    items.extend(
        write.sentence(
            "board.vacancy",
            n=language.number(report.seats.index(seat) + 1, write.lang),
            side=side_words(network, seat.side, write),
        )
        for seat in vacant
    )
    for other in governance.bodies(network):
        for seat in other.unknown:
            items.append(
                write.sentence(
                    "board.unknown",
                    seat=network.name(seat.seat, write.lang),
                    body=network.name(other.body, write.lang),
                )
            )
    undated = [seat for seat in report.seats if not seat.term_end]
    if undated:
        n = write.count("governance.undated", len(undated), [seat.seat for seat in undated])
        items.append(write.sentence("board.no-terms", n=n))
    return [Bullets(tuple(items))]


def _interlocks(network: Network, report: BodyReport, write: Writer) -> list[Block]:
    pairs = sorted(governance.interlocks(network), key=lambda p: report.body not in (p.one, p.other))
    if not pairs:
        return [Paragraph(write.sentence("board.no-interlocks"))]
    several = [person for person, _ in governance.in_several_bodies(network)]
    everyone = governance.people(network)
    n = write.count("governance.several", len(several), several)
    seats = sum(len(where) for where in everyone.values())
    text = write.sentence(
        "board.several",
        n=n,
        people=write.count("governance.people", len(everyone), sorted(everyone)),
        seats=write.count("governance.memberships", seats, sorted(everyone)),
    )
    return [Paragraph(text), *interlock_table(network, pairs, write)]


def interlock_table(network: Network, pairs: Sequence[Interlock], write: Writer) -> list[Table]:
    """Return which bodies share members, and whom."""
    headings = tuple(write.words(f"col.{name}") for name in ("body", "body-too", "people", "who"))
    rows = []
    for pair in pairs:
        n = write.count("governance.interlock", len(pair.people), pair.people, pair.statements)
        names = language.join([network.name(person, write.lang) for person in pair.people], write.lang)
        rows.append(cells(network.name(pair.one, write.lang), network.name(pair.other, write.lang), n, names))
    return [Table(write.words("board.interlocks-caption"), headings, tuple(rows), (2,))]
