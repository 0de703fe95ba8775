"""The store on a Neo4j server, for several people at once and for networks that outgrow one file.

The server keeps what was said and, beside it, the current network as a property graph. An act is worked
out here, in a working set of what it touches, by the same code as in the embedded store: so both have
the same results. A lock on the server puts the acts of several writers one after the other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import TypeVar

from dtz_network.errors import RefusedError, StoreError
from dtz_network.model.changes import Applied, ChangeSet
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store.base import Erasure, Store
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.store.neo4j import (
    graph,
    keeping,
    loading,
    scope,
)
from dtz_network.store.neo4j import models as server_models
from dtz_network.store.neo4j.address import Address
from dtz_network.store.neo4j.answers import Answers
from dtz_network.store.neo4j.connection import Connection
from dtz_network.store.neo4j.gathering import Gatherer, Parts
from dtz_network.store.neo4j.working_set import WorkingSet
from dtz_network.store.neo4j.writer import Writer
from dtz_network.store.questions import Answer, Given, Question, answer
from dtz_network.store.sqlite import (
    acts,
    erasing,
    restoring,
    splitting,
    undoing,
    writing,
)
from dtz_network.store.sqlite.session import Clock, Session
from dtz_network.store.suppression import Keyring, Matcher, brought_back

T = TypeVar("T")
LARGE = 20_000
"""From so many statements on an act is staged in many transactions and then published in one."""


class ServerStore(Answers):
    """A ``Store`` on a Neo4j server; every act is atomic and totally ordered."""

    def __init__(self, connection: Connection, schema: Schema, clock: Clock | None = None) -> None:
        super().__init__(connection, schema, clock)
        self._writer = Writer(connection, self._reader)
        self._define()
        self.reapply_erasures()

    @property
    def fault_after(self) -> int | None:
        """For tests: the number of nodes after which writing fails with ``OSError`` (None: never)."""
        return self._writer.fault_after

    @fault_after.setter
    def fault_after(self, rows: int | None) -> None:
        self._writer.fault_after = rows

    # --- acts

    def apply(self, changes: ChangeSet, progress: Progress | None = None) -> Applied:
        """Store one act, whole or not at all, and return it as stored."""

        def gather(gatherer: Gatherer) -> Parts:
            records = scope.of_changes(gatherer, self.schema, changes)
            return gatherer.around(records, wide=scope.is_wide(changes))

        return self._writer.act(
            gather, lambda db: writing.apply(db, self.schema, changes, progress), progress=progress,
            large=changes.changes >= LARGE,
        )  # fmt: skip

    def undo(self, *changesets: str, who: str, why: str = "", with_later: bool = False) -> Applied:
        """Undo acts by adding one; ``with_later`` takes along, newest first, what builds on them."""

        def do(db: Session) -> int:
            chosen = [acts.number_of(db, name) for name in changesets]
            return undoing.undo(db, self.schema, chosen, who, why, with_later=with_later)

        return self._writer.act(lambda gatherer: self._reader.around_undo(gatherer, changesets), do)

    def split(self, entity: str, apart: Sequence[str], who: str, why: str = "") -> Applied:
        """Take records ``apart`` out of an entity: retract judgements across the cut, say *different*."""
        return self._writer.act(
            lambda gatherer: gatherer.around([entity, *apart], wide=True),
            lambda db: splitting.split(db, self.schema, entity, apart, who, why),
        )

    def erase(
        self, records: Sequence[str], who: str, ground: str = "AVG 17", texts: Sequence[str] = ()
    ) -> Erasure:
        """Erase a person: values, texts, places, keys; the only act that destroys, never undone.

        What can be read from the server is gone with it. The server's own files may hold the old bytes
        until it is filled anew.

        Raises:
            RefusedError: a record that is judged the same as one of these is not named.
        """

        def do(db: Session) -> Erasure:
            found = erasing.records_of(db, records, texts)
            return erasing.erase(db, self.schema, self._keyring, found, who, ground, texts=texts)

        return self._writer.rewrite(do)

    def reapply_erasures(self) -> list[Erasure]:
        """Erase again whom an older copy of this store brought back; the receipts (none: nothing to do)."""
        keyring = self._keyring
        try:
            missing = brought_back(keyring, self._suppressed())
        except StoreError:
            self._warnings.append("key-missing")
            return []
        if not missing:
            return []

        def do(db: Session) -> tuple[bool, Erasure]:
            again = erasing.erased_before(db, self.schema, Matcher(keyring, missing))
            return bool(again), erasing.erase(db, self.schema, keyring, again, "", "AVG 17", missing)

        found, receipt = self._writer.rewrite(do)
        if found:
            self._warnings.append("erased-again")
        return [receipt]

    def ask(self, question: Question, given: Given) -> Answer:
        """Return what a named question finds in the current network."""
        self.mirror()
        rows = self._server.read(lambda tx: tx.tuples(question.cypher, given))
        return answer(self.schema, question, given, rows)

    # --- the whole

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make every derived part anew from what was said, which stays as it is."""
        self._writer.mirror(progress, anew=True)

    def extend(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Add the acts of a tail, all or none; ids and numbers kept."""
        given = list(lines)
        named = None if len(given) >= LARGE else scope.of_tail(given)
        if named is not None:
            self._writer.act(
                named.around, lambda db: restoring.extend(db, self.schema, given, progress), progress=progress
            )
            return
        with self._reader.all() as db:
            restoring.extend(db, self.schema, given, progress)
            kept = self._reader.let_go()
        try:
            self.take_over(db, progress)
        finally:
            if kept is not None:
                kept.close()

    def replace(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Become what a full dump says that goes on where this store ends."""
        given = list(lines)
        self._writer.rewrite(lambda db: restoring.replace(db, self.schema, given, progress))
        self._reader.schema = server_models.adopt(self._server, self.schema)
        self._define()
        self.mirror(progress)
        self.reapply_erasures()

    def fill_from(self, other: Store, progress: Progress | None = None) -> None:
        """Fill an empty store with all that another one holds, ids and numbers kept."""
        if not isinstance(other, EmbeddedStore):
            self.load_dump(other.dump(), progress)
            return
        with other.session() as db:
            self._fill_with(db, progress)

    def load_dump(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Fill an empty store from a full dump, ids and numbers kept."""
        if self._reader.state().published:
            raise RefusedError("store-not-empty", path=self._server.address)
        with WorkingSet(str(self._server.address), "") as db:
            restoring.fill(db, self.schema, lines, progress)
            self._fill_with(db, progress)

    def _fill_with(self, db: Session, progress: Progress | None) -> None:
        if self._reader.state().published:
            raise RefusedError("store-not-empty", path=self._server.address)
        self.take_over(db, progress)
        self._keyring = Keyring(self._reader.state().id)
        self.reapply_erasures()

    def take_over(self, db: Session, progress: Progress | None = None) -> None:
        """Add the acts of a session that this store does not have yet; an empty store takes its id too."""
        loading.pour(self._server, db, progress, self._writer.count)
        self._reader.schema = server_models.adopt(self._server, self.schema)
        self._reader.forget()
        self._define()
        self._writer.mend(db, progress)
        self.mirror(progress)

    def mirror(self, progress: Progress | None = None) -> None:
        """Bring the property graph in step with what was said."""
        self._writer.mirror(progress)

    # --- how it is done

    def _define(self) -> None:
        """Make the constraints and indexes of the property graph; who may only read does without."""
        try:
            graph.define(self._server, self.schema)
        except StoreError as error:
            if error.key not in ("server-read-only", "server-forbidden"):
                raise


def open_server(
    address: Address,
    user: str,
    password: str,
    schema: Schema,
    *,
    create: bool = False,
    clock: Clock | None = None,
) -> ServerStore:
    """Return the store on a server; with ``create`` it is laid out in an empty database.

    ``clock`` gives the recorded time (UTC now without it).

    Raises:
        StoreError: the server is down or too old, the password is wrong, there is no store in it.
        RefusedError: there is something else in the database.
    """
    connection = Connection(address, user, password)
    try:
        if connection.read(keeping.state) is None:
            _lay_out(connection, create=create)
        return ServerStore(connection, schema, clock)
    except BaseException:
        connection.close()
        raise


def _lay_out(connection: Connection, *, create: bool) -> None:
    if not create:
        raise StoreError("server-empty", place=connection.address)
    keeping.prepare(connection, secrets.token_hex(8))
