"""Check: the file is sound, the laws hold, and every derived part is what the statements say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dtz_network.errors import StoreError
from dtz_network.model.resolve import components, in_force, resolve_ties
from dtz_network.model.schema import Schema
from dtz_network.store.base import Finding
from dtz_network.store.sqlite import lawful, reading, remaking, viewing
from dtz_network.store.sqlite.live import last, live, undoes
from dtz_network.store.sqlite.session import Session


def check(db: Session, schema: Schema) -> list[Finding]:
    """Return what is wrong; nothing is repaired."""
    damage = list(_sound(db))
    if damage:
        return damage
    found = [*_dangling(db), *_order(db), *_lawful(db)]
    return found or [*_force(db), *_clusters(db), *_facts(db, schema), *_ties(db, schema), *_names(db)]


def _sound(db: Session) -> Iterator[Finding]:
    try:
        for (said,) in db.rows("PRAGMA integrity_check(5)"):
            if said != "ok":
                yield Finding("damaged", {"reason": said})
        for table, *_ in db.rows("PRAGMA foreign_key_check"):
            yield Finding("dangling", {"table": table})
    except StoreError as error:
        if error.key != "store-damaged":
            raise
        yield Finding("damaged", {"reason": error.values["reason"]})


_NAMED = (
    ("fact", "rec", "record"), ("fact", "ref", "record"), ("fact", "prop", "word"), ("fact", "cs", "changeset"),
    ("tie", "a", "record"), ("tie", "b", "record"), ("tie", "type", "word"), ("tie", "role", "word"),
    ("tie", "cs", "changeset"), ("record", "type", "word"), ("record", "series", "word"),
    ("record", "cs", "changeset"), ("reference", "rec", "record"), ("reference", "tie", "tie"),
)  # fmt: skip


def _dangling(db: Session) -> Iterator[Finding]:
    for table, column, of in _NAMED:
        if db.value(f"SELECT 1 FROM {table} t WHERE t.{column} NOT IN (SELECT id FROM {of}) LIMIT 1"):
            yield Finding("dangling", {"table": f"{table}.{column}"})


def _order(db: Session) -> Iterator[Finding]:
    """Recorded time never goes back, numbers have no gap, statements lie within their changeset."""
    rows = db.rows("SELECT id, at FROM changeset ORDER BY id")
    if [number for number, _ in rows] != list(range(1, len(rows) + 1)):
        yield Finding("changesets-missing")
    for (_, before), (number, at) in pairwise(rows):
        if at < before:
            yield Finding("time-goes-back", {"changeset": number})
    for kind in ("fact", "tie", "judgement"):
        counted = db.rows(
            f"SELECT e.cs FROM extent e WHERE e.kind = '{kind}' AND e.n <>"
            f" (SELECT count(*) FROM {kind} s WHERE s.id BETWEEN e.first AND e.last AND s.cs = e.cs)"
        )
        total = db.value(f"SELECT count(*) FROM {kind}")
        if counted or total != (db.value("SELECT sum(n) FROM extent WHERE kind = ?", kind) or 0):
            yield Finding("statements-missing", {"kind": kind})


def _lawful(db: Session) -> Iterator[Finding]:
    records = [rec for (rec,) in db.rows("SELECT id FROM record")]
    for record in sorted(lawful.untyped(db, records)):
        yield Finding("without-type", {"id": _uid(db, record)})
    judged = [end for pair in db.rows("SELECT a, b FROM judgement") for end in pair]
    for one, other, _ in lawful.contradictions(db, judged):
        yield Finding("judged-different", {"one": _uid(db, one), "other": _uid(db, other)})
    for (uid,) in db.rows(
        "SELECT c.uid FROM needs n JOIN changeset c ON c.id = n.cs AND c.eff"
        " JOIN changeset o ON o.id = n.of AND NOT o.eff"
    ):
        yield Finding("needs-undone", {"changeset": uid})


def _uid(db: Session, record: int) -> str:
    return str(db.value("SELECT uid FROM record WHERE id = ?", record))


def _force(db: Session) -> Iterator[Finding]:
    force = in_force(range(1, last(db) + 1), undoes(db))
    if force != {cs for (cs,) in db.rows("SELECT id FROM changeset WHERE eff")}:
        yield Finding("force-stale")


def _clusters(db: Session) -> Iterator[Finding]:
    pairs = db.rows(f"SELECT j.a, j.b FROM judgement j WHERE j.verdict = 'same' AND {live('judgement', 'j')}")
    expected = components(((a, b) for a, b in pairs), lambda record: record)
    if expected != dict(db.rows("SELECT rec, head FROM cluster")):
        yield Finding("entities-stale")


def _facts(db: Session, schema: Schema) -> Iterator[Finding]:
    expected = {row[0] for row in reading.shown_rows(reading.computed(db, schema))}
    kept = {number for (number,) in db.rows("SELECT id FROM fact WHERE top = 1")}
    if expected != kept:
        yield Finding("facts-stale", {"n": len(expected ^ kept)})


def _ties(db: Session, schema: Schema) -> Iterator[Finding]:
    ties = resolve_ties(reading.live_ties(reading.computed(db, schema)))
    tops = {number: 1 for tie in ties for number in tie.statements} | {tie.lead.number: 2 for tie in ties}
    kept: dict[int, int] = dict(db.rows("SELECT id, top FROM tie WHERE top > 0"))
    groups = {row for tie in ties for row in viewing.group_rows(tie)}
    if tops != kept or groups != set(db.rows("SELECT tie, lead, place FROM tie_group")):
        yield Finding("ties-stale", {"n": sum(tops.get(k) != kept.get(k) for k in tops.keys() | kept.keys())})


def _names(db: Session) -> Iterator[Finding]:
    if not db.read_only and not remaking.names_are_sound(db):
        yield Finding("names-stale")
