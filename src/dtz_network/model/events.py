"""What an event is called that has no name of its own, and names that are only those of who was there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.dates import is_date

if TYPE_CHECKING:
    from dtz_network.model.network import Entity, Network

_BETWEEN = re.compile(r"\s*(?:[,;&]|\ben\b|\band\b)\s*")


def name(network: Network, event: Entity, lang: Language) -> str:
    """Return what an event is called by its kind, the body that met and its day; "" where none of these is known.

    Never by who was there: what they are called is theirs, and what an event is called is seen by all.
    """
    kind, body, day = event.get("kind"), event.get("body"), event.get("date")
    if not (kind or body or day):
        return ""
    schema = network.schema
    what = schema.term("event_kinds", kind, lang) if kind else schema.label(event.type, lang)
    met = network.resolve(body) if body else None
    if met is not None and met.name:
        what = language.text("event.of-body", lang, kind=what, body=network.name(met.id, lang))
    return language.text("event.on", lang, what=what, date=language.date(day, lang)) if is_date(day) else what


def is_named_after_people(network: Network, event: Entity) -> bool:
    """Return whether the name of an event is no more than the names of who was there, as talks were once called."""
    from dtz_network.model.network import fold

    there = (network.entities.get(tie.source) for tie in network.ties_of(event.id, "Attendance"))
    names = {fold(said) for one in there if one is not None for said in one.names}
    parts = [part for part in _BETWEEN.split(fold(event.name)) if part]
    return bool(names) and bool(parts) and (fold(event.name) in names or names.issuperset(parts))
