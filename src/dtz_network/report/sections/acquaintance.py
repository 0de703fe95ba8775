"""Whom we know at an organisation, in words."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.introducing.acquaintance import Acquaintance, Held, Known, Met
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Bullets, Detail, Section, Text, Writer, paragraph
from dtz_network.report.sections.ways import way_text


def section(network: Network, found: Acquaintance, write: Writer, detail: Detail) -> Section:
    """Return who holds the relationship, who is there, when we met, and else through whom."""
    name = network.name(found.of, write.lang)
    blocks: list[Block] = [paragraph(*_barred(network, found, write), *_holders(network, found, write))]
    if found.way is not None:
        blocks.append(paragraph(_way(network, found, write)))
    people = [_person(network, known, write) for known in found.people[: detail.limit]]
    if people:
        n = write.count(
            "knows.people", len({known.person for known in found.people}), [k.person for k in found.people]
        )
        blocks += [paragraph(write.sentence("knows.people", n=n)), Bullets(tuple(people))]
    met = [_met(network, one, write) for one in found.meetings[: detail.limit]]
    if met:
        n = write.count("knows.meetings", len(found.meetings), [one.event for one in found.meetings])
        blocks += [paragraph(write.sentence("knows.meetings", n=n)), Bullets(tuple(met))]
    return Section("who-knows", write.words("knows.title", name=name), tuple(blocks))


def _barred(network: Network, found: Acquaintance, write: Writer) -> list[Text]:
    names = [network.name(ident, write.lang) for ident in found.barred]
    return [write.sentence("knows.barred", names=language.join(names, write.lang))] if names else []


def _holders(network: Network, found: Acquaintance, write: Writer) -> list[Text]:
    if found.holders:
        return [_held(network, held, found.of, write) for held in found.holders]
    if not found.ours:
        return [write.sentence("knows.nobody-ours")]
    return [write.sentence("knows.no-holder" if found.way else "knows.no-way")]


def _held(network: Network, held: Held, about: str, write: Writer) -> Text:
    holder, contact = (network.name(ident, write.lang) for ident in (held.holder, held.contact))
    key = "knows.held" if held.contact == about else "knows.held-person"
    source = network.sources.get(held.source)
    return write.sentence(
        key,
        holder=holder,
        contact=contact,
        last=_last(held.last_contact, held.years, write),
        source=write.words("knows.source", source=source.name) if source and source.name else "",
    )


def _last(date: str, years: float | None, write: Writer) -> str:
    if not date:
        return write.words("knows.no-date")
    shown = language.date(date, write.lang)
    if years is None or years < 1:
        return write.words("knows.last", date=shown)
    return write.words("knows.last-years", date=shown, years=language.number(years, write.lang, 1))


def _way(network: Network, found: Acquaintance, write: Writer) -> Text:
    assert found.way is not None  # noqa: S101  asked for only where there is one
    steps = (*way_text(network, found.way, write), ".")
    if not found.way.through:
        return (*write.sentence("knows.direct"), " ", *steps)
    name = network.name(found.way.through, write.lang)
    return (*write.sentence("knows.through", name=name), " ", *steps)


def _person(network: Network, known: Known, write: Writer) -> Text:
    schema = network.schema
    parts = [network.name(known.person, write.lang)]
    role = (
        schema.term("roles", known.role, write.lang)
        if known.type == "Membership" and known.role
        else known.role
    )
    parts += [role] if role else []
    if known.body:
        parts.append(write.words("knows.in-body", body=network.name(known.body, write.lang)))
    if known.since:
        parts.append(write.words("way.since", date=language.date(known.since, write.lang)))
    if known.until:
        parts.append(write.words("way.until", date=language.date(known.until, write.lang)))
    if not known.sure:
        parts.append(write.words("knows.perhaps"))
    return (", ".join(parts),)


def _met(network: Network, met: Met, write: Writer) -> Text:
    names = language.join([network.name(ident, write.lang) for ident in met.who], write.lang)
    date = language.date(met.date, write.lang) if met.date else write.words("way.undated")
    return (f"{date}: {network.name(met.event, write.lang)} ({names})",)
