"""Programs for tests from Maven Central: fetched once into a cache outside the tree, and a Java to run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tools</groupId><artifactId>fetched</artifactId><version>1</version><dependencies><dependency>
<groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
</dependency></dependencies></project>"""


@dataclass(frozen=True)
class Artifact:
    """What to fetch: group, name and version on Maven Central."""

    group: str
    name: str
    version: str


def jars(artifact: Artifact, name: str) -> Path:
    """Return the folder where the jars of a program are, or will be."""
    folder = Path(os.environ.get("DTZ_CACHE") or platformdirs.user_cache_dir("dtz-network"))
    return folder / f"{name}-{artifact.version}"


def lacking(artifact: Artifact, name: str) -> str:
    """Return "Maven" where it is needed to fetch a program and is not here."""
    return "" if jars(artifact, name).is_dir() or shutil.which("mvn") else "Maven"


def install(artifact: Artifact, name: str) -> Path:
    """Return the folder of the jars; a broken-off download is never taken for a whole one."""
    there = jars(artifact, name)
    if not there.is_dir():
        there.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=there.parent))
        pom = _POM.format(artifact.group, artifact.name, artifact.version)
        (fresh / "pom.xml").write_text(pom, encoding="utf-8")
        goal = (
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={fresh / 'lib'}",
        )
        subprocess.run([shutil.which("mvn") or "mvn", "-q", "-B", *goal], cwd=fresh, check=True)
        if not there.is_dir():
            (fresh / "lib").rename(there)
        shutil.rmtree(fresh, ignore_errors=True)
    return there


@cache
def java(versions: range) -> str:
    """Return a Java of one of these versions, "" if there is none."""
    return next((str(place) for place in _javas() if place.exists() and number(place) in versions), "")


def _javas() -> Iterator[Path]:
    homes = [os.environ[name] for name in sorted(os.environ) if name.startswith("JAVA_HOME")]
    name = "java.exe" if sys.platform == "win32" else "java"
    yield from (Path(home) / "bin" / name for home in homes)
    if found := shutil.which("java"):
        yield Path(found)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


@cache
def number(place: Path) -> int:
    """Return the version of a Java, 0 if it tells none."""
    told = subprocess.run([place, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0
