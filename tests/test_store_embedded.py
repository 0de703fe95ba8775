"""The embedded store as a file: what it refuses, what it survives, what it warns about."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dtz_network import language, resources
from dtz_network.errors import DtzError, StoreError
from dtz_network.model import schema as model_schema
from dtz_network.model.changes import ChangeSet, Details, Fact, Judgement, Record, Source, Tie
from dtz_network.store import embedded, places
from dtz_network.store.base import Store
from dtz_network.store.sqlite import ddl, migrations, session, views

SCHEMA = model_schema.shipped()
NAME = "Quirïnus Zwaardvisser"
EMAIL = "quir@zwaard.example"


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv("DTZ_KEYS", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network.db"


@pytest.fixture
def store(path: Path) -> Iterator[embedded.EmbeddedStore]:
    made = embedded.open_store(path, SCHEMA, create=True)
    yield made
    made.close()


def persons(series: str, *names: str, note: str = "") -> ChangeSet:
    records = [Record(f"e-{series}{n}", series, "Person", f"k{n}") for n, _ in enumerate(names)]
    facts = [Fact(record.id, "type", "Person") for record in records]
    facts += [Fact(record.id, "name", name) for record, name in zip(records, names, strict=True)]
    facts += [Fact(record.id, "note", note) for record in records if note]
    return ChangeSet(
        "import", "me", "", Source(f"s-{series}", series, "list", f"{series}.csv"), records, facts
    )


def raises(key: str, path: Path, *, create: bool = False) -> StoreError:
    with pytest.raises(StoreError) as caught:
        embedded.open_store(path, SCHEMA, create=create)
    assert caught.value.key == key
    for lang in ("nl", "en"):
        assert str(path.name) in caught.value.message(lang)
        assert caught.value.hint(lang)
    return caught.value


# --- opening


def test_a_store_that_is_not_there(path: Path) -> None:
    raises("store-missing", path)
    assert not path.exists()


def test_create_makes_folders_and_opens_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "network.db"
    first = embedded.open_store(path, SCHEMA, create=True)
    first.apply(persons("a", "Jan"))
    first.close()
    again = embedded.open_store(path, SCHEMA, create=True)
    assert again.info().id == first_id(path)
    assert len(again.load().entities) == 1
    again.close()


def first_id(path: Path) -> str:
    with sqlite3.connect(path) as con:
        return str(con.execute("SELECT value FROM meta WHERE name = 'id'").fetchone()[0])


@pytest.mark.parametrize("content", [b"naam;plaats\nJan;Emmen\n", b"SQLite", b"\x00" * 4096])
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    raises("store-not-ours", path)
    raises("store-not-ours", path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database(path: Path) -> None:
    with sqlite3.connect(path) as con:
        con.execute("CREATE TABLE bookmark(id INTEGER)")
    con.close()
    before = path.read_bytes()
    raises("store-not-ours", path, create=True)
    assert path.read_bytes() == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    raises("store-not-ours", tmp_path, create=True)


def test_a_store_newer_than_this_program(store: Store, path: Path) -> None:
    store.close()
    with sqlite3.connect(path) as con:
        con.execute(f"PRAGMA user_version = {ddl.FORMAT + 1}")
    con.close()
    before = path.read_bytes()
    raises("store-newer", path)
    assert path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date_after_a_backup(
    store: embedded.EmbeddedStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(persons("a", "Jan"))
    store.close()

    def add_column(db: session.Session) -> None:
        db.write("ALTER TABLE source ADD COLUMN colour TEXT")

    monkeypatch.setattr(ddl, "FORMAT", ddl.FORMAT + 1)
    monkeypatch.setitem(migrations.STEPS, ddl.FORMAT - 1, add_column)
    opened = embedded.open_store(path, SCHEMA)
    assert opened.info().format == ddl.FORMAT
    assert [e.name for e in opened.load().entities.values()] == ["Jan"]
    opened.close()
    (backup,) = path.parent.glob("network.format-*.db")
    with sqlite3.connect(backup) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (ddl.FORMAT - 1,)
        assert con.execute("SELECT count(*) FROM fact").fetchone() == (2,)
    con.close()


def test_a_migration_that_fails_changes_nothing(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()

    def half(db: session.Session) -> None:
        db.write("DROP TABLE fact")
        raise OSError("stroomuitval")

    monkeypatch.setattr(ddl, "FORMAT", ddl.FORMAT + 1)
    monkeypatch.setitem(migrations.STEPS, ddl.FORMAT - 1, half)
    with pytest.raises(OSError, match="stroomuitval"):
        embedded.open_store(path, SCHEMA)
    with sqlite3.connect(path) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (ddl.FORMAT - 1,)
        assert con.execute("SELECT count(*) FROM fact").fetchone() == (0,)
    con.close()


def test_an_older_format_without_a_way_up(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    monkeypatch.setattr(ddl, "FORMAT", ddl.FORMAT + 1)
    raises("store-format-unknown", path)


def test_the_settings_that_keep_data(store: embedded.EmbeddedStore) -> None:
    asked = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000,
        "application_id": ddl.APPLICATION_ID, "user_version": ddl.FORMAT,
    }  # fmt: skip
    assert {name: store._db.value(f"PRAGMA {name}") for name in asked} == asked


# --- damage, locks, full disks


def test_a_damaged_file_is_said_to_be_damaged(store: embedded.EmbeddedStore, path: Path) -> None:
    for n in range(20):
        store.apply(persons(f"a{n}-", *(f"Persoon {n} {m}" for m in range(50))))
    page = store._db.value("SELECT rootpage FROM sqlite_master WHERE name = 'fact'")
    size = store._db.value("PRAGMA page_size")
    store.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)
    opened = embedded.open_store(path, SCHEMA)
    assert "damaged" in {finding.key for finding in opened.check()}
    with pytest.raises(StoreError) as caught:
        opened.load()
    assert caught.value.key == "store-damaged"
    opened.close()


def test_a_file_cut_short_is_said_to_be_damaged(store: Store, path: Path) -> None:
    for n in range(5):
        store.apply(persons(f"a{n}-", *(f"Persoon {n} {m}" for m in range(50))))
    store.close()
    path.write_bytes(path.read_bytes()[: 4096 * 5 + 17])
    error = raises("store-damaged", path)
    assert "backup" in error.hint("nl")


WRITER = """
import sys, time
from pathlib import Path
from dtz_network.model import schema
from dtz_network.store import embedded
store = embedded.open_store(Path(sys.argv[1]), schema.shipped())
with store._db.act():
    print("writing", flush=True)
    sys.stdin.readline()
