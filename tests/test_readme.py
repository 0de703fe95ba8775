"""The README: its commands run, and what it shows is what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Example:
    """A command of the README and the lines that it shows below it."""

    command: str
    shown: tuple[str, ...]


def examples() -> list[Example]:
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            found.append(Example(command, tuple(shown)))
    return found


CHORES = [example.command for example in examples() if example.command.startswith("python")]
COMMANDS = [example for example in examples() if example.command.startswith("dtz")]


def run(*words: str, folder: Path, **variables: str) -> str:
    """Return what a command says; it must succeed."""
    env = {**os.environ, "DTZ_LANG": "en", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **variables}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration and the list that the README shows."""
    made = tmp_path_factory.mktemp("readme")
    run(sys.executable, "-m", "dtz_network", "demo", folder=made)
    for name, text in re.findall(r"^```text (\S+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("example", COMMANDS, ids=lambda example: example.command.split(" ", 3)[-1])
def test_the_readme_shows_what_the_command_says(example: Example, folder: Path, tmp_path: Path) -> None:
    program, *words = shlex.split(example.command)
    assert program == "dtz"
    home = {"DTZ_CONFIG": str(tmp_path / "dtz.toml"), "DTZ_KEYS": str(tmp_path / "keys")}
    said = run(sys.executable, "-m", "dtz_network", *words, folder=folder, **home).splitlines()
    at = -1
    for line in example.shown:
        pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
        at = next((n for n in range(at + 1, len(said)) if re.fullmatch(pattern, said[n].strip())), -1)
        assert at >= 0, f"the README shows {line!r}, the command says\n" + "\n".join(said)
    if "--output" in words:
        assert (folder / words[words.index("--output") + 1]).stat().st_size > 10_000


def test_the_two_commands_are_those_of_dev() -> None:
    assert CHORES == ["python dev.py demo", "python dev.py test"]
    assert run(sys.executable, "dev.py", folder=ROOT).count("python dev.py ") >= len(CHORES)


@pytest.mark.slow
@pytest.mark.parametrize("chore", CHORES)
def test_the_two_commands_run(chore: str, tmp_path: Path) -> None:
    """In an environment that they make if it is not there; the tests in the tests are one small file."""
    _, *words = chore.split()
    alone = {"COVERAGE_FILE": str(tmp_path / "coverage"), "CI": "", "PYTHONPATH": ""}
    if words[-1] == "demo":
        run(sys.executable, *words, "--folder", str(tmp_path), folder=ROOT, **alone)
        assert {"dutch-techzone.html", "example.html", "example-network.html"} <= {
            p.name for p in tmp_path.iterdir()
        }
    else:
        said = run(sys.executable, *words, "tests/test_intake_readers.py", folder=ROOT, **alone)
        assert re.search(r"\d+ passed", said)


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 125
