"""What if somebody leaves: in words, with what would mend it and how dependence on the bureau went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.brokerage.departure import Departure
from dtz_network.analysis.brokerage.dependence import YearOfDependence
from dtz_network.analysis.brokerage.mending import NewTie
from dtz_network.analysis.brokerage.split import LostContact
from dtz_network.analysis.brokerage.succession import SeatToRefill
from dtz_network.analysis.kinds import KINDS, Kind
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import closed
from dtz_network.report.sections.bodies import side_words
from dtz_network.report.sections.naming import capital, kind_words, listed

_PAIRS = 5


def sections(
    network: Network,
    found: Departure,
    years: Sequence[YearOfDependence],
    write: Writer,
    detail: Detail,
    *,
    ended: bool = False,
) -> list[Section]:
    """Return what is left when some leave; ``ended``: none of their ties holds any more, and that is told."""
    told = [
        _who(network, found, write, detail, ended=ended),
        Section("kinds", write.words("whatif.kinds-title"), _bullets(_kinds(network, found, write, detail))),
        Section("work", write.words("whatif.work-title"), _bullets(_work(network, found, write, detail))),
        _repair(network, found, write, detail),
        _trend(years, write),
    ]
    return closed(told, found.basis, write, detail)


def _bullets(items: Iterator[Text]) -> tuple[Bullets, ...]:
    made = tuple(items)
    return (Bullets(made),) if made else ()


def _who(network: Network, found: Departure, write: Writer, detail: Detail, *, ended: bool) -> Section:
    names = listed(network, found.leaving, write)
    title = write.words("whatif.title", names=names, n=len(found.leaving))
    texts = [write.sentence("whatif.ended")] if ended else []
    if found.along:
        texts.append(write.sentence("whatif.along", names=listed(network, found.along, write, detail.limit)))
    if not found.parts:
        return Section(
            "departure", title, (paragraph(*texts, write.sentence("whatif.no-ties", names=names)),)
        )
    if found.cut_off and found.cut_off == found.kept_by_successors:
        cut = write.count("whatif.cut-off", len(found.cut_off), found.cut_off)
        names = listed(network, found.cut_off, write, detail.limit)
        texts.append(write.sentence("whatif.until-refilled", n=cut, names=names))
    elif found.cut_off:
        cut = write.count("whatif.cut-off", len(found.cut_off), found.cut_off)
        texts.append(
            write.sentence("whatif.cut-off", n=cut, names=listed(network, found.cut_off, write, detail.limit))
        )
        parts = write.count("whatif.parts", len(found.parts))
        texts.append(write.sentence("whatif.parts", n=parts))
    else:
        n = write.count("whatif.together", sum(map(len, found.parts)))
        texts.append(write.sentence("whatif.together", n=n))
    if found.bodies and found.cut_off:
        texts.append(
            write.sentence("whatif.bodies", names=listed(network, found.bodies, write, detail.limit))
        )
    if found.cut_off_without_us is not None and found.cut_off_without_us != found.cut_off:
        less = write.count("whatif.cut-off", len(found.cut_off_without_us), found.cut_off_without_us)
        texts.append(write.sentence("whatif.without-us", n=less))
    return Section("departure", title, (paragraph(*texts),))


def _kinds(network: Network, found: Departure, write: Writer, detail: Detail) -> Iterator[Text]:
    """Yield which sides, sectors and places lose contact, all of it first."""
    for kind, code in found.last if found.parts else ():
        yield write.sentence(f"whatif.last.{kind}", name=kind_words(network, kind, code, write))
    refilled = found.cut_off == found.kept_by_successors
    for kind in KINDS:
        rows = [row for row in found.lost if row.kind == kind and not (row.left and refilled)]
        whole, partly = ([row for row in rows if bool(row.left) == some] for some in (False, True))
        if whole:
            yield _lost(network, kind, whole, "whatif.lost", write, detail)
        if partly:
            yield _lost(network, kind, partly, "whatif.less", write, detail)


def _lost(
    network: Network, kind: Kind, rows: Sequence[LostContact], key: str, write: Writer, detail: Detail
) -> Text:
    shown = rows[: min(_PAIRS, detail.limit)]
    pairs = [_pair(network, kind, row.one, row.other, write) for row in shown]
    if len(rows) > len(shown):
        pairs.append(write.words("whatif.more-pairs", n=language.number(len(rows) - len(shown), write.lang)))
    lost = write.count(f"{key}.{kind}", sum(row.lost for row in rows))
    words = write.words(f"brokers.kind.{kind}")
    return write.sentence(key, kind=capital(words), pairs=language.join(pairs, write.lang), n=lost)


def _pair(network: Network, kind: Kind, one: str, other: str, write: Writer) -> str:
    return write.words(
        "brokers.one-and-other",
        one=kind_words(network, kind, one, write),
        other=kind_words(network, kind, other, write),
    )


def _work(network: Network, found: Departure, write: Writer, detail: Detail) -> Iterator[Text]:
    """Yield what happens to initiatives and to the relationships that we hold."""
    for key, ids in (
        ("falls-still", found.falls_still),
        ("without-lead", found.without_lead),
        ("unheld", found.unheld),
    ):
        if ids:
            names = listed(network, ids, write, detail.limit)
            yield write.sentence(f"whatif.{key}", n=write.count(f"whatif.{key}", len(ids), ids), names=names)
    for kind in KINDS:
        rows = [row for row in found.no_longer_meet if row.kind == kind]
        if rows:
            shown = [_pair(network, kind, row.one, row.other, write) for row in rows[:_PAIRS]]
            if len(rows) > _PAIRS:
                shown.append(
                    write.words("whatif.more-pairs", n=language.number(len(rows) - _PAIRS, write.lang))
                )
            yield write.sentence("whatif.no-longer-meet", pairs=language.join(shown, write.lang))


def _repair(network: Network, found: Departure, write: Writer, detail: Detail) -> Section:
    """Return the fewest new ties, those that kinds need first."""
    title = write.words("whatif.repair-title")
    seats = _seats(network, found, write, detail)
    if not found.repair:
        return Section("repair", title, seats)
    needed, rest = found.repair[: found.needed], found.repair[found.needed :]
    how = write.sentence("whatif.exact" if found.exact else "whatif.greedy")
    blocks: list[Block] = [*seats]
    if needed:
        lead = write.sentence("whatif.repair-kinds", n=write.count("whatif.needed", len(needed)))
        items = tuple(_new_tie(network, tie, write) for tie in needed[: detail.limit])
        blocks += [paragraph(lead, how), Bullets(items)]
    if rest:
        n = write.count("whatif.repair", len(found.repair))
        lead = write.sentence("whatif.repair-all" if needed else "whatif.repair-only", n=n)
        items = tuple(_new_tie(network, tie, write) for tie in rest[: detail.limit])
        blocks += [paragraph(lead), Bullets(items)]
    return Section("repair", title, tuple(blocks))


def _seats(network: Network, found: Departure, write: Writer, detail: Detail) -> tuple[Block, ...]:
    """Return the places that ask for a successor, those without whom somebody is cut off first."""
    if not found.seats:
        return ()
    kept = set(found.kept_by_successors)
    first = sorted(found.seats, key=lambda seat: (not kept & set(seat.on_behalf_of), not seat.last_of_side))
    lead = write.sentence(
        "whatif.successors", n=write.count("whatif.seats", len(first), [s.body for s in first])
    )
    items = tuple(_seat(network, seat, write) for seat in first[: detail.limit])
    return paragraph(lead), Bullets(items)


def _seat(network: Network, seat: SeatToRefill, write: Writer) -> Text:
    side = side_words(network, seat.side, write) if seat.side else ""
    body = network.name(seat.body, write.lang)
    named = network.name(seat.seat, write.lang) if seat.seat else ""
    parts = [named if body in named else f"{body}, {named}" if named else body]
    if side and side not in named:
        parts.append(side)
    if seat.on_behalf_of:
        parts.append(write.words("whatif.on-behalf", names=listed(network, seat.on_behalf_of, write)))
    if seat.others:
        parts.append(write.words("whatif.seat-held", names=listed(network, seat.others, write)))
    if seat.last_of_side:
        parts.append(write.words("whatif.last-of-side", side=side))
    return (f"{'; '.join(parts)}.",)


def _new_tie(network: Network, tie: NewTie, write: Writer) -> Text:
    reasons = []
    if tie.themes:
        themes = language.join([network.name(theme, write.lang) for theme in tie.themes], write.lang)
        reasons.append(write.words("whatif.both-on", themes=themes))
    if tie.same_place:
        reasons.append(write.words("whatif.same-place"))
    joins = "whatif.joins" if network.is_a(tie.joins, "Project", "GovernanceBody") else "whatif.meets"
    return write.sentence(
        joins,
        name=capital(network.name(tie.organisation, write.lang)),
        joins=network.name(tie.joins, write.lang),
        why="; ".join(reasons) or write.words("whatif.nothing-shared"),
    )


def _trend(years: Sequence[YearOfDependence], write: Writer) -> Section:
    """Return how dependence on the bureau went, as a table."""
    headings = tuple(
        write.words(f"whatif.col.{name}") for name in ("year", "organisations", "cut-off", "share")
    )
    rows = tuple(
        cells(
            year.year,
            write.count("whatif.year-organisations", year.organisations),
            write.count("whatif.year-cut-off", year.cut_off),
            write.fact(
                "whatif.year-share", year.share, language.number(100 * year.share, write.lang, 1) + " %"
            ),
        )
        for year in years
    )
    lead = paragraph(write.sentence("whatif.trend"))
    blocks = (lead, Table(write.words("whatif.trend-title"), headings, rows, (1, 2, 3))) if rows else ()
    return Section("trend", write.words("whatif.trend-title"), blocks)
