"""The lines of a dump: one JSON object each, its first key says what it is; the same for every store.

A *full* dump is everything in recorded order, so that it only ever grows at its end; a *tail* is its end
after an act. A *state* dump is
what is live and what that names, sorted, without numbers; two stores that know the same have the
same one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from json.encoder import encode_basestring

from dtz_network.model.changes import Fact, Judgement, Record, Source, Tie

FORMAT = 1
"""Format of the dump; a newer one is refused."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line(what: str, name: object, /, **more: object) -> str:
    """Return one line; fields that are empty are left out."""
    parts = [f'"{what}":{_text(name)}']
    parts += [f'"{field}":{_text(item)}' for field, item in more.items() if item or item == 0]
    return "{" + ",".join(parts) + "}"


def _text(item: object) -> str:
    """Return the JSON of a value; texts and numbers, which most are, have a short way."""
    if isinstance(item, str):
        return encode_basestring(item)
    return str(item) if type(item) is int else _encode(item)


def header(kind: str, store: str = "", **more: object) -> str:
    """Return the first line of a dump; of a tail also the number and id of the act that it follows."""
    return line("dump", kind, format=FORMAT, store=store, **more)


def source(said: Source) -> str:
    """Return the line of a source."""
    fields = {name: getattr(said, name) for name in Source.__slots__ if name not in ("id", "invented")}
    return line("source", said.id, **fields, invented=said.invented or None)


def record(said: Record) -> str:
    """Return the line of a record; a key may be empty text, but no key is left out."""
    key = {} if said.key is None else {"key": said.key}
    return _encode({"record": said.id, "series": said.series, "type": said.type, **key})


def changeset(
    uid: str, head: Mapping[str, str], undoes: Sequence[str] = (), needs: Sequence[str] = (), **more: object
) -> str:
    """Return the line of an act: time, kind, who, why, source, and what it undoes and found again."""
    return line("changeset", uid, **head, undoes=list(undoes), needs=list(needs), **more)


def fact(said: Fact, number: int | str, *, reference: bool) -> str:
    """Return the line of a fact under its number, or in a state under the id of its changeset."""
    value = {"reference" if reference else "value": said.value}
    more = {"since": said.since, "until": said.until, "place": said.place}
    return line("fact", number, record=said.record, property=said.property, **value, **more)


def tie(said: Tie, number: int | str, refer: Collection[str]) -> str:
    """Return the line of a tie; ``refer`` names the details that are references."""
    details = {prop: value for prop, value in sorted(said.details.items()) if prop not in refer}
    references = {prop: said.details[prop] for prop in sorted(refer)}
    return line(
        "tie", number, relationship=said.relationship, type=said.type, source=said.source, target=said.target,
        role=said.role, since=said.since, until=said.until, details=details, references=references,
        place=said.place,
    )  # fmt: skip


def judgement(said: Judgement, number: int | str) -> str:
    """Return the line of a judgement."""
    return line(
        "judgement", number, one=said.one, other=said.other, verdict=said.verdict, evidence=said.evidence
    )
