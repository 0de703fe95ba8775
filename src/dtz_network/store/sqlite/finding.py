"""Finding entities by name, with any accents and case, by the beginnings of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from dtz_network.model.network import Entity, fold
from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import reading
from dtz_network.store.sqlite.live import NOW
from dtz_network.store.sqlite.session import Session

_WORD = re.compile(r"[^\W_]+")


def find(db: Session, schema: Schema, text: str, types: Sequence[str], limit: int) -> list[Entity]:
    """Return entities of which a name, also a former one, has words that begin with those of ``text``.

    Where none does, names that contain the text anywhere. Shortest names first. The id of a record
    finds its entity.
    """
    words = _WORD.findall(fold(text))
    if not words or limit < 1:
        return []
    known = db.rows("SELECT id FROM record WHERE uid = ?", text.strip())
    ranked = [(0, "", head) for head in _heads(db, (rec for (rec,) in known))]
    ranked = ranked or sorted(_beginning(db, words)) or sorted(_containing(db, words))
    kinds = {kind for name in types for kind in schema.concrete(name)} if types else None
    return _entities(db, schema, dict.fromkeys(head for _, _, head in ranked), kinds, limit)


def add_names(db: Session, first: int, end: int) -> None:
    """Add the names among facts with these numbers to the full text."""
    db.write(
        "INSERT INTO name_index(rowid, val) SELECT id, val FROM named WHERE id BETWEEN ? AND ?", first, end
    )


_NAMED = f"""SELECT f.val, coalesce(c.head, f.rec) FROM fact f LEFT JOIN cluster c ON c.rec = f.rec
    WHERE +f.cs IN {NOW} AND f.id IN """


def _beginning(db: Session, words: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    query = " ".join(f'"{word}"*' for word in words)
    hits = "(SELECT rowid FROM name_index WHERE name_index MATCH ?)"
    for name, head in db.stream(f"{_NAMED}{hits}", query):
        yield len(fold(name)), fold(name), head


def _containing(db: Session, words: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    for name, head in db.stream(f"{_NAMED}(SELECT id FROM named)"):
        folded = fold(name)
        if all(word in folded for word in words):
            yield len(folded), folded, head


def _heads(db: Session, records: Iterable[int]) -> list[int]:
    return [db.value("SELECT head FROM cluster WHERE rec = ?", record) or record for record in records]


def _entities(
    db: Session, schema: Schema, heads: Iterable[int], kinds: Collection[str] | None, limit: int
) -> list[Entity]:
    found: list[Entity] = []
    for head in heads:
        entity = reading.entity(db, schema, head)
        if entity is not None and (kinds is None or entity.type in kinds):
            found.append(entity)
            if len(found) == limit:
                break
    return found
