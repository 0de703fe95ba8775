"""Certificates, encrypted schemes, the keyring, and that a password stays where it belongs."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dtz_network.errors import StoreError
from dtz_network.store import credentials, server
from dtz_network.store.neo4j import address, connection
from dtz_network.store.neo4j.connection import Connection
from dtz_network.workflows import by_hand, configuration, stores
from tools.neo4j_server import Server

from . import neo4j_server
from .test_property_graph import SCHEMA

ROOT = Path(__file__).parent.parent
HAND = by_hand.Act("tester", confirmed=True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate that nobody else signed, for ``localhost`` only, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("making a certificate needs openssl")
    folder = tmp_path_factory.mktemp("certificate")
    words = (
        "req -x509 -newkey rsa:2048 -nodes -keyout private.key -out public.crt -days 2 -subj /CN=localhost"
    )
    subprocess.run(["openssl", *words.split(), "-addext", "subjectAltName=DNS:localhost"],
                   cwd=folder, check=True, capture_output=True)  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def sealed(certificate: Path) -> Iterator[Server]:
    """A server that speaks encrypted only."""
    one = neo4j_server.fresh()
    one.configure([
        "server.bolt.tls_level=REQUIRED", "dbms.ssl.policy.bolt.enabled=true",
        f"dbms.ssl.policy.bolt.base_directory={certificate}", "dbms.ssl.policy.bolt.client_auth=NONE",
        f"server.bolt.advertised_address=localhost:{one.port}",
    ])  # fmt: skip
    one.uri = f"bolt+ssc://localhost:{one.port}"
    try:
        one.start()
        server.open_server(address.parse(one.uri), "neo4j", one.password, SCHEMA, create=True).close()
        yield one
    finally:
        one.remove()


def refused(place: str, password: str, user: str = "neo4j") -> StoreError:
    """Return why a server is not entered; it says so in both languages and without the password."""
    with pytest.raises(StoreError) as caught:
        Connection(address.parse(place), user, password)
    for lang in ("nl", "en"):
        said = caught.value.message(lang) + caught.value.hint(lang)
        assert "{" not in said
        assert password not in said
    return caught.value


# --- certificates and schemes


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc", "bolt+s", "neo4j+s"])
def test_an_encrypted_server_is_entered_with_each_scheme(
    sealed: Server, certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not scheme.endswith("ssc"):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    entered = Connection(address.parse(f"{scheme}://localhost:{sealed.port}"), "neo4j", sealed.password)
    assert entered.version()[:2] == (5, 26)
    entered.close()


def test_an_address_that_checks_certificates_comes_from_the_configuration(
    sealed: Server, certificate: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way to Aura: ``neo4j+s://`` in the file that ``dtz init`` writes, the rest as ever."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    monkeypatch.setenv(credentials.PASSWORD, sealed.password)
    configuration.write(configuration.Configuration(store=f"neo4j+s://localhost:{sealed.port}"))
    store = stores.open_store()
    by_hand.add(store, "Person", {"name": ["Sanne de Wit"]}, HAND)
    assert [e.name for e in store.load().entities.values()] == ["Sanne de Wit"]
    assert store.check() == []
    store.close()


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_is_not_trusted_is_told(sealed: Server, scheme: str) -> None:
    error = refused(f"{scheme}://localhost:{sealed.port}", sealed.password)
    assert error.key == "server-untrusted"
    assert "self-signed" in error.hint("nl")
    assert f"{scheme}sc://localhost:{sealed.port}" in error.hint("nl")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_of_another_name_is_told(
    sealed: Server, certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "public.crt"))
    error = refused(f"{scheme}://127.0.0.1:{sealed.port}", sealed.password)
    assert error.key == "server-untrusted"
    assert "127.0.0.1" in str(error.values["reason"])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_plain_words_to_an_encrypted_server_are_told(sealed: Server, scheme: str) -> None:
    error = refused(f"{scheme}://localhost:{sealed.port}", sealed.password)
    assert error.key == "server-encrypted"
    assert f"{scheme}+s://localhost:{sealed.port}" in error.hint("en")


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"])
def test_encrypted_words_to_a_plain_server_are_told(scheme: str) -> None:
    running = neo4j_server.running()
    error = refused(f"{scheme}://{running.uri.partition('://')[2]}", running.password)
    assert error.key == "server-not-encrypted"
    assert f"{scheme.partition('+')[0]}://127" in error.hint("en")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+s"])
def test_no_server_is_told_with_the_reason(scheme: str) -> None:
    error = refused(f"{scheme}://127.0.0.1:1", "geheim")
    assert error.key == "server-down"
    assert error.values["reason"] == os.strerror(111 if sys.platform == "linux" else 61)


# --- who may come in


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_a_password_that_is_wrong_or_over_is_told(sealed: Server, scheme: str) -> None:
    where = f"{scheme}://localhost:{sealed.port}"
    user = f"anna{len(scheme)}"
    boss = Connection(address.parse(where), "neo4j", sealed.password)
    with boss._driver.session(database="system") as session:
        session.run(f"CREATE USER {user} SET PASSWORD 'eerstewachtwoord' CHANGE REQUIRED").consume()
    boss.close()
    assert refused(where, "eerstewachtwoord", user).key == "server-login-expired"
    assert refused(where, "zomaar iets", user).key == "server-login"
    assert {refused(where, "zomaar iets", user).key for _ in range(4)} >= {"server-rate-limit"}


def test_a_database_that_is_not_there_is_told(sealed: Server) -> None:
    where = address.parse(f"{sealed.uri}/anders")
    with pytest.raises(StoreError) as caught:
        Connection(where, "neo4j", sealed.password)
    assert caught.value.key == "server-no-database"
    assert "anders" in caught.value.message("nl")


def test_a_server_that_is_too_old_is_told(sealed: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "OLDEST", (9999, 1))
    error = refused(sealed.uri, sealed.password)
    assert error.key == "server-old"
    assert "5.26" in error.message("nl")


# --- the keyring


def test_the_password_comes_from_the_keyring(
    sealed: Server, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = pytest.importorskip("keyring", reason="the package keyring is not installed")
    monkeypatch.delenv(credentials.PASSWORD, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(_backend())
    try:
        with pytest.raises(StoreError) as caught:
            stores.open_store(sealed.uri)
        assert caught.value.key == "server-no-password"
        keyring.set_password(f"{credentials.SERVICE} {sealed.uri}", "neo4j", sealed.password)
        stores.open_store(sealed.uri).close()
        monkeypatch.setenv(credentials.USER, "iemand")
        with pytest.raises(StoreError):
            stores.open_store(sealed.uri)
        monkeypatch.setenv(credentials.PASSWORD, "gaat voor")
        assert credentials.find(address.parse(sealed.uri)) == ("iemand", "gaat voor")
    finally:
        keyring.set_keyring(before)


def test_a_keyring_that_is_locked_or_absent_leads_to_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring", reason="the package keyring is not installed")
    fail = pytest.importorskip("keyring.backends.fail")
    monkeypatch.delenv(credentials.PASSWORD, raising=False)
    before, where = keyring.get_keyring(), address.parse("neo4j://anna@host")
    try:
        for made in (fail.Keyring(), _backend(locked=True)):
            keyring.set_keyring(made)
            assert credentials.find(where, lambda user, _: f"{user} typt") == ("anna", "anna typt")
    finally:
        keyring.set_keyring(before)


def _backend(*, locked: bool = False) -> object:
    """Return a keyring of the package's own kind that keeps what it is given in memory."""
    kind: Any = pytest.importorskip("keyring.backend").KeyringBackend
    errors = pytest.importorskip("keyring.errors")

    class InMemory(kind):  # type: ignore[misc]  # the package may be absent
        priority = 1
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012  one keyring at a time

        def get_password(self, service: str, username: str) -> str | None:
            if locked:
                raise errors.KeyringLocked("locked")
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

    return InMemory()


