"""The store on a Neo4j server, for several people at once and for networks that outgrow one file.

The server keeps what was said and, beside it, the current network as a property graph. An act is worked
out here, in a working set of what it touches, by the same code as in the embedded store: so both have
the same results. A lock on the server puts the acts of several writers one after the other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from dtz_network.errors import InputError, RefusedError, StoreError
from dtz_network.model.changes import Applied, ChangeSet, SeriesState, Source, Stated, StatementKind
from dtz_network.model.network import Entity, Network
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store.base import Columns, Erasure, Finding, HistoryLine, Store, StoreInfo
from dtz_network.store.embedded import EmbeddedStore
from dtz_network.store.neo4j import (
    graph,
    keeping,
    layout,
    loading,
    nodes,
    scope,
)
from dtz_network.store.neo4j import models as server_models
from dtz_network.store.neo4j.address import Address
from dtz_network.store.neo4j.connection import Connection
from dtz_network.store.neo4j.gathering import Gatherer, Parts
from dtz_network.store.neo4j.keeping import State
from dtz_network.store.neo4j.reader import Reader
from dtz_network.store.neo4j.working_set import WorkingSet
from dtz_network.store.neo4j.writer import Writer
from dtz_network.store.questions import Answer, Given, Question, answer
from dtz_network.store.sqlite import (
    acts,
    checking,
    columns,
    dumping,
    erasing,
    finding,
    history,
    reading,
    restoring,
    splitting,
    undoing,
    writing,
)
from dtz_network.store.sqlite.session import Clock, Session
from dtz_network.store.suppression import Entry, Keyring, Matcher

T = TypeVar("T")
LARGE = 20_000
"""From so many statements on an act is staged in many transactions and then published in one."""


class ServerStore:
    """A ``Store`` on a Neo4j server; every act is atomic and totally ordered."""

    def __init__(self, connection: Connection, schema: Schema, clock: Clock | None = None) -> None:
        self._server = connection
        self._reader = Reader(connection, server_models.adopt(connection, schema), clock)
        self._writer = Writer(connection, self._reader)
        self._define()
        self._warnings: list[str] = []
        self._keyring = Keyring(self._reader.state().id)
        self.reapply_erasures()

    @property
    def schema(self) -> Schema:
        """By which its content is understood: the shipped one with what the bureau changed in it."""
        return self._reader.schema

    @property
    def fault_after(self) -> int | None:
        """For tests: the number of nodes after which writing fails with ``OSError`` (None: never)."""
        return self._writer.fault_after

    @fault_after.setter
    def fault_after(self, rows: int | None) -> None:
        self._writer.fault_after = rows

    # --- what it is

    def info(self) -> StoreInfo:
        """Return what this store is and how much it holds."""
        state = self._reader.state()
        entities, relationships = self._size(state)
        with self._reader.some(lambda _: Parts()) as db:
            last_at = db.value("SELECT at FROM changeset WHERE id = ?", state.published) or ""
        return StoreInfo(
            place=str(self._server.address),
            engine="neo4j",
            format=layout.FORMAT,
            id=state.id,
            entities=entities,
            relationships=relationships,
            changesets=state.published,
            last_at=last_at,
            warnings=tuple(self._warnings),
        )

    def _size(self, state: State) -> tuple[int, int]:
        """Return how many entities and ties there are; the graph in step knows it without looking."""
        if state.graph == state.published:
            return self._server.read(lambda tx: graph.size(tx, self.schema))
        with self._reader.all() as db:
            network = reading.current(db, self.schema)
        return len(network.entities), len(network.relationships)

    def close(self) -> None:
        """Let go of the store."""
        self._reader.forget()
        self._server.close()

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

    def blockers(self, changeset: str) -> list[Applied]:
        """Return the later acts in force that build on a changeset, newest first."""
        with self._reader.some(lambda gatherer: self._reader.around_undo(gatherer, [changeset])) as db:
            later = undoing.building_on(db, [acts.number_of(db, changeset)])
            return acts.changesets(db, 0, later)[::-1] if later else []

    def split(self, entity: str, apart: Sequence[str], who: str, why: str = "") -> Applied:
        """Take records ``apart`` out of an entity: retract judgements across the cut, say *different*."""
        return self._writer.act(
            lambda gatherer: gatherer.around([entity, *apart], wide=True),
            lambda db: splitting.split(db, self.schema, entity, apart, who, why),
        )

    def erase(self, records: Sequence[str], who: str, ground: str = "AVG 17") -> Erasure:
        """Erase a person: values, texts, places, keys; the only act that destroys, never undone.

        What can be read from the server is gone with it. The server's own files may hold the old bytes
        until it is filled anew; ``info().warnings`` then has "bytes-remain".

        Raises:
            RefusedError: a record that is judged the same as one of these is not named.
        """

        def do(db: Session) -> Erasure:
            found = erasing.records_of(db, records)
            return erasing.erase(db, self.schema, self._keyring, found, who, ground)

        return self._writer.rewrite(do)

    # --- questions

    def series(self, name: str) -> SeriesState:
        """Return what the series ``name`` has said so far."""

        def gather(gatherer: Gatherer) -> Parts:
            with self._reader.made(gatherer.tx, self._reader.state_in(gatherer.tx), Parts()) as db:
                of = [cs for (cs,) in db.rows(
                    "SELECT c.id FROM changeset c JOIN source s ON s.id = c.source WHERE s.series = ?", name
                )]  # fmt: skip
            return gatherer.around(gatherer.of_acts(of) | gatherer.of_series(name), wide=False)

        with self._reader.some(gather) as db:
            return history.series(db, name)

    def load(self, known_at: str | None = None, as_of: str | None = None) -> Network:
        """Return the network, as known at a changeset (id, number or date), as valid on a date."""
        with self._reader.all() as db:
            if known_at is None:
                network = reading.current(db, self.schema)
            else:
                network = reading.replayed(db, self.schema, acts.moment(db, known_at))
        return network.at(as_of) if as_of else network

    def columns(self) -> Columns:
        """Return the current network in columns."""
        with self._reader.all() as db:
            return columns.columns(db)

    def find(self, text: str, types: Sequence[str] = (), limit: int = 20) -> list[Entity]:
        """Return the entities of which a name (also a former or an alias's) matches ``text``."""
        words = nodes.words_of(text)
        if not words or limit < 1:
            return []
        begins = " AND ".join(f"{word}*" for word in words)
        for statement, given in ((_BEGINNING, begins), (_CONTAINING, words)):
            with self._reader.some(partial(_around_names, text.strip(), statement, given)) as db:
                if found := finding.find(db, self.schema, text, types, limit):
                    return found
        return []

    def ask(self, question: Question, given: Given) -> Answer:
        """Return what a named question finds in the current network."""
        self.mirror()
        rows = self._server.read(lambda tx: tx.tuples(question.cypher, given))
        return answer(self.schema, question, given, rows)

    def changesets(self, since: str | None = None) -> list[Applied]:
        """Return the acts in recorded order, after the changeset ``since`` if given."""
        with self._reader.some(lambda _: Parts()) as db:
            return acts.changesets(db, acts.number_of(db, since) if since else 0)

    def sources(self) -> dict[str, Source]:
        """Return all sources by id."""
        with self._reader.some(lambda _: Parts()) as db:
            return reading.sources(db)

    def history(self, entity: str) -> list[HistoryLine]:
        """Return every statement about an entity (any of its records), oldest first."""
        with self._reader.some(lambda gatherer: gatherer.around([entity], wide=True)) as db:
            return history.history(db, entity)

    def judgements(self) -> list[Stated]:
        """Return the live judgements about records, oldest first."""
        with self._reader.some(_around_judgements) as db:
            return history.judgements(db)

    def stated(self, kind: StatementKind, number: int) -> HistoryLine:
        """Return one statement by its number."""
        if kind not in history.STATEMENTS:
            raise InputError("unknown-statement", kind=kind, number=number)
        with self._reader.some(
            lambda gatherer: gatherer.around(gatherer.subjects([f"{kind}:{number}"]), wide=False)
        ) as db:
            return history.stated(db, kind, number)

    def since_merge(self, entity: str, apart: Sequence[str]) -> list[Stated]:
        """Return the hand entries made about an entity since the merge that a split would cut."""
        with self._reader.some(lambda gatherer: gatherer.around([entity, *apart], wide=True)) as db:
            return splitting.since_merge(db, entity, apart)

    def suppressed(self, rows: Iterable[Mapping[str, str]]) -> Iterator[bool]:
        """Return for each row (name, email, organisation) whether its person was erased before."""
        matcher = Matcher(self._keyring, self._suppressed())
        for row in rows:
            yield matcher.matches(row.get("name", ""), row.get("email", ""), row.get("organisation", ""))

    def _suppressed(self) -> set[Entry]:
        with self._reader.some(lambda _: Parts()) as db:
            return {
                Entry(prefix, digest) for prefix, digest in db.rows("SELECT prefix, hash FROM suppressed")
            }

    def reapply_erasures(self) -> list[Erasure]:
        """Erase again whom an older copy of this store brought back; the receipts (none: nothing to do)."""
        keyring, kept = self._keyring, self._suppressed()
        try:
            remembered = keyring.remembered()
            keyring.remember(kept)
        except StoreError:
            self._warnings.append("key-missing")
            return []
        missing = remembered - kept
        if (kept or missing) and not keyring.has_key:
            self._warnings.append("key-missing")
            return []
        if not missing:
            return []

        def do(db: Session) -> Erasure:
            again = erasing.erased_before(db, self.schema, Matcher(keyring, missing))
            self._warnings.extend(["erased-again"] if again else [])
            return erasing.erase(db, self.schema, keyring, again, "", "AVG 17", missing)

        return [self._writer.rewrite(do)]

    # --- the whole

    def backup(self, path: Path) -> None:
        """Write the whole store to ``path`` as an embedded store (refused if it exists)."""
        if path.exists():
            raise RefusedError("backup-exists", path=path)
        with self._reader.all() as db:
            db.copy(path)

    def check(self) -> list[Finding]:
        """Recompute every derived part and compare; an empty list is good news."""
        self._reader.forget()
        with self._reader.all() as db:
            return [*checking.check(db, self.schema), *self._graph_findings(db)]

    def _graph_findings(self, db: Session) -> list[Finding]:
        state = self._reader.state()
        if state.graph != state.published:
            return [Finding("graph-behind")]
        missing, surplus = self._server.read(lambda tx: graph.differences(tx, db, self.schema))
        return (
            [Finding("graph-edited", {"missing": missing, "surplus": surplus})] if missing or surplus else []
        )

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make every derived part anew from what was said, which stays as it is."""
        self._writer.mirror(progress, anew=True)

    def dump(self, *, history: bool = True) -> Iterator[str]:
        """Return the store as JSON lines: the full history, or the live state (sorted, no counters)."""
        with self._reader.all() as db:
            yield from dumping.full(db) if history else dumping.state(db)

    def tail(self, after: str) -> Iterator[str]:
        """Return what was recorded after an act, as JSON lines, to go on elsewhere."""
        with self._reader.all() as db:
            yield from dumping.tail(db, acts.number_of(db, after))

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


_BEGINNING = "CALL db.index.fulltext.queryNodes('_said_names', $words) YIELD node RETURN node.of"
_CONTAINING = """MATCH (s:_Said) WHERE s.names IS NOT NULL AND all(word IN $words WHERE s.names CONTAINS word)
    RETURN s.of"""


def _around_names(ident: str, statement: str, words: object, gatherer: Gatherer) -> Parts:
    """Return the records that a statement finds, and the one with an id."""
    if not gatherer.published:
        return gatherer.parts
    found = {of for (of,) in gatherer.tx.stream(statement, words=words)}
    return gatherer.around({ident, *found}, wide=False)


def _around_judgements(gatherer: Gatherer) -> Parts:
    """Return the records that judgements are about."""
    ends = gatherer.tx.stream("MATCH (s:_Said) WHERE s.of STARTS WITH 'judgement:' RETURN s.one, s.other")
    return gatherer.around({end for pair in ends for end in pair if end}, wide=False)


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