store.close()
"""


def test_a_store_in_which_another_process_writes_names_it(
    store: embedded.EmbeddedStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_user", lambda: "anna")
    source = str(Path(embedded.__file__).parents[2])
    code = textwrap.dedent(WRITER).replace(
        "with store",
        "from dtz_network.store.sqlite import session; session._user = lambda: 'anna'\nwith store",
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": source},
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdin is not None
    try:
        assert writer.stdout.readline() == "writing\n"
        store._db._con.execute("PRAGMA busy_timeout = 50")
        assert store.load().entities == {}, "reading beside a writer goes on"
        with pytest.raises(StoreError) as caught:
            store.apply(persons("a", "Jan"))
        assert caught.value.key == "store-locked"
        assert "anna" in caught.value.message("nl")
        assert str(writer.pid) in caught.value.message("nl")
    finally:
        writer.communicate("\n", timeout=20)
    assert store.apply(persons("a", "Jan")).number == 1
    assert not list(path.parent.glob("*.lock"))


def test_a_store_that_another_program_reads_is_busy(store: embedded.EmbeddedStore, path: Path) -> None:
    store.apply(persons("a", "Jan"))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM fact").fetchone()
    store._db._con.execute("PRAGMA busy_timeout = 50")
    before = list(store.dump())
    with pytest.raises(StoreError) as caught:
        store.apply(persons("b", "Piet"))
    assert caught.value.key == "store-busy"
    reader.close()
    assert list(store.dump()) == before
    assert store.apply(persons("b", "Piet")).number == 2


def test_a_dump_is_of_one_moment_whatever_others_write(store: embedded.EmbeddedStore, path: Path) -> None:
    store.apply(persons("a", "Jan"))
    before = list(store.dump())
    lines = store.dump()
    seen = [next(lines)]
    other = embedded.open_store(path, SCHEMA)
    other._db._con.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreError):
        other.apply(persons("b", "Piet"))
    assert seen + list(lines) == before
    assert other.apply(persons("b", "Piet")).number == 2
    other.close()


def test_a_killed_writer_leaves_nothing_half_done(store: embedded.EmbeddedStore, path: Path) -> None:
    store.apply(persons("a", "Jan"))
    before = list(store.dump())
    source = str(Path(embedded.__file__).parents[2])
    code = WRITER.replace(
        '    print("writing"', '    store._db.write("DELETE FROM fact")\n    print("writing"'
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": source},
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    writer.kill()
    writer.communicate(timeout=20)
    assert list(store.dump()) == before
    assert store.apply(persons("b", "Piet")).number == 2


def test_a_read_only_file_can_be_read_and_refuses_writing(store: Store, path: Path) -> None:
    store.apply(persons("a", "Jan"))
    store.close()
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        path.chmod(0o644)
        pytest.skip("this user may write everything (root)")
    opened = embedded.open_store(path, SCHEMA)
    assert [e.name for e in opened.load().entities.values()] == ["Jan"]
    assert opened.check() == []
    with pytest.raises(StoreError) as caught:
        opened.apply(persons("b", "Piet"))
    assert caught.value.key == "store-read-only"
    opened.close()
    path.chmod(0o644)


def test_a_store_opened_for_reading_only(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a user who may write everything: the file is taken to be read-only."""
    store.apply(persons("a", "Jan"))
    before = list(store.dump())
    store.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    opened = embedded.open_store(path, SCHEMA)
    assert opened.check() == []
    assert opened.find("jan")[0].name == "Jan"
    writes: list[Callable[[], object]] = [
        lambda: opened.apply(persons("b", "Piet")),
        lambda: opened.undo("1", who="me"),
        lambda: opened.erase(["e-a0"], "me"),
    ]
    for write in writes:
        with pytest.raises(StoreError) as caught:
            write()
        assert caught.value.key == "store-read-only"
    assert list(opened.dump()) == before
    opened.close()


