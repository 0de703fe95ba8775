"""One open SQLite file: settings, transactions, its errors in words, and the owner of its lock."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dtz_network.errors import StoreError, refused

Clock = Callable[[], dt.datetime]
Row = tuple[Any, ...]

SETTINGS = (
    "busy_timeout=5000",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def now() -> dt.datetime:
    """Return the present moment in UTC."""
    return dt.datetime.now(dt.UTC)


class InjectedFaultError(OSError):
    """A fault that a test asked for, to see that an act is whole or not there."""


class Session:
    """A connection with one transaction at a time.

    ``fault_after`` is for tests: that many rows are written, then the next raises :class:`InjectedFaultError`.
    """

    def __init__(self, path: Path, *, clock: Clock | None = None) -> None:
        self._start(path, clock)
        self.read_only = path.exists() and not os.access(path, os.W_OK)
        self._note: Path | None = path.with_name(path.name + ".lock")
        mode = "ro" if self.read_only else "rwc"
        self._connect(f"{path.absolute().as_uri()}?mode={mode}", SETTINGS)

    @classmethod
    def temporary(cls, name: str, *, clock: Clock | None = None) -> Session:
        """Return a session on a database of its own that no file name leads to and that goes with it.

        ``name`` stands where messages name a file.
        """
        made = cls.__new__(cls)
        made._start(Path(name), clock)  # noqa: SLF001
        made._note = None  # noqa: SLF001
        made._connect(  # noqa: SLF001
            "", ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=ON", "temp_store=MEMORY")
        )
        return made

    def _start(self, path: Path, clock: Clock | None) -> None:
        self.path = path
        self.clock = clock or now
        self.fault_after: int | None = None
        self.read_only = False
        self._closed = False

    def _connect(self, place: str, settings: Iterable[str]) -> None:
        with self.errors():
            self._con = sqlite3.connect(place, uri=bool(place), isolation_level=None, timeout=5.0)
            for setting in settings:
                self._con.execute(f"PRAGMA {setting}")

    @property
    def is_temporary(self) -> bool:
        """Whether no file holds this."""
        return self._note is None

    def close(self) -> None:
        """Let go of the file."""
        if not self._closed:
            self._con.close()
            self._closed = True

    def rows(self, sql: str, *args: object) -> list[Row]:
        """Return all rows of a query."""
        with self.errors():
            return self._con.execute(sql, args).fetchall()

    def stream(self, sql: str, *args: object) -> Iterator[Row]:
        """Return the rows of a query one by one."""
        with self.errors():
            yield from self._con.execute(sql, args)

    def asked(self, sql: str, given: Mapping[str, object]) -> list[Row]:
        """Return all rows of a query with named parameters; the query can change nothing."""
        with self.errors():
            self._con.execute("PRAGMA query_only = ON")
            try:
                return self._con.execute(sql, given).fetchall()
            finally:
                self._con.execute("PRAGMA query_only = OFF")

    def value(self, sql: str, *args: object) -> Any:
        """Return the first column of the first row, None without one."""
        with self.errors():
            row = self._con.execute(sql, args).fetchone()
        return row[0] if row else None

    def write(self, sql: str, *args: object) -> int:
        """Run one writing statement and return the number of rows it changed."""
        self._count()
        with self.errors():
            return self._con.execute(sql, args).rowcount

    def write_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a writing statement for each row."""
        if self.fault_after is not None:
            rows = self._counted(rows)
        with self.errors():
            self._con.executemany(sql, rows)

    def temp(self, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
        """Fill a table of this connection only (named ``temp.TABLE``) with distinct rows."""
        names = ", ".join(columns)
        with self.errors():
            self._con.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {table}({names}, PRIMARY KEY({names})) WITHOUT ROWID"
            )
            self._con.execute(f"DELETE FROM temp.{table}")
            marks = ",".join("?" * len(columns))
            self._con.executemany(f"INSERT OR IGNORE INTO temp.{table} VALUES({marks})", rows)

    @contextmanager
    def act(self) -> Iterator[None]:
        """Write all that happens inside, or nothing of it."""
        if self.read_only:
            raise StoreError("store-read-only", path=self.path)
        with self.errors():
            self._con.execute("BEGIN IMMEDIATE")
        self._sign()
        try:
            yield
            self._unsign()
            with self.errors():
                self._con.execute("COMMIT")
        except BaseException:
            self._unsign()
            if self._con.in_transaction:
                self._con.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read all that is read inside from one moment, whatever others write meanwhile."""
        if not self._closed and self._con.in_transaction:
            yield
            return
        with self.errors():
            self._con.execute("BEGIN")
        try:
            yield
        finally:
            if not self._closed and self._con.in_transaction:
                with suppress(sqlite3.Error):  # nothing was written; what went wrong is being said already
                    self._con.execute("ROLLBACK")

    def vacuum(self) -> None:
        """Write the file anew without what was deleted; ``secure_delete`` alone leaves names behind."""
        with self.errors():
            self._con.execute("VACUUM")
            self._con.execute("DELETE FROM meta WHERE name = 'vacuum-due'")

    def copy(self, into: Path) -> None:
        """Write a copy of the whole file to ``into``, which must not exist; one that fails leaves nothing there.

        Raises:
            StoreError: it cannot be written there.
        """
        try:
            into.open("xb").close()
        except OSError as error:
            raise StoreError("not-written", path=str(into), reason=refused(error)) from error
        try:
            with self.errors():
                self._con.execute("VACUUM INTO ?", (str(into),))
        except BaseException:
            into.unlink(missing_ok=True)
            raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn errors of SQLite into errors that say what happened and what to do."""
        if self._closed:
            raise StoreError("store-closed", path=self.path)
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._said(error) from error

    def _said(self, error: sqlite3.Error) -> StoreError:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            owner = self.owner()
            return StoreError("store-locked" if owner else "store-busy", path=self.path, owner=owner)
        key = {
            sqlite3.SQLITE_FULL: "store-full",
            sqlite3.SQLITE_READONLY: "store-read-only",
            sqlite3.SQLITE_CANTOPEN: "store-cannot-open",
            sqlite3.SQLITE_PERM: "store-cannot-open",
            sqlite3.SQLITE_NOTADB: "store-not-ours",
            sqlite3.SQLITE_CORRUPT: "store-damaged",
            sqlite3.SQLITE_IOERR: "store-disk-error",
        }.get(code, "store-fault")
        return StoreError(key, path=self.path, reason=str(error))

    def owner(self) -> str:
        """Return who is writing now, as the lock's note says ("" if it does not)."""
        if self._note is None:
            return ""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"{note['who']} ({note['host']}, {note['pid']})"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _sign(self) -> None:
        if self._note is None:
            return
        note = {"who": _user(), "host": platform.node(), "pid": os.getpid()}
        with suppress(OSError):
            self._note.write_text(json.dumps(note), encoding="utf-8")

    def _unsign(self) -> None:
        """Take the note away while the lock is still ours, so that it is not the next writer's."""
        if self._note is None:
            return
        with suppress(OSError):
            self._note.unlink(missing_ok=True)

    def _count(self) -> None:
        if self.fault_after is not None:
            if self.fault_after <= 0:
                raise InjectedFaultError
            self.fault_after -= 1

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._count()
            yield row


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
