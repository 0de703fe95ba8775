"""Opening a file: ours, of a format we know, with the tables and the views of the model it uses."""

from __future__ import annotations

import secrets
from pathlib import Path

from dtz_network.errors import StoreError, refused
from dtz_network.store.sqlite import ddl, migrations
from dtz_network.store.sqlite.session import Clock, Session

_MAGIC = b"SQLite format 3\x00"


def open_file(path: Path, *, create: bool, clock: Clock | None) -> Session:
    """Return a session on the store at ``path``, made if asked for, brought up to the present format.

    Raises:
        StoreError: missing, not a store of ours, newer than this program, damaged.
    """
    fresh = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if fresh and not create:
        raise StoreError("store-missing", path=path)
    if path.is_dir():
        raise StoreError("store-not-ours", path=path)
    if not fresh:
        _demand_sqlite(path)
    _make_folder(path)
    db = Session(path, clock=clock)
    try:
        if fresh:
            lay_out(db)
        _demand_ours(db)
        migrations.migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store-cannot-open", path=path, reason=refused(error)) from error


def _demand_sqlite(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError("store-cannot-open", path=path, reason=refused(error)) from error
    if head != _MAGIC:
        raise StoreError("store-not-ours", path=path)


def _demand_ours(db: Session) -> None:
    if db.value("PRAGMA application_id") != ddl.APPLICATION_ID:
        raise StoreError("store-not-ours", path=db.path)
    found = db.value("PRAGMA user_version")
    if found > ddl.FORMAT:
        raise StoreError("store-newer", path=db.path, found=found, known=ddl.FORMAT)


def lay_out(db: Session) -> None:
    """Make tables, indexes and full text in an empty database."""
    with db.act():
        if db.value("SELECT 1 FROM sqlite_master LIMIT 1"):
            return
        for statement in (*ddl.TABLES, *ddl.INDEXES.values(), *ddl.FULL_TEXT):
            db.write(statement)
        db.write("INSERT INTO meta VALUES('id', ?)", secrets.token_hex(8))
        db.write(f"PRAGMA application_id = {ddl.APPLICATION_ID}")
        db.write(f"PRAGMA user_version = {ddl.FORMAT}")
