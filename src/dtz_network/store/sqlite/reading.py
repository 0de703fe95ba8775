"""Load: the network of now from the flags, or of an earlier moment from the statements then live."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from dtz_network.model.changes import NOTHING, SOURCE_KINDS, TYPE, Details, Source
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value
from dtz_network.model.resolve import FactRow, ResolvedTie, TieRow, components, resolve_ties
from dtz_network.model.schema import Schema
from dtz_network.store import resolving
from dtz_network.store.sqlite.live import NOW, force_at, last, live, suppose
from dtz_network.store.sqlite.session import Row, Session
from dtz_network.store.sqlite.viewing import ranks

_SOURCE = "s.uid, s.series, s.kind, s.name, s.digest, s.date, s.controller, s.ground, s.purpose, s.keep_until, s.invented"


def sources(db: Session, force: str = "") -> dict[str, Source]:
    """Return the sources by id; with ``force`` those that a changeset in force names."""
    where = f"WHERE s.id IN (SELECT source FROM changeset c WHERE c.id IN {force})" if force else ""
    found = {}
    for row in db.rows(f"SELECT {_SOURCE} FROM source s {where} ORDER BY s.id"):
        uid, series, kind, name, digest, date, controller, ground, purpose, keep_until, invented = row
        found[uid] = Source(
            uid, series, SOURCE_KINDS[kind], name, digest, date, controller, ground, purpose, keep_until,
            bool(invented),
        )  # fmt: skip
    return found


class _Uids(dict[int, str]):
    """Ids of records by number, each asked for when needed."""

    def __init__(self, db: Session) -> None:
        super().__init__()
        self._db = db

    def __missing__(self, record: int) -> str:
        self[record] = self._db.value("SELECT uid FROM record WHERE id = ?", record)
        return self[record]


@dataclass
class Names:
    """What the numbers inside a store are called outside; ``few`` where only some records are asked for."""

    db: Session
    few: bool = False

    @cached_property
    def records(self) -> dict[int, str]:
        """Ids of records by number."""
        return _Uids(self.db) if self.few else dict(self.db.stream("SELECT id, uid FROM record"))

    @cached_property
    def words(self) -> dict[int | None, str]:
        """Words by number; none is the empty word."""
        return {None: "", **dict(self.db.rows("SELECT id, text FROM word"))}

    @cached_property
    def changesets(self) -> dict[int, str]:
        """Ids of changesets by number."""
        return dict(self.db.rows("SELECT id, uid FROM changeset"))

    @cached_property
    def sources(self) -> dict[int, str]:
        """Ids of the sources of changesets, by number of the changeset."""
        return dict(
            self.db.rows(
                "SELECT c.id, coalesce(s.uid, '') FROM changeset c LEFT JOIN source s ON s.id = c.source"
            )
        )

    def origin(self, changeset: int, statements: tuple[int, ...], place: str | None) -> Origin:
        """Return where statements come from."""
        return Origin(statements, self.sources[changeset], place or "", self.changesets[changeset])


class Heads(dict[int, int]):
    """The oldest record of the entity of each record."""

    def __missing__(self, record: int) -> int:
        return record


@dataclass
class Picture:
    """One moment of a store: who is whom, which statements are taken into account."""

    db: Session
    schema: Schema
    names: Names
    heads: Heads
    force: str

    @cached_property
    def entity_names(self) -> Mapping[int, str]:
        """Ids of entities by number of a record."""
        if self.names.few:
            return _FewEntities(self)
        records = self.names.records
        joined = {record: records[head] for record, head in self.heads.items()}
        return {**records, **joined} if joined else records

    def network(self, facts: Iterable[Row], ties: Iterable[ResolvedTie], at: int) -> Network:
        """Return the network of shown facts and resolved ties, known at changeset ``at``."""
        relationships = [self.relationship(tie) for tie in ties]
        recorded = self.db.value("SELECT at FROM changeset WHERE id = ?", at) or ""
        return Network(
            self.schema, self.entities(facts), relationships, sources(self.db, self.force), at, recorded
        )

    def entities(self, facts: Iterable[Row]) -> dict[str, Entity]:
        """Return the entities of shown facts, in the order of their oldest records."""
        words, origin, entity = self.names.words, self.names.origin, self.entity_names
        values: dict[int, dict[str, list[Value]]] = defaultdict(dict)
        heads, rank = self.heads, self.rank
        kinds: dict[int, list[FactRow]] = {}
        for number, rec, prop, value, ref, since, until, place, cs in facts:
            head, name = heads[rec], words[prop]
            if name == TYPE:
                kinds.setdefault(head, []).append(FactRow(number, TYPE, value, since or "", rank[cs]))
                continue
            said = Value(
                entity[ref] if ref else value, since or "", until or "", origin(cs, (number,), place)
            )
            values[head].setdefault(name, []).append(said)
        aliases: dict[int, list[str]] = defaultdict(list)
        for record, head in sorted(heads.items()):
            if record != head:
                aliases[head].append(self.names.records[record])
        called = self._called() if heads else {}
        found = {}
        for head in sorted(kinds):
            uid = entity[head]
            had = {prop: tuple(said) for prop, said in values[head].items()} if head in values else {}
            names = {said.value for said in had.get(_NAME, ())}
            found[uid] = Entity(
                uid, resolving.entity_type(kinds[head]), had, tuple(aliases[head]) if head in aliases else (),
                tuple(name for name in called[head] if name not in names) if head in called else (),
            )  # fmt: skip
        return found

    def _called(self) -> dict[int, dict[str, None]]:
        """Return what the records of each joined entity are called, shown or not, in the order in which it was said."""
        prop = next((number for number, word in self.names.words.items() if word == _NAME), None)
        self.db.temp("joined", ("rec",), ((record,) for record in self.heads))
        found: dict[int, dict[str, None]] = defaultdict(dict)
        for record, name in self.db.stream(
            "SELECT f.rec, f.val FROM temp.joined j JOIN fact f ON f.rec = j.rec"
            f" WHERE f.prop = ? AND {live('fact', 'f', self.force)} ORDER BY f.id",
            prop,
        ):
            found[self.heads[record]][name] = None
        return found

    @cached_property
    def rank(self) -> dict[int, int]:
        """How far the source of each changeset is believed."""
        return ranks(self.db)

    def relationship(self, tie: ResolvedTie) -> Relationship:
        """Return a resolved tie with its origin."""
        lead = tie.lead
        cs, place = self.tie_origins[lead.number]
        return Relationship(
            lead.relationship, lead.type, lead.source, lead.target, tie.role, tie.since, tie.until,
            tie.details, self.names.origin(cs, tie.statements, place),
        )  # fmt: skip

    @cached_property
    def tie_origins(self) -> dict[int, tuple[int, str | None]]:
        """Changeset and place of the ties read so far."""
        return {}

    def tie_row(self, row: Row) -> TieRow:
        """Return a stored tie with ends and references named by their entities."""
        number, rel, kind, a, b, role, since, until, extra, place, cs = row
        entity, words = self.entity_names, self.names.words
        self.tie_origins[number] = (cs, place)
        details: Details = NOTHING
        refer: list[str] = []
        if extra:
            details, refer = resolving.named(json.loads(extra), entity)
        return resolving.tie_row(
            number, rel, words[kind], (entity[a], entity[b]), words[role], (since or "", until or ""),
            details, refer, self.rank[cs],
        )  # fmt: skip


class _FewEntities(dict[int, str]):
    """Ids of entities by number of a record, each asked for when needed."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def __missing__(self, record: int) -> str:
        picture = self._picture
        head = picture.heads.get(record) or picture.db.value("SELECT head FROM cluster WHERE rec = ?", record)
        self[record] = picture.names.records[head or record]
        return self[record]


