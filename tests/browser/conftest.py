"""A real Chromium for the tests of the page, and a watch on all that a page may not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
)  # fmt: skip


@dataclass
class Watched:
    """A page with everything it asked for, said on the console or failed at."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Watched]


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


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page from disk, offline, and keep watch; nothing may be asked, said or thrown."""
    opened: list[Watched] = []

    def open_(
        html: str, *, wide: int = 1280, high: int = 800, dark: bool = False, address: str = ""
    ) -> Watched:
        path = tmp_path / f"page{len(opened)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        context = browser.new_context(
            viewport={"width": wide, "height": high},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            offline=True,
            locale="nl-NL",
        )
        watched = Watched(context.new_page())
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("console", lambda said: watched.complaints.append(said.text))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.goto(path.as_uri() + address)
        watched.page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=30_000)
        opened.append(watched)
        return watched

    yield open_
    for watched in opened:
        watched.page.wait_for_timeout(50)
        assert [url for url in watched.requests if not url.startswith(("file:", "data:"))] == []
        assert watched.complaints == []
        watched.page.context.close()
