"""Who was there in a month, and through whom to reach somebody: the page against the model and the analysis."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dtz_network.analysis.introducing import acquaintance
from dtz_network.model.dates import holds
from dtz_network.model.network import Network, Relationship
from dtz_network.store.base import Store
from dtz_network.view import graph_view
from dtz_network.view.page import page as make
from dtz_network.workflows import ourselves
from tests.browser.conftest import Built, Open
from tests.view_networks import entity, network, tie

pytestmark = pytest.mark.browser
SPANS = {"p": ("2015", "2019-06"), "q": ("2021-03", ""), "v": ("2018", "2018")}
MONTHS = (
    "2014-12",
    "2015-06",
    "2018-05",
    "2019-06",
    "2019-07",
    "2020-08",
    "2021-02",
    "2021-03",
    "2026-04",
    "2026-05",
)


def dated() -> Network:
    """Return initiatives with a beginning and an end, people whose roles ended or began, and a seat that came later."""
    things = [
        entity("a", "Company", name="Firma a"), entity("b", "Company", name="Firma b"),
        entity("p", "Project", name="Plan p", start="2015", end="2019-06"),
        entity("q", "Project", name="Plan q", start="2021-03"),
        entity("v", "Project", name="Plan v", start="2018", end="2018"),
        entity("u", "Project", name="Plan u", phase="finished"),
        entity("g", "GovernanceBody", name="Raad"),
        entity("s1", "Seat", name="", body="g", number="1", term_start="2016", holder_status="filled"),
        entity("s2", "Seat", name="", body="g", number="2", term_start="2020-07", holder_status="filled"),
        *(entity(k, "Person", name=f"Mens {k}") for k in "wxyz"),
    ]  # fmt: skip
    ties = [
        tie("1", "Participation", ("a", "p")), tie("2", "Participation", ("b", "q"), "", "2020"),
        tie("3", "Membership", ("x", "g"), "chair", "2016", "2020-06", seat="s1", on_behalf_of=("a",)),
        tie("4", "Membership", ("y", "g"), "", "2020-07", seat="s2", on_behalf_of=("b",)),
        tie("5", "Employment", ("z", "a"), "", "2018", "2018"), tie("6", "Participation", ("x", "v")),
    ]  # fmt: skip
    return network(things, ties)


def there(whole: Network, month: str) -> dict[str, str]:
    """Return what is there in a month, and how surely, by the laws of the model; of Plan u nobody says when it ended."""

    def own(ident: str) -> str:
        return holds(*SPANS.get(ident, ("", "")), month)

    def tied(one: Relationship) -> str:
        answers = [holds(one.since, one.until, month), own(one.source), own(one.target)]
        return "no" if "no" in answers else "possibly" if "possibly" in answers else "yes"

    found = {}
    for ident, thing in whole.entities.items():
        answers = [tied(one) for one in whole.relationships if one.source == ident]
        answer = own(ident) if ident != "u" else "possibly" if month < "2026-05" else "no"
        if thing.type == "Person":
            answer = "yes" if "yes" in answers else "possibly" if "possibly" in answers else "no"
        if thing.type != "Seat" and answer != "no":
            found[ident] = answer
    return found


def test_in_each_month_the_picture_has_who_and_what_was_there(open_page: Open) -> None:
    whole = dated()
    page = open_page(make(graph_view.build(whole, "nl", "internal")), address="#date=2014-12").page
    for month in MONTHS:
        page.evaluate("(month) => dtz.setDate(month)", month)
        shown = page.evaluate(
            "Object.fromEntries([...dtz.state.shown.keys()].map((id) => [id, dtz.life[dtz.node.get(id).n] ? 'possibly' : 'yes']))"
        )
        assert shown == there(whole, month), month
        n = len(shown)
        expect(page.locator("#count")).to_have_text(f"{n} van {n} in beeld")
        people = sum(whole.entities[ident].type == "Person" for ident in shown)
        expect(page.locator("[data-kind=Person] .n")).to_have_text(str(people))


def test_a_month_tells_of_seats_and_initiatives_as_they_were(open_page: Open) -> None:
    html = make(graph_view.build(dated(), "nl", "internal"))
    page = open_page(html, address="#node=g&date=2018-01").page
    expect(page.locator("#sentences")).to_contain_text("1 zetel")
    expect(page.locator(".side li")).to_contain_text("Mens x")
    page.evaluate("dtz.setDate('2021-01')")
    expect(page.locator("#sentences")).to_contain_text("2 zetels")
    expect(page.locator("#sentences")).to_contain_text("Bij 1 zetel staat voor deze maand geen naam.")
    expect(page.locator(".side li").last).to_contain_text("Mens y")
    page.evaluate("dtz.choose('p')")
    expect(page.locator("#sentences")).to_contain_text("Plan p was er in januari 2021 niet meer.")
    page.evaluate("dtz.choose('b')")
    expect(page.locator("#sentences")).to_contain_text("Er is geen relatiehouder bekend.")
    expect(page.locator("#sentences")).not_to_contain_text("Plan q")
    page.evaluate("dtz.setDate('')")
    expect(page.locator("#sentences")).to_contain_text("Firma b doet mee aan Plan q.")
    page.evaluate("dtz.choose('a')")
    expect(page.locator("#sentences")).to_contain_text("Firma a deed mee aan Plan p.")
    page.evaluate("dtz.choose('p')")
    expect(page.locator("#answer .noun")).to_contain_text("niet meer")
    expect(page.locator("#lines")).to_contain_text("open teken")


def test_a_way_through_a_body_names_the_people_in_its_seats(open_page: Open) -> None:
    page = open_page(make(graph_view.build(dated(), "nl", "internal")), address="#node=a&to=b").page
    steps = page.locator(".way li")
    expect(steps).to_have_count(4)
    expect(steps.nth(0)).to_contain_text("Firma a – vertegenwoordigd door – Mens x")
    expect(steps.nth(0)).to_contain_text("voorzitter van Raad")
    expect(steps.nth(3)).to_contain_text("Mens y")
    expect(page.locator("#answer")).to_contain_text("Vraag Mens x.")
    page.evaluate("dtz.setDate('2017-01'); dtz.showWay('a', 'b')")
    expect(page.locator("#answer")).to_contain_text("Er is geen weg tussen deze twee")


def test_seats_that_changed_since_2021_are_printed_whole(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal")).page
    page.locator("#since-year").focus()
    page.locator("#since-year").select_option("2021")
    page.locator("#since-what").select_option("Membership")
    count = int(page.locator("#changed [role=status]").inner_text().split()[0])
    assert count > 20
    assert page.locator("#changed li").count() < count
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#changed li")).to_have_count(count)
    expect(page.locator("#changed")).to_contain_text("Fatima Klinkerman – Werkgroep energie")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def told(page: Page) -> dict[str, Any]:
    """Return for each party that is not ours who holds the relationship, else the way from us, as the page has it."""
    found: dict[str, Any] = page.evaluate("""() => Object.fromEntries(dtz.nodes
        .filter((node) => dtz.family(node) === "organisation" && !dtz.view.ours.includes(node.id)).map((node) => {
          const held = dtz.holdersOf(node).map((tie) => [tie.other.id, tie.contact.id]);
          return [node.id, { held, way: held.length ? null : dtz.wayIn(node)?.path }];
        }))""")
    return found


def test_who_knows_them_is_what_the_analysis_says(
    example_store: Store, example_page: Built, open_page: Open
) -> None:
    whole = example_store.load()
    ours = ourselves.ours(whole)
    said = told(open_page(example_page("nl", "internal")).page)
    assert len(said) > 130
    some = sorted(said, key=whole.name)[::14]
    assert any(said[ident]["held"] for ident in some)
    assert any(said[ident]["way"] for ident in some)
    for ident in some:
        found = acquaintance.of(whole, ident, ours=ours)
        way = found.way and [found.way.steps[0].step.start, *(step.step.end for step in found.way.steps)]
        assert said[ident] == {"held": [[h.holder, h.contact] for h in found.holders], "way": way}


def test_nobody_is_asked_who_does_not_want_to_be(open_page: Open) -> None:
    things = [
        *(entity(k, "Company", name=f"Firma {k}") for k in "ab"),
        entity("c", "Company", name="Firma c", do_not_approach="true"),
        *(entity(k, "Project", name=f"Plan {k}") for k in "pq"),
        entity("m", "Person", name="Marieke"),
    ]
    ties = [
        tie("1", "Contact", ("m", "a")), tie("2", "Participation", ("a", "p")), tie("3", "Participation", ("c", "p")),
        tie("4", "Participation", ("c", "q")), tie("5", "Participation", ("b", "q")),
    ]  # fmt: skip
    page = open_page(make(graph_view.build(network(things, ties), "nl", "internal")), address="#node=b").page
    expect(page.locator("#sentences")).to_contain_text("Er is ook geen weg ernaartoe vastgelegd.")
    page.evaluate("dtz.showWay('a', 'b')")
    expect(page.locator("#answer")).to_contain_text("Er is geen weg tussen deze twee")
    page.evaluate("dtz.showWay('a', 'c')")
    expect(page.locator(".way li")).to_have_count(2)
    page.evaluate("dtz.choose('c')")
    expect(page.locator("#sentences")).to_contain_text("Let op: Firma c wil niet worden benaderd.")
    expect(page.locator("#sentences")).to_contain_text("begint bij Marieke en loopt via Firma a")


def test_it_is_said_that_the_term_of_a_seat_is_over(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal")).page
    page.keyboard.type("Stuurgroep Voorbeeldzone")
    page.keyboard.press("Enter")
    answer = page.locator("#answer")
    expect(answer).to_contain_text(
        "Van 9 zetels is de termijn verstreken; geen bron zegt of die is verlengd."
    )
    seats = answer.locator(".side li")
    expect(seats.nth(0)).to_contain_text("termijn 1 januari 2021 – 31 december 2024 verstreken")
    expect(seats.filter(has_text="Bilal Zandverhaal").locator(".badge")).to_have_count(0)
    page.evaluate("dtz.setDate('2024-06')")
    expect(answer).to_contain_text("Hakan Molenstee")
    expect(answer.locator(".badge")).to_have_count(0)
    expect(answer).not_to_contain_text("verstreken")
