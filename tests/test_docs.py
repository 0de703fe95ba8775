"""Documentation that cannot go stale: commands, generated files, links, and the files of the house."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest
import yaml

from dtz_network.cli.main import dtz
from tools import cli_reference

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("graph/*.md"), *ROOT.glob("graph/*/*.md")]
)
COMMANDS = {context.command_path: context.command for context in cli_reference.contexts(dtz)}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def section(path: str) -> str:
    """Return what docs/cli.md says of a command."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(path)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no {path}: run python dev.py generate"
    return found[1]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_and_stands_in_the_reference(path: str) -> None:
    command = COMMANDS[path]
    assert command.help
    said = section(path)
    for option in command.params:
        if isinstance(option, click.Option):
            assert max(option.opts, key=len) in said, f"{path} {option.opts}"


def test_the_reference_has_no_command_that_is_gone() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_to_files_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert re.match(r"https?:|mailto:", target) or (page.parent / target).exists(), target


def test_the_rooms_stand_in_the_page_of_the_architecture_as_they_are_checked() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = [
        set(re.split(r" \| ", line))
        for line in re.findall(r"^(\w+(?: \| \w+)*)(?: {2,}|$)", page, re.MULTILINE)
    ]
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    for contract in (one for one in contracts if one["type"] == "layers"):
        layers = [set(layer.split(" | ")) for layer in contract["layers"] if layer != "__main__"]
        begin = shown.index(layers[0])
        assert shown[begin : begin + len(layers)] == layers
    modules = [path.as_posix() for path in (ROOT / "src").rglob("*.py")]
    for name in re.findall(r"`([\w/]+\.py)`", page):
        assert any(path.endswith(f"/{name}") for path in modules) or (ROOT / name).exists(), name


def test_the_bounds_of_the_analysis_are_as_the_page_says() -> None:
    page = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([0-9.]+) \| `([a-z_.]+)\.([A-Z_]+)` \|", page, re.MULTILINE)
    assert len(told) > 20
    for value, module, name in told:
        bound = getattr(import_module(f"dtz_network.analysis.{module}"), name)
        assert float(value) == bound, f"{module}.{name}"


def test_every_dependency_stands_in_the_page_about_them() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    extras = (
        line for extra in PROJECT["optional-dependencies"].values() for line in extra if "dtz-" not in line
    )
    for line in (*PROJECT["dependencies"], *extras):
        name = re.split(r"[<>=~]", line)[0].lower()
        assert name in page, name


def test_publiccode_follows_the_standard() -> None:
    """The rules of publiccode.yml 0.4 that its validators check first."""
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["softwareVersion"] == PROJECT["version"]
    assert said["legal"]["license"] == PROJECT["license"]
    assert said["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert said["softwareType"] == "standalone/desktop"
    assert said["platforms"]
    assert said["url"].startswith("https://")
    assert PROJECT["urls"]["Source"] == said["url"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["releaseDate"])
    assert all(contact["name"] for contact in said["maintenance"]["contacts"])
    assert set(said["description"]) == set(said["localisation"]["availableLanguages"]) == {"nl", "en"}
    for words in said["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_the_changelog_names_the_version_or_what_is_to_come() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[0] == "Unreleased" or heads[0].startswith(PROJECT["version"])
