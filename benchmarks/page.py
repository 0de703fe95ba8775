"""The page in headless Chromium beside stock pyvis and plain vis-network, in one run: what a reader waits for.

    python -m benchmarks.page [nodes ...]

Made networks of :mod:`benchmarks.page_networks`; the same nodes, lines and positions for all three. All times are CPU
time, which other work on the machine hardly changes: of Python in seconds, of the browser's main thread in
milliseconds (the least of some; ``first`` from the asking for the page until two frames after the picture stood).
``wall`` is that first picture by the clock, ``fps`` the frames a second while the view is moved, ``frame`` the main
thread's time for one of them. ``bare`` is the size of the file without facts and sources. ``layout`` is measured
within the building and not counted in ``build``. Stock pyvis gets its positions and no physics, which is its best
case; above 2,000 nodes it is left out (its building is quadratic), above 20,000 plain vis-network too unless
``--all`` is given.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from pyvis.network import Network as Pyvis

from benchmarks import page_networks
from dtz_network.picture import layout
from dtz_network.view import graph_view
from dtz_network.view.page import page
from dtz_network.view.shown import GraphView
from dtz_network.view.stakeholder_network import engine

T = TypeVar("T")
SIZES = (1000, 2000, 20_000, 50_000)
BARS = {
    "first": 900, "search": 5, "focus": 60, "filter": 150, "theme": 150, "frame": 1000 / 40,
    "heap": 30, "layout": 25, "build": 4, "file": 8, "bare": 3,
}  # fmt: skip
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--js-flags=--expose-gc", "--enable-precise-memory-info",
)  # fmt: skip
_WORDS = ("com", "company 12", "zorg", "xyz", "voor")
_STEPS = {
    "filter": ("dtz.toggleKind('Person')", "dtz.toggleKind('Person')"),
    "theme": ("dtz.setFacet('theme', dtz.facets.find((f) => f.facet === 'theme').values[0].key); dtz.refresh()",
              "dtz.setFacet('theme', ''); dtz.refresh()"),
    "focus": ("dtz.setSteps(1)", "dtz.setSteps(0)"),
}  # fmt: skip
"""What is measured, and what brings back the state before it."""
_PAN = """async (name) => {
  const net = name === "dtz" ? dtz.net : network;
  let n = 0;
  const start = performance.now();
  await new Promise((done) => { const f = () => { n += 1; net.moveTo({ position: { x: n * 5, y: 0 } });
    if (performance.now() - start < 3000) requestAnimationFrame(f); else done(); }; f(); });
  return { n, seconds: (performance.now() - start) / 1000 };
}"""


def main(sizes: list[int], *, everything: bool = False) -> None:
    """Print a table for each size."""
    found = os.environ.get("DTZ_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        for size in sizes:
            _size(browser, Path(folder), size, everything=everything)
        browser.close()


def _size(browser: Browser, folder: Path, size: int, *, everything: bool) -> None:
    print(f"\n{size:,} nodes, load of the machine {os.getloadavg()[0]:.1f}")
    made, areas = page_networks.network(size)
    with _laid_out() as laid:
        whole, took = _cpu(lambda: graph_view.build(made, "nl", "internal", areas))
    html, written = _cpu(lambda: page(whole))
    sizes = {"file": len(html.encode()) / 1e6, "bare": _bare(html) / 1e6}
    _line("ours", {"layout": sum(laid), "build": took - sum(laid) + written} | sizes
          | _browsed(browser, folder, html, "html[data-ready=yes]", _ours))  # fmt: skip
    if size <= 20_000 or everything:
        _line("vis-network", _browsed(browser, folder, _plain(whole), "canvas", _theirs))
    if size <= 2000:
        stock, took = _cpu(lambda: _stock(whole))
        _line("stock pyvis", {"build": took, "file": len(stock.encode()) / 1e6}
              | _browsed(browser, folder, stock, "canvas", _theirs))  # fmt: skip


@contextlib.contextmanager
def _laid_out() -> Iterator[list[float]]:
    """Collect the CPU seconds of each call to the layout, as it is called while a view is built."""
    took: list[float] = []
    place = layout.place

    def timed(*args: Any, **named: Any) -> dict[str, tuple[int, int]]:
        found, seconds = _cpu(lambda: place(*args, **named))
        took.append(seconds)
        return found

    layout.place = timed
    try:
        yield took
    finally:
        layout.place = place


def _bare(html: str) -> int:
    """Return the size of a page without its facts and sources: the blocks that are unpacked on demand."""
    data = json.loads(re.findall(r'id="data">(.*?)</script>', html, re.DOTALL)[0])
    return len(html.encode()) - sum(
        len(json.dumps(block, ensure_ascii=False).encode())
        for part in ("nodes", "lines")
        for block in data[part]
    )


def _cpu(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


class _Clock:
    """The CPU time of the main thread of a page, in milliseconds."""

    def __init__(self, opened: Page) -> None:
        self.page = opened
        self._session: CDPSession = opened.context.new_cdp_session(opened)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.start = self._empty = 0.0
        self._empty = min(self.took("0") for _ in range(5))

    def now(self) -> float:
        found = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in found if one["name"] == "ThreadTime"))

    def took(self, script: str) -> float:
        """Return the time of a script, that of asking for it apart."""
        start = self.now()
        self.page.evaluate(f"() => {{ {script}; }}")
        return max(0.0, self.now() - start - self._empty)

    def least(self, script: str, back: str = "", times: int = 4) -> float:
        found = []
        for _ in range(times):
            found.append(self.took(script))
            self.page.evaluate(f"() => {{ {back}; }}")
        return min(found)


def _browsed(
    browser: Browser, folder: Path, html: str, ready: str, measure: Callable[[_Clock], dict[str, float]]
) -> dict[str, float]:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    firsts = []
    for _ in range(3):
        with _opened(browser, path, ready) as clock:
            firsts.append(_first(clock))
    with _opened(browser, path, ready) as clock:
        found = measure(clock)
    return {"first": min(first for first, _ in firsts), "wall": min(wall for _, wall in firsts)} | found


@contextlib.contextmanager
def _opened(browser: Browser, path: Path, ready: str) -> Iterator[_Clock]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, bypass_csp=True, locale="nl-NL"
    )
    opened = context.new_page()
    path.with_name("empty.html").touch()
    opened.goto(path.with_name("empty.html").as_uri())
    clock = _Clock(opened)
    clock.start = clock.now()
    opened.goto(path.as_uri())
    opened.wait_for_selector(ready, state="attached", timeout=120_000)
    yield clock
    context.close()


def _first(clock: _Clock) -> tuple[float, float]:
    """Return when the picture stood, two frames after the page was ready: CPU and clock."""
    wall = clock.page.evaluate(
        "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
    )
    return clock.now() - clock.start, float(wall)


def _ours(clock: _Clock) -> dict[str, float]:
    found = _pan(clock, "dtz")
    clock.page.evaluate("() => { dtz.foldSome(dtz.nodes.length); }")
    found["search"] = max(
        clock.least(f"dtz.search({json.dumps(word)}, 12)", "dtz.search('', 12)") for word in _WORDS
    )
    found["filters"] = clock.took("dtz.workOutFilters()")
    for name, (script, back) in _STEPS.items():
        if name == "focus":
            clock.page.evaluate("() => { dtz.choose(dtz.nodes[5].id); }")
        found[name] = clock.least(script, back)
    clock.page.evaluate("() => { dtz.choose(null); dtz.open(null); }")
    found["as"] = clock.took("dtz.setAs('organisation')")
    clock.page.evaluate("() => { dtz.setAs(''); }")
    found["way"] = clock.took("dtz.findWay(dtz.nodes[5].id, dtz.nodes[900].id, false)")
    found["day"] = clock.took("dtz.setDate('2019-06')")
    clock.page.evaluate("() => { dtz.setDate(''); dtz.facets = []; }")
    return found | {"heap": _heap(clock)}


def _theirs(clock: _Clock) -> dict[str, float]:
    return _pan(clock, "network") | {"heap": _heap(clock)}


def _pan(clock: _Clock, name: str) -> dict[str, float]:
    start = clock.now()
    found = clock.page.evaluate(_PAN, name)
    return {"fps": found["n"] / found["seconds"], "frame": (clock.now() - start) / found["n"]}


def _heap(clock: _Clock) -> float:
    """Return the JavaScript heap in MB after a collection."""
    return float(clock.page.evaluate("() => { gc(); gc(); return performance.memory.usedJSHeapSize / 1e6; }"))


def _plain(view: GraphView) -> str:
    """Return a page of vis-network alone, positions given, physics off."""
    data: dict[str, Any] = {
        "nodes": [
            {"id": n.id, "label": n.name, "x": n.x, "y": n.y, "size": n.size, "shape": "dot"}
            for n in view.nodes
        ],
        "edges": [{"from": link.source, "to": link.target} for link in view.links],
    }
    return (
        f"<!doctype html><meta charset=utf-8><div id=m style='height:90vh'></div><script>{engine()}</script><script>"
        f"var network = new vis.Network(document.getElementById('m'), {json.dumps(data)}, "
        "{physics: false, edges: {smooth: false}, layout: {improvedLayout: false}});</script>"
    )


def _stock(view: GraphView) -> str:
    """Return pyvis's own page, in-lined, positions given, physics off."""
    net = Pyvis(cdn_resources="in_line", height="90vh")
    for node in view.nodes:
        net.add_node(node.id, node.name, x=node.x, y=node.y, size=node.size, shape="dot")
    for link in view.links:
        net.add_edge(link.source, link.target)
    net.toggle_physics(status=False)
    with contextlib.redirect_stdout(io.StringIO()):
        return str(net.generate_html())


def _line(name: str, found: dict[str, float]) -> None:
    """Print one line; what is above a bar is marked."""
    said = [
        f"{key} {value:.{0 if value >= 100 else 1}f}{'!' if name == 'ours' and value > BARS.get(key, 1e9) else ''}"
        for key, value in found.items()
    ]
    print(f"  {name:<12} {'  '.join(said)}", flush=True)


if __name__ == "__main__":
    asked = [word for word in sys.argv[1:] if word != "--all"]
    main([int(size) for size in asked] or list(SIZES), everything="--all" in sys.argv)