def test_a_full_disk_changes_nothing(store: embedded.EmbeddedStore) -> None:
    store.apply(persons("a", "Jan"))
    before = list(store.dump())
    pages = store._db.value("PRAGMA page_count")
    store._db.value(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreError) as caught:
        store.apply(persons("b", *(f"Persoon {n}" for n in range(3000)), note="x" * 200))
    assert caught.value.key == "store-full"
    assert caught.value.hint("nl")
    assert list(store.dump()) == before
    assert store.check() == []
    store._db.value("PRAGMA max_page_count = 1000000")
    assert store.apply(persons("c", "Klaas")).number == 2


def test_a_fault_at_any_write_leaves_the_store_as_it_was(store: embedded.EmbeddedStore) -> None:
    store.apply(persons("a", "Jan", "Jan Müller"))
    before, view = list(store.dump()), store.load()
    acts: list[Callable[[], object]] = [
        lambda: store.apply(persons("b", "Piet", "Klaas", note="over Jan")),
        lambda: store.apply(ChangeSet("judge", "me", judgements=[Judgement("e-a0", "e-a1", "same")])),
        lambda: store.undo("1", who="me"),
        lambda: store.erase(["e-a0", "e-a1"], "me"),
    ]
    for act in acts:
        failed = 0
        while True:
            store.fault_after = failed
            try:
                act()
            except OSError:
                assert list(store.dump()) == before
                assert store.load() == view
                failed += 1
            else:
                break
        store.fault_after = None
        assert failed > 3
        assert store.check() == []
        before, view = list(store.dump()), store.load()
        if store.changesets()[-1].kind == "undo":
            store.undo(store.changesets()[-1].id, who="me")
            before, view = list(store.dump()), store.load()


