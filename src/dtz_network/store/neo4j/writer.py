"""Acts on a server: worked out in a working set, kept with what was said, and shown in the property graph."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from dtz_network.model.changes import Applied
from dtz_network.model.progress import Progress
from dtz_network.store.neo4j import graph, keeping, loading, nodes, rewriting
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.gathering import Gatherer, Parts
from dtz_network.store.neo4j.keeping import LeftoversError, State
from dtz_network.store.neo4j.reader import Gather, Reader
from dtz_network.store.neo4j.working_set import acts_after
from dtz_network.store.sqlite import acts
from dtz_network.store.sqlite.session import InjectedFaultError, Session

T = TypeVar("T")


class Writer:
    """Writes acts to a server, and keeps the property graph in step with them.

    Attributes:
        fault_after: for tests: the number of nodes after which writing fails with ``OSError`` (None: never).
    """

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self.fault_after: int | None = None
        self._server, self._reader = connection, reader

    def act(
        self, gather: Gather, do: Callable[[Session], int], *,
        progress: Progress | None = None, large: bool = False,
    ) -> Applied:  # fmt: skip
        """Work an act out and store it; after a passing fault that is done again from the start."""
        token = secrets.token_hex(8)
        if large:
            with self._reader.some(gather) as db:
                number = do(db)
                loading.stage(self._server, db, token, progress, self.count)
                done = acts.applied(db, number)
        else:
            done = self._swept(lambda: self._server.write(partial(self._in_one, gather, do, token)))
        self.mirror(progress)
        return done

    def rewrite(self, do: Callable[[Session], T]) -> T:
        """Do an act that changes what stands there already."""

        def work(tx: Transaction) -> T:
            state = keeping.lock(tx)
            with self._reader.filled(tx, state) as db:
                before = rewriting.fingerprints(db)
                result = self._in_step(tx, state, db, lambda: do(db))
                self.count(1)
                rewriting.write(tx, state, db, before)
                return result

        self._reader.forget()
        try:
            return self._swept(lambda: self._server.write(work))
        finally:
            self._reader.forget()

    def mirror(self, progress: Progress | None = None, *, anew: bool = False) -> None:
        """Bring the property graph in step with what was said; ``anew`` also where it claims to be so.

        It is compared with what it should be, so it can be broken off and done again.
        """
        state = self._reader.state()
        while anew or state.graph != state.published:
            with self._reader.all() as db:
                self.mend(db, progress)
            state, anew = self._reader.state(), False

    def mend(self, db: Session, progress: Progress | None) -> None:
        """Make the property graph what a session says it should be."""
        schema = self._reader.schema
        self._swept(partial(graph.mend, self._server, db, schema, progress, self.count))

    def count(self, rows: int) -> None:
        """Note that nodes are about to be written."""
        if self.fault_after is not None:
            if self.fault_after < rows:
                raise InjectedFaultError
            self.fault_after -= rows

    def _in_one(self, gather: Gather, do: Callable[[Session], int], token: str, tx: Transaction) -> Applied:
        """Work an act out and write it in one transaction, unless that was done and only the answer was lost."""
        state = keeping.lock(tx)
        known = keeping.done(tx, token)
        if known is not None:
            with self._reader.made(tx, state, Parts()) as db:
                return acts.applied(db, known)
        with self._reader.made(tx, state, gather(Gatherer(tx, state.published))) as db:
            number = self._in_step(tx, state, db, lambda: do(db))
            self._keep(tx, state, db, token)
            return acts.applied(db, number)

    def _in_step(self, tx: Transaction, state: State, db: Session, do: Callable[[], T]) -> T:
        """Do something in a working set, and change in the property graph what that changed."""
        if state.graph != state.published:
            return do()
        schema = self._reader.schema
        before = graph.known(db, schema)
        done = do()
        self.count(graph.change(tx, schema, before, graph.known(db, schema)))
        return done

    def _keep(self, tx: Transaction, state: State, db: Session, token: str) -> None:
        """Write what is new in a working set, and publish it."""
        records = state.records
        for batch in nodes.batches(db, state.published, records + 1, keeping.SIZE):
            self.count(len(batch))
            keeping.write(tx, batch)
            records += batch.records
        self.count(1)
        fresh = list(acts_after(db, state.published))
        keeping.write_acts(tx, fresh, token)
        keeping.publish(tx, state.after(fresh[-1].number, records))

    def _swept(self, write: Callable[[], T]) -> T:
        """Write; if somebody who was loading is gone, take away what is left of it first."""
        try:
            return write()
        except LeftoversError:
            keeping.sweep(self._server)
            return write()
