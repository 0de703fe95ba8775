"""What was said: of an entity, by a series, or one statement by its number."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dtz_network.errors import InputError
from dtz_network.model.changes import (
    NOTHING,
    Details,
    Fact,
    Judgement,
    SeriesState,
    Stated,
    StatementKind,
    Tie,
    Verdict,
)  # fmt: skip
from dtz_network.store.base import HistoryLine
from dtz_network.store.sqlite import acts, reading
from dtz_network.store.sqlite.live import NOW, force_at, live, suppose
from dtz_network.store.sqlite.reading import Names
from dtz_network.store.sqlite.session import Row, Session

_COLUMNS: Mapping[StatementKind, str] = {
    "fact": "s.rec, s.prop, s.val, s.ref, s.since, s.until, s.place",
    "tie": "s.rel, s.type, s.a, s.b, s.role, s.since, s.until, s.extra, s.place",
    "judgement": "s.a, s.b, s.verdict, s.evidence",
}
_SHOWN: Mapping[StatementKind, str] = {"fact": "s.top > 0", "tie": "s.top > 0", "judgement": "1"}
STATEMENTS: tuple[StatementKind, ...] = ("fact", "tie", "judgement")

FEW = 10_000
"""Up to so many records their ids are asked for one by one."""


class Reader:
    """Turns rows into the statements that they keep; ``few`` where not all records are asked for."""

    def __init__(self, db: Session, *, few: bool = True) -> None:
        self.db = db
        self.names = Names(db, few=few)
        self._at: dict[int, str] = dict(db.rows("SELECT id, at FROM changeset"))

    def stated(self, kind: StatementKind, where: str, *args: object, force: str = NOW) -> list[Stated]:
        """Return the statements of one kind for which a condition on ``s`` holds, by number."""
        query = (
            f"SELECT s.id, s.cs, {live(kind, 's', force)}, {_SHOWN[kind]}, {_COLUMNS[kind]}"
            f" FROM {kind} s WHERE {where} ORDER BY s.id"
        )
        return [self._stated(kind, row) for row in self.db.stream(query, *args)]

    def _stated(self, kind: StatementKind, row: Row) -> Stated:
        number, cs, lives, shown, *said = row
        names = self.names
        return Stated(
            number, self._said(kind, said), names.changesets[cs], self._at[cs], names.sources[cs],
            bool(lives), bool(lives and shown),
        )  # fmt: skip

    def _said(self, kind: StatementKind, row: Sequence[Any]) -> Fact | Tie | Judgement:
        if kind == "fact":
            return self._fact(*row)
        return self._tie(*row) if kind == "tie" else self._judgement(*row)

    def _fact(
        self, rec: int, prop: int, value: str, ref: int | None, since: str, until: str, place: str
    ) -> Fact:
        records = self.names.records
        said = records[ref] if ref else value
        return Fact(records[rec], self.names.words[prop], said, since or "", until or "", place or "")

    def _tie(self, rel: str, kind: int, a: int, b: int, role: int | None, *more: str) -> Tie:
        since, until, extra, place = more
        records, words = self.names.records, self.names.words
        return Tie(
            rel, words[kind], records[a], records[b], words[role], since or "", until or "",
            details(extra, records), place or "",
        )  # fmt: skip

    def _judgement(self, a: int, b: int, verdict: Verdict, evidence: str) -> Judgement:
        return Judgement(self.names.records[a], self.names.records[b], verdict, evidence)


def details(extra: str | None, records: Mapping[int, str]) -> Details:
    """Return the details of a tie as they were said, references as ids of records."""
    if not extra:
        return NOTHING
    said: dict[str, str | tuple[str, ...]] = {}
    for prop, value in json.loads(extra).items():
        if isinstance(value, list):
            said[prop] = tuple(records[part] if isinstance(part, int) else part for part in value)
        else:
            said[prop] = records[value] if isinstance(value, int) else value
    return said


def members(db: Session, entity: str) -> list[int]:
    """Return the records of the entity that an id (of any of them) means, oldest first.

    Raises:
        InputError: the store has no such id.
    """
    record = db.value("SELECT id FROM record WHERE uid = ?", entity)
    if record is None:
        raise InputError("unknown-entity", id=entity)
    joined = db.rows(
        "SELECT m.rec FROM cluster c JOIN cluster m ON m.head = c.head WHERE c.rec = ? ORDER BY m.rec", record
    )
    return [rec for (rec,) in joined] or [record]


def history(db: Session, entity: str) -> list[HistoryLine]:
    """Return every statement about an entity, oldest first."""
    db.temp("about", ("rec",), ((record,) for record in members(db, entity)))
    mine = "(SELECT rec FROM temp.about)"
    reader = Reader(db)
    found = [
        *reader.stated("fact", f"s.rec IN {mine}"),
        *reader.stated(
            "tie",
            f"s.id IN (SELECT id FROM tie WHERE a IN {mine} UNION SELECT id FROM tie WHERE b IN {mine}"
            f" UNION SELECT tie FROM reference WHERE rec IN {mine})",
        ),
        *reader.stated("judgement", f"s.a IN {mine} OR s.b IN {mine}"),
    ]
    return sorted(_lines(db, found), key=lambda line: line.act.number)


def stated(db: Session, kind: StatementKind, number: int) -> HistoryLine:
    """Return one statement by its number.

    Raises:
        InputError: there is no such statement (any more).
    """
    found = Reader(db).stated(kind, "s.id = ?", number) if kind in STATEMENTS else []
    if not found:
        raise InputError("unknown-statement", kind=kind, number=number)
    return next(_lines(db, found))


def judgements(db: Session) -> list[Stated]:
    """Return the live judgements, oldest first."""
    return Reader(db).stated("judgement", live("judgement", "s"))


def _lines(db: Session, found: Iterable[Stated]) -> Iterator[HistoryLine]:
    by_id = {act.id: act for act in acts.changesets(db)}
    sources = reading.sources(db)
    for item in found:
        retracted = db.value(
            "SELECT c.uid FROM retraction x JOIN changeset c ON c.id = x.cs WHERE x.kind = ? AND x.item = ?"
            " AND c.eff ORDER BY c.id LIMIT 1",
            item.kind,
            item.number,
        )
        yield HistoryLine(item, by_id[item.changeset], sources.get(item.source), retracted or "")


def series(db: Session, name: str) -> SeriesState:
    """Return what one series has said so far."""
    acts_of = [
        cs for (cs,) in db.rows(
            "SELECT c.id FROM changeset c JOIN source s ON s.id = c.source WHERE s.series = ? ORDER BY c.id", name
        )
    ]  # fmt: skip
    records = {
        (kind, key): uid
        for uid, kind, key in db.rows(
            "SELECT r.uid, t.text, r.key FROM record r JOIN word s ON s.id = r.series JOIN word t ON t.id = r.type"
            " WHERE s.text = ? AND r.key IS NOT NULL ORDER BY r.id",
            name,
        )
    }
    digests = db.rows(
        "SELECT s.digest FROM source s JOIN changeset c ON c.source = s.id"
        " WHERE c.eff AND s.series = ? AND s.digest <> ''",
        name,
    )
    reader = Reader(db, few=len(records) < FEW)
    return SeriesState(
        name, records, _said(reader, "fact", acts_of), _said(reader, "tie", acts_of),
        frozenset(digest for (digest,) in digests),
    )  # fmt: skip


_SUBJECT = {"fact": "rec", "tie": "rel"}


def _said(reader: Reader, kind: StatementKind, changesets: list[int]) -> list[Stated]:
    """Return the live statements of changesets, and the last ones of subjects that have none live."""
    db = reader.db
    db.temp("ours", ("cs",), ((cs,) for cs in changesets))
    ours = (
        f"s.id IN (SELECT s.id FROM temp.ours o JOIN extent e ON e.cs = o.cs AND e.kind = '{kind}'"
        f" JOIN {kind} s ON s.id BETWEEN e.first AND e.last)"
    )
    alive = reader.stated(kind, f"{ours} AND {live(kind, 's')}")
    subject = _SUBJECT[kind]
    dead = db.rows(
        f"SELECT s.{subject}, s.id FROM {kind} s WHERE {ours} GROUP BY s.{subject}"
        f" HAVING max({live(kind, 's')}) = 0"
    )
    if not dead:
        return alive
    return sorted([*alive, *_last_said(reader, kind, ours, {row[0] for row in dead})], key=lambda s: s.number)


def _last_said(reader: Reader, kind: StatementKind, ours: str, dead: set[object]) -> list[Stated]:
    """Return what was live of subjects when anything last was: right before the act that ended it."""
    db, subject = reader.db, _SUBJECT[kind]
    found: dict[object, list[int]] = defaultdict(list)
    waiting = set(dead)
    for moment in _endings(db):
        if not waiting:
            break
        force = suppose(db, force_at(db, moment))
        db.temp("waiting", ("subject",), ((item,) for item in waiting))
        for item, number in db.rows(
            f"SELECT s.{subject}, s.id FROM {kind} s WHERE {ours} AND s.cs <= ?"
            f" AND s.{subject} IN (SELECT subject FROM temp.waiting) AND {live(kind, 's', force)}",
            moment,
        ):
            found[item].append(number)
        waiting -= found.keys()
    db.temp("last", ("id",), ((number,) for numbers in found.values() for number in numbers))
    return reader.stated(kind, "s.id IN (SELECT id FROM temp.last)")


def _endings(db: Session) -> list[int]:
    """Return the changesets right before each that took something back, newest first."""
    rows = db.rows("SELECT cs FROM undone UNION SELECT cs FROM retraction ORDER BY 1 DESC")
    return [cs - 1 for (cs,) in rows]
