"""A real Firefox, spoken to by its own protocol, Marionette: WebDriver commands as JSON over a socket.

Playwright brings a Firefox of its own, which a Debian machine or an offline one does not have; the installed one
needs nothing but the standard library.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
_PREFS = {
    "marionette.port": 0,
    "ui.prefersReducedMotion": 1,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "services.settings.server": "data:,none",
    "intl.locale.requested": "nl",
}
WAIT = 60.0
"""Seconds that Firefox may take to start, or for one command."""


def installed() -> str:
    """Return the path of Firefox (or the one that ``DTZ_FIREFOX`` names), "" if there is none."""
    return os.environ.get("DTZ_FIREFOX") or next(
        (found for name in NAMES if (found := shutil.which(name))), ""
    )


class Firefox:
    """One window of Firefox; what it saves comes in ``folder``."""

    def __init__(self, port: int, folder: Path) -> None:
        self.folder = folder
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        self._number = 0
        self._read()
        self.version: str = self.do("WebDriver:NewSession", {})["capabilities"]["browserVersion"]

    def do(self, command: str, given: dict[str, Any]) -> Any:
        """Return the answer to a command.

        Raises:
            RuntimeError: Firefox refuses it.
        """
        self._number += 1
        text = json.dumps([0, self._number, command, given]).encode()
        self._socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return answer

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._bytes(1)
        return json.loads(self._bytes(int(size[:-1])))

    def _bytes(self, n: int) -> bytes:
        found = b""
        while len(found) < n:
            part = self._socket.recv(n - len(found))
            if not part:
                raise ConnectionError("Firefox is gone")
            found += part
        return found

    def open(self, address: str) -> None:
        """Open a page and wait until it is ready."""
        self.do("WebDriver:Navigate", {"url": "about:blank"})
        self.do("WebDriver:Navigate", {"url": address})
        self.until("document.documentElement.dataset.ready === 'yes'")

    def js(self, expression: str) -> Any:
        """Return the value of an expression about the document; it sees the window, not the names of its scripts."""
        return self.do("WebDriver:ExecuteScript", {"script": f"return ({expression});", "args": []})["value"]

    def until(self, expression: str) -> None:
        """Wait until an expression is true.

        Raises:
            TimeoutError: it does not become true.
        """
        self.wait(lambda: bool(self.js(expression)))

    def wait(self, true: Callable[[], bool]) -> None:
        """Wait until something is true.

        Raises:
            TimeoutError: it does not become true.
        """
        end = time.monotonic() + WAIT
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.05)

    def element(self, selector: str) -> str:
        """Return the number of an element, waiting until it is there."""
        asked = {"using": "css selector", "value": selector}
        self.wait(lambda: bool(self.do("WebDriver:FindElements", asked)))
        return str(next(iter(self.do("WebDriver:FindElement", asked)["value"].values())))

    def click(self, selector: str) -> None:
        """Click on an element, as a mouse does."""
        self.do("WebDriver:ElementClick", {"id": self.element(selector)})

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return str(self.do("WebDriver:GetElementText", {"id": self.element(selector)})["value"])

    def type(self, keys: str, selector: str = "") -> None:
        """Press keys where the focus is, or in an element."""
        if not selector:
            active = self.do("WebDriver:GetActiveElement", {})["value"]
        ident = self.element(selector) if selector else str(next(iter(active.values())))
        self.do("WebDriver:ElementSendKeys", {"id": ident, "text": keys})

    def quit(self) -> None:
        """Close Firefox."""
        with contextlib.suppress(OSError, RuntimeError):
            self.do("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._socket.close()


@contextlib.contextmanager
def running(program: str, folder: Path) -> Iterator[Firefox]:
    """Start Firefox without a screen, with a profile of its own in a folder, where it also puts what it saves."""
    profile = folder / "profile"
    profile.mkdir()
    downloads = {"browser.download.folderList": 2, "browser.download.dir": str(folder)}
    prefs = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});"
        for name, value in {**_PREFS, **downloads}.items()
    )
    (profile / "user.js").write_text("\n".join(prefs), encoding="utf-8")
    words = [
        program,
        "--headless",
        "--marionette",
        "--no-remote",
        "--profile",
        str(profile),
        "--window-size=1280,800",
    ]
    home = {**os.environ, "HOME": str(folder), "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=home) as process:
        try:
            firefox = Firefox(_port(profile), folder)
            yield firefox
            firefox.quit()
        finally:
            process.kill()


def _port(profile: Path) -> int:
    """Return the port that Firefox chose, as it writes it in its profile."""
    end = time.monotonic() + WAIT
    file = profile / "MarionetteActivePort"
    while not (file.exists() and file.read_text().strip()):
        if time.monotonic() > end:
            raise TimeoutError("Firefox does not start")
        time.sleep(0.05)
    return int(file.read_text())
