"""Where the store is: given, configured, or the default, which stands beside a configuration of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtz_network.cli.main import run
from dtz_network.workflows import configuration, stores


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of one's own, with nothing else set, in another folder than where one works."""
    for name in ("DTZ_HOME", "DTZ_STORE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "bureau"
    folder.mkdir()
    monkeypatch.setenv("DTZ_CONFIG", str(folder / "dtz.toml"))
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    return folder


def test_the_default_store_stands_beside_the_configuration_that_is_named(own: Path) -> None:
    assert stores.place_of() == own / "network.db"
    assert run(["init", "--organisation", "Bureau", "--who", "tester"]) == 0
    assert (own / "network.db").is_file()
    assert run(["status"]) == 0
    assert configuration.data_folder() == own


def test_a_relative_store_in_a_configuration_is_beside_it(own: Path) -> None:
    (own / "dtz.toml").write_text('store = "data/netwerk.db"\n', encoding="utf-8")
    assert stores.place_of() == own / "data" / "netwerk.db"
    assert stores.place_of("hier.db") == Path("hier.db")


def test_a_home_that_is_named_comes_before_the_configuration(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_HOME", str(tmp_path / "thuis"))
    assert stores.place_of() == tmp_path / "thuis" / "network.db"
    (own / "dtz.toml").write_text(f"store = '{tmp_path / 'elders.db'}'\n", encoding="utf-8")
    assert stores.place_of() == tmp_path / "elders.db"
