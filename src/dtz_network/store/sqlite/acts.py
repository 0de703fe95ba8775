"""The acts of a store in recorded order, and the moment that a date or an id means."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from dtz_network.errors import InputError
from dtz_network.model.changes import Applied
from dtz_network.model.dates import is_date, last_day
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session

KINDS = ("fact", "tie", "judgement", "retraction")


def changesets(db: Session, after: int = 0, only: Iterable[int] | None = None) -> list[Applied]:
    """Return the acts in recorded order, after a number, or only some."""
    wanted = None if only is None else set(only)
    counts: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for cs, kind, n in db.rows("SELECT cs, kind, n FROM extent WHERE cs > ?", after):
        counts[cs][kind] = n
    undoes: dict[int, list[str]] = defaultdict(list)
    for cs, uid in db.rows(
        "SELECT u.cs, c.uid FROM undone u JOIN changeset c ON c.id = u.of WHERE u.cs > ? ORDER BY u.cs, u.place",
        after,
    ):
        undoes[cs].append(uid)
    return [
        Applied(number, uid, at, kind, who, why, source, tuple(undoes[number]), bool(eff), counts[number])
        for number, uid, at, kind, who, why, source, eff in db.rows(
            "SELECT c.id, c.uid, c.at, c.kind, c.who, c.why, coalesce(s.uid, ''), c.eff FROM changeset c"
            " LEFT JOIN source s ON s.id = c.source WHERE c.id > ? ORDER BY c.id",
            after,
        )
        if wanted is None or number in wanted
    ]


def applied(db: Session, number: int) -> Applied:
    """Return one act as the store keeps it."""
    return changesets(db, number - 1, (number,))[0]


def number_of(db: Session, name: str) -> int:
    """Return the number of a changeset by its id or its number.

    Raises:
        InputError: the store has no such changeset.
    """
    number = db.value("SELECT id FROM changeset WHERE uid = ?", name)
    if number is None and name.isdecimal():
        number = db.value("SELECT id FROM changeset WHERE id = ?", int(name))
    if number is None:
        raise InputError("unknown-changeset", id=name)
    return int(number)


def moment(db: Session, known_at: str) -> int:
    """Return the last changeset at or before a moment: an id, a number, a partial date or a time (UTC).

    A four-digit number is a year, not a changeset, unless no year is meant by it (``#2022`` is the
    changeset).

    Raises:
        InputError: neither a changeset nor a date.
    """
    if is_date(known_at):
        return _at_or_before(db, f"{last_day(known_at)}T24")
    if known_at.startswith("#") or known_at.isdecimal():
        number = int(known_at.lstrip("#") or 0)
        return number if 0 <= number <= last(db) else number_of(db, known_at)
    try:
        time = dt.datetime.fromisoformat(known_at)
    except ValueError:
        return number_of(db, known_at)
    utc = time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)
    return _at_or_before(db, f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond:06d}Z")


def _at_or_before(db: Session, at: str) -> int:
    return int(db.value("SELECT max(id) FROM changeset WHERE at <= ?", at) or 0)
