"""The model files of the bureau that a store carries, in the order in which they came."""

from __future__ import annotations

from dtz_network.model.schema import Schema
from dtz_network.store import model_files
from dtz_network.store.sqlite import remaking, views
from dtz_network.store.sqlite.live import last
from dtz_network.store.sqlite.session import Session


def kept(db: Session) -> dict[str, str]:
    """Return the model files that the store carries, the newest version of each."""
    return dict(db.rows("SELECT path, text FROM model ORDER BY id"))


def adopt(db: Session, schema: Schema) -> Schema:
    """Keep the schema's model files in the store, and return it with those that only the store has."""
    there = kept(db)
    fresh = {path: text for path, text in schema.files.items() if there.get(path) != text}
    if fresh and not db.read_only:
        with db.act():
            for path, text in sorted(fresh.items()):
                db.write("INSERT INTO model(after, path, text) VALUES(?,?,?)", last(db), path, text)
    schema = model_files.extended(schema, there)
    views.refresh(db, schema)
    remaking.by_rule(db, schema)
    return schema
