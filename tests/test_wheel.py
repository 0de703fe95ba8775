"""The built wheel, installed outside the checkout: it has everything, and runs the demo and the notebooks."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

pytestmark = pytest.mark.slow


def run(*words: str | Path, folder: Path) -> str:
    """Return what a command says, without anything of the checkout on its path; it must succeed."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DTZ_", "PYTHON", "COV"))
    }
    env = {
        **kept,
        "DTZ_LANG": "en",
        "DTZ_CONFIG": str(folder / "dtz.toml"),
        "DTZ_KEYS": str(folder / "keys"),
        "TMPDIR": str(folder),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, folder=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment outside the checkout with the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("home")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / SCRIPTS / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, f"{wheel}[notebooks]", folder=folder)
    return folder


def test_the_wheel_has_all_texts_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dtz_network"}
    for folder in ("graph", "cypher", "notebooks"):
        here = {path for path in (ROOT / folder).rglob("*") if path.is_file() and not hidden(path)}
        assert here
        assert {f"dtz_network/data/{path.relative_to(ROOT).as_posix()}" for path in here} <= names
    package = ROOT / "src" / "dtz_network"
    here = {path for path in package.rglob("*") if path.is_file() and not hidden(path)}
    assert {f"dtz_network/{path.relative_to(package).as_posix()}" for path in here} <= names
    assert any(name.endswith("licenses/LICENSES/EUPL-1.2.txt") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".db")]


def hidden(path: Path) -> bool:
    """Return whether a file is made by running, and not kept."""
    return "__pycache__" in path.parts or any(part.startswith(".") for part in path.relative_to(ROOT).parts)


def test_the_demo_runs_outside_the_checkout(home: Path) -> None:
    folder = home / "elsewhere"
    folder.mkdir()
    said = run(home / "venv" / SCRIPTS / "dtz", "demo", folder=folder)
    made = {path.name for path in (folder / "dtz-demo").iterdir()}
    assert {"dutch-techzone.db", "dutch-techzone.html", "example.db", "example.html"} <= made
    assert all(name in said for name in made if not name.endswith(".facts.json"))
    where = run(
        home / "venv" / SCRIPTS / "python",
        "-c",
        "import dtz_network; print(dtz_network.__file__)",
        folder=folder,
    )
    assert Path(where.strip()).is_relative_to(home)


def test_a_notebook_runs_outside_the_checkout(home: Path) -> None:
    """One is enough: each runs in its own test, and the wheel has them all."""
    found = next((home / "venv").rglob("dtz_network/data/notebooks/1-*.ipynb"))
    run(home / "venv" / SCRIPTS / "jupyter-execute", found, "--timeout=300", folder=home)
