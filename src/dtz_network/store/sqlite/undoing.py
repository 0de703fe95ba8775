"""Undo: an act that takes earlier acts out of force, or refuses with the acts that build on them."""

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
    """Write an undo of changesets and return its number."""
    with db.act():
        later = building_on(db, chosen)
        if later and not with_later:
            raise RefusedError(
                "undo-blocked", ids=", ".join(_uids(db, sorted(later, reverse=True))), n=len(later)
            )
        taken = sorted({*chosen, *later}, reverse=True)
        number = writing.begin(db, "undo", who, why)
        db.write_many(
            "INSERT INTO undone VALUES(?,?,?)", [(number, of, place) for place, of in enumerate(taken)]
        )
        settle(db)
        touched = Touched()
        touched.add(db, taken)
        viewing.refresh(db, schema, touched)
        return number


def settle(db: Session) -> None:
    """Bring the cached column of changesets in force up to date."""
    force = in_force(range(1, last(db) + 1), undoes(db))
    db.write_many(
        "UPDATE changeset SET eff = ? WHERE id = ?",
        [
            (int(cs in force), cs)
            for cs, eff in db.rows("SELECT id, eff FROM changeset")
            if bool(eff) != (cs in force)
        ],
    )


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
    touched = Touched()
    touched.add(db, taken)
    ends = {end for _, a, b in touched.ends for end in (a, b)}
    for record, speakers in lawful.untyped(db, touched.records | ends | _referred(db, taken), name).items():
        found.update(_blame_untyped(db, record, speakers, was))
    for one, other, changeset in lawful.contradictions(db, touched.judged, name):
        found.update(_blame_apart(db, (one, other, changeset), taken, was, name))
    return found


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


_REFERRED = """SELECT x.rec FROM extent e JOIN reference x ON x.tie BETWEEN e.first AND e.last
    WHERE e.cs = ?1 AND e.kind = 'tie' UNION
    SELECT f.ref FROM extent e JOIN fact f ON f.id BETWEEN e.first AND e.last
    WHERE e.cs = ?1 AND e.kind = 'fact' AND f.ref IS NOT NULL"""


def _referred(db: Session, changesets: Iterable[int]) -> set[int]:
    """Return the records that ties and values of changesets refer to beside their ends."""
    found: set[int] = set()
    for cs in changesets:
        found.update(rec for (rec,) in db.stream(_REFERRED, cs))
        found |= _referred(db, [of for (of,) in db.rows("SELECT of FROM undone WHERE cs = ?", cs)])
    return found


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
    raise RefusedError("undo-unlawful", ids=", ".join(_uids(db, sorted(changesets))))


def _uids(db: Session, changesets: Iterable[int]) -> list[str]:
    return [db.value("SELECT uid FROM changeset WHERE id = ?", number) for number in changesets]