def test_ctrl_c_leaves_the_store_as_it_was(store: embedded.EmbeddedStore) -> None:
    before = list(store.dump())

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "facts":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.apply(persons("a", "Jan"), progress=stop)
    assert list(store.dump()) == before
    assert store.apply(persons("a", "Jan")).number == 1


# --- check finds what is wrong


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        ("UPDATE fact SET top = 0 WHERE id = 4", "facts-stale"),
        ("UPDATE fact SET top = 1 WHERE id = 9", "facts-stale"),
        ("UPDATE tie SET top = 1", "ties-stale"),
        ("DELETE FROM cluster", "entities-stale"),
        ("UPDATE changeset SET eff = 0 WHERE id = 2", "force-stale"),
        ("UPDATE changeset SET at = '2001' WHERE id = 2", "time-goes-back"),
        ("DELETE FROM fact WHERE id = 9", "statements-missing"),
        ("UPDATE fact SET rec = 99 WHERE id = 3", "dangling"),
        (
            "DELETE FROM fact WHERE id = 1; UPDATE extent SET n = n - 1 WHERE cs = 1 AND kind = 'fact'",
            "without-type",
        ),
        ("INSERT INTO name_index(name_index) VALUES('delete-all')", "names-stale"),
        ("UPDATE judgement SET cs = 99", "dangling"),
    ],
)
def test_check_finds(store: embedded.EmbeddedStore, path: Path, damage: str, key: str) -> None:
    store.apply(persons("a", "Jan", "J. Jansen"))
    store.apply(persons("b", "Jan"))
    employer = Record("e-c", "hand:me", "Company")
    tie = Tie("r-1", "Employment", "e-a0", "e-c")
    src = Source("s-h", "hand:me", "own", "me")
    facts = [Fact("e-c", "type", "Company"), Fact("e-c", "name", "Acme")]
    store.apply(ChangeSet("hand", "me", "", src, [employer], facts, [tie]))
    store.apply(ChangeSet("judge", "me", judgements=[Judgement("e-a0", "e-a1", "same")]))
    newer = Source("s-a2", "a", "document", "a.pdf")
    store.apply(ChangeSet("import", "me", "", newer, facts=[Fact("e-a0", "name", "Jan de Oude")]))
    assert store.check() == []
    with sqlite3.connect(path) as con:
        con.executescript(damage)
    con.close()
    found = store.check()
    assert key in {finding.key for finding in found}
    for finding in found:
        assert language.text(f"check.{finding.key}", "nl", **finding.values)
        assert language.text(f"check.{finding.key}", "en", **finding.values)


# --- places


@pytest.mark.parametrize(
    ("folder", "warning"),
    [
        ("OneDrive - Gemeente Emmen", "synchronised"),
        ("Dropbox", "synchronised"),
        ("iCloudDrive", "synchronised"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "synchronised"),
        ("Google Drive/Mijn Drive", "synchronised"),
        ("gewoon", ""),
    ],
)
def test_a_synchronised_folder_is_warned_about(tmp_path: Path, folder: str, warning: str) -> None:
    place = tmp_path / folder / "network.db"
    opened = embedded.open_store(place, SCHEMA, create=True)
    assert opened.info().warnings == ((warning,) if warning else ())
    opened.close()


