"""What a store holds of one person: the values that would name her."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dtz_network.model.schema import Schema, ValueType
from dtz_network.store.sqlite.session import Session

NAMING: tuple[ValueType, ...] = ("name", "email", "phone", "url", "identifier")
"""Kinds of value that are taken out of every text; others (a title, a note) may be anybody's."""


@dataclass
class Person:
    """The values by which a person is known, and the organisations that she is tied to."""

    names: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)

    @property
    def values(self) -> set[str]:
        """All values that would name her."""
        return self.names | self.emails | self.phones | self.others

    def add(self, kind: str, value: str) -> None:
        """Add a value of a naming kind."""
        place = {"name": self.names, "email": self.emails, "phone": self.phones}.get(kind, self.others)
        place.add(value)


def known(db: Session, schema: Schema, records: Iterable[int]) -> Person:
    """Return the person that records are about, from all that was ever said of them."""
    person = Person()
    db.temp("her", ("rec",), ((record,) for record in records))
    for kind, prop, value in db.rows(
        "SELECT DISTINCT t.text, w.text, f.val FROM temp.her h JOIN fact f ON f.rec = h.rec"
        " JOIN record r ON r.id = f.rec JOIN word t ON t.id = r.type JOIN word w ON w.id = f.prop"
        " WHERE f.val IS NOT NULL"
    ):
        spec = schema.types[kind].properties.get(prop) if kind in schema.types else None
        if spec is not None and spec.type in NAMING and value:
            person.add(spec.type, value)
    person.organisations |= _organisations(db, schema)
    return person


def _organisations(db: Session, schema: Schema) -> set[str]:
    """Return the names of what ``temp.her`` is tied to, where it is an organisation."""
    kinds = {kind.name for kind in schema.entity_types() if kind.is_a("Organization")}
    rows = db.rows(
        """SELECT DISTINCT t.text, f.val FROM (
            SELECT t.b AS rec FROM temp.her h JOIN tie t ON t.a = h.rec
            UNION SELECT t.a FROM temp.her h JOIN tie t ON t.b = h.rec
            UNION SELECT x.rec FROM temp.her h JOIN tie t ON t.a = h.rec JOIN reference x ON x.tie = t.id
        ) o JOIN record r ON r.id = o.rec JOIN word t ON t.id = r.type
        JOIN fact f ON f.rec = o.rec JOIN word w ON w.id = f.prop AND w.text IN ('name', 'other_name')"""
    )
    return {name for kind, name in rows if kind in kinds and name}
