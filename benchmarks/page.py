"""The page in headless Chromium beside stock pyvis and plain vis-network, in one run: what a reader waits for.

    python -m benchmarks.page [nodes ...]

Made networks of :mod:`benchmarks.page_networks`; the same nodes, lines and positions for all three. Times in the
browser are wall times in milliseconds (the least of some, for the machine may be shared); the building is CPU time
in seconds. Stock pyvis gets its positions and no physics, which is its best case; above 2,000 nodes it is left out
(its building is quadratic), above 20,000 plain vis-network too.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Page, sync_playwright
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
    "first": 900,
    "search": 5,
    "focus": 60,
    "filter": 150,
    "heap": 30,
    "layout": 25,
    "build": 4,
    "file": 8,
}
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--js-flags=--expose-gc", "--enable-precise-memory-info",
)  # fmt: skip
_MEASURE = """async () => {
  const t = (f) => { const a = performance.now(); f(); return performance.now() - a; };
  const least = (f) => Math.min(f(), f(), f());
  const most = (texts) => Math.max(...texts.map((q) => least(() => t(() => dtz.search(q, 12)))));
  const m = { ready: performance.now() };
  dtz.index(dtz.nodes.length);
  m.search = most(["com", "company 12", "zorg", "xyz", "voor"]);
  m.filter = least(() => { const took = t(() => dtz.toggleKind("Person")); dtz.toggleKind("Person"); return took; });
  m.themes = t(() => dtz.workOutFilters());
  const theme = dtz.facets.find((f) => f.facet === "theme").values[0].key;
  m.theme = least(() => { const took = t(() => { dtz.setFacet("theme", theme); dtz.refresh(); }); dtz.setFacet("theme", ""); dtz.refresh(); return took; });
  const id = dtz.nodes[5].id;
  dtz.choose(id);
  await new Promise((r) => setTimeout(r, 200));
  m.focus = least(() => { const took = t(() => dtz.setSteps(1)); dtz.setSteps(0); return took; });
  dtz.choose(null);
  dtz.open(null);
  m.as = t(() => dtz.setAs("organisation"));
  dtz.setAs("");
  m.way = t(() => dtz.findWay(dtz.nodes[5].id, dtz.nodes[900].id, false));
  dtz.facets = [];
  gc();
  m.heap = performance.memory.usedJSHeapSize / 1e6;
  return m;
}"""
_PAN = """async (name) => {
  const net = name === "dtz" ? dtz.net : network;
  let n = 0;
  const start = performance.now();
  await new Promise((done) => { const f = () => { n += 1; net.moveTo({ position: { x: n * 5, y: 0 } });
    if (performance.now() - start < 3000) requestAnimationFrame(f); else done(); }; f(); });
  gc();
  return { fps: n / ((performance.now() - start) / 1000), heap: performance.memory.usedJSHeapSize / 1e6 };
}"""


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    found = os.environ.get("DTZ_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        for size in sizes:
            _size(browser, Path(folder), size)
        browser.close()


def _size(browser: Browser, folder: Path, size: int) -> None:
    print(f"\n{size:,} nodes, load of the machine {os.getloadavg()[0]:.1f}")
    made, areas = page_networks.network(size)
    whole, took = _cpu(lambda: graph_view.build(made, "nl", "internal", areas))
    laid = _layout_alone(whole)
    html, written = _cpu(lambda: page(whole))
    _line("ours", {"layout": laid, "build": took - laid + written, "file": len(html.encode()) / 1e6}
          | _browsed(browser, folder, html, "html[data-ready=yes]", _ours))  # fmt: skip
    if size <= 20_000:
        _line("vis-network", _browsed(browser, folder, _plain(whole), "canvas", _theirs))
    if size <= 2000:
        stock, took = _cpu(lambda: _stock(whole))
        _line("stock pyvis", {"build": took, "file": len(stock.encode()) / 1e6}
              | _browsed(browser, folder, stock, "canvas", _theirs))  # fmt: skip


def _layout_alone(view: GraphView) -> float:
    """Return the CPU seconds of the layout of a view."""
    ties = [(link.source, link.target) for link in view.links]
    groups = [area.members for area in view.groups]
    return _cpu(lambda: layout.place([node.id for node in view.nodes], ties, groups, set(), None))[1]


def _cpu(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def _browsed(
    browser: Browser, folder: Path, html: str, ready: str, measure: Callable[[Page], dict[str, float]]
) -> dict[str, float]:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    firsts = []
    for _ in range(2):
        with _opened(browser, path, ready) as opened:
            firsts.append(_first(opened))
    with _opened(browser, path, ready) as opened:
        return {"first": min(firsts)} | measure(opened)


@contextlib.contextmanager
def _opened(browser: Browser, path: Path, ready: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, bypass_csp=True, locale="nl-NL"
    )
    opened = context.new_page()
    opened.goto(path.as_uri())
    opened.wait_for_selector(ready, state="attached", timeout=120_000)
    yield opened
    context.close()


def _first(opened: Page) -> float:
    """Return when the picture stood: two frames after the page was ready."""
    return float(opened.evaluate(
        "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
    ))  # fmt: skip


def _ours(opened: Page) -> dict[str, float]:
    found: dict[str, float] = opened.evaluate(_MEASURE)
    return found | {"fps": opened.evaluate(_PAN, "dtz")["fps"]}


def _theirs(opened: Page) -> dict[str, float]:
    found: dict[str, float] = opened.evaluate(_PAN, "network")
    return found


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
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
