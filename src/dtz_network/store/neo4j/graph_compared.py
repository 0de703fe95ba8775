"""What stands on a server as property graph, beside what should stand there."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dtz_network.model.derive import cypher
from dtz_network.model.schema import Schema, Type
from dtz_network.store.neo4j import paging
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.graph_writing import NAMELESS, Key
from dtz_network.store.property_graph import Piece, pieces
from dtz_network.store.sqlite.session import Session


def fingerprint(piece: Piece, item: Type) -> bytes:
    """Return a short fingerprint of a piece; the order of references does not count."""
    refer: dict[str, set[str]] = defaultdict(set)
    for prop in cypher.references(item):
        refer[cypher.reference_name(prop)].update(piece.references.get(prop.name, ()))
    return _fingerprint(piece.values, refer, piece.ends)


def _fingerprint(values: Mapping[str, Any], refer: Mapping[str, Iterable[str]], ends: Iterable[str]) -> bytes:
    named = {name: sorted(ids) for name, ids in refer.items() if ids}
    text = json.dumps([dict(values), named, list(ends)], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def there(tx: Transaction, schema: Schema) -> Iterator[tuple[Key, bytes]]:
    """Return what stands on the server: type and id of each piece, and its fingerprint.

    What has no id, or lacks a label that it should have, has a fingerprint that fits nothing.
    """
    for item in schema.types.values():
        if item.kind == "relationship":
            yield from _ties_there(tx, item)
        elif not item.abstract:
            yield from _entities_there(tx, schema, item)


def _entities_there(tx: Transaction, schema: Schema, item: Type) -> Iterator[tuple[Key, bytes]]:
    labels = {cypher.ENTITY, *cypher.labels(schema, item)}
    found = tx.stream(f"MATCH (n:{item.name}) RETURN labels(n), properties(n){_collected(item)}")
    for have, values, *refer in found:
        ident = _text(values.pop("id", None))
        right = set(have) == labels
        yield (item.name, ident), _fingerprint(values, _named(item, refer), ()) if right else b""


def _ties_there(tx: Transaction, item: Type) -> Iterator[tuple[Key, bytes]]:
    kind = cypher.relationship_name(item.name)
    nodes = dict(_tie_nodes_there(tx, item)) if cypher.has_third_ends(item) else None
    for ident, values, *ends in _ties_found(tx, kind):
        values.pop("id", None)
        refer: dict[str, list[str]] = {}
        if nodes is not None:
            own, own_ends, refer = nodes.pop(ident, ({}, [], {}))
            if own != values or own_ends != ends:
                yield (item.name, ident), b""
                continue
        yield (item.name, ident), _fingerprint(values, refer, map(str, ends))
    for ident in nodes or ():
        yield (item.name, ident), b""


def _ties_found(tx: Transaction, kind: str) -> Iterator[list[Any]]:
    """Return id, properties and the ids of both ends of all ties of a kind; id "" where it is no text."""
    yield from paging.pages(
        tx,
        f"MATCH (a)-[r:{kind}]->(b) WHERE r.id >= $begin WITH a, r, b ORDER BY r.id LIMIT $size"
        " RETURN collect([r.id, properties(r), a.id, b.id])",
    )
    for row in tx.stream(
        f"MATCH (a)-[r:{kind}]->(b) WHERE {NAMELESS.format('r')} RETURN '', properties(r), a.id, b.id"
    ):
        yield list(row)


def _tie_nodes_there(tx: Transaction, item: Type) -> Iterator[tuple[str, tuple[Any, Any, Any]]]:
    assert item.source is not None and item.target is not None  # noqa: S101, PT018  the schema sees to it
    a, b = (cypher.end_name(item, end.name) for end in (item.source, item.target))
    for values, ends, *refer in tx.stream(
        f"MATCH (n:{item.name}) RETURN properties(n), [(x)-[:{a}]->(n) | x.id] + [(n)-[:{b}]->(y) | y.id]"
        f"{_collected(item)}"
    ):
        yield _text(values.pop("id", None)), (values, ends, _named(item, refer))


def _text(ident: object) -> str:
    """Return an id; "" for what somebody made by hand without one, or with one that is no text."""
    return ident if isinstance(ident, str) else ""


def _collected(item: Type) -> str:
    return "".join(
        f", [(n)-[x:{kind}]->(m) WHERE x.id IS NULL | coalesce(m.id, '')]" for kind in _reference_names(item)
    )


def _reference_names(item: Type) -> list[str]:
    return list(dict.fromkeys(cypher.reference_name(prop) for prop in cypher.references(item)))


def _named(item: Type, found: list[list[str]]) -> dict[str, list[str]]:
    return dict(zip(_reference_names(item), found, strict=True))


def size(tx: Transaction, schema: Schema) -> tuple[int, int]:
    """Return how many entities and ties stand on the server."""
    also = {name for item in schema.types.values() for name in _reference_names(item)}
    ties = 0
    for item in schema.relationship_types():
        kind = cypher.relationship_name(item.name)
        where = " WHERE r.id IS NOT NULL" if kind in also else ""
        ties += tx.value(f"MATCH ()-[r:{kind}]->(){where} RETURN count(r)")
    return tx.value(f"MATCH (n:{cypher.ENTITY}) RETURN count(n)"), ties


class Difference:
    """What should be on the server and is not, and the other way round; made while both are read."""

    def __init__(self, tx: Transaction, schema: Schema) -> None:
        self._types = schema.types
        self._there: dict[Key, bytes] = {}
        for key, found in there(tx, schema):
            self._there[key] = b"" if key in self._there else found

    def missing(self, wanted: Iterable[Piece]) -> Iterator[Piece]:
        """Return the pieces that are not there as they should be; others than these remain in ``surplus``."""
        for piece in wanted:
            key = (piece.type, piece.id)
            if self._there.get(key) == fingerprint(piece, self._types[piece.type]):
                del self._there[key]
            else:
                yield piece

    @property
    def surplus(self) -> list[Key]:
        """What is there and should not be, or should be otherwise; complete once all wanted ones were seen."""
        return list(self._there)


def differences(tx: Transaction, db: Session, schema: Schema) -> tuple[int, int]:
    """Return how many pieces are missing or other than they should be, and how many should not be there."""
    found = Difference(tx, schema)
    missing = {(piece.type, piece.id) for piece in found.missing(pieces(db, schema))}
    return len(missing), len(set(found.surplus) - missing)
