"""The notebooks of the three jobs: saved without output, and they run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import dtz_network
from dtz_network import resources

pytestmark = pytest.mark.thorough

NOTEBOOKS = sorted(resources.folder("notebooks").glob("*.ipynb"))
SAYS = {
    "1-map-contacts": ("Program Board", "Sanne de Wit", "because of", "'Person': 28", "Stays open"),
    "2-cluster-report": (
        "7 business, 3 education and 6 government",
        "18,000",
        "Group 1",
        "an invented network",
    ),
    "3-explore": ("network-public.html", "participations"),
}


def test_there_is_a_notebook_for_each_job() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(SAYS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_saved_without_output(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert cells
    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert {cell.execution_count for cell in cells} == {None}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "dtz.toml"))
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(dtz_network.__file__).parents[1]))
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(book, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    shown = "\n".join(text for cell in book.cells if cell.cell_type == "code" for text in texts(cell.outputs))
    for words in SAYS[path.stem]:
        assert words in shown


def texts(outputs: list[Any]) -> list[str]:
    """Return what outputs show as text; what stands on standard error would be a warning."""
    assert [out.text for out in outputs if out.get("name") == "stderr"] == []
    found = [out.get("text", "") for out in outputs]
    for out in outputs:
        found += [str(value) for kind, value in out.get("data", {}).items() if kind.startswith("text/")]
    return found