def test_onedrive_by_its_variable_and_dropbox_by_its_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "wolk"))
    assert places.warnings(tmp_path / "wolk" / "map" / "network.db") == ("synchronised",)
    (tmp_path / "doos" / ".dropbox.cache").mkdir(parents=True)
    assert places.warnings(tmp_path / "doos" / "map" / "network.db") == ("synchronised",)


def test_a_git_folder_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    assert places.warnings(tmp_path / "work" / "data" / "network.db") == ("git-folder",)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_file_that_git_ignores_is_not_warned_about(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("*.db\n", encoding="utf-8")
    assert places.warnings(tmp_path / "data" / "network.db") == ()
    assert places.warnings(tmp_path / "data" / "network.store") == ("git-folder",)


def test_a_network_share_is_warned_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "de schijf"
    text = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/afdeling {text} cifs rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    assert places.warnings(share / "network.db") == ("network-share",)
    assert places.warnings(tmp_path / "elders" / "network.db") == ()
    assert "network-share" in places.warnings(Path("//server/afdeling/network.db"))


# --- erasure and the file


def with_person(store: Store) -> None:
    records = [
        Record("e-q", "bezoekers", "Person", f"{NAME}|{EMAIL}"),
        Record("e-o", "bezoekers", "Company", "acme"),
    ]
    facts = [Fact("e-q", "type", "Person"), Fact("e-q", "name", NAME), Fact("e-q", "email", EMAIL)]
    facts += [
        Fact("e-o", "type", "Company"),
        Fact("e-o", "name", "Acme"),
        Fact("e-o", "note", f"chef: {NAME}"),
    ]
    details: Details = {"reason": f"kent {NAME}"}
    ties = [
        Tie("r-1", "Employment", "e-q", "e-o", f"assistent van {NAME}"),
        Tie("r-2", "Introduction", "e-o", "e-q", details=details),
    ]
    src = Source("s-q", f"bezoekers {NAME}", "list", f"{NAME}.csv", controller=NAME)
    store.apply(ChangeSet("import", NAME, f"van {NAME}", src, records, facts, ties))


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_after_erasure_no_file_holds_the_person(store: Store, tmp_path: Path) -> None:
    with_person(store)
    for n in range(30):
        store.apply(persons(f"a{n}-", *(f"Persoon {n} {m}" for m in range(30))))
    receipt = store.erase(["e-q"], "me")
    assert receipt.to_decide == ()
    content = on_disk(tmp_path)
    for value in (NAME, NAME.upper(), NAME.casefold(), EMAIL, "zwaardvisser", "Zwaardvisser", "e-q"):
        assert value.encode() not in content, value
    assert store.check() == []
    assert store.load().relationships[0].role == "assistent van […]"


def test_the_key_lies_outside_the_store_for_its_owner_only(store: Store, keys: Path, path: Path) -> None:
    with_person(store)
    assert not keys.exists(), "no key before it is needed"
    store.erase(["e-q"], "me")
    key = keys / f"{store.info().id}.key"
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600
    secret = key.read_text()
    assert secret.encode() not in path.read_bytes()
    assert not any(secret in line for line in store.dump())


def test_a_backup_that_fails_leaves_no_file(store: Store, tmp_path: Path) -> None:
    assert isinstance(store, embedded.EmbeddedStore)
    with store._db.act(), pytest.raises(StoreError):
        store.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "absent" / "copy.db")
    assert caught.value.key == "not-written"
    store.backup(tmp_path / "copy.db")
    assert embedded.open_store(tmp_path / "copy.db", store.schema).check() == []


def test_restoring_an_older_backup_erases_again(store: Store, path: Path, tmp_path: Path) -> None:
    with_person(store)
    copy = tmp_path / "backup.db"
    store.backup(copy)
    store.erase(["e-q"], "me")
    store.close()
    shutil.copyfile(copy, path)
    copy.unlink()
    again = embedded.open_store(path, SCHEMA)
    assert "erased-again" in again.info().warnings
    assert [e.name for e in again.load().of_type("Person")] == [""]
    assert NAME.encode() not in on_disk(tmp_path)
    assert again.changesets()[-1].kind == "erase"
    assert again.check() == []
    assert list(again.suppressed([{"name": NAME, "email": "", "organisation": "Acme"}])) == [True]
    again.close()
    calm = embedded.open_store(path, SCHEMA)
    assert "erased-again" not in calm.info().warnings
    calm.close()


