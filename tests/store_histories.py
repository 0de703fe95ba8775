"""Random histories of a store: imports, hand entries, judgements, undo, as hypothesis strategies.

Everything here speaks to the ``Store`` protocol, so that another store can be held to the same laws.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dtz_network.errors import RefusedError
from dtz_network.intake import plan as planning
from dtz_network.intake.rows import EntityRow, Ref, RelationRow
from dtz_network.model import schema as model_schema
from dtz_network.model.changes import Applied, ChangeSet, Fact, Judgement, Retraction, Source, mint
from dtz_network.store import embedded
from dtz_network.store.base import Store

from . import neo4j_stores

SCHEMA = model_schema.shipped()


@dataclass(frozen=True)
class Line:
    """One row of a list: a person with an organisation and perhaps a body."""

    name: str
    email: str = ""
    phone: str = ""
    organisation: str = ""
    role: str = ""
    since: str = ""
    until: str = ""
    body: str = ""


@dataclass(frozen=True)
class List:
    """A file of a series."""

    series: str
    lines: tuple[Line, ...]
    edition: int = 0

    @property
    def digest(self) -> str:
        return f"{self.series}-{hash((self.lines, self.edition)) & 0xFFFFFFFF:x}"


names = st.sampled_from(["Jan de Vries", "Zoë Bakker", "Müll"])
lines = st.builds(
    Line,
    name=names,
    email=st.sampled_from(["", "j@a.example", "z@b.example"]),
    phone=st.sampled_from(["", "06-1", "06-2"]),
    organisation=st.sampled_from(["", "Acme", "Bakker BV"]),
    role=st.sampled_from(["", "inkoper", "directeur"]),
    since=st.sampled_from(["", "2020", "2021-03"]),
    until=st.sampled_from(["", "2022", "2023-01-31"]),
    body=st.sampled_from(["", "", "Stuurgroep"]),
)
lists = st.builds(
    List,
    series=st.sampled_from(["leden", "deelnemers"]),
    lines=st.lists(lines, min_size=1, max_size=5, unique_by=lambda x: (x.name, x.email)).map(tuple),
)
acts = st.one_of(
    st.tuples(st.just("import"), lists),
    st.tuples(st.just("judge"), st.integers(0, 30), st.integers(0, 30), st.sampled_from(["same", "same", "different", "later"])),
    st.tuples(st.just("unjudge"), st.integers(0, 9)),
    st.tuples(st.just("undo"), st.integers(0, 30)),
    st.tuples(st.just("say"), st.integers(0, 30), st.sampled_from(["phone", "email", "name"]), st.sampled_from(["06-9", "x@y.example", "Jan Vries"])),
    st.tuples(st.just("retract"), st.integers(0, 30)),
)  # fmt: skip
histories = st.lists(acts, min_size=2, max_size=9)


class Clock:
    """Gives times that mostly go on and sometimes jump back."""

    def __init__(self, seed: int = 1) -> None:
        self._random, self._ticks = random.Random(seed), itertools.count(1)

    def __call__(self) -> dt.datetime:
        tick = next(self._ticks) * 60 - self._random.choice((0, 0, 0, 300))
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=tick)


def make_embedded(folder: Path, name: str) -> Store:
    return embedded.open_store(folder / f"{name}.db", SCHEMA, create=True, clock=Clock())


def make_server(folder: Path, name: str) -> Store:
    return neo4j_stores.made(folder, name, Clock())


MAKERS: dict[str, Callable[[Path, str], Store]] = {"embedded": make_embedded, "server": make_server}
if os.environ.get("DTZ_REPEATED"):
    del MAKERS["server"]  # two minutes, and the first run of CI had them; the contract runs on it each time
"""A store that joins here is held to every law."""


def rows(found: List) -> list[EntityRow | RelationRow]:
    """Return the rows of a list, organisations and bodies once, a person for each line."""
    made: dict[Ref, EntityRow] = {}
    ties: list[RelationRow] = []
    for number, line in enumerate(found.lines):
        person = Ref("Person", f"{line.name}|{line.email}")
        values = {"name": line.name, "email": line.email, "phone": line.phone}
        made[person] = EntityRow(
            "Person", person.key, {p: (v,) for p, v in values.items() if v}, place=str(number)
        )
        firm = Ref("Company", line.organisation)
        if line.organisation:
            made[firm] = EntityRow("Company", firm.key, {"name": (firm.key,)})
            ties.append(RelationRow("Employment", person, firm, line.role, line.since, line.until))
        if line.body:
            body, seat = Ref("GovernanceBody", line.body), Ref("Seat", f"{line.body} {line.name}")
            made[body] = EntityRow("GovernanceBody", body.key, {"name": (body.key,)})
            made[seat] = EntityRow("Seat", seat.key, {"name": (seat.key,)}, {"body": (body,)})
            behalf = {"on_behalf_of": (firm,)} if line.organisation else {}
            ties.append(
                RelationRow("Membership", person, body, "member", references={"seat": (seat,), **behalf})
            )
    return [*made.values(), *ties]


def plan(store: Store, found: List) -> planning.Plan:
    source = Source(mint("s"), found.series, "list", f"{found.series}.csv", found.digest)
    return planning.plan(rows(found), store.series(found.series), source, store.schema, who="tester")


def apply_list(store: Store, found: List) -> Applied | None:
    changes = plan(store, found).changes
    return store.apply(changes) if changes.changes or changes.unchanged else None


def do(store: Store, act: tuple[Any, ...]) -> Applied | None:
    """Do one act; None where there is nothing to do or the store refuses it."""
    try:
        return _ACTS[act[0]](store, *act[1:])
    except RefusedError:
        return None


def _judge(store: Store, one: int, other: int, verdict: Any) -> Applied | None:
    known = _of_one_type(store)
    if len(known) < 2:
        return None
    a, b = known[one % len(known)], known[other % len(known)]
    return (
        store.apply(ChangeSet("judge", "tester", judgements=[Judgement(a, b, verdict, "test")]))
        if a != b
        else None
    )


def _of_one_type(store: Store) -> list[str]:
    """Return the records of people in recorded order: only things of one kind are judged the same."""
    live = {i for e in store.load().entities.values() if e.type == "Person" for i in (e.id, *e.aliases)}
    said = (json.loads(line) for line in store.dump() if line.startswith('{"record"'))
    return [line["record"] for line in said if line["record"] in live]


def judgements(store: Store) -> list[int]:
    """Return the numbers of the live judgements."""
    known = {
        line.stated.number: line
        for e in store.load().entities
        for line in store.history(e)
        if line.stated.kind == "judgement" and line.stated.live
    }
    return sorted(known)


def _unjudge(store: Store, pick: int) -> Applied | None:
    live = judgements(store)
    return (
        store.apply(
            ChangeSet("judge", "tester", retractions=[Retraction("judgement", live[pick % len(live)])])
        )
        if live
        else None
    )


def _undo(store: Store, pick: int) -> Applied | None:
    known = store.changesets()
    return store.undo(known[pick % len(known)].id, who="tester") if known else None


def _say(store: Store, pick: int, prop: str, value: str) -> Applied | None:
    known = _of_one_type(store)
    if not known:
        return None
    source = Source(mint("s"), "hand:tester", "own", "gesprek")
    return store.apply(
        ChangeSet("hand", "tester", source=source, facts=[Fact(known[pick % len(known)], prop, value)])
    )


def _retract(store: Store, pick: int) -> Applied | None:
    said = [
        line.stated.number
        for e in store.load().entities
        for line in store.history(e)
        if line.stated.live and isinstance(line.stated.said, Fact) and line.stated.said.property == "phone"
    ]
    said.sort()
    return (
        store.apply(ChangeSet("hand", "tester", retractions=[Retraction("fact", said[pick % len(said)])]))
        if said
        else None
    )


_ACTS: dict[str, Callable[..., Applied | None]] = {
    "import": apply_list, "judge": _judge, "unjudge": _unjudge, "undo": _undo, "say": _say, "retract": _retract,
}  # fmt: skip


def view(store: Store, known_at: str | None = None, as_of: str | None = None) -> str:
    """Return what a store shows, for comparing: no statement numbers, no places."""
    network = store.load(known_at, as_of)
    entities = {
        e.id: [
            e.type,
            sorted(e.aliases),
            sorted((p, v.value, v.since, v.until) for p in e.values for v in e.values[p]),
        ]
        for e in network.entities.values()
    }
    ties = sorted(
        [
            t.type,
            t.source,
            t.target,
            t.role,
            t.since,
            t.until,
            sorted((p, str(v)) for p, v in t.details.items()),
        ]
        for t in network.relationships
    )
    return json.dumps([entities, ties], ensure_ascii=False, sort_keys=True)


def thinner(found: List, holes: Iterator[int]) -> List:
    """Return a list with some cells emptied, and some others filled."""

    def cell(value: str, new: str) -> str:
        return ("", value, value, value or new)[next(holes)]

    return replace(
        found,
        edition=found.edition + 1,
        lines=tuple(
            replace(x, phone=cell(x.phone, "06-3"), since=cell(x.since, "2019"), until=cell(x.until, "2024"))
            for x in found.lines
        ),
    )
