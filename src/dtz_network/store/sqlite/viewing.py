"""The view as flags on the statements: remade, in the same transaction, for what an act touches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from dtz_network.model.changes import NOTHING, SOURCE_KINDS
from dtz_network.model.resolve import FactRow, ResolvedTie, TieRow, resolve_ties
from dtz_network.model.schema import Schema
from dtz_network.store import resolving
from dtz_network.store.sqlite import lawful
from dtz_network.store.sqlite.live import live
from dtz_network.store.sqlite.session import Row, Session

OWN = SOURCE_KINDS.index("own")


@dataclass
class Touched:
    """What an act changes: records with facts that came or went, ends of ties, records judged."""

    records: set[int] = field(default_factory=set)
    ends: set[tuple[int, int, int]] = field(default_factory=set)
    judged: set[int] = field(default_factory=set)

    def add_judged(self, db: Session, changeset: int) -> None:
        """Add the records that a changeset judged."""
        within = "JOIN extent e ON e.cs = ? AND e.kind = 'judgement' AND s.id BETWEEN e.first AND e.last"
        for pair in db.stream(f"SELECT a, b FROM judgement s {within}", changeset):
            self.judged.update(pair)

    def add_retracted(self, db: Session, changeset: int) -> None:
        """Add what a changeset took back."""
        of = "JOIN retraction x ON x.cs = ? AND x.kind = '{}' AND x.item = s.id"
        self.records.update(r for (r,) in db.stream(f"SELECT rec FROM fact s {of.format('fact')}", changeset))
        self.ends.update(db.stream(f"SELECT type, a, b FROM tie s {of.format('tie')}", changeset))
        for pair in db.stream(f"SELECT a, b FROM judgement s {of.format('judgement')}", changeset):
            self.judged.update(pair)


def ranks(db: Session) -> dict[int, int]:
    """Return for each changeset how far its source is believed; without a source it counts as our own."""
    return dict(
        db.stream(
            "SELECT c.id, coalesce(s.kind, ?) FROM changeset c LEFT JOIN source s ON s.id = c.source", OWN
        )
    )


def show_new(db: Session, schema: Schema, changeset: int, touched: Touched) -> None:
    """Refresh the view after a changeset whose own statements were written as shown."""
    _add_competing(db, changeset, touched)
    refresh(db, schema, touched)


def show_changed(db: Session, schema: Schema, changesets: Iterable[int]) -> None:
    """Refresh the view after changesets came into force or went out of it."""
    touched = Touched()
    for number in changesets:
        for kind, shown in (("fact", 1), ("tie", 2)):
            top = f"CASE WHEN {live(kind, kind)} THEN {shown} ELSE 0 END"
            within = _extent(db, number, kind)
            db.write(f"UPDATE {kind} SET top = {top} WHERE id BETWEEN ? AND ? AND top <> {top}", *within)
        touched.add_judged(db, number)
        touched.add_retracted(db, number)
        _add_competing(db, number, touched)
    refresh(db, schema, touched)


def _add_competing(db: Session, changeset: int, touched: Touched) -> None:
    """Add what flags set statement by statement can have wrong: statements that do not stand alone."""
    touched.records.update(competing_facts(db, *_extent(db, changeset, "fact")))
    touched.ends.update(competing_ties(db, *_extent(db, changeset, "tie")))


def _extent(db: Session, changeset: int, kind: str) -> tuple[int, int]:
    found = db.rows("SELECT first, last FROM extent WHERE cs = ? AND kind = ?", changeset, kind)
    return found[0] if found else (0, -1)


def _many(db: Session, kind: str, first: int, end: int) -> bool:
    """Return whether walking the whole index is quicker than asking for each statement."""
    return (end - first + 1) * 10 > (db.value(f"SELECT max(id) FROM {kind}") or 0)


def competing_facts(db: Session, first: int, end: int) -> Iterator[int]:
    """Return the records of facts with these numbers that do not stand alone, or are joined."""
    if _many(db, "fact", first, end):
        query = "SELECT rec FROM fact GROUP BY rec, prop HAVING count(*) > 1 AND max(id) >= ?1"
    else:
        query = """SELECT f.rec FROM fact f WHERE f.id BETWEEN ?1 AND ?2 AND EXISTS(
            SELECT 1 FROM fact o WHERE o.rec = f.rec AND o.prop = f.prop AND o.id <> f.id)"""
    yield from (rec for rec, *_ in db.stream(f"{query} AND ?2 >= ?1", first, end))
    joined = "SELECT f.rec FROM fact f JOIN cluster c ON c.rec = f.rec WHERE f.id BETWEEN ? AND ?"
    yield from (rec for (rec,) in db.stream(joined, first, end))


def competing_ties(db: Session, first: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Return the ends of ties with these numbers that do not stand alone, or are joined."""
    if _many(db, "tie", first, end):
        query = "SELECT type, a, b FROM tie GROUP BY a, type, b HAVING count(*) > 1 AND max(id) >= ?1"
    else:
        query = """SELECT t.type, t.a, t.b FROM tie t WHERE t.id BETWEEN ?1 AND ?2 AND EXISTS(
            SELECT 1 FROM tie o WHERE o.a = t.a AND o.type = t.type AND o.b = t.b AND o.id <> t.id)"""
    yield from db.stream(f"{query} AND ?2 >= ?1", first, end)
    yield from db.stream(
        """SELECT t.type, t.a, t.b FROM tie t WHERE t.id BETWEEN ? AND ? AND (
            EXISTS(SELECT 1 FROM cluster WHERE rec = t.a) OR EXISTS(SELECT 1 FROM cluster WHERE rec = t.b))""",
        first, end,
    )  # fmt: skip


