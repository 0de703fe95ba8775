"""Writing the two dumps: the full history in recorded order, and the live state, sorted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from dtz_network.model.changes import Fact, Judgement, Record, Tie
from dtz_network.store import lines
from dtz_network.store.sqlite import history, reading
from dtz_network.store.sqlite.live import live
from dtz_network.store.sqlite.reading import Names
from dtz_network.store.sqlite.session import Row, Session

_FACT = "s.id, s.rec, s.prop, s.val, s.ref, s.since, s.until, s.place, s.cs"
_TIE = "s.id, s.rel, s.type, s.a, s.b, s.role, s.since, s.until, s.extra, s.place, s.cs"
_JUDGEMENT = "s.id, s.a, s.b, s.verdict, s.evidence, s.cs"


class Printer:
    """Writes rows of a store as lines."""

    def __init__(self, db: Session) -> None:
        self.db, self.names = db, Names(db)
        self.sources = reading.sources(db)

    def fact(self, row: Row, number: int | str) -> str:
        """Return the line of a fact."""
        _, rec, prop, value, ref, since, until, place, _ = row
        records = self.names.records
        said = Fact(
            records[rec], self.names.words[prop], records[ref] if ref else value,
            since or "", until or "", place or "",
        )  # fmt: skip
        return lines.fact(said, number, reference=bool(ref))

    def tie(self, row: Row, number: int | str) -> str:
        """Return the line of a tie."""
        _, rel, kind, a, b, role, since, until, extra, place, _ = row
        records, words = self.names.records, self.names.words
        refer = [
            prop for prop, value in json.loads(extra).items() if isinstance(value, int) or _numbers(value)
        ] if extra else []  # fmt: skip
        said = Tie(
            rel, words[kind], records[a], records[b], words[role], since or "", until or "",
            history.details(extra, records), place or "",
        )  # fmt: skip
        return lines.tie(said, number, refer)

    def judgement(self, row: Row, number: int | str) -> str:
        """Return the line of a judgement."""
        _, a, b, verdict, evidence, _ = row
        records = self.names.records
        return lines.judgement(Judgement(records[a], records[b], verdict, evidence), number)


def _numbers(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(part, int) for part in value)


def full(db: Session) -> Iterator[str]:
    """Return everything that the store holds, in recorded order."""
    yield lines.header("full", _id(db))
    yield from _after(db, 0)


def tail(db: Session, after: int) -> Iterator[str]:
    """Return what was recorded after an act, in recorded order."""
    uid = db.value("SELECT uid FROM changeset WHERE id = ?", after) or ""
    yield lines.header("tail", _id(db), after=after, act=uid)
    yield from _after(db, after)


def _after(db: Session, after: int) -> Iterator[str]:
    printer, models = Printer(db), _models(db)
    yield from models[after]
    for number, heads in acts(printer, after):
        yield from heads
        yield from content(printer, number)
        yield from hashes(db, number)
        yield from models[number]


def _id(db: Session) -> str:
    return str(db.value("SELECT value FROM meta WHERE name = 'id'"))


def acts(printer: Printer, after: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Return for each act after a number the lines of its sources and of itself, in recorded order."""
    db = printer.db
    sources: dict[int, list[str]] = defaultdict(list)
    for uid, cs in db.rows("SELECT uid, cs FROM source WHERE cs > ? ORDER BY id", after):
        sources[cs].append(uid)
    for head in db.rows("SELECT id, uid, at, kind, who, why FROM changeset WHERE id > ? ORDER BY id", after):
        heads = [lines.source(printer.sources[uid]) for uid in sources[head[0]]]
        yield head[0], [*heads, _changeset_line(printer, head)]


def _models(db: Session) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for after, path, text in db.rows("SELECT after, path, text FROM model ORDER BY id"):
        found[after].append(lines.line("model", path, text=text))
    return found


def _changeset_line(printer: Printer, head: Row) -> str:
    db, uids = printer.db, printer.names.changesets
    number, uid, at, kind, who, why = head
    undoes = [uids[of] for (of,) in db.rows("SELECT of FROM undone WHERE cs = ? ORDER BY place", number)]
    needs = [uids[of] for (of,) in db.rows("SELECT of FROM needs WHERE cs = ? ORDER BY of", number)]
    extents = db.rows("SELECT kind, first, last FROM extent WHERE cs = ? AND kind <> 'retraction'", number)
    erased = db.rows("SELECT records, facts, texts FROM erasure WHERE cs = ?", number)
    return lines.changeset(
        uid,
        {"at": at, "kind": kind, "who": who, "why": why, "source": printer.names.sources[number]},
        undoes,
        needs,
        numbers={name: [first, end] for name, first, end in extents},
        erased=erased[0] if erased else None,
    )