def test_loading_an_older_dump_erases_again(store: Store, tmp_path: Path) -> None:
    with_person(store)
    old = list(store.dump())
    store.erase(["e-q"], "me")
    other = embedded.open_store(tmp_path / "other.db", SCHEMA, create=True)
    other.load_dump(old)
    assert "erased-again" in other.info().warnings
    assert not any(NAME in line for line in other.dump())
    other.close()


def test_a_lost_key_is_told(store: Store, path: Path, keys: Path) -> None:
    with_person(store)
    store.erase(["e-q"], "me")
    store.close()
    shutil.rmtree(keys)
    again = embedded.open_store(path, SCHEMA)
    assert "key-missing" in again.info().warnings
    with pytest.raises(StoreError) as caught:
        list(again.suppressed([{"name": NAME}]))
    assert caught.value.key == "suppression-key"
    again.close()


def test_a_vacuum_that_could_not_be_done_is_done_at_the_next_opening(
    store: embedded.EmbeddedStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_person(store)

    def full(_: object) -> None:
        raise StoreError("store-full", path=path)

    with monkeypatch.context() as patched:
        patched.setattr(session.Session, "vacuum", full)
        with pytest.raises(StoreError):
            store.erase(["e-q"], "me")
    assert store._db.value("SELECT 1 FROM meta WHERE name = 'vacuum-due'")
    store.close()
    again = embedded.open_store(path, SCHEMA)
    assert again._db.value("SELECT 1 FROM meta WHERE name = 'vacuum-due'") is None
    assert list(again.suppressed([{"email": EMAIL}])) == [True]
    again.close()


# --- model files and SQL views


def bureau_schema(folder: Path) -> model_schema.Schema:
    words = "label: {nl: Hub, en: Hub}\nplural: {nl: Hubs, en: Hubs}\ndescription: {nl: Een plek., en: A place.}\n"
    prop = "{type: name, required: true, label: {nl: Naam, en: Name}, description: {nl: Naam., en: Name.}}"
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    (folder / "schema" / "Hub.yaml").write_text(
        f"name: Hub\nkind: entity\n{words}properties:\n  name: {prop}\n"
    )
    return model_schema.load(resources.graph_folder(), folder)


def test_a_store_and_its_dump_carry_the_bureaus_types(path: Path, tmp_path: Path) -> None:
    first = embedded.open_store(path, bureau_schema(tmp_path / "model"), create=True)
    hub = ChangeSet(
        "hand", "me", "", Source("s-1", "hand:me", "own", "me"), [Record("e-1", "hand:me", "Hub")],
        [Fact("e-1", "type", "Hub"), Fact("e-1", "name", "De Hub")],
    )  # fmt: skip
    first.apply(hub)
    assert [tuple(row) for row in first._db.rows("SELECT id, name FROM v_hub")] == [("e-1", "De Hub")]
    dump = list(first.dump())
    first.close()
    second = embedded.open_store(path, SCHEMA)
    assert second.load().of_type("Hub")[0].name == "De Hub"
    assert list(second.dump()) == dump
    second.close()
    third = embedded.open_store(tmp_path / "third.db", SCHEMA, create=True)
    third.load_dump(dump)
    assert third.load().of_type("Hub")[0].name == "De Hub"
    assert list(third.dump()) == dump
    third.close()


def test_views_show_the_current_network(store: embedded.EmbeddedStore) -> None:
    records = [
        Record(ident, "lijst", kind, ident)
        for ident, kind in [("e-1", "Person"), ("e-2", "Person"), ("e-3", "GovernanceBody"), ("e-4", "Seat"), ("e-5", "School"), ("e-6", "Company")]
    ]  # fmt: skip
    facts = [Fact(record.id, "type", record.type) for record in records]
    facts += [
        Fact("e-1", "name", "Jan"),
        Fact("e-2", "name", "J. Jansen"),
        Fact("e-1", "other_name", "Johannes"),
    ]
    facts += [
        Fact("e-5", "name", "Vakschool"),
        Fact("e-4", "body", "e-3"),
        Fact("e-2", "other_name", "Jan J."),
    ]
    one: Details = {"seat": "e-4", "on_behalf_of": ("e-5", "e-6")}
    two: Details = {"seat": "e-4", "on_behalf_of": ("e-5", "e-6"), "capacity": "member"}
    ties = [
        Tie("r-1", "Membership", "e-1", "e-3", "member", "2021", "", one),
        Tie("r-2", "Membership", "e-2", "e-3", "", "2021-03", "2024-02", two),
    ]
    src = Source("s-1", "lijst", "list", "l.csv")
    store.apply(ChangeSet("import", "me", "", src, records, facts, ties))
    rows = store._db.rows
    assert rows("SELECT id, name FROM v_person ORDER BY id") == [("e-1", "Jan"), ("e-2", "J. Jansen")]
    assert rows("SELECT count(*) FROM v_membership") == [(2,)]
    store.apply(ChangeSet("judge", "me", judgements=[Judgement("e-1", "e-2", "same")]))
    assert rows("SELECT id, name, other_name FROM v_person") == [("e-1", "J. Jansen", "Johannes | Jan J.")]
    assert rows("SELECT id, body FROM v_seat") == [("e-4", "e-3")]
    assert rows("SELECT id, type, name FROM v_organization ORDER BY id") == [
        ("e-5", "School", "Vakschool"),
        ("e-6", "Company", None),
    ]
    columns = "id, source, target, role, since, until, since_first, until_last, seat, on_behalf_of, capacity"
    assert rows(f"SELECT {columns} FROM v_membership") == [  # noqa: S608
        ("r-2", "e-1", "e-3", "member", "2021-03", "2024-02", "2021-03-01", "2024-02-29", "e-4", "e-5 | e-6", "member")
    ]  # fmt: skip


def test_every_type_has_a_view_that_runs(store: embedded.EmbeddedStore) -> None:
    for name in views.names(SCHEMA):
        assert store._db.rows(f'SELECT * FROM "{name}"') == []  # noqa: S608


# --- times


def test_a_hundred_thousand_names_are_sifted_quickly_after_an_erasure(store: Store) -> None:
    with_person(store)
    store.erase(["e-q"], "me")
    rows = [
        {"name": f"Persoon {n}", "email": f"p{n}@x.example", "organisation": "Acme"} for n in range(20_000)
    ]
    start = dt.datetime.now(dt.UTC)
    assert sum(store.suppressed(rows)) == 0
    assert (dt.datetime.now(dt.UTC) - start).total_seconds() < 5


def test_a_lock_note_of_a_dead_writer_is_no_obstacle(store: Store, path: Path) -> None:
    path.with_name(path.name + ".lock").write_text(json.dumps({"who": "anna", "host": "pc", "pid": 1}))
    assert store.apply(persons("a", "Jan")).number == 1


def test_two_processes_that_make_the_same_store(path: Path) -> None:
    one = embedded.open_store(path, SCHEMA, create=True)
    two = embedded.open_store(path, SCHEMA, create=True)
    one.apply(persons("a", "Jan"))
    two.apply(persons("b", "Piet"))
    assert [a.number for a in one.changesets()] == [1, 2]
    assert one.check() == []
    one.close()
    two.close()


def test_errors_of_opening_are_errors_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DtzError):
        embedded.open_store(tmp_path / "file" / "network.db", SCHEMA, create=True)
