"""The laws that every act must leave true: what is spoken of has a type, *different* keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dtz_network.errors import RefusedError
from dtz_network.model.changes import TYPE
from dtz_network.model.resolve import components
from dtz_network.store.sqlite.live import NOW, live
from dtz_network.store.sqlite.session import Session

_TYPED = f"""SELECT 1 FROM fact f WHERE f.rec = r.rec
    AND f.prop = (SELECT id FROM word WHERE text = '{TYPE}') AND """


def untyped(db: Session, records: Iterable[int], force: str = NOW) -> dict[int, set[int]]:
    """Return the records of which something is said but not what they are, with the acts that say it."""
    db.temp("asked", ("rec",), ((record,) for record in records))
    bare = db.rows(f"SELECT rec FROM temp.asked r WHERE NOT EXISTS({_TYPED}{live('fact', 'f', force)})")
    db.temp("bare", ("rec",), bare)
    found: dict[int, set[int]] = defaultdict(set)
    for record, changeset in _speaking(db, force):
        found[record].add(changeset)
    return dict(found)


def _speaking(db: Session, force: str) -> Iterator[tuple[int, int]]:
    """Return (record, changeset) for every live statement that names a record of ``temp.bare``."""
    fact, tie = live("fact", "f", force), live("tie", "t", force)
    for query in (
        f"SELECT r.rec, f.cs FROM temp.bare r JOIN fact f ON f.rec = r.rec WHERE {fact}",
        f"SELECT r.rec, f.cs FROM temp.bare r JOIN fact f ON f.ref = r.rec WHERE {fact}",
        f"SELECT r.rec, t.cs FROM temp.bare r JOIN tie t ON t.a = r.rec WHERE {tie}",
        f"SELECT r.rec, t.cs FROM temp.bare r JOIN tie t ON t.b = r.rec WHERE {tie}",
        f"SELECT r.rec, t.cs FROM temp.bare r JOIN reference x ON x.rec = r.rec JOIN tie t ON t.id = x.tie WHERE {tie}",
    ):
        yield from db.stream(query)


def joined(db: Session, records: Iterable[int], force: str = NOW) -> dict[int, list[tuple[int, int, int]]]:
    """Return the live judgements *same* around records, as (one, other, changeset) by record."""
    edges: dict[int, list[tuple[int, int, int]]] = {}
    todo = list(records)
    while todo:
        record = todo.pop()
        if record in edges:
            continue
        edges[record] = db.rows(
            f"SELECT j.a, j.b, j.cs FROM judgement j WHERE (j.a = ? OR j.b = ?) AND j.verdict = 'same'"
            f" AND {live('judgement', 'j', force)}",
            record,
            record,
        )  # fmt: skip
        todo.extend(end for a, b, _ in edges[record] for end in (a, b) if end not in edges)
    return edges


def heads(edges: dict[int, list[tuple[int, int, int]]]) -> dict[int, int]:
    """Return the oldest record of each component, for the records that are joined."""
    pairs = ((a, b) for found in edges.values() for a, b, _ in found)
    return components(pairs, lambda record: record)


def contradictions(db: Session, records: Iterable[int], force: str = NOW) -> list[tuple[int, int, int]]:
    """Return the live judgements *different* inside an entity, as (one, other, changeset)."""
    head = heads(joined(db, records, force))
    db.temp("asked", ("rec",), ((record,) for record in head))
    apart = db.rows(
        "SELECT j.a, j.b, j.cs FROM temp.asked r JOIN judgement j ON j.a = r.rec"
        f" WHERE j.verdict = 'different' AND {live('judgement', 'j', force)}"
    )
    return [(a, b, cs) for a, b, cs in apart if head.get(a, a) == head.get(b, b)]


def demand(db: Session, said: Iterable[int], judged: Iterable[int]) -> None:
    """Refuse an act that leaves records without type or *different* inside an entity.

    Raises:
        RefusedError: with the ids of those records.
    """
    nameless = untyped(db, said)
    if nameless:
        raise RefusedError("record-without-type", ids=", ".join(_uids(db, nameless)))
    against = contradictions(db, judged)
    if against:
        one, other, _ = against[0]
        raise RefusedError("judged-different", ids=", ".join(_uids(db, (one, other))))


def _uids(db: Session, records: Iterable[int], at_most: int = 5) -> list[str]:
    return [db.value("SELECT uid FROM record WHERE id = ?", record) for record in sorted(records)[:at_most]]
