"""What the canvas shows, and that it is drawn no more often than it must be."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from benchmarks import page_networks
from playwright.sync_api import Page, expect

from dtz_network.model.network import Network
from dtz_network.view import graph_view
from dtz_network.view.graph_view import GroupArea
from dtz_network.view.page import page as make
from tests.browser.conftest import Built, Open
from tests.view_networks import entity, network, tie

pytestmark = pytest.mark.browser

_TWO_FRAMES = "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r())))"
_COLOUR = """(id) => {
  const canvas = document.querySelector("#canvas canvas");
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { x, y } = dtz.net.canvasToDOM(dtz.place.get(id));
  const ratio = window.devicePixelRatio || 1;
  const [r, g, b] = copy.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data;
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}"""
_NAMES = """() => {
  const found = [];
  const draw = dtz.Labels.prototype.draw;
  const block = dtz.Labels.prototype.block;
  let name = null;
  dtz.Labels.prototype.draw = function (ctx, lines, ...rest) { name = lines.join(" "); return draw.call(this, ctx, lines, ...rest); };
  dtz.Labels.prototype.block = function (box, by) { if (by === undefined && name) found.push([name, box]); return block.call(this, box, by); };
  dtz.net.redraw();
  Object.assign(dtz.Labels.prototype, { draw, block });
  return found;
}"""


@cache
def many() -> tuple[Network, list[GroupArea]]:
    """Return more nodes than one picture shows, in many small groups."""
    return page_networks.network(2050, per_group=25)


@pytest.fixture(scope="module")
def groups() -> str:
    made, areas = many()
    return make(graph_view.build(made, "nl", "internal", areas))


def drawings(page: Page, change: str) -> int:
    """Return how often the picture is drawn for a change."""
    page.evaluate(_TWO_FRAMES)
    page.evaluate("() => { window.drawn = 0; dtz.net.on('afterDrawing', () => { window.drawn += 1; }); }")
    page.evaluate(change)
    page.evaluate(_TWO_FRAMES)
    return int(page.evaluate("window.drawn"))


def test_a_change_is_one_drawing(groups: str, open_page: Open) -> None:
    page = open_page(groups).page
    assert drawings(page, "() => dtz.toggleKind('Person')") == 1
    page = open_page(groups).page
    assert drawings(page, "() => dtz.open(3)") == 1


def test_names_of_groups_do_not_lie_over_each_other(groups: str, open_page: Open) -> None:
    page = open_page(groups).page
    names = page.evaluate(_NAMES)
    assert 8 <= len(names) <= len(many()[1])
    for n, (name, one) in enumerate(names):
        for other_name, other in names[n + 1 :]:
            apart = (
                one[2] <= other[0] + 1
                or other[2] <= one[0] + 1
                or one[3] <= other[1] + 1
                or other[3] <= one[1] + 1
            )
            assert apart, (name, other_name)
    page.evaluate("dtz.zoom(6)")
    page.evaluate(_TWO_FRAMES)
    nearer = {name for name, _ in page.evaluate(_NAMES)}
    assert nearer - {name for name, _ in names}


def test_the_group_of_an_address_is_drawn_at_once(groups: str, open_page: Open) -> None:
    _, areas = many()
    page = open_page(groups, address=f"#group={areas[5].id}").page
    page.evaluate(_TWO_FRAMES)
    for ident in areas[5].members[:3]:
        fill = page.evaluate("id => dtz.kinds.get(dtz.node.get(id).type).fill", ident)
        assert page.evaluate(_COLOUR, ident) == fill.lower()


def test_what_is_typed_before_the_names_are_indexed_is_found(groups: str, open_page: Open) -> None:
    page = open_page(groups).page
    page.evaluate("dtz.folded.length = 0")
    last = page.evaluate("dtz.nodes[dtz.nodes.length - 1].name")
    page.keyboard.type(last)
    expect(page.locator("#results").get_by_role("option").first).to_contain_text(last)


def test_lines_between_the_same_two_lie_apart_and_one_to_itself_is_seen(open_page: Open) -> None:
    ties = [
        *(tie(f"r{n}", "Collaboration", ends) for n, ends in enumerate([("a", "b"), ("b", "a"), ("a", "b")])),
        tie("self", "Collaboration", ("a", "a")),
    ]
    things = [entity("a", "Company", name="Aa"), entity("b", "Company", name="Bee")]
    page = open_page(make(graph_view.build(network(things, ties), "nl", "internal"))).page
    at = page.evaluate(
        "dtz.looks.flatMap(({ at }) => Array.from({ length: at.length / 6 }, (_, n) => at.slice(6 * n, 6 * n + 6)))"
    )
    assert len(at) == 5
    bends = {(round(x), round(y)) for *_, x, y in at}
    assert len(bends) == 5
    paths = page.evaluate("[...dtz.toSvg().querySelectorAll('path')].map((path) => path.getAttribute('d'))")
    x, y = page.evaluate("[dtz.place.get('a').x, dtz.place.get('a').y]")
    loops = [path for path in paths if path.startswith(f"M{x} {y}Q") and not path.endswith(f" {x} {y}")]
    assert len([path for path in loops if path.endswith(f" {x} {y - 60}")]) == 2


def test_it_is_told_that_only_the_strongest_lines_between_groups_are_drawn(
    groups: str, open_page: Open
) -> None:
    page = open_page(groups).page
    page.evaluate("() => { dtz.STRONGEST = 20; dtz.refresh(); }")
    drawn, left = page.evaluate("[dtz.edges.length, dtz.unlinked]")
    assert drawn == 20
    assert left > 0
    told = f"van {drawn + left:,} lijnen zijn de {drawn} sterkste getekend".replace(",", ".")
    expect(page.locator("#lines")).to_contain_text(told)
    page.evaluate("dtz.open(0)")
    expect(page.locator("#lines")).not_to_contain_text("sterkste")


def test_all_groups_are_on_the_screen(groups: str, open_page: Open) -> None:
    page = open_page(groups, wide=375, high=812).page
    page.evaluate("""() => { const wide = 20000 / Math.max(...dtz.nodes.map(({ x }) => Math.abs(x)));
      for (const node of dtz.nodes) { node.x *= wide; node.y *= wide; } dtz.refresh(); }""")
    seen = page.evaluate("""() => { const { width, height } = dtz.byId("canvas").getBoundingClientRect();
      return [...dtz.place.keys()].every((id) => { const { x, y } = dtz.net.canvasToDOM(dtz.place.get(id));
        return x >= 0 && y >= 0 && x <= width && y <= height; }); }""")
    assert seen


def test_who_is_tied_to_an_open_group_comes_round_it(groups: str, open_page: Open) -> None:
    page = open_page(groups).page
    page.evaluate(
        "() => { const n = dtz.line.from.findIndex((from, k) => { const [a, b] = [dtz.nodes[from], dtz.nodes[dtz.line.to[k]]];"
        " return dtz.may(a) && dtz.may(b) && a.home >= 0 && b.home >= 0 && a.home !== b.home; }); dtz.choose(dtz.nodes[dtz.line.from[n]].id); }"
    )
    inside, outside = page.evaluate(
        """() => { const own = [...dtz.place.keys()].map((id) => dtz.node.get(id));
      const of = (nodes) => nodes.map(({ id }) => dtz.place.get(id));
      const mid = (points, axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
      const inside = of(own.filter((node) => node.home === dtz.state.open));
      const [x, y] = [mid(inside, "x"), mid(inside, "y")];
      const far = (points) => points.map((point) => Math.hypot(point.x - x, point.y - y));
      return [far(inside), far(of(own.filter((node) => node.home !== dtz.state.open)))]; }"""
    )
    assert outside
    assert max(inside) < min(outside) <= max(outside) < max(inside) + 400


def test_names_near_the_chosen_do_not_lie_over_each_other(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal"), wide=1280, high=800).page
    for name in page.evaluate(
        "dtz.nodes.filter((node) => node.type === 'School').slice(0, 6).map((node) => node.name)"
    ):
        page.evaluate("(name) => dtz.choose(dtz.nodes.find((node) => node.name === name).id)", name)
        boxes = page.evaluate(_NAMES)
        assert name in [found for found, _ in boxes]
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (name, one, other)


def test_the_name_of_a_group_is_whole(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("en", "public")).page
    names = page.evaluate("[...dtz.toSvg().querySelectorAll('text')].map((one) => one.textContent)")
    assert {"high-tech systems", "and materials"} <= set(names)
    assert any(name.endswith(": metal and") for name in names)


def test_on_a_phone_nothing_that_is_lit_lies_under_the_buttons(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal"), wide=390, high=844).page
    for name in ("Plaanfeka", "Quofeka Agro", "Cluster Waterstofdal"):
        page.locator("#query").fill(name)
        page.keyboard.press("Enter")
        under = page.evaluate("""() => {
            const canvas = document.querySelector("#canvas canvas").getBoundingClientRect();
            const box = document.querySelector(".to-answer").getBoundingClientRect();
            return [...dtz.lit].filter((id) => dtz.place.has(id)).filter((id) => {
              const { x, y } = dtz.net.canvasToDOM(dtz.place.get(id));
              return x + canvas.left < box.right && y + canvas.top > box.top - 6;
            });
          }""")
        assert under == [], name


def test_the_name_of_a_body_leaves_its_seats_free(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal")).page
    page.keyboard.type("Stuurgroep Voorbeeldzone")
    page.keyboard.press("Enter")
    page.locator("[data-steps='1']").click()
    free = page.evaluate("""() => {
        const drawing = dtz.toSvg();
        dtz.put(dtz.byId("sheet"), drawing);
        dtz.byId("sheet").style.display = "block";
        const name = [...drawing.querySelectorAll("text")].find((one) => one.textContent === "Stuurgroep").getBoundingClientRect();
        const seats = [...drawing.querySelectorAll("g circle")].slice(1).map((one) => one.getBoundingClientRect());
        const among = seats.filter((seat) => seat.right > name.left && seat.left < name.right && seat.bottom > name.top + 2 && seat.top < name.bottom);
        return [seats.length, among.length];
      }""")
    assert free == [14, 0]


_SCREEN = """(id) => {
    const canvas = document.querySelector("#canvas canvas").getBoundingClientRect();
    const { x, y } = dtz.net.canvasToDOM(dtz.place.get(id));
    return [x + canvas.left, y + canvas.top];
  }"""


def test_the_nearest_mark_is_pointed_at_and_clicked(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal")).page
    chosen = "dtz.state.chosen"
    for ident in page.evaluate("dtz.visible.filter((id, n) => n % 40 === 0)"):
        x, y = page.evaluate(_SCREEN, ident)
        page.mouse.move(x, y)
        assert page.evaluate("dtz.hovered") == ident
        assert page.evaluate("document.getElementById('canvas').className") == "canvas pointing"
    page.mouse.click(x, y)
    assert page.evaluate(chosen) == ident
    left, top, right, bottom = page.evaluate(
        "(() => { const box = document.querySelector('#canvas').getBoundingClientRect();"
        " return [box.left, box.top, box.right, box.bottom]; })()"
    )
    empty = page.evaluate(
        "([left, top, right, bottom]) => { for (let y = 6; y < bottom - top; y += 3) for (let x = 6; x < right - left - 90; x += 3)"
        " if (!dtz.markAt({ x, y })) return [x + left, y + top]; return null; }",
        [left, top, right, bottom],
    )
    page.mouse.move(*empty)
    assert page.evaluate("dtz.hovered") is None
    page.mouse.click(*empty)
    assert page.evaluate(chosen) is None


def test_a_group_that_is_clicked_opens(groups: str, open_page: Open) -> None:
    page = open_page(groups).page
    home = page.evaluate("[...dtz.bubble.keys()].at(-1)")
    page.mouse.click(*page.evaluate(_SCREEN, f"group:{home}"))
    assert page.evaluate("dtz.state.open") == home


def test_each_group_of_two_thousand_has_its_name(open_page: Open) -> None:
    made, areas = page_networks.network(2000)
    page = open_page(make(graph_view.build(made, "nl", "internal", areas)), wide=1440, high=900).page
    names = page.evaluate("[...dtz.toSvg().querySelectorAll('text')].map((one) => one.textContent)")
    assert {area.label for area in areas} <= set(names)
