"""The embedded store: one SQLite file that can be copied, with no server and nothing to set up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dtz_network.errors import RefusedError, StoreError
from dtz_network.model import collector
from dtz_network.model.changes import Applied, ChangeSet, SeriesState, Source, Stated, StatementKind
from dtz_network.model.network import Entity, Network
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store import places
from dtz_network.store.base import Columns, Erasure, Finding, HistoryLine, Mention, Store, StoreInfo
from dtz_network.store.cleaning import Cleaner
from dtz_network.store.questions import Answer, Given, Question, answer
from dtz_network.store.sqlite import (
    acts,
    checking,
    columns,
    ddl,
    dumping,
    erasing,
    finding,
    history,
    mentioning,
    models,
    opening,
    reading,
    remaking,
    restoring,
    splitting,
    undoing,
    views,
    writing,
)
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Clock, Session
from dtz_network.store.suppression import Entry, Keyring, Matcher, brought_back


class EmbeddedStore:
    """A ``Store`` in one SQLite file; every act is atomic and totally ordered."""

    def __init__(self, db: Session, schema: Schema) -> None:
        self._db = db
        self.schema = models.adopt(db, schema)
        self._warnings = list(places.warnings(db.path))
        self._keyring = Keyring(self._id())
        self.reapply_erasures()

    def _id(self) -> str:
        return str(self._db.value("SELECT value FROM meta WHERE name = 'id'"))

    @property
    def fault_after(self) -> int | None:
        """For tests: the number of rows after which writing fails with ``OSError`` (None: never)."""
        return self._db.fault_after

    @fault_after.setter
    def fault_after(self, rows: int | None) -> None:
        self._db.fault_after = rows

    def info(self) -> StoreInfo:
        """Return what this store is and how much it holds."""
        db = self._db
        number = last(db)
        shown = "SELECT count(*) FROM fact f JOIN word w ON w.id = f.prop AND w.text = 'type' WHERE f.top = 1"
        return StoreInfo(
            place=str(db.path),
            engine="sqlite",
            format=ddl.FORMAT,
            id=self._id(),
            entities=db.value(shown),
            relationships=db.value("SELECT count(*) FROM tie WHERE top = 2"),
            changesets=number,
            last_at=db.value("SELECT at FROM changeset WHERE id = ?", number) or "",
            warnings=tuple(self._warnings),
        )

    def close(self) -> None:
        """Let go of the store."""
        self._db.close()

    def apply(self, changes: ChangeSet, progress: Progress | None = None) -> Applied:
        """Store one act, whole or not at all, and return it as stored."""
        with collector.paused():
            number = writing.apply(self._db, self.schema, changes, progress)
        return acts.applied(self._db, number)

    def series(self, name: str) -> SeriesState:
        """Return what the series ``name`` has said so far."""
        with self._db.snapshot():
            return history.series(self._db, name)

    def load(self, known_at: str | None = None, as_of: str | None = None) -> Network:
        """Return the network, as known at a changeset (id, number or date), as valid on a date."""
        with collector.paused(), self._db.snapshot():
            if known_at is None:
                network = reading.current(self._db, self.schema)
            else:
                network = reading.replayed(self._db, self.schema, acts.moment(self._db, known_at))
        return network.at(as_of) if as_of else network

    def columns(self) -> Columns:
        """Return the current network in columns, quickly."""
        with collector.paused(), self._db.snapshot():
            return columns.columns(self._db)

    def find(self, text: str, types: Sequence[str] = (), limit: int = 20) -> list[Entity]:
        """Return the entities of which a name (also a former or an alias's) matches ``text``."""
        with self._db.snapshot():
            return finding.find(self._db, self.schema, text, types, limit)

    def ask(self, question: Question, given: Given) -> Answer:
        """Return what a named question finds in the current network."""
        with self._db.snapshot(), views.kept(self._db, question.sql):
            return answer(self.schema, question, given, self._db.asked(question.sql, given))

    def changesets(self, since: str | None = None) -> list[Applied]:
        """Return the acts in recorded order, after the changeset ``since`` if given."""
        return acts.changesets(self._db, acts.number_of(self._db, since) if since else 0)

    def sources(self) -> dict[str, Source]:
        """Return all sources by id."""
        return reading.sources(self._db)

    def history(self, entity: str) -> list[HistoryLine]:
        """Return every statement about an entity (any of its records), oldest first."""
        with self._db.snapshot():
            return history.history(self._db, entity)

    def judgements(self) -> list[Stated]:
        """Return the live judgements about records, oldest first."""
        with self._db.snapshot():
            return history.judgements(self._db)

    def stated(self, kind: StatementKind, number: int) -> HistoryLine:
        """Return one statement by its number."""
        return history.stated(self._db, kind, number)

    def undo(self, *changesets: str, who: str, why: str = "", with_later: bool = False) -> Applied:
        """Undo acts by adding one; ``with_later`` takes along, newest first, what builds on them."""
        db = self._db
        chosen = [acts.number_of(db, name) for name in changesets]
        with collector.paused():
            number = undoing.undo(db, self.schema, chosen, who, why, with_later=with_later)
        return acts.applied(db, number)

    def split(self, entity: str, apart: Sequence[str], who: str, why: str = "") -> Applied:
        """Take records ``apart`` out of an entity: retract judgements across the cut, say *different*."""
        return acts.applied(self._db, splitting.split(self._db, self.schema, entity, apart, who, why))

    def since_merge(self, entity: str, apart: Sequence[str]) -> list[Stated]:
        """Return the hand entries made about an entity since the merge that a split would cut."""
        return splitting.since_merge(self._db, entity, apart)

    def erase(
        self, records: Sequence[str], who: str, ground: str = "AVG 17", texts: Sequence[str] = ()
    ) -> Erasure:
        """Erase a person: values, texts, places, keys; the only act that destroys, never undone.

        Raises:
            RefusedError: a record that is judged the same as one of these is not named.
        """
        found = erasing.records_of(self._db, records, texts)
        return erasing.erase(self._db, self.schema, self._keyring, found, who, ground, texts=texts)

    def mentions(self, names: Sequence[str]) -> tuple[Mention, ...]:
        """Return the texts in which a name, or a word of one, stands, whether still in force or not."""
        return tuple(mentioning.mentions(self._db, self.schema, Cleaner(names)))

    def suppressed(self, rows: Iterable[Mapping[str, str]]) -> Iterator[bool]:
        """Return for each row (name, email, organisation) whether its person was erased before."""
        matcher = Matcher(self._keyring, self._suppressed())
        for row in rows:
            yield matcher.matches(row.get("name", ""), row.get("email", ""), row.get("organisation", ""))

    def _suppressed(self) -> set[Entry]:
        return {
            Entry(prefix, digest) for prefix, digest in self._db.rows("SELECT prefix, hash FROM suppressed")
        }

    def reapply_erasures(self) -> list[Erasure]:
        """Erase again whom an older copy of this store brought back; the receipts (none: nothing to do).

        Called at opening; ``info().warnings`` then has "erased-again".
        """
        db, keyring = self._db, self._keyring
        try:
            missing = brought_back(keyring, self._suppressed())
        except StoreError:
            self._warnings.append("key-missing")
            return []
        if not missing:
            return self._vacuum_if_due()
        if db.read_only:
            self._warnings.append("erasures-pending")
            return []
        again = erasing.erased_before(db, self.schema, Matcher(keyring, missing))
        self._warnings += ["erased-again"] if again else []
        return [erasing.erase(db, self.schema, keyring, again, "", "AVG 17", missing)]

    def _vacuum_if_due(self) -> list[Erasure]:
        if self._db.value("SELECT 1 FROM meta WHERE name = 'vacuum-due'"):
            if self._db.read_only:
                self._warnings.append("vacuum-due")
            else:
                self._db.vacuum()
        return []

    def backup(self, path: Path) -> None:
        """Write a copy of the whole store to ``path`` (refused if it exists)."""
        if path.exists():
            raise RefusedError("backup-exists", path=path)
        self._db.copy(path)

    def check(self) -> list[Finding]:
        """Recompute every derived part and compare; an empty list is good news."""
        with collector.paused():
            return checking.check(self._db, self.schema)

    def rebuild(self, progress: Progress | None = None) -> None:  # noqa: ARG002  quick enough to be silent
        """Make every derived part anew from what was said, which stays as it is."""
        with collector.paused(), self._db.act():
            undoing.settle(self._db)
            remaking.remake(self._db, self.schema)

    def dump(self, *, history: bool = True) -> Iterator[str]:
        """Return the store as JSON lines: the full history, or the live state (sorted, no counters)."""
        with self._db.snapshot():
            yield from dumping.full(self._db) if history else dumping.state(self._db)

    def tail(self, after: str) -> Iterator[str]:
        """Return what was recorded after an act, as JSON lines, to go on elsewhere."""
        with self._db.snapshot():
            yield from dumping.tail(self._db, acts.number_of(self._db, after))

    def extend(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Add the acts of a tail, all or none; ids and numbers kept."""
        with collector.paused():
            restoring.extend(self._db, self.schema, lines, progress)
        self.schema = models.adopt(self._db, self.schema)

    def replace(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Become what a full dump says that goes on where this store ends."""
        with collector.paused():
            restoring.replace(self._db, self.schema, lines, progress)
        self._db.vacuum()
        self.schema = models.adopt(self._db, self.schema)
        self.reapply_erasures()

    def fill_from(self, other: Store, progress: Progress | None = None) -> None:
        """Fill an empty store with all that another one holds, ids and numbers kept."""
        self.load_dump(other.dump(), progress)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give another store of this room what this one holds, at one moment.

        The collector goes on meanwhile: what a driver throws away, batches and all, has cycles in it.
        """
        with self._db.snapshot():
            yield self._db

    def load_dump(self, lines: Iterable[str], progress: Progress | None = None) -> None:
        """Fill an empty store from a full dump, ids and numbers kept."""
        with collector.paused():
            restoring.fill(self._db, self.schema, lines, progress)
        self.schema = models.adopt(self._db, self.schema)
        self._keyring = Keyring(self._id())
        self.reapply_erasures()


def open_store(
    path: Path | str, schema: Schema, *, create: bool = False, clock: Clock | None = None
) -> EmbeddedStore:
    """Return the store in the file ``path``; with ``create`` it is made if there is none.

    ``clock`` gives the recorded time (UTC now without it).

    Raises:
        StoreError: missing, not ours, newer than this program, damaged, locked or not to be opened.
    """
    db = opening.open_file(Path(path), create=create, clock=clock)
    try:
        return EmbeddedStore(db, schema)
    except BaseException:
        db.close()
        raise
