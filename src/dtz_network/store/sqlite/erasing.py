"""Erasure: the only act that destroys. What stays is an unnamed former holder of her seats and ties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from dtz_network.errors import InputError, RefusedError, StoreError, refused
from dtz_network.model.changes import TYPE, mint
from dtz_network.model.schema import Schema, Type
from dtz_network.store.base import Erasure, Mention
from dtz_network.store.cleaning import Cleaner
from dtz_network.store.sqlite import lawful, mentioning, person, remaking, viewing, writing
from dtz_network.store.sqlite.person import Person
from dtz_network.store.sqlite.session import Session
from dtz_network.store.sqlite.viewing import Touched
from dtz_network.store.sqlite.words import Words
from dtz_network.store.suppression import Entry, Keyring, Matcher, all_identities

_CHUNK = 1 << 20
_SEARCHED = 5
"""Shorter values stand in any file by chance."""


def records_of(db: Session, uids: Sequence[str], texts: Sequence[str] = ()) -> list[int]:
    """Return the records meant; all records of each entity must be named. None only where texts are to go.

    Raises:
        InputError: an id that the store does not have.
        RefusedError: a record that is judged the same is not named (a wrong merge would destroy another).
    """
    records = {}
    for uid in uids:
        records[uid] = db.value("SELECT id FROM record WHERE uid = ?", uid)
        if records[uid] is None:
            raise InputError("unknown-entity", id=uid)
    rest = set(lawful.joined(db, records.values())) - set(records.values())
    if rest or not (records or texts):
        more = [db.value("SELECT uid FROM record WHERE id = ?", record) for record in sorted(rest)]
        raise RefusedError("erase-part", ids=", ".join(more))
    return sorted(records.values())


def erase(
    db: Session, schema: Schema, keyring: Keyring, records: Sequence[int], who: str, ground: str,
    also: Iterable[Entry] = (), texts: Sequence[str] = (),
) -> Erasure:  # fmt: skip
    """Erase records from every part of the store and its file, and return the receipt.

    ``also`` are hashes to be kept beside those of the values found, ``texts`` what else is taken out of every text.
    """
    her = person.known(db, schema, records)
    entries = {*also, *(keyring.entries(her.names, her.emails, her.organisations) if her.values else ())}
    cleaner = Cleaner(her.names, her.phones, (*her.emails, *her.others, *texts))
    with db.act():
        cs = writing.begin(db, "erase", cleaner.clean(who), cleaner.clean(ground))
        facts = _forget(db, schema, records)
        touched = Touched(records=set(records))
        changed = _clean(db, schema, cleaner, touched)
        changed += _clean_facts(db, mentioning.NAMES, Cleaner((), (), texts), touched)
        viewing.refresh(db, schema, touched)
        remaking.index_names(db)
        known = {Entry(*row) for row in db.rows("SELECT prefix, hash FROM suppressed")}
        db.write_many(
            "INSERT INTO suppressed VALUES(?,?,?)",
            [(e.prefix, e.digest, cs) for e in sorted(entries - known)],
        )
        db.write("INSERT INTO erasure VALUES(?,?,?,?)", cs, len(records), facts, changed)
        db.write("INSERT OR REPLACE INTO meta VALUES('vacuum-due', '1')")
    db.vacuum()
    keyring.remember(entries)
    to_decide = (*mentioning.mentions(db, schema, cleaner), *_left_in_file(db, her))
    uid = db.value("SELECT uid FROM changeset WHERE id = ?", cs)
    return Erasure(uid, len(records), facts, changed, to_decide)


def _forget(db: Session, schema: Schema, records: Iterable[int]) -> int:
    """Delete what was said of records, all but their type and ties; return the number of facts."""
    db.temp("her", ("rec",), ((record,) for record in records))
    hers = f"""FROM fact WHERE rec IN (SELECT rec FROM temp.her)
        AND prop <> (SELECT id FROM word WHERE text = '{TYPE}')"""
    db.write(f"DELETE FROM retraction WHERE kind = 'fact' AND item IN (SELECT id {hers})")
    facts = db.write(f"DELETE {hers}")
    _recount(db)
    db.write("UPDATE fact SET place = NULL WHERE rec IN (SELECT rec FROM temp.her)")
    db.write("UPDATE judgement SET evidence = '' WHERE a IN temp.her OR b IN temp.her")
    for (record,) in db.rows("SELECT rec FROM temp.her"):
        db.write("UPDATE record SET uid = ?, key = NULL WHERE id = ?", mint("e"), record)
    _forget_ties(db, schema)
    return facts


def _recount(db: Session) -> None:
    db.write(
        "UPDATE extent SET n = (SELECT count(*) FROM fact WHERE id BETWEEN first AND last) WHERE kind = 'fact'"
    )
    db.write(
        "UPDATE extent SET n = (SELECT count(*) FROM retraction x WHERE x.cs = extent.cs)"
        " WHERE kind = 'retraction'"
    )


def _forget_ties(db: Session, schema: Schema) -> None:
    """Take places and free text from the ties of ``temp.her``; ends, role, dates and seats stay."""
    rows = db.rows(
        "SELECT t.id, w.text, t.extra FROM tie t JOIN word w ON w.id = t.type"
        " WHERE t.id IN (SELECT id FROM tie WHERE a IN temp.her UNION SELECT id FROM tie WHERE b IN temp.her)"
    )
    for number, kind, extra in rows:
        properties = schema.types[kind].properties if kind in schema.types else {}
        kept = {
            prop: value
            for prop, value in (json.loads(extra) if extra else {}).items()
            if prop in properties and properties[prop].type not in ("text", *person.NAMING)
        }
        db.write("UPDATE tie SET place = NULL, extra = ? WHERE id = ?", _json(kept), number)


def _json(details: object) -> str | None:
    return json.dumps(details, ensure_ascii=False, separators=(",", ":")) if details else None


_TEXTS = (
    ("changeset", "who"), ("changeset", "why"), ("source", "name"), ("source", "series"),
    ("source", "controller"), ("source", "ground"), ("source", "purpose"), ("judgement", "evidence"),
    ("fact", "place"), ("tie", "place"), ("tie", "extra"), ("record", "key"),
)  # fmt: skip
"""Where free text stands beside the values of text properties and the words (roles, series)."""


def _clean(db: Session, schema: Schema, cleaner: Cleaner, touched: Touched) -> int:
    """Take the values out of all free text and the names that we gave; return the number of texts changed."""
    changed = sum(len(_clean_column(db, table, column, "1", cleaner)) for table, column in _TEXTS)
    mentioning.lay_out(db, schema)
    changed += _clean_facts(db, mentioning.FREE_TEXT, cleaner, touched)
    changed += _clean_facts(db, mentioning.OWN_NAMES, cleaner, touched)
    return changed + _clean_words(db, schema, cleaner, touched)


def _clean_facts(db: Session, where: str, cleaner: Cleaner, touched: Touched) -> int:
    facts = _clean_column(db, "fact", "val", where, cleaner)
    for number in facts:
        touched.records.add(db.value("SELECT rec FROM fact WHERE id = ?", number))
    return len(facts)


def _clean_column(db: Session, table: str, column: str, where: str, cleaner: Cleaner) -> list[int]:
    """Clean one column and return the numbers of the rows changed."""
    changes: list[tuple[str | None, int]] = [
        (fresh, number)
        for number, text in db.stream(f"SELECT id, {column} FROM {table} WHERE {where} AND {column} > ''")
        if (fresh := cleaner.clean(text)) != text
    ]
    if column == "key":
        changes = [
            (None if fresh and _taken(db, number, fresh) else fresh, number) for fresh, number in changes
        ]
    db.write_many(f"UPDATE {table} SET {column} = ? WHERE id = ?", changes)
    return [number for _, number in changes]


def _taken(db: Session, record: int, key: str) -> bool:
    """Return whether another record of the same series and type has a key; two cannot have it."""
    return bool(
        db.value(
            "SELECT 1 FROM record r JOIN record o ON o.series = r.series AND o.type = r.type"
            " WHERE r.id = ? AND o.key = ?",
            record,
            key,
        )
    )


def _clean_words(db: Session, schema: Schema, cleaner: Cleaner, touched: Touched) -> int:
    """Take the values out of roles and series; a word that is there already takes the place."""
    words = Words(db)
    fixed = {*schema.types, TYPE, *(prop for kind in schema.types.values() for prop in kind.properties)}
    changed = 0
    for text, number in list(words.items()):
        fresh = cleaner.clean(text)
        if fresh == text or text in fixed:
            continue
        other = words[fresh]
        touched.ends.update(db.rows("SELECT type, a, b FROM tie WHERE role = ?", number))
        db.write("UPDATE tie SET role = ? WHERE role = ?", other, number)
        db.write("UPDATE record SET series = ? WHERE series = ?", other, number)
        db.write("DELETE FROM word WHERE id = ?", number)
        changed += 1
    return changed


def _left_in_file(db: Session, her: Person) -> Iterator[Mention]:
    """Search the file for the values, and return its name if one stands there that nobody else states."""
    if db.is_temporary:
        return
    values = [value for value in her.values if len(value) >= _SEARCHED and not _stated(db, value)]
    sought = [value.encode() for value in values]
    longest = max(map(len, sought), default=0)
    try:
        with db.path.open("rb") as file:
            tail = b""
            while chunk := file.read(_CHUNK):
                if any(value in tail + chunk for value in sought):
                    yield Mention("file", db.path.name, "", "")
                    return
                tail = chunk[-longest:]
    except OSError as error:
        raise StoreError("store-cannot-open", path=db.path, reason=refused(error)) from error


def _stated(db: Session, value: str) -> bool:
    return bool(db.value("SELECT 1 FROM fact WHERE instr(val, ?) LIMIT 1", value))


def erased_before(db: Session, schema: Schema, matcher: Matcher) -> list[int]:
    """Return the records of persons who were erased before, as an older copy of a store still has them."""
    kinds = [kind.name for kind in schema.entity_types() if _has_personal_name(kind)]
    found = []
    for (record,) in db.rows(
        f"SELECT r.id FROM record r JOIN word t ON t.id = r.type WHERE t.text IN ({','.join('?' * len(kinds))})"
        " AND EXISTS(SELECT 1 FROM fact f WHERE f.rec = r.id AND f.prop IN"
        " (SELECT id FROM word WHERE text IN ('name', 'other_name', 'email')))",
        *kinds,
    ):
        her = person.known(db, schema, (record,))
        if any(map(matcher.hit, all_identities(her.names, her.emails, her.organisations))):
            found.append(record)
    return found


def _has_personal_name(kind: Type) -> bool:
    return any(prop.personal and prop.type == "name" for prop in kind.properties.values())
