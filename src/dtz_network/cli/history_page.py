"""The history of one entity in the terminal: what was said, by whom, when, from where, and if it stands."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.cli.entity_page import details
from dtz_network.cli.output import line
from dtz_network.cli.tree import words
from dtz_network.language import Language
from dtz_network.model.changes import TYPE, Fact, Judgement, Tie
from dtz_network.model.network import Entity, Network
from dtz_network.store.base import HistoryLine


def show(network: Network, entity: Entity, lines: Sequence[HistoryLine], lang: Language) -> None:
    """Write every statement about an entity, oldest first."""
    line(f"{network.name(entity.id, lang)}  ({network.schema.label(entity.type, lang)}, {entity.id})")
    for item in lines:
        source = item.source.name if item.source else ""
        place = getattr(item.stated.said, "place", "")
        where = ", ".join(part for part in (source, place) if part)
        state = words(f"cli.why.{_state(item)}")
        line(f"  {item.act.at[:10]}  {said(network, item.stated.said, lang)}")
        line(
            f"              {words('cli.why.by', who=item.act.who, number=item.act.number)}; {where or '–'}; {state}"
        )


def _state(item: HistoryLine) -> str:
    if not item.act.in_force:
        return "undone"
    if item.retracted_by:
        return "retracted"
    return "shown" if item.stated.shown else "also-seen"


def said(network: Network, statement: Fact | Tie | Judgement, lang: Language) -> str:
    """Return a statement in words."""
    if isinstance(statement, Fact):
        return _fact(network, statement, lang)
    if isinstance(statement, Judgement):
        verdict = words(f"verdict.{statement.verdict}")
        pair = {"one": statement.one, "other": statement.other}
        return words("cli.why.judged", **pair, verdict=verdict, why=_grounds(statement.evidence, lang))
    spec = network.schema.types[statement.type]
    code = statement.role
    role = network.schema.term(spec.role.vocabulary, code, lang) if spec.role and code else ""
    ends = f"{network.name(statement.source, lang)} – {network.name(statement.target, lang)}"
    extra = "".join(f", {part}" for part in (role, *details(network, statement, lang)) if part)
    return f"{spec.label[lang]}: {ends}{extra}{_dates(statement, lang)}"


def _grounds(kept: str, lang: Language) -> str:
    """Return why something was judged, in words; what somebody wrote as it was written."""
    from dtz_network.intake import match
    from dtz_network.workflows import review_sides

    known = language.catalogue(lang)
    found = match.from_short(kept)
    return (
        review_sides.evidence(found, lang)
        if found and all(f"match.{e.key}" in known for e in found)
        else kept
    )


def _fact(network: Network, said: Fact, lang: Language) -> str:
    if said.property == TYPE:
        return f"{words('cli.col.type')}: {network.schema.label(said.value, lang)}"
    found = network.resolve(said.record)
    spec = network.schema.types[found.type].properties.get(said.property) if found else None
    if spec is None:
        return f"{said.property}: {said.value}"
    value = (
        network.name(said.value, lang) if spec.type == "ref" else network.schema.value(spec, said.value, lang)
    )
    dates = _dates(said, lang)
    return f"{spec.label[lang]}: {value}{dates}"


def _dates(said: Fact | Tie, lang: Language) -> str:
    """Return from when to when something is said to hold, as it was said."""
    until = language.bound(said.until, lang)
    return f" ({said.since or '…'} – {until or '…'})" if said.since or until else ""
