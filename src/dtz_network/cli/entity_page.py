"""One entity in the terminal: values, roles, ties and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.cli.output import line
from dtz_network.cli.tree import words
from dtz_network.language import Language
from dtz_network.model.changes import Tie
from dtz_network.model.dates import first_day, last_day
from dtz_network.model.network import EXCUSED, Entity, Network, Origin, Relationship
from dtz_network.model.schema import Property
from dtz_network.workflows.joined_records import JoinedRecord


def show(network: Network, entity: Entity, lang: Language, records: Sequence[JoinedRecord] = ()) -> None:
    """Write one entity with its values, ties and sources, and the ``records`` that it was joined of."""
    line(f"{network.name(entity.id, lang)}  ({network.schema.label(entity.type, lang)}, {entity.id})")
    passed = {entity.name, *entity.all("other_name")}
    if also := [name for name in entity.names if name not in passed]:
        line(f"  {words('cli.also')}: {'; '.join(also)}")
    spec = network.schema.types[entity.type]
    for name, values in entity.values.items():
        if name in ("name", "type") or name not in spec.properties:
            continue
        for value in values:
            prop = spec.properties[name]
            said = _value(network, prop, value.value, lang)
            line(
                f"  {prop.label[lang]}: {said}{_period(value.since, value.until, lang)}  [{origin(network, value.origin, lang)}]"
            )
    for tie in network.ties_of(entity.id):
        line(f"  {describe(network, tie, entity.id, lang)}  [{origin(network, tie.origin, lang)}]  {tie.id}")
    for refers in ("body", "by", "assignee", "subject"):
        for other in network.referring(entity.id, refers):
            line(f"  {network.schema.label(other.type, lang)}: {network.name(other.id, lang)}  ({other.id})")
    if records:
        line(f"  {words('cli.joined')}:")
    for record in records:
        place = f", {language.place(record.place, lang)}" if record.place else ""
        line(f"    {record.id}  {record.name or '–'}  [{record.source or '–'}{place}]")


def describe(network: Network, tie: Relationship, seen_from: str, lang: Language) -> str:
    """Return a relationship in words, as seen from one of its ends."""
    spec = network.schema.types[tie.type]
    end, other = (spec.source, tie.target) if tie.source == seen_from else (spec.target, tie.source)
    if seen_from not in (tie.source, tie.target):
        said = f"{spec.label[lang]}: {network.name(tie.source, lang)} – {network.name(tie.target, lang)}"
    else:
        called = end.label[lang] if end else tie.type
        if tie.source == seen_from and _is_over(network, tie):
            called = str(language.catalogue(lang).get(f"report.way.was.{tie.type}", called))
        said = f"{called}: {network.name(other, lang)}"
    role = network.schema.term(spec.role.vocabulary, tie.role, lang) if spec.role and tie.role else ""
    if tie.role == EXCUSED:  # no attendee
        said, role = f"{role}: {said.partition(': ')[2]}", ""
    extra = ", ".join(part for part in (role, *details(network, tie, lang, seen_from)) if part)
    doubt = f" ({words('cli.possibly')})" if tie.certain == "possibly" else ""
    return f"{said}{f' ({extra})' if extra else ''}{_period(tie.since, tie.until, lang)}{doubt}"


def _is_over(network: Network, tie: Relationship) -> bool:
    """Return whether a tie surely ended before the date of the network, or the day of its last act."""
    day = network.day
    return bool(tie.until and day) and last_day(tie.until) < first_day(day)


def details(network: Network, tie: Relationship | Tie, lang: Language, seen_from: str = "") -> Iterator[str]:
    """Yield the details of a relationship in words ("amount: €10,000"), without the entity that is looked from."""
    for name, value in tie.details.items():
        prop = network.schema.types[tie.type].properties[name]
        values = (value,) if isinstance(value, str) else value
        shown = [_value(network, prop, one, lang) for one in values if one and one != seen_from]
        if shown:
            yield f"{prop.label[lang]}: {', '.join(shown)}"


def _value(network: Network, prop: Property, value: str, lang: Language) -> str:
    return network.name(value, lang) if prop.type == "ref" else network.schema.value(prop, value, lang)


def _period(since: str, until: str, lang: Language) -> str:
    parts = [words("cli.from-date", date=language.date(since, lang))] if since else []
    parts += [words("cli.until", date=language.date(until, lang))] if until else []
    return f", {' '.join(parts)}" if parts else ""


def origin(network: Network, where: Origin, lang: Language) -> str:
    """Return the source and the place in it."""
    source = network.sources.get(where.source)
    name = source.name if source else where.source
    return f"{name}, {language.place(where.place, lang)}" if where.place else name
