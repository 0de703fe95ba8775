"""Which texts of a store name a person or may: free text, and the names of what is neither a person nor she herself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dtz_network.model.changes import SOURCE_KINDS
from dtz_network.model.schema import Schema
from dtz_network.store.base import Mention
from dtz_network.store.cleaning import Cleaner
from dtz_network.store.sqlite import person
from dtz_network.store.sqlite.session import Session
from dtz_network.store.sqlite.words import Words

_OURS = f"{SOURCE_KINDS.index('own')}, {SOURCE_KINDS.index('confirmed')}"


def told_by_us(fact: str) -> str:
    """Return the condition under which a fact (its alias in a query) is ours: written by hand, no source's."""
    return f"""NOT EXISTS(SELECT 1 FROM changeset oc JOIN source os ON os.id = oc.source
        WHERE oc.id = {fact}.cs AND os.kind NOT IN ({_OURS}))"""


def lay_out(db: Session, schema: Schema) -> None:
    """Make the tables of what is text: ``temp.free`` (properties of free text), ``temp.naming`` (those that name), ``temp.people`` (types)
    and ``temp.own_name`` (types whose name is somebody's own: people and organisations)."""
    properties = [prop for kind in schema.types.values() for prop in kind.properties.values()]
    words = Words(db)
    db.temp("free", ("id",), _numbers(words, {prop.name for prop in properties if prop.type == "text"}))
    db.temp("naming", ("id",), _numbers(words, {p.name for p in properties if p.type in person.NAMING}))
    people = {kind.name for kind in schema.entity_types() if kind.is_a("Person")}
    db.temp("people", ("id",), _numbers(words, people))
    theirs = {kind.name for kind in schema.entity_types() if kind.is_a("Organization")} | people
    db.temp("own_name", ("id",), _numbers(words, theirs))


def _numbers(words: Words, texts: set[str]) -> list[tuple[int]]:
    return [(number,) for number in words.known(texts)]


FREE_TEXT = "prop IN temp.free AND val IS NOT NULL"
"""Condition of facts that are free text; this and the next ask for :func:`lay_out`."""
NAMES = """prop IN temp.naming AND val IS NOT NULL
    AND rec NOT IN (SELECT id FROM record WHERE type IN temp.people)"""
"""Condition of what names anything but a person."""
OWN_NAMES = f"""prop IN temp.naming AND val IS NOT NULL
    AND rec NOT IN (SELECT id FROM record WHERE type IN temp.own_name) AND {told_by_us("fact")}"""
"""Condition of the names that we gave to what has no name of its own: conversations, actions, offers."""


def mentions(db: Session, schema: Schema, cleaner: Cleaner) -> Iterator[Mention]:
    """Return the texts that name somebody, or may: by a part of a name in free text and in what we named ourselves."""
    lay_out(db, schema)
    for ident, prop, text in db.stream(_facts("f.prop IN temp.free")):
        if cleaner.may_name(text):
            yield Mention("fact", ident, prop, text)
    ours = f"f.prop IN temp.naming AND r.type NOT IN temp.own_name AND {told_by_us('f')}"
    for ident, prop, text in db.stream(_facts("f.prop IN temp.naming AND r.type NOT IN temp.people")):
        if cleaner.names(text):
            yield Mention("fact", ident, prop, text)
    for ident, prop, text in db.stream(_facts(ours)):
        if cleaner.may_name(text) and not cleaner.names(text):
            yield Mention("fact", ident, prop, text)
    yield from _in_ties(db, cleaner)
    for kind, ident, statement in _OTHERS:
        for of, text in db.stream(f"SELECT {ident}, {statement}"):
            if cleaner.may_name(text):
                yield Mention(kind, str(of), "", text)


def _facts(where: str) -> str:
    return f"""SELECT DISTINCT r.uid, w.text, f.val FROM fact f JOIN record r ON r.id = f.rec JOIN word w ON w.id = f.prop
        WHERE f.val IS NOT NULL AND {where} ORDER BY f.id"""


def _in_ties(db: Session, cleaner: Cleaner) -> Iterator[Mention]:
    rows = "SELECT t.rel, w.text, t.extra FROM tie t JOIN word w ON w.id = t.type WHERE t.extra IS NOT NULL ORDER BY t.id"
    for ident, kind, extra in db.stream(rows):
        for value in json.loads(extra).values():
            for text in [value] if isinstance(value, str) else value if isinstance(value, list) else ():
                if isinstance(text, str) and cleaner.may_name(text):
                    yield Mention("tie", ident, kind, text)


_OTHERS = (
    ("judgement", "id", "evidence FROM judgement ORDER BY id"),
    ("act", "id", "why FROM changeset ORDER BY id"),
    ("source", "uid", "name FROM source ORDER BY id"),
    ("key", "uid", "key FROM record WHERE key IS NOT NULL ORDER BY id"),
)
