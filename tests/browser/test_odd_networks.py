"""Odd input: right to left, emoji, very long and equal names, nothing tied, no dates; the page works and says what is missing."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page, expect

from dtz_network.model.network import Entity, Network, Relationship
from dtz_network.view import graph_view
from dtz_network.view.page import page as make
from dtz_network.workflows import layers
from tests.browser.conftest import Built, Open, axe_in_both_themes
from tests.view_networks import HOSTILE, entity, network, tie

pytestmark = pytest.mark.browser

LONG = (
    "Samenwerkingsverband van ondernemers en onderwijsinstellingen in Zuidoost-Drenthe en het Vechtdal " * 2
    + "e.o."
)


def tied(names: list[str]) -> tuple[list[Entity], list[Relationship]]:
    """Return companies with these names in one initiative, and a person in a body for the first."""
    things = [entity(f"c{n}", "Company", name=name) for n, name in enumerate(names)]
    things += [
        entity("p", "Project", name="Plan"),
        entity("q", "Person", name="Ada"),
        entity("g", "GovernanceBody", name="Raad"),
    ]
    ties = [tie(f"r{n}", "Participation", (f"c{n}", "p")) for n in range(len(names))]
    return things, [*ties, tie("m", "Membership", ("q", "g"), "chair", on_behalf_of=("c0",))]


ODD: dict[str, Network] = {
    "right to left": network(*tied(["شركة المستقبل", "חברת האנרגיה", "\u202eomgekeerd\u202c"])),
    "emoji": network(*tied(["🏭 Fabriek 👩‍🔧", "🇳🇱", "e\u0301te\u0301"])),
    "long": network(*tied([LONG, "W" * 200, "a"])),
    "equal": network(*tied(["Jansen B.V."] * 6)),
    "alone": network([entity(f"e{n}", kind, name=f"{kind} {n}") for n, kind in enumerate(["Company", "Person", "Project"] * 20)]),
    "nameless": network([entity("a", "Company"), entity("b", "Person")], [tie("r", "Employment", ("b", "a"))]),
    "hostile": network(*tied(list(HOSTILE))),
    "one": network([entity("a", "Company", name="Een")]),
    "empty": network([]),
}  # fmt: skip


def walk(page: Page) -> None:
    """Use everything there is, by the page's own controls."""
    for n in range(min(4, page.evaluate("dtz.nodes.length"))):
        page.evaluate(f"dtz.choose(dtz.nodes[{n}].id)")
        expect(page.locator("#chosen")).not_to_be_empty()
        for steps in ("1", "2", "0"):
            page.locator(f"[data-steps='{steps}']").click()
    page.keyboard.press("Escape")
    for button in page.locator("#as button:visible").all():
        button.click()
        page.locator("#as-table").click()
        for rows in page.locator("[data-rows]").all():
            rows.click()
        page.locator("#as-picture").click()
    if page.locator("#as button:visible").count():
        page.locator("#as button:visible").first.click()
    for layer in page.locator("#layers button:visible").all():
        layer.click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")


@pytest.mark.parametrize(("name", "dark"), zip(ODD, itertools.cycle([False, True])))
def test_odd_networks_can_be_walked_and_found(open_page: Open, name: str, *, dark: bool) -> None:
    whole = ODD[name]
    found = layers.make(whole, "internal", "nl")
    page = open_page(make(graph_view.build(whole, "nl", "internal", layers=found)), dark=dark).page
    walk(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert not page.evaluate("'hacked' in window")
    if name == "empty":
        expect(page.locator("#nothing")).to_be_visible()
        expect(page.locator("#answer")).to_contain_text("nog leeg")


def test_every_odd_name_is_found_by_typing_it(open_page: Open) -> None:
    for name in ("right to left", "emoji"):
        whole = ODD[name]
        page = open_page(make(graph_view.build(whole, "nl", "internal"))).page
        for one in whole.of_type("Company"):
            page.locator("#query").fill(one.name)
            expect(page.locator("#results").get_by_role("option").first).to_contain_text(one.name)


def test_a_long_name_keeps_the_phone_page_narrow_and_is_read_in_full(open_page: Open) -> None:
    page = open_page(make(graph_view.build(ODD["long"], "nl", "internal")), wide=360, address="#node=c0").page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator("#chosen")).to_have_text(LONG)


def test_equal_names_are_chosen_apart(open_page: Open) -> None:
    page = open_page(make(graph_view.build(ODD["equal"], "nl", "internal"))).page
    page.keyboard.type("jansen")
    expect(page.get_by_role("option")).to_have_count(6)
    found = page.evaluate("dtz.hits.map((node) => node.id)")
    assert sorted(found) == [f"c{n}" for n in range(6)]
    page.get_by_role("option").nth(3).click()
    assert page.evaluate("dtz.state.chosen") == found[3]
    assert page.evaluate("location.hash") == f"#node={found[3]}"


def test_without_dates_there_is_no_slider_and_no_list_of_changes(open_page: Open) -> None:
    whole = ODD["equal"]
    page = open_page(make(graph_view.build(whole, "nl", "internal"))).page
    expect(page.locator("#times")).to_be_hidden()
    expect(page.locator("#changed")).to_have_count(0)


@pytest.mark.parametrize("wide", [320, 1280])
def test_at_four_hundred_percent_all_can_be_reached(example_page: Built, open_page: Open, wide: int) -> None:
    """320 pixels wide is what 1280 are at 400 % (WCAG 2.2, 1.4.10)."""
    page = open_page(example_page("nl", "public"), wide=wide, high=256 if wide == 320 else 800).page
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    legend = page.locator("#legend")
    if legend.get_attribute("open") is None:
        legend.locator("summary").first.click()
    page.locator("#layers button").first.click()
    page.locator("#as button").nth(2).click()
    expect(page.locator("#answer")).to_contain_text("Kansen voor cross-overs")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing_in_layers_and_projections(example_page: Built, open_page: Open, lang: str) -> None:
    page = open_page(example_page(lang, "internal")).page
    steps = (
        "dtz.toggleLayer('crossovers')",
        "dtz.chooseMark('introductions', 0)",
        "dtz.setAs('organisation')",
        "dtz.state.rows = 'marks'; dtz.showAs(true)",
    )
    for step in steps:
        page.evaluate(step)
        assert axe_in_both_themes(page) == []
