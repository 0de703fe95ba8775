"""Filling an empty store from a full dump: the same ids, numbers, flags and view."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dtz_network.errors import InputError, InWords, RefusedError
from dtz_network.model.changes import SOURCE_KINDS
from dtz_network.model.progress import Progress
from dtz_network.model.schema import Schema
from dtz_network.store import lines
from dtz_network.store.sqlite import ddl, remaking, undoing
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Row, Session
from dtz_network.store.sqlite.words import Words

BATCH = 20_000

_ORDER = {
    "changeset": 8, "source": 13, "record": 6, "extent": 5, "undone": 3, "needs": 2, "judgement": 6,
    "retraction": 3, "fact": 10, "tie": 12, "reference": 2, "suppressed": 3, "erasure": 4, "model": 4,
}  # fmt: skip
"""Tables in the order in which their rows may be written, with their number of columns."""


def fill(db: Session, schema: Schema, given: Iterable[str], progress: Progress | None) -> None:
    """Write all lines of a full dump into an empty store, or none.

    Raises:
        RefusedError: the store is not empty.
        InputError: a line that cannot be read (its number is named), a state, or a newer format.
    """
    with db.act():
        if db.value("SELECT 1 FROM changeset LIMIT 1"):
            raise RefusedError("store-not-empty", path=db.path)
        for name in ddl.BULK_INDEXES:
            db.write(f"DROP INDEX {name}")
        Filler(db, progress).fill(given)
        for name in ddl.BULK_INDEXES:
            db.write(ddl.INDEXES[name])
        undoing.settle(db)
        remaking.remake(db, schema)


def extend(db: Session, schema: Schema, given: Iterable[str], progress: Progress | None) -> int:
    """Add all acts of a tail at the end, or none, and return the number of the last act.

    Raises:
        RefusedError: the tail does not follow the last act of this store.
        InputError: a line that cannot be read (its number is named).
    """
    with db.act():
        filler = Filler(db, progress)
        filler.resume()
        filler.fill(given, "tail")
        undoing.settle(db)
        remaking.remake(db, schema)
        return last(db)


def replace(db: Session, schema: Schema, given: Iterable[str], progress: Progress | None) -> int:
    """Become what a full dump says that goes on where this store ends; return the number of the last act.

    Nothing of what was said before and is not in the dump stays.

    Raises:
        RefusedError: the dump lacks acts of this store, or is of another one.
        InputError: a line that cannot be read (its number is named).
    """
    with db.act():
        before = (_id(db), *(uid for (uid,) in db.rows("SELECT uid FROM changeset ORDER BY id")))
        db.write("PRAGMA defer_foreign_keys = ON")
        for table in ("cluster", "tie_group", "reference", *reversed(_ORDER), "word"):
            db.write(f"DELETE FROM {table}")
        Filler(db, progress).fill(given)
        after = (_id(db), *(uid for (uid,) in db.rows("SELECT uid FROM changeset ORDER BY id")))
        if after[: len(before)] != before:
            raise RefusedError("stores-diverged", place=db.path)
        undoing.settle(db)
        remaking.remake(db, schema)
        db.write("INSERT OR REPLACE INTO meta VALUES('vacuum-due', '1')")
        return last(db)


def _id(db: Session) -> str:
    return str(db.value("SELECT value FROM meta WHERE name = 'id'"))


class Filler:
    """Turns lines of a dump into rows of an empty store, or of one that goes on where it ends."""

    def __init__(self, db: Session, progress: Progress | None = None) -> None:
        self.db, self.progress = db, progress
        self.words = Words(db)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.changesets: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self.records: dict[str, int] = {}
        self.extents: dict[str, list[int]] = {}
        self.counts: dict[str, int] = defaultdict(int)
        self.now = self.models = 0
        self.carried: dict[str, str] = {}
        self._handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "fact": self._fact, "tie": self._tie, "judgement": self._judgement, "record": self._record,
            "changeset": self._changeset, "source": self._source, "retraction": self._retraction,
            "suppressed": self._suppressed, "model": self._model,
        }  # fmt: skip

    def resume(self) -> None:
        """Go on after the last act that is there."""
        db = self.db
        self.changesets = dict(db.rows("SELECT uid, id FROM changeset"))
        self.sources = dict(db.rows("SELECT uid, id FROM source ORDER BY id"))
        self.records = dict(db.rows("SELECT uid, id FROM record ORDER BY id"))
        self.now = last(db)
        self.models = db.value("SELECT max(id) FROM model") or 0
        self.carried = dict(db.rows("SELECT path, text FROM model ORDER BY id"))

    def fill(self, given: Iterable[str], kind: str = "full") -> None:
        """Write all lines of a dump of that kind.

        Raises:
            InputError: a line that cannot be read.
            RefusedError: a tail that does not follow the last act.
        """
        number = 0
        try:
            for number, text in enumerate(given, 1):
                if number == 1:
                    self._header(json.loads(text), kind)
                elif text.strip():
                    self._line(json.loads(text))
                if number % BATCH == 0:
                    self.flush()
                    if self.progress:
                        self.progress("lines", number, 0)
            self._end_changeset()
            self.flush()
        except (
            ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration, sqlite3.IntegrityError,
        ) as error:  # fmt: skip
            raise InputError("dump-line", line=number, reason=str(error)) from error
        if not number:
            raise InputError("dump-line", line=0, reason=InWords("de uitvoer is leeg", "the dump is empty"))

    def _header(self, head: Mapping[str, Any], kind: str) -> None:
        if head.get("dump") != kind:
            raise InputError("dump-not-full")
        if head["format"] > lines.FORMAT:
            raise InputError("dump-newer", found=head["format"], known=lines.FORMAT)
        if kind == "tail":
            uid = self.db.value("SELECT uid FROM changeset WHERE id = ?", self.now) or ""
            if (head["store"], head["after"], head["act"]) != (_id(self.db), self.now, uid):
                raise RefusedError("stores-diverged", place=self.db.path)
            return
        self.db.write("UPDATE meta SET value = ? WHERE name = 'id'", str(head["store"]))

    def _line(self, said: dict[str, Any]) -> None:
        self._handlers[next(iter(said))](said)

    def add_act(self, number: int, heads: Iterable[str], counts: Mapping[str, Iterable[int]]) -> None:
        """Add an act by its number: lines of its sources, of itself and of its hashes, and for each kind
        of statement the first number, the last and how many there are."""
        self.now = number - 1
        for text in heads:
            self._line(json.loads(text))
        self.extents = {}
        self.rows["extent"].extend((number, kind, *numbers) for kind, numbers in counts.items())

    def add_record(self, number: int, changeset: int, said: dict[str, Any]) -> None:
        """Add a record under a number of its own."""
        self.now = changeset
        self._record(said, number)

    def add(self, changeset: int, said: dict[str, Any]) -> None:
        """Add a statement or a retraction of an act."""
        self.now = changeset
        self._handlers[next(iter(said))](said)

    def flush(self) -> None:
        """Write what was added so far."""
        for table, columns in _ORDER.items():
            marks = ",".join("?" * columns)
            self.db.write_many(f"INSERT INTO {table} VALUES({marks})", self.rows.pop(table, ()))

    def _source(self, said: dict[str, Any]) -> None:
        number = self.sources[said["source"]] = self._next(self.sources)
        texts = ("digest", "date", "controller", "ground", "purpose", "keep_until")
        self.rows["source"].append((
            number, said["source"], self.now + 1, said.get("series", ""), SOURCE_KINDS.index(said["kind"]),
            said.get("name", ""), *(said.get(name, "") for name in texts), int(said.get("invented", False)),
        ))  # fmt: skip

    def _changeset(self, said: dict[str, Any]) -> None:
        self._end_changeset()
        self.now += 1
        uid, source = said["changeset"], said.get("source")
        self.changesets[uid] = self.now
        self.rows["changeset"].append((
            self.now, uid, said["at"], said["kind"], said.get("who", ""), said.get("why", ""),
            self.sources[source] if source else None, 1,
        ))  # fmt: skip
        for place, of in enumerate(said.get("undoes", ())):
            self.rows["undone"].append((self.now, self.changesets[of], place))
        self.rows["needs"].extend((self.now, self.changesets[of]) for of in said.get("needs", ()))
        self.extents = dict(said.get("numbers", {}))
        if "erased" in said:
            self.rows["erasure"].append((self.now, *said["erased"]))

    def _end_changeset(self) -> None:
        """Write how many statements of each kind the changeset has that ends here."""
        if self.counts["retraction"]:
            self.extents["retraction"] = [1, self.counts["retraction"]]
        for kind, (first, end) in self.extents.items():
            self.rows["extent"].append((self.now, kind, first, end, self.counts[kind]))
        self.extents, self.counts = {}, defaultdict(int)

    def _record(self, said: dict[str, Any], number: int = 0) -> None:
        number = self.records[said["record"]] = number or self._next(self.records)
        series, kind = self.words[said.get("series", "")], self.words[said["type"]]
        self.rows["record"].append((number, said["record"], self.now, series, kind, said.get("key")))

    def _fact(self, said: dict[str, Any]) -> None:
        self.counts["fact"] += 1
        refer = said.get("reference")
        self.rows["fact"].append((
            said["fact"], self.now, self.records[said["record"]], self.words[said["property"]],
            None if refer else said.get("value", ""), self.records[refer] if refer else None,
            said.get("since"), said.get("until"), said.get("place"), 1,
        ))  # fmt: skip

    def _tie(self, said: dict[str, Any]) -> None:
        self.counts["tie"] += 1
        extra: dict[str, object] = dict(said.get("details", {}))
        for prop, value in said.get("references", {}).items():
            uids = [value] if isinstance(value, str) else value
            records = [self.records[uid] for uid in uids]
            self.rows["reference"].extend(dict.fromkeys((said["tie"], record) for record in records))
            extra[prop] = records[0] if isinstance(value, str) else records
        self.rows["tie"].append((
            said["tie"], self.now, said["relationship"], self.words[said["type"]],
            self.records[said["source"]], self.records[said["target"]],
            self.words[said["role"]] if "role" in said else None, said.get("since"), said.get("until"),
            json.dumps(extra, ensure_ascii=False, separators=(",", ":")) if extra else None,
            said.get("place"), 2,
        ))  # fmt: skip

    def _judgement(self, said: dict[str, Any]) -> None:
        self.counts["judgement"] += 1
        one, other = self.records[said["one"]], self.records[said["other"]]
        self.rows["judgement"].append(
            (said["judgement"], self.now, one, other, said["verdict"], said.get("evidence", ""))
        )

    def _retraction(self, said: dict[str, Any]) -> None:
        self.counts["retraction"] += 1
        self.rows["retraction"].append((said["retraction"], said["statement"], self.now))

    def _suppressed(self, said: dict[str, Any]) -> None:
        self.rows["suppressed"].append((said["prefix"], bytes.fromhex(said["suppressed"]), self.now))

    @staticmethod
    def _next(numbers: dict[str, int]) -> int:
        """Return the number after that of the youngest."""
        return numbers[next(reversed(numbers))] + 1 if numbers else 1

    def _model(self, said: dict[str, Any]) -> None:
        if self.carried.get(said["model"]) == said["text"]:
            return
        self.models += 1
        self.rows["model"].append((self.models, self.now, said["model"], said["text"]))
