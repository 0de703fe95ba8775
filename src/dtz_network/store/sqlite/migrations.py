"""Bringing a store of an older format up to the present one, after a backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dtz_network.errors import StoreError
from dtz_network.store.sqlite import ddl
from dtz_network.store.sqlite.session import Session

STEPS: dict[int, Callable[[Session], None]] = {}
"""For each older format the step to the next one; a step runs inside the transaction of all steps."""


def migrate(db: Session) -> Path | None:
    """Bring a store up to date; return the backup that was made first, None if nothing was needed.

    Raises:
        StoreError: the file cannot be written, or its format is unknown.
    """
    found: int = db.value("PRAGMA user_version")
    if found >= ddl.FORMAT:
        return None
    if db.read_only:
        raise StoreError("store-read-only", path=db.path)
    backup = _free_name(db.path, found)
    db.copy(backup)
    with db.act():
        for number in range(found, ddl.FORMAT):
            if number not in STEPS:
                raise StoreError("store-format-unknown", path=db.path, found=found)
            STEPS[number](db)
        db.write(f"PRAGMA user_version = {ddl.FORMAT}")
    return backup


def _free_name(path: Path, found: int) -> Path:
    names = (path.with_name(f"{path.stem}.format-{found}{extra}{path.suffix}") for extra in _extras())
    return next(name for name in names if not name.exists())


def _extras() -> list[str]:
    return ["", *(f"-{n}" for n in range(2, 1000))]
