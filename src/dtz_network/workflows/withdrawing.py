"""Which documents that were given out name a party that was erased, taken back or changed since.

Of every party that a document names two short hashes are kept with what was given out: of its id, salted with the
document, and of what the edition showed of it. So the store can tell that a document names somebody who is no longer
there, without a name or an id of hers in it: an erasure mints her id anew, and the hash of the old one meets nobody.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from dtz_network.analysis.claims import by_name
from dtz_network.edition.withholding import EDITIONS, Edition
from dtz_network.model.network import Network, Relationship, fold
from dtz_network.report.report_model import Report
from dtz_network.workflows.editions import published

_WORD = re.compile(r"\w+")
_SHORT, _MARK = 12, 8
Kept = tuple[tuple[str, str], ...]
"""Pairs of hashes: of an id, and of what was shown of it."""


@dataclass(frozen=True)
class Since:
    """What became of the parties that one document names.

    Attributes:
        changed: ids of those that are now shown otherwise, or not at all; ``gone`` how many are no longer there.
        known: whether it was kept whom the document names; for old ones it was not.
    """

    changed: tuple[str, ...]
    gone: int
    known: bool = True


def keep(network: Network, report: Report, salt: str) -> Kept:
    """Return what is kept of the parties that a report names; ``salt`` is the same for the whole document."""
    shown = _shown(network, report.edition)
    return tuple(sorted((_hash(salt, ident), _state(shown, ident)) for ident in _named(shown, report)))


def is_named(network: Network, ident: str, kept: Kept, salt: str) -> bool:
    """Return whether an entity is among the parties of which something was kept."""
    entity = network.entities[ident]
    return not {_hash(salt, one) for one in (entity.id, *entity.aliases)}.isdisjoint(one for one, _ in kept)


def look(network: Network, edition: str, kept: Kept, salt: str) -> Since:
    """Return what became of the parties of which something was kept."""
    if not kept:
        return Since((), 0, known=False)
    shown = _shown(network, edition)
    known = {
        _hash(salt, ident): entity.id
        for entity in network.entities.values()
        for ident in (entity.id, *entity.aliases)
    }
    changed = [known[one] for one, state in kept if one in known and _state(shown, known[one]) != state]
    return Since(by_name(network, changed), sum(one not in known for one, _ in kept))


def _shown(network: Network, edition: str) -> Network:
    chosen: Edition = next((known for known in EDITIONS if known == edition), "public")
    return published(network, chosen)


def _hash(salt: str, ident: str) -> str:
    return hashlib.sha256(f"{salt} {ident}".encode()).hexdigest()[:_SHORT]


def _state(shown: Network, ident: str) -> str:
    """Return a hash of the values of a party and, of a person, of her seats; "" where she is not shown."""
    entity = shown.entities.get(ident)
    if entity is None:
        return ""
    values = sorted((p, v.value, v.since, v.until) for p, found in entity.values.items() for v in found)
    seats = sorted(_seat(shown, tie) for tie in shown.ties_of(ident, "Membership") if tie.source == ident)
    told = json.dumps([entity.type, values, seats], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:_MARK]


def _seat(shown: Network, tie: Relationship) -> tuple[str, ...]:
    behalf = sorted(shown.name(organisation) for organisation in tie.all("on_behalf_of"))
    return (shown.name(tie.target), tie.role, tie.since, tie.until, *behalf)


def _named(shown: Network, report: Report) -> list[str]:
    """Return the ids of all whose name stands in a report, pictures included."""
    said = [word for text in _texts((report.title, report.sections)) for word in (*_words(text), "\n")]
    by_first: dict[str, list[tuple[Sequence[str], str]]] = defaultdict(list)
    for entity in shown.entities.values():
        for name in {shown.name(entity.id, report.language), *entity.all("name")}:
            if words := _words(name):
                by_first[words[0]].append((words, entity.id))
    return sorted(
        {
            ident
            for place, word in enumerate(said)
            for words, ident in by_first.get(word, ())
            if said[place : place + len(words)] == words
        }
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value, as deep as it goes."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from _texts(tuple(getattr(value, field.name) for field in fields(value)))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
