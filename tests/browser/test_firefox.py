"""Once through the page in an installed Firefox: what is used daily works there as in Chromium."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtz_network.view import graph_view, payload
from dtz_network.view.page import page as make
from tests.browser.conftest import Built
from tests.browser.firefox import Firefox, installed, running
from tests.view_networks import entity, network, tie

pytestmark = pytest.mark.browser
ENTER, ESCAPE = "\ue007", "\ue00c"
SAID = """(() => { const said = []; window.said = said;
  for (const kind of ['error', 'securitypolicyviolation', 'unhandledrejection'])
    window.addEventListener(kind, (event) => said.push(String(event.message || event.violatedDirective || event.reason)));
  return true; })()"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox, started once."""
    program = installed()
    if not program:
        reason = "no Firefox: install firefox-esr or name it in DTZ_FIREFOX"
        if os.environ.get("CI") == "true" and sys.platform == "linux":
            pytest.fail(reason)
        pytest.skip(reason)
    with running(program, tmp_path_factory.mktemp("firefox")) as found:
        yield found


def shown(firefox: Firefox) -> int:
    """Return how many are in the picture, by what the page says of it."""
    return int(firefox.text("#count").split()[0])


@pytest.fixture
def opened(firefox: Firefox, example_page: Built, tmp_path: Path) -> Firefox:
    """Firefox with the page of the example, afresh."""
    path = tmp_path / "page.html"
    path.write_text(example_page("nl", "internal"), encoding="utf-8", newline="\n")
    firefox.open(path.as_uri())
    return firefox


def test_a_planner_walks_the_page_in_firefox(opened: Firefox) -> None:
    firefox = opened
    assert firefox.js(SAID)
    firefox.type("werkgroep energie")
    assert "Werkgroep energie" in firefox.text("#results")
    firefox.type(ENTER)
    firefox.until("document.activeElement.id === 'chosen'")
    assert firefox.text("#chosen") == "Werkgroep energie"
    assert "Bron: Verzonnen voorbeeldnetwerk" in firefox.text("#sentences")
    whole = shown(firefox)
    firefox.click("[data-steps='1']")
    assert 3 < shown(firefox) < whole
    firefox.type(ESCAPE)
    assert firefox.js("document.activeElement.id") == "query"
    firefox.click("#kinds [data-kind=Person]")
    assert shown(firefox) == whole - int(firefox.text("[data-kind=Person] .n"))
    firefox.click("#everything")
    firefox.click("#layers [data-layer=crossovers]")
    firefox.click("#answer .how summary")
    assert "lijst om over te praten" in firefox.text("#answer")
    firefox.click("#as [data-as=organisation]")
    assert "Een lijn verbindt" in firefox.text("#lines")
    firefox.click("#as-table")
    assert firefox.js("document.querySelectorAll('tbody tr').length") == 50
    firefox.click("#as-picture")
    firefox.click("#as [data-as='']")
    firefox.js(
        "[document.getElementById('time')].map((s) => { s.value = 2022 * 12 + 2; s.dispatchEvent(new Event('input')); }).length"
    )
    assert firefox.text("#time-told") == "maart 2022"
    assert "date=2022-03&layers=crossovers" in firefox.js("location.hash")
    assert firefox.js("window.said") == []


@pytest.mark.parametrize(("kind", "first"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_firefox_saves_the_picture(opened: Firefox, kind: str, first: bytes) -> None:
    opened.click(f"[data-away={kind}]")
    saved = opened.folder / f"Verzonnen-voorbeeldnetwerk.{kind}"
    opened.wait(lambda: saved.exists() and saved.stat().st_size > 10_000)
    assert saved.read_bytes().startswith(first)


def test_an_address_opens_in_firefox_and_a_packed_page_unpacks(
    firefox: Firefox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payload, "PLAIN", 0)
    things = [entity("a", "Company", name="Firma a"), entity("p", "Project", name="Plan p")]
    html = make(graph_view.build(network(things, [tie("r", "Participation", ("a", "p"))]), "en", "internal"))
    assert '"packed":true' in html
    path = tmp_path / "packed.html"
    path.write_text(html, encoding="utf-8", newline="\n")
    firefox.open(path.as_uri() + "#node=a&table=ties")
    assert "Firma a takes part in Plan p." in firefox.text("#sentences")
    assert "Ledenlijst, line 1" in firefox.text("tbody tr")