# --- where the password may not be

COMMANDS = (
    ("init", "--organisation", "Bureau"), ("status",), ("contact", "add", "Person", "Jan Nap"), ("check",),
    ("store", "dump", "dump.jsonl"), ("backup", "copy.db"), ("contact", "find", "Nap", "--json"),
    ("contact", "find", "'; DROP"), ("store", "push", "bolt+s://localhost:1"),
)  # fmt: skip


def test_the_password_stands_in_no_argument_file_or_log(sealed: Server, place: Path) -> None:
    """Every command of a session, with wrong ones among them; then all that was written is searched."""
    variables = {**os.environ, credentials.PASSWORD: sealed.password, "DTZ_STORE": sealed.uri}
    said, arguments = b"", b""
    for words in COMMANDS:
        command = [sys.executable, "-m", "dtz_network", "--store", sealed.uri, *words]
        with subprocess.Popen(
            command, cwd=place, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as running:
            if sys.platform == "linux":
                arguments += Path(f"/proc/{running.pid}/cmdline").read_bytes()
            said += running.communicate(timeout=240)[0]
    assert b"Jan Nap" in said
    assert b"Traceback" not in said
    written = [path for folder in (place, sealed.home) for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in written} >= {"dump.jsonl", "copy.db"}
    secret = sealed.password.encode()
    assert secret not in said + arguments
    assert [path.name for path in written if secret in path.read_bytes()] == []


def test_the_password_stands_in_no_log_of_the_driver(
    sealed: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="neo4j"):
        Connection(address.parse(sealed.uri), "neo4j", sealed.password).close()
        refused(sealed.uri, "verkeerd wachtwoord")
    assert "localhost" in caplog.text
    assert sealed.password not in caplog.text
    assert "verkeerd wachtwoord" not in caplog.text


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
def test_a_server_does_not_outlive_whoever_started_it() -> None:
    """A test run that is killed leaves no server behind, and no data of it."""
    neo4j_server.demand()
    code = (
        "import signal\nfrom tools.neo4j_server import Server\nserver = Server(brief=True)\nserver.start()\n"
        "print(server._process.pid, server.home, flush=True)\nsignal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pid, home = owner.stdout.readline().split()
        assert _runs(int(pid))
        owner.kill()
    _until(lambda: not _runs(int(pid)) and not Path(home).exists())


def _runs(pid: int) -> bool:
    """Return whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
