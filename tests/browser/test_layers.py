"""Layers over the picture, and the same network as people, organisations and initiatives, as readers use them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.page import page as make
from dtz_network.view.shown import Layer, Mark
from dtz_network.workflows import pages
from tests.browser.conftest import Built, Open
from tests.view_networks import entity, network, tie

pytestmark = pytest.mark.browser


@pytest.fixture
def internal(example_page: Built) -> str:
    """The internal page of the example, in Dutch."""
    return example_page("nl", "internal")


def lines(page: Page) -> list[list[str]]:
    """Return the ends of the lines that layers draw."""
    found: list[list[str]] = page.evaluate("dtz.markedLines.map((line) => [line.from, line.to].sort())")
    return found


def test_a_layer_is_switched_on_and_each_finding_has_its_reason(internal: str, open_page: Open) -> None:
    page = open_page(internal).page
    assert lines(page) == []
    switch = page.locator("#layers").get_by_role("button", name="Kansen voor cross-overs")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(switch).to_be_focused()
    assert len(lines(page)) == int(switch.locator(".n").inner_text())
    expect(page.locator("#answer")).to_contain_text("dit is een lijst om over te praten")
    page.locator("#answer").get_by_role("button", name="HTSM – logistiek").click()
    expect(page.get_by_role("heading", name="HTSM – logistiek")).to_be_focused()
    expect(page.locator("#answer")).to_contain_text("In geen enkel lopend initiatief doen beide mee")
    expect(page.locator("#answer .whom li")).to_have_count(2)
    page.locator("#answer .whom").get_by_role("button", name="logistiek").click()
    expect(page.locator("#answer")).to_contain_text("Wat de analyse hierover zegt")


def test_a_layer_works_without_a_mouse_and_from_an_address(internal: str, open_page: Open) -> None:
    page = open_page(internal).page
    page.locator("#layers [data-layer=lonely]").focus()
    page.keyboard.press("Enter")
    first = page.locator("#answer [data-mark]").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_be_focused()
    title = page.locator("#chosen").inner_text()
    expect(page.locator("#answer")).to_contain_text("geen van hen doet aan een ander initiatief mee")
    address = page.evaluate("location.hash")
    page.keyboard.press("Escape")
    expect(page.locator("#answer [data-mark]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#layers [data-layer=lonely]")).to_have_attribute("aria-pressed", "false")
    again = open_page(internal, address=address).page
    expect(again.locator("#chosen")).to_have_text(title)


def test_the_table_has_what_the_layers_show(internal: str, open_page: Open) -> None:
    page = open_page(internal, address="#layers=crossovers+lonely&table=marks").page
    marks = page.evaluate("dtz.marksOn().length")
    expect(page.locator("tbody tr")).to_have_count(min(marks, 50))
    expect(page.locator("tbody tr").first).to_contain_text("Kansen voor cross-overs")
    page.locator("#layers [data-layer=crossovers]").click()
    page.locator("#layers [data-layer=lonely]").click()
    expect(page.locator("thead")).to_contain_text("Overleg")


def test_what_a_layer_says_depends_on_the_edition(
    example_page: Built, open_page: Open, internal: str
) -> None:
    assert "Voorstellen om in contact te brengen" in open_page(internal).page.locator("#layers").inner_text()
    partner = open_page(example_page("nl", "partner")).page
    expect(partner.locator("#layers")).to_contain_text("In contact gebracht 0", use_inner_text=True)
    partner.locator("#layers [data-layer=introductions]").click()
    expect(partner.locator("#answer")).to_contain_text("Er zijn geen partijen in contact gebracht")
    public = open_page(example_page("nl", "public")).page
    expect(public.locator("#layers button")).to_have_count(1)
    public.locator("#layers [data-layer=crossovers]").click()
    public.locator("#answer [data-mark]").first.click()
    expect(public.locator("#answer")).not_to_contain_text("die het kunnen dragen")


def test_a_plan_without_partners_says_why_a_layer_is_empty(plan_store: Store, open_page: Open) -> None:
    page = open_page(pages.make(plan_store, language="nl")).page
    page.locator("#layers [data-layer=crossovers]").click()
    expect(page.locator("#answer")).to_contain_text("cross-overs kunnen daarom nog niet worden beoordeeld")


def test_a_finding_about_what_is_not_shown_is_left_out() -> None:
    whole = network([entity("a", "Company", name="Aa")])
    marks = (Mark("Zoekgeraakt", ("a", "z"), pair=True), Mark("hier", ("a",), ("z",), ("omdat",)))
    view = graph_view.build(whole, "nl", "internal", layers=[Layer("lonely", "Alleen", ("n",), marks)])
    assert view.layers[0].marks == (Mark("hier", ("a",), (), ("omdat",)),)
    assert "Zoekgeraakt" not in make(view).split('id="data">')[1].split("</script>")[0]


def met() -> str:
    """Return a page on which two companies meet in a project and two people in a body, three in a company."""
    things = [
        *(entity(k, "Company", name=f"Firma {k}") for k in "abc"),
        *(entity(k, "Person", name=f"Mens {k}") for k in "xyz"),
        entity("p", "Project", name="Plan p"), entity("q", "Project", name="Plan q"), entity("g", "GovernanceBody", name="Overleg g"),
    ]  # fmt: skip
    ties = [
        tie("1", "Participation", ("a", "p")), tie("2", "Participation", ("b", "p")), tie("3", "Participation", ("b", "q")),
        tie("4", "Membership", ("x", "g"), "chair", on_behalf_of=("a",)),
        tie("5", "Membership", ("y", "g"), "", "", "2019", on_behalf_of=("b",)),
        tie("6", "Employment", ("x", "c")), tie("7", "Employment", ("z", "c")),
    ]  # fmt: skip
    return make(graph_view.build(network(things, ties), "nl", "internal"))


@pytest.mark.parametrize(
    ("button", "pairs"),
    [("Personen", [("x", "y"), ("x", "z")]), ("Organisaties", [("a", "b")]), ("Initiatieven", [("p", "q")])],
)
def test_the_same_network_as_one_kind(open_page: Open, button: str, pairs: list[tuple[str, str]]) -> None:
    page = open_page(met()).page
    page.locator("#as").get_by_role("button", name=button).click()
    found = page.evaluate(
        "dtz.connections(dtz.state.shown).map(({ node, other }) => [node.id, other.id].sort())"
    )
    assert sorted(map(tuple, found)) == pairs
    assert page.evaluate("dtz.edges.length") == len(pairs)
    expect(page.locator("#lines")).to_contain_text("Een lijn verbindt")
    page.get_by_role("button", name="Tabel", exact=True).click()
    page.get_by_role("button", name=f"Verbindingen ({len(pairs)})").click()
    expect(page.locator("tbody tr")).to_have_count(len(pairs))


def test_a_projection_tells_through_what_and_keeps_to_the_day(open_page: Open) -> None:
    page = open_page(met(), address="#as=organisation&node=a").page
    expect(page.locator("#answer")).to_contain_text("via Plan p en Overleg g")
    page.get_by_role("button", name="1 stap").click()
    assert set(page.evaluate("[...dtz.state.shown.keys()]")) == {"a", "b"}
    page.evaluate("dtz.setDate('2021-05')")
    expect(page.locator("#answer")).not_to_contain_text("via Plan p en Overleg g")
    expect(page.locator("#answer")).to_contain_text("via Plan p")


def test_where_very_many_meet_no_lines_are_drawn_and_it_says_so(open_page: Open) -> None:
    things = [
        *(entity(f"c{n}", "Company", name=f"Firma {n}") for n in range(90)),
        entity("p", "Project", name="Grootplan"),
        entity("q", "Project", name="Klein"),
    ]
    ties = [
        *(tie(f"r{n}", "Participation", (f"c{n}", "p")) for n in range(90)),
        tie("s", "Participation", ("c1", "q")),
        tie("t", "Participation", ("c2", "q")),
    ]
    page = open_page(
        make(graph_view.build(network(things, ties), "nl", "internal")), address="#as=organisation"
    ).page
    assert page.evaluate("dtz.edges.length") == 1
    expect(page.locator("#lines")).to_contain_text("Wat bij Grootplan samenkomt, is niet getekend")


def test_the_findings_of_a_layer_are_seen_at_once_and_how_they_were_found_folds_out(
    internal: str, open_page: Open
) -> None:
    page = open_page(internal, wide=1280, high=800).page
    for switch in page.locator("#layers button").all():
        switch.click()
        place = page.locator("#answer .ties .name").first.bounding_box()
        below = page.locator(".stand").bounding_box()
        assert place
        assert below
        assert place["y"] < below["y"]
        assert page.locator("#answer .sentences > p").count() == 1
        how = page.get_by_text("Hoe dit is bepaald, en wat het niet zegt")
        how.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#answer .how")).to_contain_text(", stand ")
        expect(page.locator("#answer .how p").last).to_be_visible()
        switch.click()
