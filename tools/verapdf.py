"""veraPDF, the judge of PDF/UA and PDF/A, fetched once from Maven Central and run as a process of its own.

For tests. The version is pinned; the jars go to a cache outside the tree (``DTZ_CACHE``). veraPDF is
GPL-3 or MPL-2: it is started, never shipped or linked.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import maven

VERSION = "1.30.2"
PROFILES = ("ua1", "2a")
"""PDF/UA-1 (readable by everybody) and PDF/A-2a (can be kept)."""
_JAR = maven.Artifact("org.verapdf.apps", "cli", VERSION)
_JAVAS = range(11, 100)


def lacking() -> str:
    """Return what is missing here to run it, "" if nothing is."""
    found = maven.java(_JAVAS)
    return ", ".join(
        filter(None, ("" if found else f"Java {_JAVAS.start} or newer", maven.lacking(_JAR, "verapdf")))
    )


def verdicts(profile: str, files: Sequence[Path]) -> dict[Path, bool]:
    """Return for each file whether it keeps to a profile.

    Raises:
        RuntimeError: veraPDF said something else than that.
    """
    jars = maven.install(_JAR, "verapdf")
    command = (maven.java(_JAVAS), "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper")
    done = subprocess.run(
        [*command, "-f", profile, "--format", "text", *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.findall(r"^(PASS|FAIL) (.+?)(?: \w+)?$", done.stdout, re.MULTILINE)
    said = {file: word for word, file in found}
    if set(said) != {str(file) for file in files}:
        raise RuntimeError(f"veraPDF said:\n{done.stdout}{done.stderr}")
    return {file: said[str(file)] == "PASS" for file in files}


def main() -> int:
    """Judge the files named on the command line."""
    files = [Path(name) for name in sys.argv[1:]]
    good = True
    for profile in PROFILES:
        for file, passed in verdicts(profile, files).items():
            print("PASS" if passed else "FAIL", profile, file)
            good = good and passed
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
