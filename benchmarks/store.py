"""The embedded store beside bare tables of the same content, in one run.

``python -m benchmarks.store [--entities 200000] [--ties 1000000]`` prints the ratio of loading (bar 2.0),
of reading the current network into columns (bar 1.3), the time of an act of 200 rows on top of it (bar
100 ms), memory and file size.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dtz_network.model import schema
from dtz_network.model.changes import NOTHING, TYPE, ChangeSet, Fact, Record, Source, Tie, mint
from dtz_network.store import embedded

T = TypeVar("T")
_SETTINGS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "secure_delete=ON")
_TABLES = """
CREATE TABLE source(id TEXT PRIMARY KEY, series TEXT, name TEXT);
CREATE TABLE node(id TEXT, type TEXT, source TEXT);
CREATE TABLE fact(node TEXT, property TEXT, value TEXT, since TEXT, until TEXT, place TEXT);
CREATE TABLE edge(id TEXT, type TEXT, source TEXT, target TEXT, role TEXT, since TEXT, until TEXT, place TEXT);
"""
_INDEXES = """
CREATE UNIQUE INDEX node_id ON node(id); CREATE INDEX fact_node ON fact(node, property);
CREATE INDEX edge_source ON edge(source, type, target); CREATE INDEX edge_target ON edge(target, type, source);
CREATE UNIQUE INDEX edge_id ON edge(id);
"""


def content(entities: int, ties: int) -> ChangeSet:
    """Return people and companies with three properties each, and employments between them."""
    pick = random.Random(7)
    records = [
        Record(f"e-{i:012x}", "bulk", "Company" if i % 5 == 0 else "Person", f"row {i}")
        for i in range(entities)
    ]
    facts: list[Fact] = []
    for number, record in enumerate(records):
        facts.append(Fact(record.id, TYPE, record.type, place=str(number)))
        facts.append(Fact(record.id, "name", f"Naam {number}", place=str(number)))
        facts.append(Fact(record.id, "email", f"x{number}@voorbeeld.example", place=str(number)))
    people = [r.id for r in records if r.type == "Person"]
    firms = [r.id for r in records if r.type == "Company"]
    made = [
        Tie(
            f"r-{i:012x}",
            "Employment",
            people[int(pick.random() * len(people))],
            firms[int(pick.random() * len(firms))],
            f"rol {i % 40}",
            str(2000 + i % 25),
            "",
            NOTHING,
            str(i),
        )
        for i in range(ties)
    ]
    return ChangeSet(
        "import",
        "benchmark",
        source=Source("s-1", "bulk", "list", "bulk.csv"),
        records=records,
        facts=facts,
        ties=made,
    )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return seconds and outcome."""
    gc.collect()
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def bare(path: Path, changes: ChangeSet) -> sqlite3.Connection:
    """Load the same content into plain tables, indexed alike afterwards."""
    db = sqlite3.connect(path, isolation_level=None)
    for setting in _SETTINGS:
        db.execute(f"PRAGMA {setting}")
    db.executescript(_TABLES)
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO source VALUES(?,?,?)", ("s-1", "bulk", "bulk.csv"))
    db.executemany("INSERT INTO node VALUES(?,?,?)", ((r.id, r.type, "s-1") for r in changes.records))
    db.executemany(
        "INSERT INTO fact VALUES(?,?,?,?,?,?)",
        ((f.record, f.property, f.value, f.since, f.until, f.place) for f in changes.facts),
    )
    db.executemany("INSERT INTO edge VALUES(?,?,?,?,?,?,?,?)", _edges(changes))
    for statement in filter(str.strip, _INDEXES.split(";")):
        db.execute(statement)
    db.execute("COMMIT")
    return db


def _edges(changes: ChangeSet) -> Iterator[tuple[str, ...]]:
    return (
        (t.relationship, t.type, t.source, t.target, t.role, t.since, t.until, t.place) for t in changes.ties
    )


def read_bare(db: sqlite3.Connection) -> list[list[str]]:
    """Return the same columns as the store gives, the quickest way that is known."""
    questions = {
        "SELECT id, type FROM node": 2,
        "SELECT node, property, value, since, until FROM fact": 5,
        "SELECT id, type, source, target, role, since, until FROM edge": 7,
    }
    columns: list[list[str]] = []
    gc.disable()
    for question, width in questions.items():
        rows = db.execute(question).fetchall()
        columns.extend([row[i] for row in rows] for i in range(width))
    gc.enable()
    return columns


def small(changes: ChangeSet, rows: int = 200) -> ChangeSet:
    """Return an act of 200 rows about known people: a telephone number each."""
    people = [r.id for r in changes.records if r.type == "Person"][:rows]
    facts = [Fact(person, "phone", f"0{i:09}") for i, person in enumerate(people)]
    return ChangeSet(
        "hand", "benchmark", source=Source(mint("s"), "hand:benchmark", "own", "list"), facts=facts
    )


def main() -> None:
    """Print ratios, times, memory and sizes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=200_000)
    options.add_argument("--ties", type=int, default=1_000_000)
    chosen = options.parse_args()
    changes = content(chosen.entities, chosen.ties)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DTZ_KEYS"] = str(folder / "keys")
        plain, db = timed(lambda: bare(folder / "bare.db", changes))
        store = embedded.open_store(folder / "store.db", schema.shipped(), create=True)
        loaded, _ = timed(lambda: store.apply(changes))
        print(
            f"load       bare {plain:6.2f} s   store {loaded:6.2f} s   ratio {loaded / plain:.2f} (bar 2.0)"
        )
        read, _ = timed(lambda: read_bare(db))
        columns, _ = timed(store.columns)
        print(
            f"read       bare {read:6.2f} s   store {columns:6.2f} s   ratio {columns / read:.2f} (bar 1.3)"
        )
        times = sorted(timed(lambda: store.apply(small(changes)))[0] * 1000 for _ in range(5))
        print(f"200 rows   {times[2]:.0f} ms (bar 100), median of 5")
        sizes = [(folder / file).stat().st_size / 1e6 for file in ("bare.db", "store.db")]
        print(
            f"file size  bare {sizes[0]:.0f} MB   store {sizes[1]:.0f} MB   ratio {sizes[1] / sizes[0]:.2f}"
        )
        print(
            f"memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most, content included"
        )
        store.close()


if __name__ == "__main__":
    main()
