"""What is held about a person as a document for her: in words, with its source, ground and purpose, without ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.changes import TYPE, Fact, Tie
from dtz_network.model.network import Entity, Network
from dtz_network.report.report_model import Block, Bullets, Report, Section, Table, Writer, paragraph
from dtz_network.store.base import HistoryLine, Store
from dtz_network.store.cleaning import Cleaner
from dtz_network.workflows import configuration, erasing, publishing
from dtz_network.workflows.publishing import GivenOut


def make(store: Store, person: Entity, lines: Sequence[HistoryLine], lang: Language) -> Report:
    """Return the document for a person of whom all that was said is given."""
    network, write = store.load(), Writer(lang)
    sections = (
        _section("data", [_data(network, person, lines, write)], write),
        _section("sources", [_sources(lines, write)], write),
        _section("texts", _texts(store, network, person, write), write),
        _section("given", _given(network, person, write), write),
    )
    return Report(
        kind="access", title=write.words("access.title", name=person.name),
        subtitle=write.words("access.by", name=configuration.read().organisation or write.words("access.us")),
        language=lang, edition="internal", as_of=network.as_of, recorded=network.recorded,
        known_at=store.info().changesets, fingerprint=network.fingerprint, invented=network.invented,
        sections=sections,
    )  # fmt: skip


def _section(anchor: str, blocks: Sequence[Block], write: Writer) -> Section:
    lead = paragraph(write.sentence(f"access.{anchor}.lead"))
    none = paragraph(write.sentence(f"access.{anchor}.none"))
    return Section(anchor, write.words(f"access.{anchor}"), (lead, *blocks) if blocks else (none,))


def _table(key: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]], write: Writer) -> Table:
    headings = tuple(write.words(f"access.col.{column}") for column in columns)
    return Table(
        write.words(f"access.{key}"), headings, tuple(tuple((cell,) for cell in row) for row in rows)
    )


def _data(network: Network, person: Entity, lines: Sequence[HistoryLine], write: Writer) -> Table:
    rows = []
    for line in lines:
        what, value = _said(network, person, line.stated.said, write.lang)
        if what:
            state = write.words("access.now" if line.stated.live else "access.before")
            rows.append((what, value, _source(line) or write.words("access.not-recorded"), state))
    rows += _referring(network, person, write)
    return _table("data", ("what", "value", "source", "state"), list(dict.fromkeys(rows)), write)


def _referring(network: Network, person: Entity, write: Writer) -> Iterator[tuple[str, str, str, str]]:
    """Yield what refers to her: actions that are hers to do, what she leads."""
    schema = network.schema
    refers = {p.name for kind in schema.entity_types() for p in kind.properties.values() if p.type == "ref"}
    for prop in sorted(refers):
        for other in network.referring(person.id, prop):
            label = f"{schema.label(other.type, write.lang)}, {schema.types[other.type].properties[prop].label[write.lang]}"
            origin = next(v.origin for v in other.values[prop] if v.value == person.id)
            source = network.sources.get(origin.source)
            said = source.name if source and source.name else write.words("access.not-recorded")
            yield label, network.name(other.id, write.lang), said, write.words("access.now")


def _said(network: Network, person: Entity, said: object, lang: Language) -> tuple[str, str]:
    """Return what a statement is about and what it says; empty for what says nothing of her (that she is a person)."""
    if isinstance(said, Fact) and said.property != TYPE:
        prop = network.schema.types[person.type].properties.get(said.property)
        if prop is None:
            return said.property, said.value
        value = (
            network.name(said.value, lang)
            if prop.type == "ref"
            else network.schema.value(prop, said.value, lang)
        )
        return prop.label[lang], _dated(value, said, lang)
    if isinstance(said, Tie):
        kind = network.schema.types[said.type]
        ends = (network.resolve(end) for end in (said.source, said.target))
        other = next((end for end in ends if end is not None and end.id != person.id), person)
        role = network.schema.term(kind.role.vocabulary, said.role, lang) if kind.role else ""
        details = ", ".join(part for part in (network.name(other.id, lang), role) if part)
        return kind.label[lang], _dated(details, said, lang)
    return "", ""


def _dated(value: str, said: Fact | Tie, lang: Language) -> str:
    until = language.bound(said.until, lang)
    return f"{value} ({said.since or '…'} – {until or '…'})" if said.since or until else value


def _source(line: HistoryLine) -> str:
    return line.source.name if line.source else ""


def _sources(lines: Sequence[HistoryLine], write: Writer) -> Table:
    none = write.words("access.not-recorded")
    sources = {line.source.id: line.source for line in lines if line.source}
    rows = [
        (s.name or none, s.ground or none, s.purpose or none, s.keep_until or none) for s in sources.values()
    ]
    columns = ("source", "ground", "purpose", "until")
    return _table("sources", columns, list(dict.fromkeys(rows)), write)


def _texts(store: Store, network: Network, person: Entity, write: Writer) -> list[Block]:
    """Return the texts of others in which a whole name of hers stands."""
    cleaner, own = Cleaner(person.names), {person.id, *person.aliases}
    found = [m for m in store.mentions(person.names) if m.of not in own and cleaner.names(m.text)]
    told = dict.fromkeys(erasing.told(network, one, write.lang) for one in found)
    return [Bullets(tuple((text,) for text in told))] if told else []


def _given(network: Network, person: Entity, write: Writer) -> list[Block]:
    named, perhaps = publishing.naming(network, person.id)
    items = [*_documents(named, "given-to", write), *_documents(perhaps, "given-perhaps", write)]
    return [Bullets(tuple((item,) for item in items))] if items else []


def _documents(found: Sequence[GivenOut], key: str, write: Writer) -> Iterator[str]:
    for one in found:
        receivers = language.join(list(one.receivers), write.lang)
        date = language.date(one.date, write.lang)
        yield write.words(f"access.{key}", title=one.title, date=date, receivers=receivers)
