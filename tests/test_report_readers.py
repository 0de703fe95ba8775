"""Documents as others judge them: veraPDF on the PDF, LibreOffice on the Word document."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dtz_network.report.render import pdf, word
from dtz_network.store.base import Store
from dtz_network.workflows import reports
from tools import verapdf

from .report_formats import READ, squeezed
from .test_report_formats import HOSTILE, hostile_report


def demand(missing: str) -> None:
    """Skip the test, under CI fail it, where something is missing."""
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture(scope="module")
def documents(
    plan_store: Store, example_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The reports of both networks and one full of hostile names, as PDF and Word documents."""
    folder = tmp_path_factory.mktemp("documents")
    made = {
        "board": reports.make(plan_store, "board", "Program Board", language="nl"),
        "year": reports.make(plan_store, "year", "2021", language="en"),
        "network": reports.make(example_store, "network", language="nl"),
        "hostile": hostile_report(HOSTILE),
    }
    for name, report in made.items():
        (folder / f"{name}.pdf").write_bytes(pdf.render(report))
        (folder / f"{name}.docx").write_bytes(word.render(report))
    return {path.name: path for path in sorted(folder.iterdir())}


@pytest.mark.slow
@pytest.mark.parametrize("profile", verapdf.PROFILES)
def test_verapdf_says_that_everybody_can_read_it_and_that_it_can_be_kept(
    documents: dict[str, Path], profile: str
) -> None:
    demand(verapdf.lacking() and f"veraPDF needs {verapdf.lacking()}, which this machine does not have")
    files = [path for name, path in documents.items() if name.endswith(".pdf")]
    assert verapdf.verdicts(profile, files) == dict.fromkeys(files, True)


@pytest.mark.slow
def test_libreoffice_opens_the_word_document_and_shows_every_number(
    documents: dict[str, Path], plan_store: Store, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    demand("" if office else "LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(path) for name, path in documents.items() if name.endswith(".docx")]
    command = (office or "", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files)
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    report = reports.make(plan_store, "board", "Program Board", language="nl")
    shown = squeezed(READ["pdf"]((tmp_path / "board.pdf").read_bytes()))
    for section in report.sections:
        assert squeezed(section.title) in shown
    for fact in report.facts:
        assert squeezed(fact.shown) in shown
    for name in ("year", "network", "hostile"):
        assert len(READ["pdf"]((tmp_path / f"{name}.pdf").read_bytes())) > 300
