"""Map mode: from a file of borders that a bureau adds to who lies where in the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dtz_network.errors import InputError
from dtz_network.intake.readers import borders
from dtz_network.language import Language
from dtz_network.picture import areas
from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.page import page as make
from dtz_network.workflows import pages, reference
from tests.browser.conftest import Built, Open, axe_in_both_themes
from tests.view_networks import entity, network, tie

pytestmark = pytest.mark.browser


def geojson(shift: float = 0.0, scale: float = 1.0) -> bytes:
    """Return two square municipalities side by side."""

    def square(x: float) -> list[list[float]]:
        return [
            [(x + dx) * scale, (52 + dy + shift) * scale]
            for dx, dy in ((0, 0), (0.5, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        ]

    features = [
        {"type": "Feature", "properties": {"statcode": code, "statnaam": name}, "geometry": {"type": "MultiPolygon", "coordinates": [[square(x)]]}}
        for code, name, x in (("GM0001", "West", 5.0), ("GM0002", "Oost (gemeente)", 6.0))
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def located(lang: Language = "nl") -> bytes:
    things = [entity("w", "Region", name="West", kind="municipality", cbs="GM0001@2025"), entity("o", "Region", name="oost", kind="municipality"),
              *(entity(k, "Company", name=f"Firma {k}") for k in "abc"), entity("p", "Person", name="Ada")]  # fmt: skip
    ties = [
        tie("1", "Location", ("a", "w")),
        tie("2", "Location", ("b", "o")),
        tie("3", "Employment", ("p", "b")),
    ]
    whole = network(things, ties)
    found = {(code, name): json.loads(rings) for code, name, rings in borders.read(geojson(), "g.geojson")}
    return make(graph_view.build(whole, lang, "internal", municipalities=areas.areas(whole, found))).encode()


def test_parties_lie_within_their_municipality(open_page: Open) -> None:
    page = open_page(located().decode()).page
    switch = page.get_by_role("button", name="Kaart")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    at = page.evaluate("Object.fromEntries(dtz.place)")
    assert set(at) == {"a", "b", "p"}
    half = areas.WIDE / 2
    assert at["a"]["x"] < half < at["b"]["x"]
    assert at["p"]["x"] > half
    expect(page.locator("#lines")).to_contain_text("van 1 is de gemeente niet bekend")
    assert page.evaluate("dtz.toSvg().querySelectorAll('polygon').length") >= 2
    address = page.evaluate("location.hash")
    assert axe_in_both_themes(page) == []
    switch.click()
    assert page.evaluate("dtz.place.size") == 6
    again = open_page(located().decode(), address=address).page
    expect(again.get_by_role("button", name="Kaart")).to_have_attribute("aria-pressed", "true")


def moved() -> bytes:
    """Return who moved from West to Oost in 2020, who worked in West until 2019, and a plan in West that is over."""
    things = [entity("w", "Region", name="West", kind="municipality", cbs="GM0001@2025"), entity("o", "Region", name="oost", kind="municipality"),
              entity("a", "Company", name="Firma a"), entity("b", "Company", name="Firma b"), entity("c", "Cluster", name="Cluster"),
              entity("q", "Project", name="Plan", start="2015", end="2018-12-31"), *(entity(k, "Person", name=f"Mens {k}") for k in "px")]  # fmt: skip
    ties = [
        tie("1", "Location", ("a", "w"), "", "2010", "2020"),
        tie("2", "Location", ("a", "o"), "", "2021"),
        tie("3", "Location", ("b", "w")),
        tie("4", "Employment", ("p", "b"), "", "2010", "2019"),
        tie("5", "Employment", ("p", "a"), "", "2021"),
        tie("6", "Employment", ("x", "b"), "", "2010", "2019"),
        tie("7", "Location", ("q", "w")),
    ]
    whole = network(things, ties)
    found = {(code, name): json.loads(rings) for code, name, rings in borders.read(geojson(), "g.geojson")}
    return make(graph_view.build(whole, "nl", "internal", municipalities=areas.areas(whole, found))).encode()


def test_the_map_has_parties_where_they_are_on_the_day(open_page: Open) -> None:
    page = open_page(moved().decode(), address="#map=1").page
    sides = f"Object.fromEntries([...dtz.place].map(([id, at]) => [id, at.x < {areas.WIDE / 2} ? 'west' : 'oost']))"
    assert page.evaluate(sides) == {"a": "oost", "b": "west", "p": "oost", "q": "west"}
    expect(page.locator("#lines")).to_contain_text("van 2 is de gemeente niet bekend")
    page.evaluate("dtz.setDate('2016-06')")
    assert page.evaluate(sides) == {"a": "west", "b": "west", "p": "west", "q": "west", "x": "west"}
    expect(page.locator("#lines")).to_contain_text("van 1 is de gemeente niet bekend")


def test_axe_finds_nothing_on_an_english_map(open_page: Open) -> None:
    page = open_page(located("en").decode(), address="#map=1").page
    expect(page.locator("#as-map")).to_have_attribute("aria-pressed", "true")
    assert axe_in_both_themes(page) == []
    page.locator("#as-table").click()
    assert axe_in_both_themes(page) == []


def test_without_borders_there_is_no_switch_and_with_a_list_there_is(
    example_store: Store, example_page: Built, place: Path, open_page: Open
) -> None:
    expect(open_page(example_page("nl", "public")).page.locator("#as-map")).to_be_hidden()
    names = [
        region.name
        for region in example_store.load().of_type("Region")
        if region.get("kind") == "municipality"
    ]
    file = place / "gemeenten-2025.geojson"
    file.write_bytes(
        geojson()
        .replace(b'"West"', json.dumps(names[0]).encode())
        .replace(b"GM0001", _code(example_store, names[0]))
    )
    added = reference.add(file)
    assert (added.kind, added.edition, added.n) == ("borders", "2025", 2)
    page = open_page(pages.make(example_store, language="nl")).page
    page.locator("#as-map").click()
    assert page.evaluate("dtz.regions.size") == 1
    assert page.evaluate("dtz.place.size") > 5


def _code(store: Store, name: str) -> bytes:
    region = next(region for region in store.load().of_type("Region") if region.name == name)
    return (region.get("cbs").partition("@")[0] or "GM0001").encode()


def test_borders_are_simplified_and_bad_files_are_told() -> None:
    [first, _] = borders.read(geojson(), "g.geojson")
    assert first[:2] == ("GM0001", "West")
    assert len(json.loads(first[2])[0]) == 5
    with pytest.raises(InputError):
        borders.read(geojson(scale=10_000), "g.geojson")
    with pytest.raises(InputError):
        borders.read(b'{"features": [{}]}', "g.geojson")
