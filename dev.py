"""All chores of this project, with the standard library only: ``python dev.py`` lists them.

Each chore makes the virtual environment that it needs (``.venv`` and, for other versions, ``.venv-*``)
and works with git and Python 3.11 or newer alone, on Linux, macOS and Windows.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
OLDEST = (3, 11)
REPEATED = (
    "analysis_answers", "cli_words", "contact_export", "correspondence", "intake_document", "intake_networks", "intake_outlook",
    "intake_plan", "intake_readers", "matching_names", "model_schema", "picture_drawn", "report_formats", "store_embedded", "view_page",
)  # fmt: skip
"""Tests that are passed again with other versions: each dependency is used in them, and each room of the code."""
COVERAGE = ("--cov", "--cov-report=term:skip-covered")
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
)


def run(*command: str | Path, **variables: str) -> None:
    """Run a command in the checkout and stop with its exit code if it fails."""
    print("$", *command, flush=True)
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **variables}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


@dataclass(frozen=True)
class Environment:
    """A virtual environment beside the code, and the Python that it is made with."""

    name: str = ".venv"
    base: str = sys.executable

    def tool(self, name: str) -> Path:
        """Return the path of a program in it."""
        folder = ROOT / self.name / ("Scripts" if WINDOWS else "bin")
        return folder / (f"{name}.exe" if WINDOWS else name)

    def install(self, extra: str = "", constraints: tuple[str, ...] = ()) -> None:
        """Make it and install the checkout in it, unless that was done for this ``pyproject.toml``."""
        wanted = self._fingerprint(constraints)
        done = [ROOT / self.name / f"installed{name}" for name in {extra, "[dev]"}]
        if any(stamp.exists() and stamp.read_text(encoding="utf-8") == wanted for stamp in done):
            return
        self._make()
        limits = ROOT / self.name / "constraints.txt"
        limits.write_text("\n".join(constraints), encoding="utf-8")
        print(
            f"Installing what is needed in {self.name}; the first time this takes a few minutes.", flush=True
        )
        pip = (self.tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--constraint", limits, "--editable", f".{extra}")
        (ROOT / self.name / f"installed{extra}").write_text(wanted, encoding="utf-8")

    def _fingerprint(self, constraints: tuple[str, ...]) -> str:
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + "\n".join(constraints)
        return hashlib.sha256(f"{ROOT}\n{text}".encode()).hexdigest()

    def _make(self) -> None:
        """Make the environment; one that no longer works (moved, its Python gone) is replaced."""
        if version(self.tool("python")) >= OLDEST:
            return
        folder = ROOT / self.name
        if self.base == sys.executable:
            have_venv()
            venv.create(folder, clear=True, with_pip=True)
        else:
            run(self.base, "-m", "venv", "--clear", folder)


def version(python: str | Path) -> tuple[int, ...]:
    """Return the version of a Python as (major, minor); () if it does not run."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else ()


def have_venv() -> None:
    """Install what Debian leaves out of Python, or say how."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        package = f"python3.{sys.version_info[1]}-venv"
        if not apt(package):
            sys.exit(f"Python's 'venv' is not installed. Try: sudo apt-get install {package}")


def apt(*packages: str) -> bool:
    """Install Debian packages where that needs no question; return whether it was tried."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    run("apt-get", "update", "-qq")
    wanted = ("install", "-y", "-qq", "--no-install-recommends", *packages)
    run("apt-get", *wanted, DEBIAN_FRONTEND="noninteractive")
    return True


def pythons() -> dict[tuple[int, ...], str]:
    """Return the Pythons found on this machine from 3.11 on, by version."""
    found = {tuple(sys.version_info[:2]): sys.executable}
    for python in _candidates():
        number = version(python)
        if number >= OLDEST:
            found.setdefault(number, python)
    return dict(sorted(found.items()))


def _candidates() -> Iterator[str]:
    for minor in range(OLDEST[1], 30):
        if path := shutil.which(f"python3.{minor}"):
            yield path
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for folder in sorted(home.glob("versions/3.*"), reverse=True):
        yield str(folder / "bin" / "python3")
    if WINDOWS and (launcher := shutil.which("py")):
        done = subprocess.run([launcher, "-0p"], capture_output=True, text=True, check=False)
        yield from re.findall(r"\S:\\.*python\.exe", done.stdout)


def browser() -> str:
    """Return the path of a browser for the tests of the page; "" where there is none."""
    if chosen := os.environ.get("DTZ_CHROMIUM", ""):
        return chosen
    known = [found for name in ON_PATH if (found := shutil.which(name))]
    places = (re.sub(r"{(.*?)}", lambda m: os.environ.get(m[1], "?"), place) for place in ELSEWHERE)
    return next(iter([*known, *(place for place in places if Path(place).exists())]), "")


def have_browser() -> str:
    """Return a browser for the tests, installed where that needs no question."""
    found = browser() or (browser() if apt("chromium") else "")
    if not found:
        said = "No Chromium, Chrome or Edge was found: install one, or name one in DTZ_CHROMIUM."
        if os.environ.get("CI") == "true":
            sys.exit(said)
        print(said, "The tests of the page in a browser are skipped.", file=sys.stderr)
    return found


