"""Apply: one act written whole, with the numbers and the time that the store gives it."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dtz_network.errors import RefusedError
from dtz_network.model.changes import (
    SOURCE_KINDS,
    TYPE,
    ChangeSet,
    Details,
    Fact,
    Judgement,
    Record,
    Retraction,
    Source,
    Tie,
    mint,
)  # fmt: skip
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import ddl, finding, lawful, viewing
from dtz_network.store.sqlite.live import NOW, last, live
from dtz_network.store.sqlite.session import Row, Session
from dtz_network.store.sqlite.words import Records, Words

LARGE = 20_000
"""From so many statements on, an empty store builds its indexes afterwards."""

T = TypeVar("T")


def apply(db: Session, schema: Schema, changes: ChangeSet, progress: Progress | None = None) -> int:
    """Write one act and return its number; nothing is written if it breaks a law."""
    with db.act():
        return _Writer(db, schema, progress).write(changes)


def begin(
    db: Session, kind: str, who: str, why: str, source: Source | None = None, uid: str = "", at: str = ""
) -> int:
    """Write the head of an act, inside a transaction, and return its number."""
    number = last(db) + 1
    db.write(
        "INSERT INTO changeset(id, uid, at, kind, who, why) VALUES(?,?,?,?,?,?)",
        number, uid or mint("c"), at or moment(db), kind, who, why,
    )  # fmt: skip
    if source is not None:
        db.write("UPDATE changeset SET source = ? WHERE id = ?", add_source(db, number, source), number)
    return number


def moment(db: Session) -> str:
    """Return the recorded time of the next act: the clock's, but never before the last one."""
    clock = db.clock()
    utc = clock.replace(tzinfo=dt.UTC) if clock.tzinfo is None else clock.astimezone(dt.UTC)
    before: str = db.value("SELECT at FROM changeset ORDER BY id DESC LIMIT 1") or ""
    return max(f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond:06d}Z", before)


_SOURCE = "uid, series, kind, name, digest, date, controller, ground, purpose, keep_until, invented"


def add_source(db: Session, changeset: int, source: Source) -> int:
    """Write a source, or find it again, and return its number.

    Raises:
        RefusedError: it is known by this id with other values.
    """
    row = (
        source.id, source.series, SOURCE_KINDS.index(source.kind), source.name, source.digest, source.date,
        source.controller, source.ground, source.purpose, source.keep_until, int(source.invented),
    )  # fmt: skip
    known = db.rows(f"SELECT id, {_SOURCE} FROM source WHERE uid = ?", source.id)
    if known and known[0][1:] != row:
        raise RefusedError("source-differs", id=source.id)
    if not known:
        db.write(f"INSERT INTO source({_SOURCE}, cs) VALUES({','.join('?' * 12)})", *row, changeset)
    return int(db.value("SELECT id FROM source WHERE uid = ?", source.id))


def next_number(db: Session, kind: str) -> int:
    """Return the next number of a kind of statement; numbers of erased ones are not given again."""
    return (db.value("SELECT max(last) FROM extent WHERE kind = ?", kind) or 0) + 1


def add_extent(db: Session, changeset: int, kind: str, first: int, n: int) -> None:
    """Note which numbers an act gave to its statements of one kind."""
    if n:
        db.write("INSERT INTO extent VALUES(?,?,?,?,?)", changeset, kind, first, first + n - 1, n)


