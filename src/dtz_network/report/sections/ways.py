"""A way from one party to another in words: every step with its age and its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.analysis.introducing.ways import AgedStep, Way
from dtz_network.model.network import Network
from dtz_network.report.report_model import Part, Text, Writer
from dtz_network.report.sections.ages import last_contact

_IS = ("Contact", "Location", "Membership", "PartOf")
"""Ties whose label is a noun: "is" goes before it."""


def way_text(network: Network, way: Way, write: Writer) -> Text:
    """Return the steps of a way as clauses, each with since when, how old and by which source.

    Two steps into and out of one initiative are one clause; a source that is that of every step is told once.
    """
    sources = {network.sources[a.source].name for a in way.steps if a.source in network.sources}
    one_source = len(sources) == 1 and all(a.source in network.sources for a in way.steps)
    clauses: list[Part] = []
    for group in _grouped(way.steps):
        clauses.extend(["; "] if clauses else [])
        clauses.extend(_clause(network, group, write, tell_source=not one_source))
    if one_source and all(sources):
        clauses.append(f" ({write.words('way.source', source=sources.pop())})")
    return tuple(clauses)


def _grouped(steps: Sequence[AgedStep]) -> Iterator[tuple[AgedStep, ...]]:
    """Yield each step, or two that lead into one initiative and out of it."""
    place = 0
    while place < len(steps):
        here = steps[place : place + 2]
        kinds = [aged.step.type for aged in here]
        into = kinds == ["Participation"] * 2 and not here[0].step.reverse and here[1].step.reverse
        size = 2 if into else 1
        yield tuple(steps[place : place + size])
        place += size


def _clause(network: Network, group: Sequence[AgedStep], write: Writer, *, tell_source: bool) -> Text:
    about: list[Part] = [_dates(group, write)]
    about += _sources(network, group, write) if tell_source else []
    return (_said(network, group, write), " (", *_joined([part for part in about if part]), ")")


def _said(network: Network, group: Sequence[AgedStep], write: Writer) -> str:
    step = group[0].step
    if len(group) > 1:
        ends = (step.start, step.end, group[1].step.end)
        one, project, other = (network.name(ident, write.lang) for ident in ends)
        over = any(aged.over for aged in group)
        return write.words(
            "way.were-together" if over else "way.together", one=one, other=other, project=project
        )
    said, whom = (step.end, step.start) if step.reverse else (step.start, step.end)
    one, other = (network.name(ident, write.lang) for ident in (said, whom))
    return f"{one} {_verb(network, group[0], write)} {other}"


def _whom(aged: AgedStep) -> str:
    return aged.step.start if aged.step.reverse else aged.step.end


def _verb(network: Network, aged: AgedStep, write: Writer) -> str:
    behalf = aged.step.type == "Membership" and not network.is_a(_whom(aged), "GovernanceBody")
    past = "way.was.on-behalf" if behalf else f"way.was.{aged.step.type}"
    if aged.over and f"report.{past}" in language.catalogue(write.lang):
        return write.words(past)
    if behalf:
        return write.words("way.on-behalf")
    if aged.step.type in _IS:
        return write.words(f"way.is.{aged.step.type}")
    kind = network.schema.types.get(aged.step.type)
    if kind is not None and kind.source is not None:
        return kind.source.label[write.lang]
    said = network.entities[aged.step.end if aged.step.reverse else aged.step.start]
    prop = network.schema.types[said.type].properties[aged.step.type]
    return f"– {prop.label[write.lang]}:"


def _dates(group: Sequence[AgedStep], write: Writer) -> Part:
    """Return the dates of one or two steps, with how long ago the last contact was."""
    shown = language.join(list(dict.fromkeys(_dated(aged, write) for aged in group)), write.lang)
    statements = tuple(number for aged in group for number in aged.step.statements)
    return write.fact("way.date", max(aged.date for aged in group), shown, (), statements)


def _dated(aged: AgedStep, write: Writer) -> str:
    if aged.until and (aged.over or not aged.since):
        return write.words("way.until", date=language.date(aged.until, write.lang))
    if aged.date and aged.step.type == "Contact" and aged.date != aged.since:
        return last_contact(aged.date, aged.years, write)
    began = aged.since or (aged.date if aged.step.type == "Participation" else "")
    if began:
        return write.words("way.since", date=language.date(began, write.lang))
    return language.date(aged.date, write.lang) if aged.date else write.words("way.undated")


def _sources(network: Network, group: Sequence[AgedStep], write: Writer) -> list[Part]:
    names = [network.sources[aged.source].name for aged in group if aged.source in network.sources]
    kept = [name for name in dict.fromkeys(names) if name]
    return [write.words("way.source", source=language.join(kept, write.lang))] if kept else []


def _joined(parts: list[Part]) -> list[Part]:
    made: list[Part] = []
    for place, part in enumerate(parts):
        made.extend([", ", part] if place else [part])
    return made