def have_firefox() -> None:
    """Install Firefox for the walk through the page in it, on a machine that tests everything; elsewhere it is optional."""
    found = os.environ.get("DTZ_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not found and not (os.environ.get("CI") == "true" and apt("firefox-esr")):
        print("Without Firefox the walk through the page in it is skipped.", file=sys.stderr)


def have_server() -> None:
    """Install Java and Maven, by which the tests fetch and run a Neo4j server, where that needs no question."""
    lacking = [name for name in ("java", "mvn") if not shutil.which(name)]
    if lacking and not apt("maven"):
        print(f"Without {' and '.join(lacking)} the tests on a Neo4j server are skipped.", file=sys.stderr)


def have_office() -> None:
    """Install the parts of LibreOffice by which the tests save workbooks and open reports as a colleague does, where that needs no question."""
    packages = {"sc": "libreoffice-calc-nogui", "sw": "libreoffice-writer-nogui"}
    lacking = [package for part, package in packages.items() if not _office_has(part)]
    if lacking and not apt(*lacking):
        print(
            "Without LibreOffice (soffice) the tests that save a workbook or open a report with it are skipped.",
            file=sys.stderr,
        )


def _office_has(part: str) -> bool:
    """Return whether LibreOffice is there with a part; elsewhere than on Debian it comes as a whole."""
    soffice = shutil.which("soffice")
    if not soffice:
        return False
    library = Path(soffice).resolve().parent / f"lib{part}lo.so"
    return library.exists() or not Path("/etc/debian_version").exists()


def pytest(home: Environment, *options: str, **variables: str) -> None:
    """Run the tests, with what stands behind the chore on the command line."""
    have_server()
    have_office()
    have_firefox()
    words: tuple[str | Path, ...] = (home.tool("python"), "-m", "pytest", *options, *sys.argv[2:])
    run(*words, DTZ_CHROMIUM=have_browser(), **variables)


def demo() -> None:
    """Set up and run the demonstration: two networks, their reports and pages, in dtz-demo/."""
    home = Environment()
    home.install()
    run(home.tool("python"), "-m", "dtz_network", "demo", *sys.argv[2:])


def neo4j() -> None:
    """Run a Neo4j server to try out, until Ctrl-C; --current takes the current release (Java 21 or newer)."""
    home = Environment()
    home.install()
    have_server()
    run(home.tool("python"), "-m", "tools.neo4j_server", *sys.argv[2:])


def test() -> None:
    """Set up and pass the tests; more words go to pytest (-k name)."""
    home = Environment()
    home.install("[dev]")
    pytest(home)


def coverage() -> None:
    """Pass the tests and print which lines they reach; takes half as long again."""
    home = Environment()
    home.install("[dev]")
    pytest(home, *COVERAGE)


def check() -> None:
    """Everything that must hold before a commit: lint, then test."""
    lint()
    test()


def lint() -> None:
    """Format, lint, types, layers, licences; generated files are not stale."""
    home = Environment()
    home.install("[dev]")
    run(home.tool("ruff"), "format", "--check", "--quiet", ".")
    run(home.tool("ruff"), "check", "--quiet", ".")
    run(home.tool("mypy"))
    run(home.tool("lint-imports"), "--no-cache")
    run(home.tool("reuse"), "lint", "--quiet")
    run(home.tool("python"), "-m", "tools.generate", "--check")


def generate() -> None:
    """Write the generated files: schema page, Cypher, command reference; format the code."""
    home = Environment()
    home.install("[dev]")
    run(home.tool("ruff"), "format", "--quiet", ".")
    run(home.tool("python"), "-m", "tools.generate")


def lowest() -> None:
    """Pass the tests that use every dependency with the lowest versions that pyproject.toml allows, in .venv-lowest."""
    base = pythons().get(OLDEST)
    if base is None:
        sys.exit("The lowest versions are tested on Python 3.11, which was not found.")
    home = Environment(".venv-lowest", base)
    home.install("[dev]", lower_bounds())
    repeat(home)


def repeat(home: Environment) -> None:
    """Pass the tests that tell whether the code goes together with the versions in an environment."""
    words = [f"tests/test_{name}.py" for name in REPEATED]
    pytest(home, "-m", "not slow and not browser and not thorough", *words, DTZ_REPEATED="1")


def lower_bounds() -> tuple[str, ...]:
    """Return every direct requirement pinned to its lowest allowed version."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for extra in project["optional-dependencies"].values() for line in extra)
    pins = (re.match(r"([\w.-]+)[>=~]=([\w.]+)", line) for line in (*project["dependencies"], *extras))
    return tuple(f"{pin[1]}=={pin[2]}" for pin in pins if pin)


def oldest() -> None:
    """Pass the tests that use every dependency on the oldest Python found (3.11 or newer), in an environment of its own."""
    _on(next(iter(pythons().items())))


def newest() -> None:
    """Pass the tests that use every dependency on the newest Python found, in an environment of its own."""
    _on(list(pythons().items())[-1])


def _on(found: tuple[tuple[int, ...], str]) -> None:
    number, base = found
    if number == version(Environment().tool("python")):
        print(f"Python {'.'.join(map(str, number))} is the one of .venv: python dev.py test")
        return
    home = Environment(f".venv-{'.'.join(map(str, number))}", base)
    home.install("[dev]")
    repeat(home)


CHORES: dict[str, Callable[[], None]] = {
    chore.__name__: chore
    for chore in (demo, neo4j, test, coverage, check, lint, generate, lowest, oldest, newest)
}


def main() -> None:
    """Run the chore named on the command line, or list them."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} ({sys.executable}).")
    chosen = CHORES.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if chosen is None:
        for name, chore in CHORES.items():
            print(f"python dev.py {name:10} {(chore.__doc__ or '').splitlines()[0]}")
        sys.exit(2 if len(sys.argv) > 1 else 0)
    chosen()


if __name__ == "__main__":
    main()
