"""A real Neo4j Community server, fetched once from Maven Central and run as a process of its own.

For tests, benchmarks and trying out (``python dev.py neo4j``). Versions are pinned; jars go to a cache outside
the tree (``DTZ_CACHE``); port, password and data are made afresh and gone at the end. The server is GPL-3: it
is started, never shipped or linked. Users take the official image (``compose.yaml``), Desktop or Aura.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tools import maven

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_FOR_JAVA_25 = (
    "--enable-native-access=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
    "--sun-misc-unsafe-memory-access=allow",
)
_SETTINGS = (
    "server.default_listen_address=127.0.0.1",
    "server.http.enabled=false",
    "server.https.enabled=false",
    "dbms.usage_report.enabled=false",
    "server.memory.pagecache.size=128m",
)

_GUARD = """
import os, shutil, signal, sys
if not sys.stdin.buffer.read(1):
    try:
        os.kill(int(sys.argv[1]), getattr(signal, "SIGKILL", signal.SIGTERM))
    except OSError:
        pass
    if sys.argv[2]:
        shutil.rmtree(sys.argv[2], ignore_errors=True)
"""
"""Ends a server of which the owner is gone without having stopped it, and removes its data."""


@dataclass(frozen=True)
class Release:
    """A version of the server, the class that starts it, and the versions of Java that it runs on."""

    version: str
    main: str
    javas: range

    @property
    def java_words(self) -> str:
        """Return which Java it needs, in words."""
        return f"Java {self.javas.start}" + (" or newer" if len(self.javas) > 9 else f" to {self.javas[-1]}")


LTS = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", range(17, 22))
"""The long-term release, on which everything is tested."""
CURRENT = Release("2026.08.1", "org.neo4j.server.Neo4jCommunity", range(21, 100))
"""The current release, on which the contract of the stores and all questions are tested."""


def lacking(release: Release) -> str:
    """Return what is missing here to run a release, "" if nothing is."""
    missing = ("" if java(release) else release.java_words, maven.lacking(_artifact(release), "neo4j"))
    return ", ".join(filter(None, missing))


def _artifact(release: Release) -> maven.Artifact:
    return maven.Artifact("org.neo4j", "neo4j", release.version)


def install(release: Release) -> Path:
    """Return the folder of the jars; a broken-off download is never taken for a whole one."""
    return maven.install(_artifact(release), "neo4j")


def java(release: Release) -> str:
    """Return a Java that a release runs on, "" if there is none."""
    return maven.java(release.javas)


class Server:
    """A server with data of its own; it can be stopped, killed, and started again on the same data.

    Attributes:
        uri, password: where it answers, as user ``neo4j``.
        home: its folder; without one given a fresh one, removed by :meth:`remove`.
    """

    def __init__(
        self,
        release: Release = LTS,
        home: Path | None = None,
        settings: Sequence[str] = (),
        heap: str = "768m",
    ) -> None:
        self.release, self.heap = release, heap
        self.home, self._passing = home or Path(tempfile.mkdtemp(prefix="dtz-neo4j-")), home is None
        self.port, self.password = _free_port(), secrets.token_hex(12)
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "plugins"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self.configure(settings)
        self._run("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", self.password)

    def configure(self, settings: Sequence[str]) -> None:
        """Write its configuration, read at the next start; a setting given here goes before the usual one."""
        given = [*_SETTINGS, f"server.bolt.listen_address=127.0.0.1:{self.port}", *settings]
        lines = {setting.partition("=")[0]: setting for setting in given}.values()
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _run(self, *words: str) -> None:
        places = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = (java(self.release), *self._flags(), "-cp", f"{install(self.release)}/*", *words)
        subprocess.run(command, env={**os.environ, **places}, check=True, capture_output=True)

    def _flags(self) -> list[str]:
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
        return [*opened, *(_FOR_JAVA_25 if maven.number(Path(java(self.release))) >= 25 else ())]

    def start(self, seconds: float = 300.0) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: it did not; with the end of what it said.
        """
        paths = os.pathsep.join((f"{self.home}/plugins/*", f"{install(self.release)}/*"))
        places = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [java(self.release), f"-Xmx{self.heap}", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *self._flags(), "-cp", paths, self.release.main, *places],
                stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._guard = subprocess.Popen(
            [sys.executable, "-c", _GUARD, str(self._process.pid), str(self.home) if self._passing else ""],
            stdin=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            if self.answers():
                return
            time.sleep(0.3)
        said = self.log.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise RuntimeError(f"the Neo4j server did not start:\n{said}")

    @property
    def log(self) -> Path:
        """Where it says what it does."""
        return self.home / "log"

    @property
    def worked(self) -> float:
        """Seconds of processor time that it took so far (0 where the system does not tell)."""
        place = Path(f"/proc/{self._process.pid}/stat") if self._process else Path()
        if not place.is_file():
            return 0.0
        fields = place.read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def answers(self) -> bool:
        """Return whether it answers."""
        try:
            with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", self.password)) as driver:
                driver.verify_connectivity()
                return True
        except (DriverError, Neo4jError, OSError):
            return False

    def stop(self) -> None:
        """Stop it in order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop it as a power cut would."""
        self._end(getattr(signal, "SIGKILL", signal.SIGTERM))

    def _end(self, how: int) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            self._process.wait(30)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self._process.kill()
            self._process.wait()
        self._process = None
        if self._guard is not None:
            self._guard.communicate(b"!")
        self._guard = None

    def remove(self) -> None:
        """Stop it at once and remove its data."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def main() -> int:
    """Run a server until Ctrl-C, and say how to reach it; ``--current`` takes the current release."""
    if {"-h", "--help"} & set(sys.argv):
        print(main.__doc__)
        return 0
    release = CURRENT if "--current" in sys.argv else LTS
    if missing := lacking(release):
        print(f"Neo4j {release.version} needs {missing}, which this machine does not have.", file=sys.stderr)
        return 1
    server = Server(release)
    try:
        server.start()
        print(f"Neo4j {release.version} runs until Ctrl-C; its data go with it. In another window:\n")
        print(f"  export DTZ_STORE={server.uri} DTZ_NEO4J_PASSWORD={server.password}")
        print("  dtz demo", flush=True)
        signal.pause() if hasattr(signal, "pause") else time.sleep(1e9)
    except KeyboardInterrupt:
        print()
    finally:
        server.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