_NAME = "name"
_FACT = "f.id, f.rec, f.prop, f.val, f.ref, f.since, f.until, f.place, f.cs"
_TIE = "t.id, t.rel, t.type, t.a, t.b, t.role, t.since, t.until, t.extra, t.place, t.cs"


def current(db: Session, schema: Schema) -> Network:
    """Return the network of now, read from the flags."""
    shown = picture(db, schema)
    facts = db.stream(f"SELECT {_FACT} FROM fact f WHERE f.top = 1 ORDER BY f.id")
    ties = sorted(current_ties(shown), key=lambda tie: tie.lead.number)
    return shown.network(facts, ties, last(db))


def picture(db: Session, schema: Schema) -> Picture:
    """Return the moment of now, by the flags."""
    return Picture(db, schema, Names(db), Heads(db.rows("SELECT rec, head FROM cluster")), NOW)


def current_ties(picture: Picture) -> Iterator[ResolvedTie]:
    """Return the ties by their leading statements; those of more than one statement are resolved again."""
    db = picture.db
    alone = "NOT EXISTS(SELECT 1 FROM tie_group g WHERE g.tie = t.id)"
    for raw in db.stream(f"SELECT {_TIE} FROM tie t WHERE t.top = 2 AND {alone} ORDER BY t.id"):
        row = picture.tie_row(raw)
        yield ResolvedTie(
            row, row.role, row.since, row.until, row.details, (row.number,), (row.relationship,)
        )
    grouped = db.stream(
        f"SELECT g.lead, {_TIE} FROM tie_group g JOIN tie t ON t.id = g.tie ORDER BY g.lead, g.place"
    )
    for _, group in groupby(grouped, itemgetter(0)):
        yield from resolve_ties([picture.tie_row(raw[1:]) for raw in group])


