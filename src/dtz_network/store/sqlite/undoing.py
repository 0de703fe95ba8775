"""Undo: an act that takes earlier acts out of force, or refuses with the acts that build on them.

Judgements about records do not hold an import: records stay, and so does what was decided about
them, so that the import can be applied again without asking everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dtz_network.errors import RefusedError
from dtz_network.model.resolve import in_force
from dtz_network.model.schema import Schema
from dtz_network.store.sqlite import lawful, viewing, writing
from dtz_network.store.sqlite.live import last, suppose, undoes
from dtz_network.store.sqlite.session import Session
from dtz_network.store.sqlite.viewing import Touched


def undo(db: Session, schema: Schema, chosen: Sequence[int], who: str, why: str, *, with_later: bool) -> int:
    """Write an undo of changesets and return its number.

    Raises:
        RefusedError: later acts build on them, and ``with_later`` does not take these along.
    """
    with db.act():
        later = building_on(db, chosen)
        if later and not with_later:
            raise RefusedError("undo-blocked", acts=_named(db, sorted(later, reverse=True)), n=len(later))
        taken = sorted({*chosen, *later}, reverse=True)
        number = writing.begin(db, "undo", who, why)
        db.write_many(
            "INSERT INTO undone VALUES(?,?,?)", [(number, of, place) for place, of in enumerate(taken)]
        )
        viewing.show_changed(db, schema, settle(db) - {number})
        return number


def settle(db: Session) -> set[int]:
    """Bring the cached column of changesets in force up to date; return those that changed."""
    force = in_force(range(1, last(db) + 1), undoes(db))
    changed = {cs for cs, eff in db.rows("SELECT id, eff FROM changeset") if bool(eff) != (cs in force)}
    db.write_many(
        "UPDATE changeset SET eff = ? WHERE id = ?", [(int(cs in force), cs) for cs in sorted(changed)]
    )
    return changed


def building_on(db: Session, chosen: Iterable[int]) -> set[int]:
    """Return the other acts in force without which ``chosen`` cannot be undone.

    Raises:
        RefusedError: already undone, an erasure, or a state that no undo can make lawful.
    """
    asked = set(chosen)
    _demand_undoable(db, asked)
    order, before = range(1, last(db) + 1), undoes(db)
    was = in_force(order, before)
    taken = set(asked)
    while True:
        undo_number = len(order) + 1
        force = in_force([*order, undo_number], {**before, undo_number: taken}) - {undo_number}
        more = _offenders(db, taken, force, was) - taken
        if not more:
            return taken - asked
        _demand_undoable(db, more)
        taken |= more


def _demand_undoable(db: Session, changesets: Iterable[int]) -> None:
    for number in changesets:
        ((uid, kind, eff),) = db.rows("SELECT uid, kind, eff FROM changeset WHERE id = ?", number)
        if kind == "erase":
            raise RefusedError("undo-erasure", id=uid)
        if not eff:
            raise RefusedError("undo-twice", id=uid)


def _offenders(db: Session, taken: set[int], force: set[int], was: set[int]) -> set[int]:
    """Return the acts to blame if the store would break a law with only ``force`` in force."""
    name = suppose(db, force)
    needing = db.rows("SELECT cs FROM needs WHERE cs IN temp.force AND of NOT IN temp.force")
    found = {cs for (cs,) in needing if cs in was}
    revived = [cs for (cs,) in needing if cs not in was]
    found.update(_undoers(db, revived_needs(db, revived), was))
    db.temp("dying", ("cs",), ((cs,) for cs in was - force))
    db.temp("reviving", ("cs",), ((cs,) for cs in force - was))
    named = (rec for (rec,) in db.rows(_NAMED))
    for record, speakers in lawful.untyped(db, named, name).items():
        found.update(_blame_untyped(db, record, speakers, was))
    touched = Touched()
    for number in was ^ force:
        touched.add_judged(db, number)
        touched.add_retracted(db, number)
    for one, other, changeset in lawful.contradictions(db, touched.judged, name):
        found.update(_blame_apart(db, (one, other, changeset), taken, was, name))
    return found


_NAMED = """WITH back(kind, first, last) AS (
        SELECT e.kind, e.first, e.last FROM temp.reviving v CROSS JOIN extent e ON e.cs = v.cs UNION ALL
        SELECT x.kind, x.item, x.item FROM temp.dying d CROSS JOIN retraction x ON x.cs = d.cs)
    SELECT f.rec FROM temp.dying d CROSS JOIN extent e ON e.cs = d.cs AND e.kind = 'fact'
        CROSS JOIN fact f ON f.id BETWEEN e.first AND e.last
        WHERE +f.prop = (SELECT id FROM word WHERE text = 'type')
    UNION SELECT f.rec FROM temp.reviving v CROSS JOIN retraction x ON x.cs = v.cs AND x.kind = 'fact'
        JOIN fact f ON f.id = x.item
    UNION SELECT f.rec FROM back b CROSS JOIN fact f ON b.kind = 'fact' AND f.id BETWEEN b.first AND b.last
    UNION SELECT f.ref FROM back b CROSS JOIN fact f ON b.kind = 'fact' AND f.id BETWEEN b.first AND b.last
        WHERE f.ref IS NOT NULL
    UNION SELECT t.a FROM back b CROSS JOIN tie t ON b.kind = 'tie' AND t.id BETWEEN b.first AND b.last
    UNION SELECT t.b FROM back b CROSS JOIN tie t ON b.kind = 'tie' AND t.id BETWEEN b.first AND b.last
    UNION SELECT x.rec FROM back b CROSS JOIN reference x ON b.kind = 'tie' AND x.tie BETWEEN b.first AND b.last"""
"""The records that may be left without type: what said it goes, or what speaks of them comes back.
CROSS JOIN keeps SQLite from walking all statements first."""


def revived_needs(db: Session, changesets: Iterable[int]) -> list[int]:
    """Return what changesets need that is not in ``temp.force``."""
    return [
        of
        for cs in changesets
        for (of,) in db.rows("SELECT of FROM needs WHERE cs = ? AND of NOT IN temp.force", cs)
    ]


def _undoers(db: Session, changesets: Iterable[int], was: set[int]) -> set[int]:
    """Return the undos in force that name changesets."""
    return {
        cs for of in changesets for (cs,) in db.rows("SELECT cs FROM undone WHERE of = ?", of) if cs in was
    }


def _blame_untyped(db: Session, record: int, speakers: set[int], was: set[int]) -> set[int]:
    """Return who speaks of a record without type; if that comes back itself, who took the type away."""
    speaking = speakers & was
    if speaking:
        return speaking
    types = db.rows(
        "SELECT f.id, f.cs FROM fact f JOIN word w ON w.id = f.prop AND w.text = 'type' WHERE f.rec = ?",
        record,
    )
    takers = _undoers(db, [cs for _, cs in types], was)
    for number, _ in types:
        retracting = db.rows("SELECT cs FROM retraction WHERE kind = 'fact' AND item = ?", number)
        takers.update(cs for (cs,) in retracting if cs in was)
    return takers or _no_way(db, speakers)


def _blame_apart(
    db: Session, said: tuple[int, int, int], taken: set[int], was: set[int], force: str
) -> set[int]:
    """Return the later act that keeps two records apart, or those that join them."""
    one, _, changeset = said
    oldest = min(taken)
    if changeset in was and changeset > oldest:
        return {changeset}
    joining = {cs for edges in lawful.joined(db, [one], force).values() for _, _, cs in edges}
    later = {cs for cs in joining if cs in was and cs > oldest}
    return {max(later)} if later else _no_way(db, {changeset})


def _no_way(db: Session, changesets: Iterable[int]) -> set[int]:
    raise RefusedError("undo-unlawful", acts=_named(db, sorted(changesets)))


def _named(db: Session, changesets: Iterable[int]) -> str:
    """Return acts by number and id, as ``dtz changes`` shows them."""
    uid = "SELECT uid FROM changeset WHERE id = ?"
    return ", ".join(f"{number} ({db.value(uid, number)})" for number in changesets)
