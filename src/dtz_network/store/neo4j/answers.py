"""What a store on a Neo4j server answers: each question reads what it needs into a working set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from dtz_network.errors import InputError, RefusedError
from dtz_network.model.changes import Applied, SeriesState, Source, Stated, StatementKind
from dtz_network.model.network import Entity, Network
from dtz_network.model.schema import Schema
from dtz_network.store.base import Columns, Finding, HistoryLine, Mention, StoreInfo
from dtz_network.store.cleaning import Cleaner
from dtz_network.store.neo4j import graph_compared, layout, nodes
from dtz_network.store.neo4j import models as server_models
from dtz_network.store.neo4j.connection import Connection
from dtz_network.store.neo4j.gathering import Gatherer, Parts
from dtz_network.store.neo4j.keeping import State
from dtz_network.store.neo4j.reader import Reader
from dtz_network.store.sqlite import (
    acts,
    checking,
    columns,
    dumping,
    finding,
    history,
    mentioning,
    reading,
    splitting,
)
from dtz_network.store.sqlite.session import Clock, Session
from dtz_network.store.suppression import Entry, Keyring, Matcher


class Answers:
    """The questions of a ``Store`` on a Neo4j server; none of them writes."""

    def __init__(self, connection: Connection, schema: Schema, clock: Clock | None) -> None:
        self._server = connection
        self._reader = Reader(connection, server_models.adopt(connection, schema), clock)
        self._keyring = Keyring(self._reader.state().id)
        self._warnings: list[str] = []

    @property
    def schema(self) -> Schema:
        """By which its content is understood: the shipped one with what the bureau changed in it."""
        return self._reader.schema

    def close(self) -> None:
        """Let go of the store."""
        self._reader.forget()
        self._server.close()

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
            return self._server.read(lambda tx: graph_compared.size(tx, self.schema))
        with self._reader.all() as db:
            network = reading.current(db, self.schema)
        return len(network.entities), len(network.relationships)

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

    def mentions(self, names: Sequence[str]) -> tuple[Mention, ...]:
        """Return the texts in which a name, or a word of one, stands, whether still in force or not."""
        with self._reader.all() as db:
            return tuple(mentioning.mentions(db, self.schema, Cleaner(names)))

    def _suppressed(self) -> set[Entry]:
        with self._reader.some(lambda _: Parts()) as db:
            return {
                Entry(prefix, digest) for prefix, digest in db.rows("SELECT prefix, hash FROM suppressed")
            }

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
        missing, surplus = self._server.read(lambda tx: graph_compared.differences(tx, db, self.schema))
        return (
            [Finding("graph-edited", {"missing": missing, "surplus": surplus})] if missing or surplus else []
        )

    def dump(self, *, history: bool = True) -> Iterator[str]:
        """Return the store as JSON lines: the full history, or the live state (sorted, no counters)."""
        with self._reader.all() as db:
            yield from dumping.full(db) if history else dumping.state(db)

    def tail(self, after: str) -> Iterator[str]:
        """Return what was recorded after an act, as JSON lines, to go on elsewhere."""
        with self._reader.all() as db:
            yield from dumping.tail(db, acts.number_of(db, after))


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