def entity(db: Session, schema: Schema, head: int) -> Entity | None:
    """Return one entity of now by its oldest record; None if nothing live is said of it."""
    rows = db.rows("SELECT rec, head FROM cluster WHERE head = ?", head)
    joined = [rec for rec, _ in rows] or [head]
    picture = Picture(db, schema, Names(db, few=True), Heads(rows), NOW)
    facts = db.rows(
        f"SELECT {_FACT} FROM fact f WHERE f.top = 1 AND f.rec IN ({','.join('?' * len(joined))}) ORDER BY f.id",
        *joined,
    )
    return next(iter(picture.entities(facts).values()), None)


def replayed(db: Session, schema: Schema, at: int) -> Network:
    """Return the network as it was known right after changeset ``at``, computed from its statements."""
    picture = computed(db, schema, suppose(db, force_at(db, at)))
    return picture.network(shown_rows(picture), resolve_ties(live_ties(picture)), at)


def computed(db: Session, schema: Schema, force: str = NOW) -> Picture:
    """Return the picture with the changesets in ``force``, joined by its live judgements, not by flags."""
    pairs = db.rows(
        f"SELECT j.a, j.b FROM judgement j WHERE j.verdict = 'same' AND {live('judgement', 'j', force)}"
    )
    heads = Heads(components(((a, b) for a, b in pairs), lambda record: record))
    return Picture(db, schema, Names(db), heads, force)


def live_ties(picture: Picture) -> Iterator[TieRow]:
    """Return all live ties, in the order in which they were said."""
    alive = live("tie", "t", picture.force)
    for row in picture.db.stream(f"SELECT {_TIE} FROM tie t WHERE {alive} ORDER BY t.id"):
        yield picture.tie_row(row)


def shown_rows(picture: Picture) -> list[Row]:
    """Return the facts that are shown, of all live ones, in the order in which they were said."""
    by_entity: dict[int, list[Row]] = defaultdict(list)
    for row in picture.db.stream(
        f"SELECT {_FACT} FROM fact f WHERE {live('fact', 'f', picture.force)} ORDER BY f.id"
    ):
        by_entity[picture.heads[row[1]]].append(row)
    shown: list[Row] = []
    for rows in by_entity.values():
        facts = [_fact_row(picture, row) for row in rows]
        tops = resolving.shown(facts, picture.schema)
        shown.extend(row for row in rows if row[0] in tops)
    return sorted(shown, key=itemgetter(0))


def _fact_row(picture: Picture, row: Row) -> FactRow:
    number, _, prop, value, ref, since, _, _, cs = row
    said = picture.entity_names[ref] if ref else value
    return FactRow(number, picture.names.words[prop], said, since or "", picture.rank[cs])
