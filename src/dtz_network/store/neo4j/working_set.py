"""A part of a store in a small database of its own, in which one act is worked out by the laws of all stores.

The server keeps what was said; what follows from it (who is whom, what is shown, what an undo would
break) is worked out by the same code for every store. What an act needs is fetched into a working set,
the act is done there, and what is new in it goes to the server.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import dumping, opening, remaking, undoing
from dtz_network.store.sqlite.dumping import Printer
from dtz_network.store.sqlite.restoring import Filler
from dtz_network.store.sqlite.session import Clock, Session

Counts = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Act:
    """An act as the server keeps it.

    Attributes:
        number: its number.
        heads: lines of its sources, of itself, and of the hashes of persons whom it erased.
        counts: for each kind of statement the first number, the last and how many there are.
    """

    number: int
    heads: tuple[str, ...]
    counts: Counts

    @property
    def uid(self) -> str:
        """Its id."""
        return str(self._said["changeset"])

    @property
    def erased(self) -> bool:
        """Whether it is an erasure."""
        return bool(self._said["kind"] == "erase")

    @property
    def _said(self) -> dict[str, Any]:
        found: dict[str, Any] = next(json.loads(x) for x in self.heads if x.startswith('{"changeset"'))
        return found


@dataclass(frozen=True)
class Introduced:
    """A record, with the number that orders records by age and the act that brought it."""

    number: int
    act: int
    line: str


class WorkingSet:
    """A store in a temporary database; a context manager that leaves nothing behind."""

    def __init__(self, name: str, store: str, clock: Clock | None = None) -> None:
        self.db = Session.temporary(name, clock=clock)
        opening.lay_out(self.db)
        self.db.write("UPDATE meta SET value = ? WHERE name = 'id'", store)

    def __enter__(self) -> Session:
        return self.db

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self.db.close()

    def fill(
        self,
        schema: Schema,
        acts: Iterable[Act],
        records: Iterable[Introduced] = (),
        said: Iterable[tuple[int, Mapping[str, Any]]] = (),
        models: Iterable[tuple[int, str, str]] = (),
    ) -> None:
        """Put acts, records and statements in, and work out what they show."""
        with self.db.act():
            filler = Filler(self.db)
            for act in acts:
                filler.add_act(act.number, act.heads, act.counts)
            for record in records:
                filler.add_record(record.number, record.act, json.loads(record.line))
            for number, (act_number, line) in enumerate(said, 1):
                filler.add(act_number, dict(line))
                if number % 50_000 == 0:
                    filler.flush()
            filler.flush()
            rows = ((number, *model) for number, model in enumerate(models, 1))
            self.db.write_many("INSERT INTO model VALUES(?,?,?,?)", rows)
            undoing.settle(self.db)
            remaking.remake(self.db, schema)


def act_of(db: Session, number: int, heads: Iterable[str]) -> Act:
    """Return an act of a session as the server keeps it, from the lines of its sources and itself."""
    counts = {
        kind: (first, last, n)
        for kind, first, last, n in db.rows("SELECT kind, first, last, n FROM extent WHERE cs = ?", number)
    }
    return Act(number, (*heads, *dumping.hashes(db, number)), counts)


def acts_after(db: Session, after: int) -> Iterable[Act]:
    """Return the acts of a session after a number, in recorded order."""
    for number, heads in dumping.acts(Printer(db), after):
        yield act_of(db, number, heads)