class _Writer:
    """Writes one changeset, and remembers what it touches."""

    def __init__(self, db: Session, schema: Schema, progress: Progress | None) -> None:
        self.db, self.schema, self.progress = db, schema, progress
        self.words, self.ids = Words(db), Records(db)
        self.types: dict[str, str] = {}
        self.typed: set[int] = set()
        self.said: set[int] = set()
        self.references: list[Row] = []
        self.touched = viewing.Touched()
        self.may_refer = {
            name
            for kind in schema.types.values()
            for name, prop in kind.properties.items()
            if prop.type == "ref"
        }

    def write(self, changes: ChangeSet) -> int:
        db = self.db
        cs = begin(db, changes.kind, changes.who, changes.why, changes.source)
        large = changes.changes >= LARGE and not db.value("SELECT 1 FROM record LIMIT 1")
        for name in ddl.BULK_INDEXES if large else ():
            db.write(f"DROP INDEX {name}")
        try:
            self._records(cs, changes.records)
            self._facts(cs, changes.facts)
            self._ties(cs, changes.ties)
            for name in ddl.BULK_INDEXES if large else ():
                db.write(ddl.INDEXES[name])
        except sqlite3.IntegrityError as error:
            raise RefusedError("store-moved-on", reason=str(error)) from error
        self._judgements(cs, changes.judgements)
        self._retractions(cs, changes.retractions)
        self._needs(cs, changes.unchanged)
        lawful.demand(db, (self.said | self.touched.records) - self.typed, self.touched.judged)
        viewing.show_new(db, self.schema, cs, self.touched)
        return cs

    def _records(self, cs: int, records: Sequence[Record]) -> None:
        for kind in {record.type for record in records}:
            self.schema.type(kind)
        empty = not self.db.value("SELECT 1 FROM record LIMIT 1")
        new = list(records) if empty else [record for record in records if not self._known(record)]
        first = (self.db.value("SELECT max(id) FROM record") or 0) + 1
        self.ids.update((record.id, number) for number, record in enumerate(new, first))
        self.types.update((record.id, record.type) for record in new)
        words = self.words
        rows = (
            (number, record.id, cs, words[record.series], words[record.type], record.key)
            for number, record in enumerate(new, first)
        )
        self.db.write_many("INSERT INTO record VALUES(?,?,?,?,?,?)", self._watched("records", rows, len(new)))

    def _known(self, record: Record) -> bool:
        """Return whether the store has this very record; by another id or otherwise is refused."""
        found = self.db.rows(
            "SELECT uid, series, type, key FROM record WHERE uid = ?1"
            " UNION SELECT uid, series, type, key FROM record WHERE series = ?2 AND type = ?3 AND key = ?4",
            record.id, self.words[record.series], self.words[record.type], record.key,
        )  # fmt: skip
        mine = (record.id, self.words[record.series], self.words[record.type], record.key)
        if found and found != [mine]:
            raise RefusedError("store-moved-on", reason=f"{record.series}, {record.type}, {record.key}")
        return bool(found)

    def _facts(self, cs: int, facts: Sequence[Fact]) -> None:
        first = next_number(self.db, "fact")
        for kind in {fact.value for fact in facts if fact.property == TYPE}:
            self.schema.type(kind)
        self.db.write_many(
            f"INSERT INTO fact VALUES(?,{cs},?,?,?,?,?,?,?,1)",
            self._watched("facts", self._fact_rows(facts, first), len(facts)),
        )
        add_extent(self.db, cs, "fact", first, len(facts))
        finding.add_names(self.db, first, first + len(facts) - 1)

    def _fact_rows(self, facts: Sequence[Fact], first: int) -> Iterator[Row]:
        ids, words, may_refer = self.ids, self.words, self.may_refer
        typed, said = self.typed.add, self.said.add
        for number, fact in enumerate(facts, first):
            rec, prop, value, ref = ids[fact.record], fact.property, fact.value, None
            if prop == TYPE:
                typed(rec)
            else:
                said(rec)
                if prop in may_refer and self._refers(fact.record, prop, value):
                    ref = ids[value]
                    said(ref)
            yield (
                number, rec, words[prop], None if ref else value, ref,
                fact.since or None, fact.until or None, fact.place or None,
            )  # fmt: skip

    def _refers(self, record: str, prop: str, value: str) -> bool:
        """Return whether a value is a record: its record's type says so, else any type that knows it."""
        kind = self.types.get(record)
        if kind is None:
            kind = self.db.value(
                "SELECT w.text FROM record r JOIN word w ON w.id = r.type WHERE r.uid = ?", record
            )
            self.types[record] = kind or ""
        spec = self.schema.types[kind].properties.get(prop) if kind in self.schema.types else None
        if spec is not None:
            return spec.type == "ref"
        return bool(self.db.value("SELECT 1 FROM record WHERE uid = ?", value))

    def _ties(self, cs: int, ties: Sequence[Tie]) -> None:
        first = next_number(self.db, "tie")
        for kind in {tie.type for tie in ties}:
            self.schema.type(kind)
        self.db.write_many(
            f"INSERT INTO tie VALUES(?,{cs},?,?,?,?,?,?,?,?,?,2)",
            self._watched("ties", self._tie_rows(ties, first), len(ties)),
        )
        self.db.write_many("INSERT OR IGNORE INTO reference VALUES(?,?)", self.references)
        add_extent(self.db, cs, "tie", first, len(ties))

    def _tie_rows(self, ties: Sequence[Tie], first: int) -> Iterator[Row]:
        ids, words, said, typed = self.ids, self.words, self.said.add, self.typed
        for number, tie in enumerate(ties, first):
            source, target, role, details = ids[tie.source], ids[tie.target], tie.role, tie.details
            if source not in typed:
                said(source)
            if target not in typed:
                said(target)
            yield (
                number, tie.relationship, words[tie.type], source, target, words[role] if role else None,
                tie.since or None, tie.until or None,
                self._extra(number, tie.type, details) if details else None, tie.place or None,
            )  # fmt: skip

    def _extra(self, number: int, kind: str, details: Details) -> str | None:
        """Return details as JSON, references as numbers of records, and note the references."""
        properties = self.schema.types[kind].properties
        kept: dict[str, object] = {}
        for name, value in details.items():
            spec = properties.get(name)
            if spec is not None and spec.type == "ref" and value:
                uids = (value,) if isinstance(value, str) else value
                records = [self.ids[uid] for uid in uids]
                self.said.update(records)
                self.references.extend((number, record) for record in records)
                kept[name] = records[0] if isinstance(value, str) else records
            elif value:
                kept[name] = value
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else None

    def _judgements(self, cs: int, judgements: Sequence[Judgement]) -> None:
        first = next_number(self.db, "judgement")
        for number, said in enumerate(judgements, first):
            one, other = self.ids[said.one], self.ids[said.other]
            if one == other:
                raise RefusedError("judgement-of-itself", id=said.one)
            self.touched.judged |= {one, other}
            self.db.write(
                "INSERT INTO judgement VALUES(?,?,?,?,?,?)",
                number,
                cs,
                one,
                other,
                said.verdict,
                said.evidence,
            )
        add_extent(self.db, cs, "judgement", first, len(judgements))

    def _retractions(self, cs: int, retractions: Sequence[Retraction]) -> None:
        wanted = dict.fromkeys((item.kind, item.statement) for item in retractions)
        for kind, number in wanted:
            known = self.db.value(
                f"SELECT 1 FROM {kind} s WHERE s.id = ? AND s.cs < ? AND {live(kind, 's', NOW)}", number, cs
            )
            if not known:
                raise RefusedError("not-live", kind=kind, number=number)
            self.db.write("INSERT INTO retraction VALUES(?,?,?)", kind, number, cs)
        self.touched.add_retracted(self.db, cs)
        add_extent(self.db, cs, "retraction", 1, len(wanted))

    def _needs(self, cs: int, unchanged: Iterable[str]) -> None:
        for uid in dict.fromkeys(unchanged):
            needed = self.db.value("SELECT id FROM changeset WHERE uid = ? AND eff", uid)
            if needed is None:
                raise RefusedError("store-moved-on", reason=uid)
            self.db.write("INSERT INTO needs VALUES(?,?)", cs, needed)

    def _watched(self, stage: str, rows: Iterator[T], total: int) -> Iterator[T]:
        return rows if self.progress is None else _watch(self.progress, stage, rows, total)


def _watch(progress: Progress, stage: str, rows: Iterator[T], total: int, step: int = 20_000) -> Iterator[T]:
    for done, row in enumerate(rows):
        if done % step == 0:
            progress(stage, done, total)
        yield row
    progress(stage, total, total)
