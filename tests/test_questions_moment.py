"""Of which day a question is answered: without a date that of the last act, which the answer names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dtz_network.cli.main import run
from dtz_network.store.base import Store
from dtz_network.workflows import demonstration, stores

ASKED = ("governance", "balance", "borders", "groups", "lonely", "money", "opportunities", "pathways")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return where a store with the example lies, and the day of its last act."""
    path = tmp_path_factory.mktemp("moment") / "network.db"
    store: Store = stores.open_store(path, create=True)
    demonstration.load_shipped(store, "example")
    day = store.load().recorded[:10]
    store.close()
    return path, day


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_without_a_date_is_that_of_the_day_it_names(
    question: str, example: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, day = example
    told = []
    for given in ((), ("--as-of", day)):
        assert run(("--store", str(path), question, "--json", *given)) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    assert day in json.dumps(told[0])
