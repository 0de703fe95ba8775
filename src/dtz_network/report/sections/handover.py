"""A handover: what one person leaves to others, as sections to read and to print. For internal use."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.brokerage.handover import Handover
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Detail,
    Part,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import basis_line
from dtz_network.report.sections.naming import listed

Rows = Sequence[tuple[Part, ...]]


def sections(network: Network, found: Handover, write: Writer, detail: Detail) -> list[Section]:
    """Return the handover; what there is nothing of is said in one sentence."""
    tables = (
        _contacts(network, found, write),
        _seats(network, found, write),
        _actions(network, found, write),
        _introductions(network, found, write),
        _on_offer(network, found, write),
        _events(network, found, write),
        _initiatives(network, found, write),
    )
    kept = [section for section in tables if section.blocks]
    return [_lead(network, found, [s.anchor for s in kept], write), *kept, _basis(found, write, detail)]


def _lead(network: Network, found: Handover, kept: Sequence[str], write: Writer) -> Section:
    name = network.name(found.person, write.lang)
    date = language.date(found.on, write.lang) if found.on else write.words("basis.undated")
    texts = [write.sentence("handover.lead", name=name, date=date)]
    jobs = [f"{network.name(job.entity, write.lang)}{_role(job.role)}" for job in found.jobs]
    if jobs:
        texts.append(write.sentence("handover.jobs", jobs=language.join(jobs, write.lang)))
    if found.cut_off:
        n = write.count("handover.cut-off", len(found.cut_off), found.cut_off)
        texts.append(write.sentence("handover.cut-off", n=n, names=listed(network, found.cut_off, write)))
    anchors = ("contacts", "seats", "actions", "introductions", "on-offer", "events", "initiatives")
    empty = [write.words(f"handover.{anchor}.title").lower() for anchor in anchors if anchor not in kept]
    if empty:
        texts.append(write.sentence("handover.nothing", what=language.join(empty, write.lang)))
    return Section("handover", write.words("handover.title", name=name), (paragraph(*texts),))


def _role(role: str) -> str:
    return f" ({role})" if role else ""


def _basis(found: Handover, write: Writer, detail: Detail) -> Section:
    text = write.sentence("handover.internal")
    line = basis_line(found.basis, write, detail)
    return Section("basis", write.words("handover.basis-title"), (paragraph(text), line))


def _table(anchor: str, columns: Sequence[str], rows: Rows, write: Writer, *lead: Text) -> Section:
    """Return a section with a table, empty where there are no rows."""
    title = write.words(f"handover.{anchor}.title")
    headings = tuple(write.words(f"handover.col.{name}") for name in columns)
    table = Table("", headings, tuple(cells(*row) for row in rows))
    blocks: tuple[Block, ...] = (*((paragraph(*lead),) if lead else ()), table)
    return Section(anchor, title, blocks if rows else ())


def _date(date: str, write: Writer) -> str:
    return language.date(date, write.lang) if date else write.words("not-said")


def _contacts(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(held.contact, write.lang),
            _date(held.since, write),
            _date(held.last_contact, write),
            listed(network, held.others, write, 3) or write.words("handover.nobody"),
        )
        for held in found.contacts
    ]
    alone = [held.contact for held in found.contacts if not held.others]
    n = write.count("handover.contacts", len(rows), [held.contact for held in found.contacts])
    lead = write.sentence("handover.contacts", n=n, alone=write.count("handover.alone", len(alone), alone))
    return _table("contacts", ("contact", "since", "last", "others"), rows, write, lead)


def _seats(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(seat.body, write.lang),
            network.schema.term("helices", seat.side, write.lang)
            if seat.side
            else write.words("side.unknown"),
            network.schema.term("roles", seat.role, write.lang) if seat.role else "–",
            listed(network, seat.on_behalf_of, write) or write.words("not-said"),
            _date(seat.term_end, write),
            listed(network, seat.others, write) or write.words("handover.nobody"),
        )
        for seat in found.seats
    ]
    return _table("seats", ("body", "side", "role", "behalf", "term", "deputy"), rows, write)


def _actions(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(action.action, write.lang),
            _date(action.due, write) + (f" ({write.words('handover.overdue')})" if action.overdue else ""),
            network.name(action.event, write.lang) if action.event else "–",
            listed(network, action.others, write, 3) or "–",
        )
        for action in found.actions
    ]
    late = [action.action for action in found.actions if action.overdue]
    lead = [write.sentence("handover.late", n=write.count("handover.late", len(late), late))] if late else []
    return _table("actions", ("action", "due", "event", "with"), rows, write, *lead)


def _introductions(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(promised.one, write.lang),
            network.name(promised.other, write.lang),
            network.schema.term("introduction_states", promised.status, write.lang),
            _date(promised.decided, write),
            write.words(f"handover.through.{promised.through}"),
        )
        for promised in found.introductions
    ]
    return _table("introductions", ("one", "other", "status", "since", "why"), rows, write)


def _on_offer(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(row.organisation, write.lang),
            network.schema.label(row.kind, write.lang),
            network.name(row.entity, write.lang),
        )
        for row in found.on_offer
    ]
    return _table("on-offer", ("contact", "kind", "what"), rows, write)


def _events(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            _date(ahead.date, write),
            network.name(ahead.event, write.lang),
            network.schema.term("attendance_roles", ahead.role, write.lang) if ahead.role else "–",
        )
        for ahead in found.events
    ]
    return _table("events", ("date", "event", "role"), rows, write)


def _initiatives(network: Network, found: Handover, write: Writer) -> Section:
    rows = [
        (
            network.name(work.entity, write.lang),
            network.schema.term("participation_roles", work.role, write.lang) if work.role else "–",
            _date(work.since, write),
        )
        for work in found.initiatives
    ]
    return _table("initiatives", ("initiative", "role", "since"), rows, write)
