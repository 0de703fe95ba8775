"""Whom we know at an organisation, in words."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.introducing.acquaintance import Acquaintance, Held, Known, Met
from dtz_network.model import events
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Bullets, Detail, Section, Text, Writer, paragraph
from dtz_network.report.sections.ages import last_contact
from dtz_network.report.sections.ways import way_text


def section(network: Network, found: Acquaintance, write: Writer, detail: Detail) -> Section:
    """Return who holds the relationship, who is there, when we met, and else through whom."""
    name = network.name(found.of, write.lang)
    blocks: list[Block] = [paragraph(*_barred(network, found, write), *_holders(network, found, write))]
    if found.way is not None:
        blocks.append(paragraph(_way(network, found, write)))
    names = list(dict.fromkeys(known.person for known in found.people))
    if names:
        told = tuple(_person(network, found, person, write) for person in names[: detail.limit])
        n = write.count("knows.people", len(names), names)
        blocks += [paragraph(write.sentence("knows.people", n=n)), Bullets(told)]
    met = [_met(network, one, write) for one in found.meetings[: detail.limit]]
    if met:
        n = write.count("knows.meetings", len(found.meetings), [one.event for one in found.meetings])
        blocks += [paragraph(write.sentence("knows.meetings", n=n)), Bullets(tuple(met))]
    title = write.words(
        "knows.title-person" if network.is_a(found.of, "Person") else "knows.title", name=name
    )
    return Section("who-knows", title, tuple(blocks))


def _barred(network: Network, found: Acquaintance, write: Writer) -> list[Text]:
    names = [network.name(ident, write.lang) for ident in found.barred]
    n = write.count("knows.barred", len(names), found.barred)
    return [write.sentence("knows.barred", n=n, names=language.join(names, write.lang))] if names else []


def _holders(network: Network, found: Acquaintance, write: Writer) -> list[Text]:
    if found.holders:
        return [_held(network, held, found.of, write) for held in found.holders]
    if found.of in found.ours:
        return [write.sentence("knows.us")]
    spoken = next((_spoken(network, met, write) for met in found.meetings if met.date), None)
    told = [spoken] if spoken else []
    if not found.ours:
        return [*told, write.sentence("ourselves.unknown")]
    if not told:
        told = [write.sentence("knows.no-holder" if found.way else "knows.no-way")]
    return [*told, write.sentence("knows.record", name=network.name(found.of, write.lang))]


def _spoken(network: Network, met: Met, write: Writer) -> Text:
    """Return who of us last met whom, and when."""
    us, who = (
        language.join([network.name(i, write.lang) for i in some], write.lang) for some in (met.us, met.who)
    )
    date = language.date(met.date, write.lang)
    return write.sentence("knows.spoken" if us else "knows.spoken-by", date=date, us=us, who=who)


def _held(network: Network, held: Held, about: str, write: Writer) -> Text:
    holder, contact = (network.name(ident, write.lang) for ident in (held.holder, held.contact))
    key = "knows.held" if held.contact == about else "knows.held-person"
    source = network.sources.get(held.source)
    return write.sentence(
        key,
        holder=holder,
        contact=contact,
        last=last_contact(held.last_contact, held.years, write)
        if held.last_contact
        else write.words("knows.no-date"),
        source=write.words("knows.source", source=source.name) if source and source.name else "",
    )


def _way(network: Network, found: Acquaintance, write: Writer) -> Text:
    assert found.way is not None  # noqa: S101  asked for only where there is one
    steps = (*way_text(network, found.way, write), ".")
    if not found.way.through:
        return (*write.sentence("knows.direct"), " ", *steps)
    name = network.name(found.way.through, write.lang)
    return (*write.sentence("knows.through", name=name), " ", *steps)


def _person(network: Network, found: Acquaintance, person: str, write: Writer) -> Text:
    """Return somebody there, with every job and seat that he or she has there."""
    ties = [_tie(network, known, write) for known in found.people if known.person == person]
    return (", ".join([network.name(person, write.lang), *filter(None, ["; ".join(filter(None, ties))])]),)


def _tie(network: Network, known: Known, write: Writer) -> str:
    schema = network.schema
    seated = known.type == "Membership"
    role = schema.term("roles", known.role, write.lang) if seated and known.role else known.role
    parts = [role] if role else []
    if known.body:
        parts.append(write.words("knows.in-body", body=network.name(known.body, write.lang)))
    if known.since:
        parts.append(write.words("way.since", date=language.date(known.since, write.lang)))
    if known.until:
        parts.append(write.words("way.until", date=language.date(known.until, write.lang)))
    if not known.sure:
        parts.append(write.words("knows.perhaps"))
    return ", ".join(parts)


def _met(network: Network, met: Met, write: Writer) -> Text:
    there = dict.fromkeys((*met.us, *met.who))
    names = language.join([network.name(ident, write.lang) for ident in there], write.lang)
    event = network.entities[met.event]
    called = event.name or events.name(network, event, write.lang, dated=False)
    date = language.date(met.date, write.lang) if met.date else write.words("way.undated")
    return (f"{date}: {called or network.name(met.event, write.lang)} ({names})",)
