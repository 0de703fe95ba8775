"""A real Neo4j server for the tests: fetched once from Maven Central, started when a test first asks.

Versions are pinned; files go to a cache outside the tree (``DTZ_CACHE``); port, password and data are
made afresh each time and gone at the end. ``DTZ_TEST_NEO4J`` and ``DTZ_TEST_NEO4J_PASSWORD`` name a
server that runs already (its database is emptied).
"""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import neo4j
import platformdirs
import pytest
from neo4j.exceptions import DriverError, Neo4jError

VERSION = "5.26.30"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tests</groupId><artifactId>server</artifactId><version>1</version><dependencies><dependency>
<groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version>
</dependency></dependencies></project>"""
CONFIGURATION = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
"""


@dataclass(frozen=True)
class Running:
    """Where the server of the tests answers."""

    uri: str
    password: str


def lacking() -> str:
    """Return what is missing here to run a server, "" if nothing is."""
    if os.environ.get("DTZ_TEST_NEO4J"):
        return ""
    return ", ".join(
        name for name, found in (("Java 17 or 21", _java()), ("Maven", shutil.which("mvn"))) if not found
    )


@cache
def running() -> Running:
    """Return the server, started at the first call; without Java or Maven a skip, under CI a failure."""
    if uri := os.environ.get("DTZ_TEST_NEO4J"):
        return Running(uri, os.environ["DTZ_TEST_NEO4J_PASSWORD"])
    if missing := lacking():
        reason = f"a Neo4j server needs {missing}, which this machine does not have"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return _started(_installed())


def _installed() -> Path:
    """Return the folder of the server's jars; a broken-off download is never taken for a whole one."""
    folder = Path(os.environ.get("DTZ_CACHE") or platformdirs.user_cache_dir("dtz-network"))
    jars = folder / f"neo4j-{VERSION}"
    if not jars.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder))
        (fresh / "pom.xml").write_text(POM, encoding="utf-8")
        goal = (
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={fresh / 'lib'}",
        )
        subprocess.run([shutil.which("mvn") or "mvn", "-q", "-B", *goal], cwd=fresh, check=True)
        if not jars.is_dir():
            (fresh / "lib").rename(jars)
        shutil.rmtree(fresh, ignore_errors=True)
    return jars


@cache
def _java() -> str:
    """Return a Java that this server runs on, "" if there is none: the one on the path or another."""
    places = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if os.environ.get("JAVA_HOME") else []
    places += [Path(found)] if (found := shutil.which("java")) else []
    places += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    return next((str(place) for place in places if place.exists() and _version(place) in (17, 21)), "")


def _version(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', told)
    return int(number[1]) if number else 0


def _started(jars: Path) -> Running:
    home, port, password = (
        Path(tempfile.mkdtemp(prefix="dtz-neo4j-")),
        _free_port(),
        secrets.token_urlsafe(12),
    )
    for name in ("conf", "data", "logs", "plugins"):
        (home / name).mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=port), encoding="utf-8")
    java, places = _java(), {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    first = (java, "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password)
    subprocess.run(first, env={**os.environ, **places}, check=True, capture_output=True)
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
    main = ("org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}")
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [java, "-Xmx768m", *opened, "-cp", f"{home}/plugins/*{os.pathsep}{jars}/*", *main],
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    atexit.register(_stop, process, home)
    found = Running(f"bolt://127.0.0.1:{port}", password)
    _wait(found, process, home / "log")
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(found: Running, process: subprocess.Popen[bytes], log: Path, seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with neo4j.GraphDatabase.driver(found.uri, auth=("neo4j", found.password)) as driver:
                driver.verify_connectivity()
                return
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
    pytest.fail(
        f"the Neo4j server did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )


def _stop(process: subprocess.Popen[bytes], home: Path) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(home, ignore_errors=True)