def refresh(db: Session, schema: Schema, touched: Touched) -> None:
    """Remake the flags of all entities and ties that are touched."""
    moved = _regroup(db, touched.judged)
    db.temp("moved", ("rec",), ((record,) for record in moved))
    referring = db.rows("SELECT f.rec FROM temp.moved m JOIN fact f ON f.ref = m.rec") if moved else []
    _show_facts(db, schema, touched.records | moved | {rec for (rec,) in referring})
    _show_ties(db, touched.ends | _ends_of_moved(db))


def _regroup(db: Session, judged: set[int]) -> set[int]:
    """Join records anew around judgements; return all records of entities that changed."""
    if not judged:
        return set()
    db.temp("asked", ("rec",), ((record,) for record in judged))
    old: dict[int, int] = dict(
        db.rows(
            "SELECT m.rec, m.head FROM temp.asked r JOIN cluster c ON c.rec = r.rec"
            " JOIN cluster m ON m.head = c.head"
        )
    )
    new = lawful.heads(lawful.joined(db, judged | old.keys()))
    changed = {rec for rec in old.keys() | new.keys() if old.get(rec) != new.get(rec)}
    db.write_many("DELETE FROM cluster WHERE rec = ?", [(rec,) for rec in sorted(changed & old.keys())])
    db.write_many(
        "INSERT INTO cluster VALUES(?,?)", [(rec, new[rec]) for rec in sorted(changed & new.keys())]
    )
    entities = {head for rec in changed for head in (old.get(rec, rec), new.get(rec, rec))}
    return {
        rec
        for rec in old.keys() | new.keys()
        if old.get(rec, rec) in entities or new.get(rec, rec) in entities
    }


def _ends_of_moved(db: Session) -> set[tuple[int, int, int]]:
    ends: set[tuple[int, int, int]] = set()
    for join in (
        "tie t ON t.a = m.rec",
        "tie t ON t.b = m.rec",
        "reference x ON x.rec = m.rec JOIN tie t ON t.id = x.tie",
    ):
        ends.update(db.stream(f"SELECT t.type, t.a, t.b FROM temp.moved m JOIN {join}"))
    return ends


# --- facts


def _show_facts(db: Session, schema: Schema, records: set[int]) -> None:
    if not records:
        return
    changes: list[Row] = []
    for rows in _facts_by_entity(db, records):
        alive = [fact for fact, _, lives in rows if lives]
        tops = resolving.shown(alive, schema)
        changes.extend((int(f.number in tops), f.number) for f, top, _ in rows if top != (f.number in tops))
    db.write_many("UPDATE fact SET top = ? WHERE id = ?", changes)