def content(printer: Printer, number: int) -> Iterator[str]:
    """Return the lines of what one changeset added: records, statements, retractions."""
    for said in (records, facts, ties, judgements, retractions):
        for _, text in said(printer, number):
            yield text


def records(printer: Printer, changeset: int) -> Iterator[tuple[Row, str]]:
    """Return the records that a changeset brought, each as a row (number, id, series, type, key) and a line."""
    words = printer.names.words
    for row in printer.db.stream(
        "SELECT id, uid, series, type, key FROM record WHERE cs = ? ORDER BY id", changeset
    ):
        _, uid, series, kind, key = row
        yield row, lines.record(Record(uid, words[series], words[kind], key))


_WITHIN = "JOIN extent e ON e.cs = ? AND e.kind = '{0}' AND s.id BETWEEN e.first AND e.last"


def facts(
    printer: Printer, changeset: int, order: str = "s.id", way: str = "NOT INDEXED"
) -> Iterator[tuple[Row, str]]:
    """Return the facts of a changeset, each as a row (number, record, property, value, ...) and a line.

    ``order`` and ``way`` are SQL: in which order, and by which index they are read.
    """
    within = _WITHIN.format("fact")
    for row in printer.db.stream(f"SELECT {_FACT} FROM fact s {way} {within} ORDER BY {order}", changeset):
        yield row, printer.fact(row, row[0])


def ties(printer: Printer, changeset: int) -> Iterator[tuple[Row, str]]:
    """Return the ties of a changeset, each as a row (number, ...) and a line."""
    for row in printer.db.stream(
        f"SELECT {_TIE} FROM tie s {_WITHIN.format('tie')} ORDER BY s.id", changeset
    ):
        yield row, printer.tie(row, row[0])


def judgements(printer: Printer, changeset: int) -> Iterator[tuple[Row, str]]:
    """Return the judgements of a changeset, each as a row (number, one, other, ...) and a line."""
    within = _WITHIN.format("judgement")
    for row in printer.db.stream(f"SELECT {_JUDGEMENT} FROM judgement s {within} ORDER BY s.id", changeset):
        yield row, printer.judgement(row, row[0])


def retractions(printer: Printer, changeset: int) -> Iterator[tuple[Row, str]]:
    """Return what a changeset took back, each as a row (kind, number) and a line."""
    for row in printer.db.rows(
        "SELECT kind, item FROM retraction WHERE cs = ? ORDER BY kind, item", changeset
    ):
        yield row, lines.line("retraction", row[0], statement=row[1])


def hashes(db: Session, number: int) -> Iterator[str]:
    """Return the lines of the persons whom one act erased, hashed."""
    for prefix, digest in db.rows("SELECT prefix, hash FROM suppressed WHERE cs = ? ORDER BY 1, 2", number):
        yield lines.line("suppressed", digest.hex(), prefix=prefix)


def state(db: Session) -> Iterator[str]:
    """Return what is live and what it names: sorted, and without numbers."""
    printer = Printer(db)
    yield lines.header("state")
    found: set[str] = set()
    records: set[int] = set()
    acts: set[int] = set()
    uids = printer.names.changesets
    for row in db.stream(f"SELECT {_FACT} FROM fact s WHERE {live('fact', 's')}"):
        found.add(printer.fact(row, uids[row[-1]]))
        acts.add(row[-1])
        records.update(rec for rec in (row[1], row[4]) if rec)
    for row in db.stream(f"SELECT {_TIE} FROM tie s WHERE {live('tie', 's')}"):
        found.add(printer.tie(row, uids[row[-1]]))
        acts.add(row[-1])
        records.update(row[3:5])
    for row in db.stream(f"SELECT {_JUDGEMENT} FROM judgement s WHERE {live('judgement', 's')}"):
        found.add(printer.judgement(row, uids[row[-1]]))
        acts.add(row[-1])
        records.update(row[1:3])
    found.update(_named(printer, records, acts))
    for path, text in db.rows("SELECT path, text FROM model ORDER BY id"):
        found.add(lines.line("model", path, text=text))
    yield from sorted(found)


def _named(printer: Printer, records: set[int], acts: set[int]) -> Iterator[str]:
    """Return the lines of the records, acts and sources that live statements name."""
    db, names = printer.db, printer.names
    for number, uid, series, kind, key in db.stream("SELECT id, uid, series, type, key FROM record"):
        if number in records:
            yield lines.record(Record(uid, names.words[series], names.words[kind], key))
    for number, uid, at, kind, who, why in db.rows("SELECT id, uid, at, kind, who, why FROM changeset"):
        if number in acts:
            source = names.sources[number]
            yield lines.changeset(uid, {"at": at, "kind": kind, "who": who, "why": why, "source": source})
            if source:
                yield lines.source(printer.sources[source])
