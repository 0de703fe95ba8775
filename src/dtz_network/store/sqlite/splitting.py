"""Split: records taken out of an entity, by taking back the judgements that cross the cut."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network.errors import RefusedError
from dtz_network.model.changes import ChangeSet, Judgement, Retraction, Stated
from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import history, writing
from dtz_network.store.sqlite.live import live
from dtz_network.store.sqlite.session import Session

Crossing = tuple[int, int, int, int]
"""A live judgement *same* across the cut: its number, record apart, record that stays, changeset."""


def split(db: Session, schema: Schema, entity: str, apart: Sequence[str], who: str, why: str) -> int:
    """Write the act that takes records apart and return its number."""
    crossing = _crossing(db, entity, apart)
    uid: dict[int, str] = dict(db.rows("SELECT id, uid FROM record WHERE id IN (SELECT rec FROM temp.cut)"))
    pairs = dict.fromkeys((out, stays) for _, out, stays, _ in crossing)
    changes = ChangeSet(
        "split",
        who,
        why,
        judgements=[Judgement(uid[out], uid[stays], "different", why) for out, stays in pairs],
        retractions=[Retraction("judgement", number) for number, *_ in crossing],
    )
    return writing.apply(db, schema, changes)


def _crossing(db: Session, entity: str, apart: Sequence[str]) -> list[Crossing]:
    """Return the live judgements across the cut; ``temp.cut`` holds all records of the entity.

    Raises:
        RefusedError: the records are not, or are all, of this entity.
    """
    members = history.members(db, entity)
    chosen = {db.value("SELECT id FROM record WHERE uid = ?", uid) for uid in apart}
    if not chosen or not chosen < set(members):
        raise RefusedError("split-records", entity=entity, ids=", ".join(apart))
    db.temp("cut", ("rec",), ((record,) for record in members))
    judged = db.rows(
        "SELECT j.id, j.a, j.b, j.cs FROM judgement j WHERE j.verdict = 'same' AND j.a IN temp.cut"
        f" AND {live('judgement', 'j')} ORDER BY j.id"
    )
    return [
        (number, *((a, b) if a in chosen else (b, a)), cs)
        for number, a, b, cs in judged
        if (a in chosen) != (b in chosen)
    ]


def since_merge(db: Session, entity: str, apart: Sequence[str]) -> list[Stated]:
    """Return the live hand entries about the entity that were made after the oldest crossing judgement."""
    crossing = _crossing(db, entity, apart)
    merged = min(cs for *_, cs in crossing)
    by_hand = "s.cs IN (SELECT id FROM changeset WHERE kind = 'hand' AND id > ?)"
    mine = "(SELECT rec FROM temp.cut)"
    reader = history.Reader(db)
    found = [
        *reader.stated("fact", f"s.rec IN {mine} AND +{by_hand}", merged),
        *reader.stated("tie", f"s.a IN {mine} AND +{by_hand}", merged),
        *reader.stated("tie", f"s.b IN {mine} AND NOT +s.a IN {mine} AND +{by_hand}", merged),
    ]
    return sorted((item for item in found if item.live), key=lambda item: (item.at, item.kind, item.number))
