"""Remaking all that is derived: entities, flags, full text."""

from __future__ import annotations

from dtz_network.errors import StoreError
from dtz_network.model.resolve import RULE
from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import viewing
from dtz_network.store.sqlite.live import live
from dtz_network.store.sqlite.session import Session
from dtz_network.store.sqlite.viewing import Touched


def remake(db: Session, schema: Schema) -> None:
    """Remake the view and the full text from the live statements, inside a transaction."""
    db.write("DELETE FROM cluster")
    db.write("DELETE FROM tie_group")
    for kind, top in (("fact", 1), ("tie", 2)):
        alive = live(kind, kind)
        db.write(f"UPDATE {kind} SET top = 0 WHERE top <> 0 AND NOT ({alive})")
        db.write(f"UPDATE {kind} SET top = ? WHERE top <> ? AND {alive}", top, top)
    touched = Touched()
    for pair in db.rows("SELECT a, b FROM judgement"):
        touched.judged.update(pair)
    touched.records.update(viewing.competing_facts(db, 1, _last(db, "fact")))
    touched.ends.update(viewing.competing_ties(db, 1, _last(db, "tie")))
    viewing.refresh(db, schema, touched)
    index_names(db)


def by_rule(db: Session, schema: Schema) -> None:
    """Remake what was derived by older rules, in a transaction of its own."""
    if db.read_only or db.value("SELECT value FROM meta WHERE name = 'rule'") == RULE:
        return
    with db.act():
        remake(db, schema)
        db.write("INSERT OR REPLACE INTO meta VALUES('rule', ?)", RULE)


def index_names(db: Session) -> None:
    """Build the full text anew; nothing of what was deleted stays in it."""
    db.write("INSERT INTO name_index(name_index) VALUES('rebuild')")


def names_are_sound(db: Session) -> bool:
    """Return whether the full text holds the names that the store holds."""
    try:
        with db.act():
            db.write("INSERT INTO name_index(name_index, rank) VALUES('integrity-check', 1)")
    except StoreError as error:
        if error.key == "store-damaged":
            return False
        raise
    return True


def _last(db: Session, kind: str) -> int:
    return int(db.value(f"SELECT max(id) FROM {kind}") or 0)