def _facts_by_entity(db: Session, records: Iterable[int]) -> Iterator[list[tuple[FactRow, int, int]]]:
    rank = ranks(db)
    word: dict[int, str] = dict(db.rows("SELECT id, text FROM word"))
    db.temp("asked", ("rec",), ((record,) for record in records))
    db.temp(
        "member", ("head", "rec"),
        db.rows(
            "SELECT r.rec, r.rec FROM temp.asked r WHERE NOT EXISTS(SELECT 1 FROM cluster WHERE rec = r.rec)"
            " UNION SELECT m.head, m.rec FROM temp.asked r JOIN cluster c ON c.rec = r.rec"
            " JOIN cluster m ON m.head = c.head"
        ),
    )  # fmt: skip
    rows = db.stream(
        f"""SELECT m.head, f.id, f.prop, coalesce(f.val, c.head, f.ref), f.since, f.cs, f.top,
            {live("fact", "f")} FROM temp.member m JOIN fact f ON f.rec = m.rec
            LEFT JOIN cluster c ON c.rec = f.ref ORDER BY m.head"""
    )
    for _, group in groupby(rows, itemgetter(0)):
        yield [
            (FactRow(number, word[prop], str(value), since or "", rank[cs]), top, lives)
            for _, number, prop, value, since, cs, top, lives in group
        ]


# --- ties


def _show_ties(db: Session, ends: set[tuple[int, int, int]]) -> None:
    if not ends:
        return
    rows, tops = _rows_between(db, ends)
    new: dict[int, int] = {}
    groups: list[Row] = []
    for tie in resolve_ties(rows):
        new.update((number, 1) for number in tie.statements)
        new[tie.lead.number] = 2
        groups.extend(group_rows(tie))
    changes = [(new.get(number, 0), number) for number, top in tops.items() if top != new.get(number, 0)]
    db.write_many("UPDATE tie SET top = ? WHERE id = ?", changes)
    _regroup_ties(db, tops, groups)


def group_rows(tie: ResolvedTie) -> list[Row]:
    """Return the rows of ``tie_group`` for a tie (none if it rests on one statement)."""
    if len(tie.statements) == 1:
        return []
    return [(number, tie.lead.number, place) for place, number in enumerate(tie.statements)]


def _regroup_ties(db: Session, ties: Iterable[int], groups: list[Row]) -> None:
    db.temp("asked", ("rec",), ((tie,) for tie in ties))
    old = db.rows("SELECT g.tie, g.lead, g.place FROM temp.asked a JOIN tie_group g ON g.tie = a.rec")
    gone, come = set(old) - set(groups), set(groups) - set(old)
    db.write_many("DELETE FROM tie_group WHERE tie = ?", [(row[0],) for row in sorted(gone)])
    db.write_many("INSERT INTO tie_group VALUES(?,?,?)", sorted(come))


def _rows_between(db: Session, ends: set[tuple[int, int, int]]) -> tuple[list[TieRow], dict[int, int]]:
    """Return the live ties between the entities of these ends, and the flags of all, live or not."""
    db.temp("ends", ("type", "a", "b"), ends)
    db.temp(
        "pair", ("type", "a", "b"),
        db.rows(
            """SELECT DISTINCT e.type, coalesce(am.rec, e.a), coalesce(bm.rec, e.b) FROM temp.ends e
            LEFT JOIN cluster ac ON ac.rec = e.a LEFT JOIN cluster am ON am.head = ac.head
            LEFT JOIN cluster bc ON bc.rec = e.b LEFT JOIN cluster bm ON bm.head = bc.head"""
        ),
    )  # fmt: skip
    rank, names = ranks(db), _Heads(db)
    rows, tops = [], {}
    for row in db.rows(
        f"""SELECT t.id, t.rel, t.type, coalesce(ac.head, t.a), coalesce(bc.head, t.b), w.text, t.since,
            t.until, t.extra, t.cs, t.top, {live("tie", "t")}
            FROM temp.pair p JOIN tie t ON t.a = p.a AND t.type = p.type AND t.b = p.b
            LEFT JOIN word w ON w.id = t.role
            LEFT JOIN cluster ac ON ac.rec = t.a LEFT JOIN cluster bc ON bc.rec = t.b"""
    ):
        number, rel, kind, a, b, role, since, until, extra, cs, top, lives = row
        tops[number] = top
        if lives:
            details, refer = resolving.named(json.loads(extra), names) if extra else (NOTHING, [])
            rows.append(
                resolving.tie_row(
                    number, rel, str(kind), (str(a), str(b)), role or "", (since or "", until or ""),
                    details, refer, rank[cs],
                )
            )  # fmt: skip
    return rows, tops


class _Heads(dict[int, str]):
    """The entity of each record, as text."""

    def __init__(self, db: Session) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, record: int) -> str:
        self[record] = str(self._db.value("SELECT head FROM cluster WHERE rec = ?", record) or record)
        return self[record]
