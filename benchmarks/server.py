"""A push to a Neo4j server beside a plain ``UNWIND`` load of the same rows, in one run.

``python -m benchmarks.server [--entities 200000] [--ties 1000000]`` starts two fresh servers, loads the same network into
each, prints seconds, ties a second and the ratio (goal 0.5 or more: the push keeps the whole history and the graph, the
peer only a graph; also by processor time, for a busy machine), the peak memory of the pushing process, and the time of a
second push, of reading the whole, a small act and two questions.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import neo4j

from benchmarks.store import content
from dtz_network.model import schema
from dtz_network.model.changes import TYPE, ChangeSet
from dtz_network.store import embedded, server
from dtz_network.store.neo4j import address
from dtz_network.workflows import by_hand, named_questions, transfer
from tools.neo4j_server import LTS, Server

T = TypeVar("T")
BATCH = 10_000
ROOM = ("server.memory.pagecache.size=1g",)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entities", type=int, default=200_000)
    options.add_argument("--ties", type=int, default=1_000_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        apart(fill, path, given.entities, given.ties)
        plain = apart(peer, given.entities, given.ties)
        pushed = apart(push, path)
    print(f"plain UNWIND  {plain['seconds']:8.1f} s  {given.ties / plain['seconds']:10,.0f} ties/s")
    print(f"push          {pushed['seconds']:8.1f} s  {given.ties / pushed['seconds']:10,.0f} ties/s")
    print(
        f"ratio {plain['seconds'] / pushed['seconds']:.2f} (goal 0.5), by processor time"
        f" {plain['worked'] / pushed['worked']:.2f} ({plain['worked']:.0f} s, {pushed['worked']:.0f} s)"
        f"   peak memory of the push {pushed['memory']:.0f} MB"
    )
    print(f"load {pushed['load']:.1f} s, peak memory {pushed['loaded']:.0f} MB")
    print(
        f"second push {pushed['again']:.1f} s, hand entry {pushed['act']:.2f} s, check {pushed['check']:.1f} s"
    )
    print(
        f"whom we know at {pushed['known']:.2f} s, what hangs on {pushed['hangs']:.2f} s, status {pushed['status']:.2f} s"
    )


def apart(work: Callable[..., Any], *given: object) -> Any:
    """Return what a process of its own makes, so that memory is that of this work alone."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(work, given)


def fill(path: Path, entities: int, ties: int) -> None:
    store = embedded.open_store(path, schema.shipped(), create=True)
    store.apply(content(entities, ties))
    store.close()


def peer(entities: int, ties: int) -> dict[str, float]:
    """Load nodes, then relationships, in batches, as a script would."""
    changes, one = content(entities, ties), Server(LTS, settings=ROOM, heap="2g")
    try:
        one.start()
        with neo4j.GraphDatabase.driver(one.uri, auth=("neo4j", one.password)) as driver:
            before = worked(one)
            seconds, _ = timed(lambda: unwind(driver, changes))
            return {"seconds": seconds, "worked": worked(one) - before}
    finally:
        one.remove()


def worked(one: Server) -> float:
    """Return processor seconds of this process and of a server: they count the same on a busy machine."""
    return time.process_time() + one.worked


def peak() -> float:
    """Return the most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def unwind(driver: neo4j.Driver, changes: ChangeSet) -> None:
    for label in ("Person", "Company"):
        driver.execute_query(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")
    values: dict[str, dict[str, str]] = {record.id: {"id": record.id} for record in changes.records}
    types = {fact.record: fact.value for fact in changes.facts if fact.property == TYPE}
    for fact in changes.facts:
        if fact.property != TYPE:
            values[fact.record][fact.property] = fact.value
    for label in ("Person", "Company"):
        rows = (row for ident, row in values.items() if types[ident] == label)
        for some in chunks(rows):
            driver.execute_query(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=some)
    ties = (
        {
            "id": tie.relationship,
            "source": tie.source,
            "target": tie.target,
            "role": tie.role,
            "since": tie.since,
        }
        for tie in changes.ties
    )
    statement = """UNWIND $rows AS row MATCH (a:Person {id: row.source}) MATCH (b:Company {id: row.target})
        CREATE (a)-[r:EMPLOYMENT {id: row.id}]->(b) SET r.role = row.role, r.since = row.since"""
    for some in chunks(ties):
        driver.execute_query(statement, rows=some)


def chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        yield some


def push(path: Path) -> dict[str, float]:
    """Push a file to a fresh server, and use what is there."""
    one = Server(LTS, settings=ROOM, heap="2g")
    try:
        one.start()
        here = embedded.open_store(path, schema.shipped())
        there = server.open_server(
            address.parse(one.uri), "neo4j", one.password, schema.shipped(), create=True
        )
        stages: dict[str, float] = {}

        def note(stage: str, _done: int, _total: int) -> None:
            stages.setdefault(stage, time.perf_counter())

        started, before = time.perf_counter(), worked(one)
        seconds, _ = timed(lambda: transfer.push(here, there, note))
        spent = worked(one) - before
        print({stage: round(at - started, 1) for stage, at in stages.items()}, f"{seconds:.1f}")
        memory = peak()
        again, _ = timed(lambda: transfer.push(here, there))
        there.close()
        there = server.open_server(address.parse(one.uri), "neo4j", one.password, schema.shipped())
        status, _ = timed(there.info)
        act, _ = timed(
            lambda: by_hand.add(there, "Person", {"name": ["Ans"]}, by_hand.Act("me", confirmed=True))
        )
        firm, person = "e-000000000005", "e-000000000001"
        known, _ = timed(lambda: named_questions.ask(there, "who-we-know-at", {"organisation": [firm]}))
        hangs, _ = timed(lambda: named_questions.ask(there, "what-hangs-on", {"person": [person]}))
        load, _ = timed(there.load)
        loaded = peak()
        check, findings = timed(there.check)
        if findings:
            raise SystemExit(f"the store is not sound: {findings}")
        return {
            "seconds": seconds, "worked": spent, "memory": memory, "load": load, "loaded": loaded, "again": again, "act": act, "check": check,
            "known": known, "hangs": hangs, "status": status,
        }  # fmt: skip
    finally:
        one.remove()


if __name__ == "__main__":
    main()
