"""Working sets of what a question or an act needs, or of the whole store, read from a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dtz_network.errors import InWords, RefusedError, StoreError
from dtz_network.model.resolve import in_force
from dtz_network.model.schema import Schema
from dtz_network.store.neo4j import gathering, keeping, paging
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.neo4j.gathering import Gatherer, Parts
from dtz_network.store.neo4j.keeping import State
from dtz_network.store.neo4j.working_set import Act, WorkingSet
from dtz_network.store.sqlite import acts, undoing
from dtz_network.store.sqlite.live import last, undoes
from dtz_network.store.sqlite.session import Clock, Session

Gather = Callable[[Gatherer], Parts]
"""Fetches what is needed from the server."""

_ERASING = InWords("er wordt iemand gewist", "somebody is being erased")


class Reader:
    """Reads a server; what was read of the whole is kept until something was added.

    Attributes:
        schema: by which it is understood.
    """

    def __init__(self, connection: Connection, schema: Schema, clock: Clock | None = None) -> None:
        self.schema = schema
        self._server, self._clock = connection, clock
        self._acts: list[Act] = []
        self._seen = -1
        self._whole: tuple[State, WorkingSet] | None = None

    def state(self) -> State:
        """Return where the store stands."""
        return self._server.read(self.state_in)

    def state_in(self, tx: Transaction) -> State:
        """Return where the store stands in a transaction.

        Raises:
            StoreError: there is none any more.
        """
        found = keeping.state(tx)
        if found is None:
            raise StoreError("server-gone", place=self._server.address)
        return found

    @contextmanager
    def some(self, gather: Gather) -> Iterator[Session]:
        """Give a working set of what a question needs."""

        def work(tx: Transaction) -> WorkingSet:
            state = self.state_in(tx)
            made = self.made(tx, state, gather(Gatherer(tx, state.published)))
            self._demand_same(tx, state, made)
            return made

        with self._server.read(work) as found:
            yield found

    @contextmanager
    def all(self) -> Iterator[Session]:
        """Give the whole store as a working set."""
        state = self.state()
        if self._whole is None or not self._whole[0].says_the_same(state):
            self.forget()
            self._whole = self._server.read(self._read_all)
        yield self._whole[1].db

    def let_go(self) -> WorkingSet | None:
        """Return the working set of the whole, which is no longer kept here; whoever has it closes it."""
        kept, self._whole = self._whole, None
        return kept[1] if kept else None

    def forget(self) -> None:
        """Let go of what was read of the whole."""
        if kept := self.let_go():
            kept.close()

    def made(self, tx: Transaction, state: State, parts: Parts) -> WorkingSet:
        """Return a working set of parts."""
        made = WorkingSet(str(self._server.address), state.id, self._clock)
        made.fill(self.schema, self._known_acts(tx, state), parts.records.values(), parts.statements())
        return made

    def filled(self, tx: Transaction, state: State) -> WorkingSet:
        """Return a working set of the whole."""
        made = WorkingSet(str(self._server.address), state.id, self._clock)
        made.fill(
            self.schema,
            self._known_acts(tx, state),
            paging.all_records(tx, state.published),
            paging.all_statements(tx, state.published),
            gathering.models(tx),
        )
        return made

    def around_undo(self, gatherer: Gatherer, changesets: Sequence[str]) -> Parts:
        """Return all that undoing acts can touch: what they and what builds on them said."""
        tx, state = gatherer.tx, self.state_in(gatherer.tx)
        with self.made(tx, state, Parts()) as db:
            taken = {acts.number_of(db, name) for name in changesets}
        while True:
            with self.made(tx, state, Parts()) as db:
                moving = _moving(db, taken)
            parts = Gatherer(tx, state.published)
            found = parts.around(parts.of_acts(moving), wide=True)
            with self.made(tx, state, found) as db:
                try:
                    later = undoing.building_on(db, taken)
                except RefusedError:
                    return gatherer.everything()
            if later <= taken:
                return found
            taken |= later

    def _read_all(self, tx: Transaction) -> tuple[State, WorkingSet]:
        state = self.state_in(tx)
        made = self.filled(tx, state)
        self._demand_same(tx, state, made)
        return state, made

    def _demand_same(self, tx: Transaction, state: State, made: WorkingSet) -> None:
        """Refuse what was read while somebody erased: it may be half of before and half of after."""
        if self.state_in(tx).erasures != state.erasures:
            made.close()
            raise StoreError("server-busy", place=self._server.address, reason=_ERASING)

    def _known_acts(self, tx: Transaction, state: State) -> list[Act]:
        """Return all acts; those read before are read again only after an erasure."""
        if self._seen != state.erasures:
            self._acts, self._seen = [], state.erasures
        self._acts += gathering.acts(tx, len(self._acts), state.published)
        return self._acts[: state.published]


def _moving(db: Session, taken: set[int]) -> set[int]:
    """Return the acts that come into force or go out of it when some are undone, and these."""
    order, before = range(1, last(db) + 1), undoes(db)
    undo = len(order) + 1
    after = in_force([*order, undo], {**before, undo: taken}) - {undo}
    return in_force(order, before) ^ after | taken
