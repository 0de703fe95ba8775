"""Dumps, backups, progress and closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dtz_network.errors import InputError, RefusedError, StoreError
from dtz_network.model.changes import ChangeSet, Details, Fact, Tie
from dtz_network.store.base import Store

from .small_network import add_person, first_import, judge, named, say, source, with_person


def test_a_full_dump_loads_into_the_same_store(store: Store, make: Callable[[str], Store]) -> None:
    with_person(store)
    add_person(store, "e-5", "J. Müller")
    judge(store, "e-1", "e-5")
    store.undo(store.apply(say(Fact("e-1", "note", "x"))).id, who="me")
    store.split("e-1", ["e-5"], "me")
    store.erase(["e-q"], "anna")
    full = list(store.dump())
    other = make("other")
    other.load_dump(full)
    assert list(other.dump()) == full
    assert list(other.dump(history=False)) == list(store.dump(history=False))
    assert other.load() == store.load()
    assert other.changesets() == store.changesets()
    assert other.info().id == store.info().id
    assert other.check() == []
    for act in store.changesets():
        assert other.load(known_at=act.id) == store.load(known_at=act.id)
    assert list(other.suppressed([{"email": "quir@zwaard.example"}])) == [True]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda lines: [*lines[:3], "{kapot", *lines[4:]], "dump-line"),
        (lambda lines: [*lines, '{"onbekend":1}'], "dump-line"),
        (lambda lines: [*lines, lines[-1]], "dump-line"),
        (lambda lines: lines[:0], "dump-line"),
        (lambda lines: lines[1:], "dump-not-full"),
        (lambda lines: [lines[0].replace('"format":1', '"format":9'), *lines[1:]], "dump-newer"),
        (lambda lines: [lines[0].replace('"full"', '"state"')], "dump-not-full"),
    ],
)
def test_a_broken_dump_leaves_nothing(
    store: Store, make: Callable[[str], Store], change: Callable[[list[str]], list[str]], key: str
) -> None:
    first_import(store)
    other = make("other")
    empty = list(other.dump())
    with pytest.raises(InputError) as caught:
        other.load_dump(change(list(store.dump())))
    assert caught.value.key == key
    assert str(caught.value)
    assert list(other.dump()) == empty
    other.load_dump(store.dump())
    assert other.load() == store.load()


def test_a_store_with_content_takes_no_dump(store: Store) -> None:
    first_import(store)
    with pytest.raises(RefusedError) as caught:
        store.load_dump(list(store.dump()))
    assert caught.value.key == "store-not-empty"


def test_a_state_has_no_numbers_and_no_past(store: Store, make: Callable[[str], Store]) -> None:
    first_import(store)
    before = list(store.dump(history=False))
    assert before[1:] == sorted(before[1:])
    store.undo(add_person(store, "e-5", "Piet").id, who="me")
    assert list(store.dump(history=False)) == before
    other = make("other")
    other.load_dump(store.dump())
    assert list(other.dump(history=False)) == before


def test_a_backup_is_a_store_and_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    first_import(store)
    path = tmp_path / "copy.db"
    store.backup(path)
    assert path.stat().st_size > 0
    with pytest.raises(RefusedError):
        store.backup(path)


def test_progress_is_told(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    record, facts = named("e-1", "Person", "Jan")
    changes = ChangeSet("import", "me", "", source("s-1"), [record], facts)
    store.apply(changes, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert ("facts", 2, 2) in told


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    for use in (store.load, store.info, store.changesets, store.check, lambda: list(store.dump())):
        with pytest.raises(StoreError) as caught:
            use()
        assert caught.value.key == "store-closed"


def test_a_person_in_several_roles_of_one_tie_is_found_from_each(store: Store) -> None:
    """A person who made an introduction is in its history, though she is neither end."""
    first_import(store)
    add_person(store, "e-5", "Piet")
    add_person(store, "e-6", "Klaas")
    details: Details = {"via": ("e-6",), "reason": "zelfde thema"}
    tie = Tie("r-8", "Introduction", "e-1", "e-5", details=details)
    store.apply(ChangeSet("hand", "me", "", source("s-8", "hand:me", "own"), ties=[tie]))
    assert [line.stated.said for line in store.history("e-6") if line.stated.kind == "tie"] == [tie]
    assert [t.id for t in store.load().ties_of("e-6")] == ["r-8"]
