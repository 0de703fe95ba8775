"""A real Chromium for the tests of the page, and a watch on all that a page may not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dtz_network.language import Language
from dtz_network.store.base import Store
from dtz_network.workflows import pages

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
)  # fmt: skip
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that a theme can break."""


@dataclass
class Watched:
    """A page with everything it asked for, said on the console or failed at."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Nothing may have been asked, said or thrown since the last time."""
        requests = [url for url in self.requests if not url.startswith(("file:", "data:"))]
        complaints = self.complaints[:]
        self.requests.clear()
        self.complaints.clear()
        assert requests == []
        assert complaints == []


Open = Callable[..., Watched]
Built = Callable[..., str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that ``DTZ_CHROMIUM`` names."""
    found = os.environ.get("DTZ_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        reason = "no Chromium: install it or name it in DTZ_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def watched(browser: Browser) -> Iterator[Watched]:
    """One window for all tests, offline: a new one for each costs more than most tests."""
    context = browser.new_context(reduced_motion="reduce", offline=True, locale="nl-NL")
    found = Watched(context.new_page())
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda said: found.complaints.append(said.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


@pytest.fixture
def open_page(watched: Watched, tmp_path: Path) -> Iterator[Open]:
    """Open a page from disk in place of the one before, and keep watch; nothing may be asked, said or thrown."""
    opened = 0

    def open_(
        html: str, *, wide: int = 1280, high: int = 800, dark: bool = False, address: str = ""
    ) -> Watched:
        nonlocal opened
        watched.check()
        path = tmp_path / f"page{opened}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        opened += 1
        page = watched.page
        page.set_viewport_size({"width": wide, "height": high})
        page.emulate_media(media="screen", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page.goto(path.as_uri() + address)
        page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
        return watched

    yield open_
    if opened:
        watched.page.wait_for_timeout(20)
        watched.check()


@pytest.fixture(scope="session")
def example_page(example_store: Store) -> Built:
    """Return the page of the example in a language and an edition; each is made once."""

    @cache
    def made(lang: Language = "nl", edition: str = "public") -> str:
        return pages.make(example_store, language=lang, edition=edition)

    return made


@cache
def _axe() -> str:
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def axe(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on a page as it stands; by some rules only, where they are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found: list[str] = page.evaluate(
        "async (options) => (await axe.run(options)).violations"
        ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' '))",
        options,
    )
    return found


def axe_in_both_themes(page: Page) -> list[str]:
    """Return what axe finds by all rules in the theme that is on, and by those about colours in the other."""
    found = axe(page)
    page.locator("#theme").click()
    found += axe(page, *COLOURS)
    page.locator("#theme").click()
    return found
