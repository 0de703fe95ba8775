"""What we only heard later, withdrew or corrected, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.history.change import Change
from dtz_network.analysis.history.learned import Difference, KnownEntity, KnownTie
from dtz_network.model.network import Network
from dtz_network.report.report_model import Block, Detail, Text, Writer, paragraph
from dtz_network.report.sections.change_words import listed, named, of_body


def learned(network: Network, found: Change, write: Writer, detail: Detail, body: str) -> Iterator[Block]:
    """Yield what was added, withdrawn and corrected since; ``body`` restricts memberships to one body."""
    known = found.learned
    for how in ("added", "withdrawn", "corrected"):
        ties = [t for t in known.ties if t.how == how and of_body(t.type, t.target, body)]
        items = [_known_tie(network, tie, write) for tie in ties]
        yield from listed(f"ties-{how}", items, write, detail)
        entities = [e for e in known.entities if e.how == how]
        yield from listed(
            f"entities-{how}", [_known_entity(network, one, write) for one in entities], write, detail
        )
    if not known.ties and not known.entities:
        yield paragraph(write.sentence("change.learned-none"))


def _known_tie(network: Network, tie: KnownTie, write: Writer) -> Text:
    dates = _dates(tie.since, tie.until, write)
    text = f"{named(network, tie, write)}{f', {dates}' if dates else ''}"
    return (text + _said(network, tie.type, tie.differences, write),)


def _dates(since: str, until: str, write: Writer) -> str:
    shown = [language.date(day, write.lang) if day else "" for day in (since, until)]
    key = "period" if since and until else "from" if since else "to" if until else ""
    return write.words(f"change.{key}", since=shown[0], until=shown[1]) if key else ""


def _known_entity(network: Network, one: KnownEntity, write: Writer) -> Text:
    kind = network.schema.label(one.type, write.lang)
    return (
        f"{network.name(one.id, write.lang)} ({kind})" + _said(network, one.type, one.differences, write),
    )


def _said(network: Network, kind: str, differences: Sequence[Difference], write: Writer) -> str:
    """Return what was and is known of each field that differs, after a colon."""
    if not differences:
        return ""
    told = [
        write.words(
            "change.difference",
            field=_field(network, kind, one.field, write),
            before=_value(network, kind, one.field, one.before, write),
            after=_value(network, kind, one.field, one.after, write),
        )
        for one in differences
    ]
    return ": " + "; ".join(told)


def _field(network: Network, kind: str, field: str, write: Writer) -> str:
    spec = network.schema.types[kind].properties.get(field)
    if spec is not None:
        return spec.label[write.lang]
    return (
        write.words(f"change.field.{field}")
        if field in ("source", "target", "role", "since", "until", "type")
        else field
    )


def _value(network: Network, kind: str, field: str, value: str, write: Writer) -> str:
    spec = network.schema.types[kind].properties.get(field)
    shown = []
    for one in value.split("; "):
        found = network.resolve(one)
        if found is not None:
            shown.append(network.name(one, write.lang))
        else:
            shown.append(network.schema.value(spec, one, write.lang) if spec else one)
    return ", ".join(shown) if value else write.words("change.nothing")
