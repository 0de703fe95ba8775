"""What acts said as rows for nodes, grouped by what it is about, and the facts about a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from dtz_network.model.network import fold
from dtz_network.store.neo4j.layout import BLOCK
from dtz_network.store.sqlite import dumping
from dtz_network.store.sqlite.ddl import NAMES
from dtz_network.store.sqlite.dumping import Printer
from dtz_network.store.sqlite.session import Session

Line = dict[str, Any]
_WORD = re.compile(r"[^\W_]+")


LARGE = 50_000
"""Statements of an act from which on they are read by index, though that reads other acts too."""

Row = dict[str, Any]
"""Properties of a node."""


@dataclass
class Batch:
    """Rows for nodes of one or more acts."""

    said: list[Row] = field(default_factory=list)
    ties: list[Row] = field(default_factory=list)
    lines: int = 0
    """How many lines of a dump are on them."""

    def __len__(self) -> int:
        return len(self.said) + len(self.ties)

    @property
    def records(self) -> int:
        """How many records it introduces."""
        return sum("record" in row for row in self.said)


def key_of(series: str, kind: str, key: str) -> str:
    """Return the text under which a record is found by what its series calls it."""
    return json.dumps([series, kind, key], ensure_ascii=False, separators=(",", ":"))


def series_prefix(series: str) -> str:
    """Return how the keys of all records of a series begin."""
    return json.dumps([series], ensure_ascii=False, separators=(",", ":"))[:-1] + ","


def batches(db: Session, after: int, first_record: int, size: int) -> Iterator[Batch]:
    """Return what the acts of a session after a number said, the same batches each time.

    Args:
        db: the session.
        after: the number of the last act that is left out.
        first_record: the number that the next record gets.
        size: so many lines are on a batch, or a few more.
    """
    printer, batch = Printer(db), Batch()
    for (act,) in db.rows("SELECT id FROM changeset WHERE id > ? ORDER BY id", after):
        for row in _of_act(printer, act):
            if "record" in row:
                row["number"], first_record = first_record, first_record + 1
            (batch.ties if "block" in row else batch.said).append(row)
            batch.lines += len(row.get("lines", ())) + ("record" in row)
            if batch.lines >= size or len(batch) >= size:
                yield batch
                batch = Batch()
    if batch:
        yield batch


def _of_act(printer: Printer, act: int) -> Iterator[Row]:
    yield from _of_records(printer, act)
    for block, said in groupby(dumping.ties(printer, act), lambda tie: tie[0][0] // BLOCK):
        yield {"cs": act, "block": block, "lines": [text for _, text in said]}
    uids = printer.names.records
    for (number, one, other, *_), text in dumping.judgements(printer, act):
        yield {
            "cs": act, "of": f"judgement:{number}", "one": uids[one], "other": uids[other], "lines": [text],
        }  # fmt: skip
    for (kind, number), text in dumping.retractions(printer, act):
        yield {"cs": act, "of": f"{kind}:{number}", "lines": [text]}


def _of_records(printer: Printer, act: int) -> Iterator[Row]:
    """Return a row for each record that an act brought, told something of, or named in a tie or a fact."""
    uids, way = printer.names.records, _way(printer, act)
    said = merge(
        _introduced(printer, act), _told(printer, act, way), _named(printer, act, way),
        _referring(printer, act, way), key=itemgetter(0),
    )  # fmt: skip
    for record, parts in groupby(said, itemgetter(0)):
        row: Row = {"cs": act, "of": uids[record]}
        for _, values in parts:
            row.update(values)
        yield row


Way = Callable[[str], str]
"""Returns in SQL how to read a table that has an index."""


def _way(printer: Printer, act: int) -> Way:
    """Return how to read in the order of records what an act said: of a large one nothing is sorted in memory."""
    said = printer.db.value("SELECT sum(n) FROM extent WHERE cs = ?", act) or 0
    return lambda index: f"INDEXED BY {index}" if said >= LARGE else "NOT INDEXED"


def _introduced(printer: Printer, act: int) -> Iterator[tuple[int, Row]]:
    words = printer.names.words
    for (number, _, series, kind, key), text in dumping.records(printer, act):
        more = {} if key is None else {"key": key_of(words[series], words[kind], key)}
        yield number, {"record": text, **more}


def _told(printer: Printer, act: int, way: Way) -> Iterator[tuple[int, Row]]:
    """Return the facts of each record: their lines, their first and last number, the names among them."""
    words = printer.names.words
    told = dumping.facts(printer, act, "s.rec, s.id", way("fact_rec"))
    for record, found in groupby(told, lambda fact: fact[0][1]):
        facts = list(found)
        names = [folded(fact[3] or "") for fact, _ in facts if words[fact[2]] in NAMES and not fact[4]]
        yield record, {
            "lines": [text for _, text in facts], "first": facts[0][0][0], "last": facts[-1][0][0],
            **({"names": " ".join(names)} if names else {}),
        }  # fmt: skip


_ENDS = (
    ("out", "tie_a", "SELECT a, group_concat(id, ' ') FROM tie {} WHERE id BETWEEN ? AND ? GROUP BY a"),
    ("into", "tie_b", "SELECT b, group_concat(id, ' ') FROM tie {} WHERE id BETWEEN ? AND ? GROUP BY b"),
    ("third", "reference_rec",
     "SELECT rec, group_concat(tie, ' ') FROM reference {} WHERE tie BETWEEN ? AND ? GROUP BY rec"),
)  # fmt: skip


def _named(printer: Printer, act: int, way: Way) -> Iterator[tuple[int, Row]]:
    """Return the numbers of the ties that name a record, by how they name it."""
    db = printer.db
    for first, end in db.rows("SELECT first, last FROM extent WHERE cs = ? AND kind = 'tie'", act):
        streams = [
            _numbered(name, db.stream(sql.format(way(index)), first, end)) for name, index, sql in _ENDS
        ]
        yield from merge(*streams, key=itemgetter(0))


def _numbered(name: str, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Row]]:
    for record, found in rows:
        yield record, {name: found}


def _referring(printer: Printer, act: int, way: Way) -> Iterator[tuple[int, Row]]:
    """Return the records of which facts refer to a record."""
    uids = printer.names.records
    pairs = printer.db.stream(
        f"SELECT s.ref, s.rec FROM fact s {way('fact_ref')} JOIN extent e ON e.cs = ? AND e.kind = 'fact'"
        " AND s.id BETWEEN e.first AND e.last WHERE s.ref IS NOT NULL ORDER BY s.ref",
        act,
    )
    for record, found in groupby(pairs, itemgetter(0)):
        yield record, {"by": list(dict.fromkeys(uids[by] for _, by in found))}


def numbers(text: str | None) -> set[int]:
    """Return the numbers of ties that stand on a node."""
    return set(map(int, text.split())) if text else set()


def folded(name: str) -> str:
    """Return the words of a name as they are looked for: without case and accents."""
    return " ".join(_WORD.findall(fold(name)))


def words_of(text: str) -> list[str]:
    """Return the words that are looked for."""
    return _WORD.findall(fold(text))


def named(said: Mapping[str, Any]) -> list[str]:
    """Return the records that a line of a statement refers to beside its subject or ends."""
    if "reference" in said:
        return [said["reference"]]
    found: list[str] = []
    for value in said.get("references", {}).values():
        found += [value] if isinstance(value, str) else value
    return list(dict.fromkeys(found))


def speaks_of(said: Mapping[str, Any]) -> list[str]:
    """Return all records that a line of a statement names."""
    subject = [said[end] for end in ("record", "source", "target", "one", "other") if end in said]
    return [*subject, *named(said)]


def statement(said: Mapping[str, Any]) -> str:
    """Return kind and number of the statement of a line, as retractions name it."""
    kind = next(iter(said))
    return f"{kind}:{said[kind]}"
