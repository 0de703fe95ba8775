"""The chores: what they need is found, and a slip is told."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_dependency_has_a_lowest_version_that_is_tested() -> None:
    pinned = {pin.split("==")[0] for pin in dev.lower_bounds()}
    extras = [
        line for extra in PROJECT["optional-dependencies"].values() for line in extra if "dtz-" not in line
    ]
    assert len(pinned) == len(PROJECT["dependencies"]) + len(extras)


def test_the_oldest_python_is_the_one_that_is_promised() -> None:
    assert PROJECT["requires-python"] == f">={'.'.join(map(str, dev.OLDEST))}"
    assert set(dev.pythons()) >= {sys.version_info[:2]}
    assert min(dev.pythons()) >= dev.OLDEST


def test_a_python_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert dev.version(sys.executable) == sys.version_info[:2]
    assert dev.version(tmp_path / "python") == ()


def test_a_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTZ_CHROMIUM", "/opt/browser")
    assert dev.browser() == "/opt/browser"


def test_under_ci_a_missing_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "browser", lambda: "")
    monkeypatch.setattr(dev, "apt", lambda _package: False)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="DTZ_CHROMIUM"):
        dev.have_browser()
    monkeypatch.setenv("CI", "")
    assert dev.have_browser() == ""


def test_an_environment_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[object, ...]] = []
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    home = dev.Environment(".venv-x")
    home_folder = tmp_path / ".venv-x"
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "run", lambda *words: ran.append(words))
    monkeypatch.setattr(dev.Environment, "_make", lambda _self: home_folder.mkdir(exist_ok=True))
    home.install("[dev]")
    home.install("[dev]")
    home.install()
    assert len(ran) == 1
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    home.install()
    assert len(ran) == 2


def test_an_unknown_chore_lists_them_all() -> None:
    done = subprocess.run(
        [sys.executable, "dev.py", "tset"], cwd=dev.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert [line.split()[2] for line in done.stdout.splitlines()] == list(dev.CHORES)
