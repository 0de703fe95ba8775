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


def test_who_worked_together_before_counts_for_introductions_after_the_work_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, tables = tmp_path / "network.db", tmp_path / "tables"
    tables.mkdir()
    names = [
        "Abel",
        "Bolder",
        "Cirkel",
        "Dorpsplein",
        "Essen",
        "Fakkel",
        "Grutto",
        "Hamer",
        "IJssel",
        "Jutter",
        "Koepel",
        "Linde",
    ]
    companies = "".join(f"c{i},{name}\n" for i, name in enumerate(names))
    (tables / "Company.csv").write_text(f"key,name\n{companies}", encoding="utf-8")
    projects = "".join(f"p{j},Initiatief {j},project,2020\n" for j in range(6))
    (tables / "Project.csv").write_text(f"key,name,kind,end\n{projects}", encoding="utf-8")
    rows = [(i % 12, j) for j in range(6) for i in (2 * j, 2 * j + 1, 2 * j + 2)]
    work = "".join(f"Company/c{i},Project/p{j},partner,2018,2020\n" for i, j in rows)
    (tables / "Participation.csv").write_text(f"source,target,role,since,until\n{work}", encoding="utf-8")
    stores.open_store(path, create=True).close()
    assert run(("--store", str(path), "contact", "import", str(tables), "--yes")) == 0
    capsys.readouterr()
    assert run(("--store", str(path), "introductions", "--json")) == 0
    found = json.loads(capsys.readouterr().out)["introductions"]
    assert (found["state"], found["known"], found["basis"]["ties"]) == ("found", 12, 18)
