"""The page as its readers use it: search, answer, walk, filter, table, keys; and what it must never do."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks import page_networks
from lxml import etree
from playwright.sync_api import Page, expect

from dtz_network.edition.withholding import Edition, withheld_ties, withhold
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.store.base import Store
from dtz_network.view import graph_view, payload
from dtz_network.view.graph_view import GroupArea
from dtz_network.view.page import page as make
from tests.browser.conftest import Built, Open, axe_in_both_themes
from tests.view_networks import HOSTILE, entity, network, tie

pytestmark = pytest.mark.browser


def built(
    whole: Network, lang: Language = "nl", edition: Edition = "public", groups: tuple[GroupArea, ...] = ()
) -> str:
    return make(
        graph_view.build(
            withhold(whole, edition),
            lang,
            edition,
            groups,
            withheld=withheld_ties(whole, withhold(whole, edition)),
        )
    )


@pytest.fixture(scope="module")
def plan(plan_store: Store) -> str:
    """The public page of the annual plan, in Dutch."""
    return built(plan_store.load())


def ask(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_remondis_is_answered_in_sentences(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.keyboard.type("remondis")
    expect(page.locator("#results").get_by_role("option")).to_have_count(1)
    expect(page.locator("#results").get_by_role("option")).to_contain_text("bedrijf · Program Board")
    page.keyboard.press("Enter")
    answer = page.locator("#sentences")
    expect(answer).to_contain_text(
        "Herman Gijlers is lid van Program Board namens Remondis, op een zetel van de geleding ondernemers."
    )
    expect(answer).to_contain_text("Bron: Jaarplan 2022 Dutch TechZone, regel 454")
    expect(answer).to_contain_text("Er is geen relatiehouder bekend.")
    expect(page.locator("#chosen")).to_be_focused()


def test_the_page_opens_with_one_box_and_says_what_there_is(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    expect(page.get_by_label("Zoek een bedrijf, school, overheid, persoon of initiatief")).to_be_focused()
    expect(page.locator("#answer")).to_contain_text("27 personen")
    expect(page.locator("#answer")).to_contain_text("4 overleggen")


FOUND = {"henriette herbs": "Henriëtte Herbschleb", "WERFF": "Enno van der Werff", "masevon": "Masévon",
         "cool peter": "Peter Cool", "dutchtechzone": "Dutch TechZone"}  # fmt: skip


def test_search_folds_accents_order_and_other_names(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    for typed, found in FOUND.items():
        page.locator("#query").fill("")
        page.keyboard.type(typed)
        expect(page.locator("#results").get_by_role("option").first).to_contain_text(found)


def test_search_passes_over_stops_and_strokes(open_page: Open) -> None:
    things = [
        entity(f"c{n}", "Company", name=name) for n, name in enumerate(["Jansen Metaal B.V.", "H&P Moulding"])
    ]
    page = open_page(built(network([*things, entity("s", "School", name="Alfa-college")]))).page
    for typed, found in {
        "jansen metaal bv": "Jansen Metaal B.V.",
        "jansen metaal b.v.": "Jansen Metaal B.V.",
        "alfa college": "Alfa-college",
        "alfa-college": "Alfa-college",
        "h&p": "H&P Moulding",
        "h & p moulding": "H&P Moulding",
    }.items():
        page.locator("#query").fill(typed)
        expect(page.locator("#results").get_by_role("option").first).to_contain_text(found)


def test_a_slip_of_the_finger_is_met_with_a_suggestion(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.keyboard.type("Remodnis")
    expect(page.locator("#results")).to_contain_text("Bedoelde u")
    page.locator("#results").get_by_role("option").first.click()
    expect(page.locator("#chosen")).to_have_text("Remondis")


def test_everything_works_without_a_mouse(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.keyboard.type("program")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results").get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    first = page.locator("#chosen").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).not_to_have_text(first)
    page.locator("#back").press("Enter")
    expect(page.locator("#chosen")).to_have_text(first)
    page.keyboard.press("Escape")
    expect(page.locator("#query")).to_be_focused()
    expect(page.locator("#chosen")).to_have_count(0)


def test_to_the_answer_keeps_what_was_set(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.get_by_role("button", name="bedrijven").first.click()
    address = page.evaluate("location.hash")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    page.wait_for_timeout(50)
    assert page.evaluate("location.hash") == address
    assert page.evaluate("dtz.state.off.has('Company')")


def test_on_a_phone_the_answer_comes_into_sight_and_the_picture_is_one_tap_away(
    plan: str, open_page: Open
) -> None:
    page = open_page(plan, wide=375, high=300).page
    for name in ("Remondis", "Program Board"):
        page.locator("#query").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Naar het beeld").click()
    expect(page.get_by_role("button", name="Beeld", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Naar het antwoord").click()
    expect(page.get_by_role("heading", name="Program Board", exact=True)).to_be_in_viewport()
    page = open_page(plan).page
    expect(page.get_by_role("button", name="Naar het beeld")).to_be_hidden()


def test_the_board_shows_its_seats_and_its_members_are_one_click_away(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    ask(page, "program board")
    expect(page.locator("#sentences")).to_contain_text("16 zetels: 7 ondernemers, 3 onderwijs en 6 overheid")
    expect(page.locator("#sentences")).to_contain_text("Voorzitter is Peter Cool, namens Intergas.")
    expect(page.locator(".side li")).to_have_count(16)
    page.locator(".side").get_by_role("button", name="Marc Otto").click()
    expect(page.locator("#sentences")).to_contain_text(
        "Marc Otto is lid van Program Board namens NHL Stenden"
    )


def test_an_unknown_holder_is_neither_a_vacancy_nor_withheld(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    ask(page, "programmabureau")
    expect(page.locator("#sentences")).to_contain_text("Van 1 zetel noemt geen bron wie die bezet.")
    expect(page.locator("#answer")).not_to_contain_text("acature")


def test_the_legend_filters(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    people = page.locator("[data-kind=Person]")
    expect(people).to_contain_text("27")
    people.click()
    expect(people).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#count")).to_have_text("55 van 82 in beeld")
    assert page.evaluate("dtz.place.size") == 55
    page.get_by_role("button", name="Alles tonen").click()
    expect(page.locator("#count")).to_have_text("82 van 82 in beeld")
    page.locator("[data-only=Company]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("6 van 82 in beeld")


def test_a_focus_of_one_and_two_steps(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    ask(page, "remondis")
    page.get_by_role("button", name="1 stap").click()
    expect(page.locator("#count")).to_have_text("3 van 82 in beeld")
    page.get_by_role("button", name="2 stappen").click()
    assert int(page.locator("#count").inner_text().split()[0]) > 20
    assert "steps=2" in page.url


def test_the_address_brings_back_what_was_seen(plan: str, open_page: Open, plan_store: Store) -> None:
    [remondis] = plan_store.find("Remondis")
    page = open_page(plan, address=f"#node={remondis.id}&steps=1").page
    expect(page.locator("#chosen")).to_have_text("Remondis")
    expect(page.locator("#count")).to_have_text("3 van 82 in beeld")


def test_the_address_follows_what_is_shown_again_and_the_table(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.get_by_role("button", name="bedrijven").first.click()
    assert "off=" in page.evaluate("location.hash")
    page.locator("#everything").click()
    assert "off=" not in page.evaluate("location.hash")
    page.get_by_role("button", name="Tabel", exact=True).click()
    assert "table=parties" in page.evaluate("location.hash")
    page.get_by_role("button", name="Beeld", exact=True).click()
    assert "table" not in page.evaluate("location.hash")


def test_a_click_in_the_picture_chooses(plan: str, open_page: Open, plan_store: Store) -> None:
    page = open_page(plan).page
    [remondis] = plan_store.find("Remondis")
    place = page.evaluate("id => dtz.net.canvasToDOM(dtz.place.get(id))", remondis.id)
    page.locator("#canvas canvas").click(position=place)
    expect(page.locator("#chosen")).to_have_text("Remondis")


def test_the_table_has_what_the_picture_has(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.get_by_role("button", name="Tabel", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(50)
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator("tbody tr")).to_have_count(32)
    page.get_by_role("button", name="Relaties").click()
    expect(page.locator("#table .switch")).to_contain_text("Relaties (100)")
    ask(page, "remondis")
    page.get_by_role("button", name="1 stap").click()
    expect(page.locator("tbody")).to_contain_text("Herman Gijlers")
    expect(page.locator("tbody")).to_contain_text("regel 454")


def test_parallel_ties_are_all_drawn(open_page: Open) -> None:
    ties = [tie(f"r-{n}", "Participation", ("a", "b"), "partner") for n in range(3)]
    whole = network([entity("a", "Company", name="Aa"), entity("b", "Project", name="Bee")], ties)
    page = open_page(built(whole)).page
    assert page.evaluate("dtz.edges.length") == 3


def test_hostile_names_execute_nothing(open_page: Open) -> None:
    things = [
        entity(f"e<{n}>\"'", "Company", name, name=name, description=name, url=f"http://x/{name}")
        for n, name in enumerate(HOSTILE)
    ]
    body = entity("body", "GovernanceBody", name=HOSTILE[1], kind="board")
    ties = [
        tie(f"r{n}", "Collaboration", (things[0].id, thing.id), name, "2020", "", name)
        for n, (thing, name) in enumerate(zip(things[1:], HOSTILE, strict=False))
    ]
    whole = network([*things, body, entity("o", "Offer", name=HOSTILE[0], by=things[0].id)], [])
    whole = Network(whole.schema, whole.entities, [*ties], whole.sources, 1, whole.recorded)
    areas = (GroupArea("G1", HOSTILE[1], (things[0].id, things[1].id)),)
    html = make(graph_view.build(whole, "nl", "internal", areas, title=HOSTILE[0], bureau=HOSTILE[1]))
    page = open_page(html).page
    for name in HOSTILE:
        page.locator("#query").fill(name[:40])
        page.keyboard.press("Enter")
        page.locator("body").press("Escape")
    for ident in page.evaluate("dtz.nodes.map((node) => node.id)"):
        page.evaluate("id => dtz.choose(id)", ident)
    page.get_by_role("button", name="Tabel", exact=True).click()
    page.get_by_role("button", name="Relaties").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, #answer a[href^='javascript']").count() == 0


def test_the_policy_stops_what_slips_through(plan: str, open_page: Open) -> None:
    watched = open_page(plan)
    failures: list[str | None] = []
    watched.page.on("requestfailed", lambda request: failures.append(request.failure))
    watched.page.evaluate("""() => {
        const slipped = document.createElement("div");
        slipped.innerHTML = "<img src='data:,' onerror='window.hacked=1'><img src='https://example.org/x.png'>";
        const script = document.createElement("script");
        script.textContent = "window.hacked=2";
        document.body.append(slipped, script);
    }""")
    watched.page.wait_for_timeout(300)
    assert watched.page.evaluate("window.hacked") is None
    assert len([said for said in watched.complaints if "Content Security Policy" in said]) >= 3
    assert set(failures) <= {"csp", "net::ERR_BLOCKED_BY_CSP"}
    watched.complaints.clear()
    watched.requests.clear()


def test_small_and_empty_networks_open(open_page: Open) -> None:
    empty = open_page(built(network([]))).page
    expect(empty.locator("#nothing")).to_have_text("Dit netwerk is nog leeg.")
    one = open_page(built(network([entity("a", "Company")]))).page
    one.keyboard.type("bedrijf")
    one.keyboard.press("Enter")
    expect(one.locator("#chosen")).to_have_text("(bedrijf)")
    english = open_page(
        built(network([entity("a", "Company", name="Aa"), entity("b", "Company", name="Aa")]), "en")
    ).page
    english.keyboard.type("aa")
    expect(english.get_by_role("option")).to_have_count(2)


def test_ended_seats_are_told_in_the_past(open_page: Open) -> None:
    things = [
        entity("p", "Person", name="Ada"),
        entity("b", "GovernanceBody", name="Stuurgroep Zon", kind="steering_group"),
        entity("c", "Company", name="Firma B.V."),
    ]
    ties = [tie("r", "Membership", ("p", "b"), "chair", "2019", "2021-06", on_behalf_of=("c",))]
    page = open_page(built(network(things, ties))).page
    ask(page, "firma")
    expect(page.locator("#sentences")).to_contain_text(
        "Ada was voorzitter van Stuurgroep Zon namens Firma B.V. (van 2019 tot en met juni 2021)."
    )
    expect(page.locator("#answer")).to_contain_text("eerder")


def test_through_whom_a_company_is_known(open_page: Open) -> None:
    things = [
        entity("a", "Company", name="Aa"),
        entity("b", "Company", name="Bee"),
        entity("p", "Project", name="Plan"),
        entity("m", "Person", name="Marieke"),
    ]
    ties = [
        tie("1", "Participation", ("a", "p"), "lead"),
        tie("2", "Participation", ("b", "p"), "partner"),
        tie("3", "Contact", ("m", "b"), last_contact="2026-03"),
    ]
    whole = network(things, ties)
    page = open_page(built(whole, edition="internal")).page
    ask(page, "bee")
    expect(page.locator("#sentences")).to_contain_text(
        "Marieke is relatiehouder; laatste contact: maart 2026."
    )
    ask(page, "aa")
    expect(page.locator("#sentences")).to_contain_text("Er is geen relatiehouder bekend.")
    expect(page.locator("#sentences")).to_contain_text("De kortste weg begint bij Marieke en loopt via Bee")
    public = open_page(built(whole)).page
    ask(public, "aa")
    expect(public.locator("#sentences")).to_contain_text("staat niet in deze uitgave")
    assert "Marieke" not in public.content()


def test_the_example_says_that_it_is_invented_and_opens_in_english(
    example_page: Built, open_page: Open
) -> None:
    page = open_page(example_page("en", "internal")).page
    expect(page.get_by_role("note")).to_contain_text("Invented example.")
    expect(page.get_by_label("Search a company, school, government, person or initiative")).to_be_focused()
    expect(page.locator("[data-kind=Region]")).to_have_attribute("aria-pressed", "false")
    ask(page, "werkgroep energie")
    page.locator("#answer").get_by_role("button", name="Cato Turfzoeker").first.click()
    expect(page.locator("#sentences")).to_contain_text(
        "Cato Turfzoeker is a member of Werkgroep energie on behalf of"
    )


def test_a_place_in_a_document_is_told_in_the_language_of_the_page(
    plan_store: Store, open_page: Open
) -> None:
    page = open_page(built(plan_store.load(), "en")).page
    ask(page, "remondis")
    expect(page.locator("#answer")).to_contain_text("line 454")
    assert "regel" not in page.locator("#answer").inner_text()


def test_no_word_of_the_title_is_broken_on_a_phone(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page(), wide=360, high=740).page
    lines = page.evaluate("""() => {
      const text = document.querySelector("h1").firstChild;
      return text.data.split(" ").map((word) => {
        const range = document.createRange();
        range.setStart(text, text.data.indexOf(word));
        range.setEnd(text, text.data.indexOf(word) + word.length);
        return range.getClientRects().length;
      });
    }""")
    assert set(lines) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_with_colours_of_the_reader_the_focus_on_an_answer_is_seen(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.emulate_media(forced_colors="active")
    ask(page, "remondis")
    expect(page.locator("#chosen")).to_be_focused()
    assert page.locator("#chosen").evaluate("(h) => getComputedStyle(h).borderBottomStyle") == "solid"
    page.emulate_media(forced_colors="none")


def test_it_is_said_where_no_seat_has_a_date(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    expect(page.locator("#changed")).to_contain_text("is dus niet te zeggen")
    page = open_page(built(walked(), edition="internal")).page
    page.get_by_label("Sinds eind").select_option("2019")
    expect(page.locator("#changed")).to_contain_text("4 veranderingen na 2019")
    expect(page.locator("#changed")).not_to_contain_text("niet te zeggen")


def test_who_types_on_finds_what_the_whole_word_finds(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    found = page.evaluate("""() => ["r", "re", "rem", "remo", "program board", "re", ""].map((text) => {
      const narrowed = dtz.search(text, 12).map((node) => node.id);
      dtz.search("", 12);
      return [narrowed, dtz.search(text, 12).map((node) => node.id)];
    })""")
    assert all(narrowed == afresh for narrowed, afresh in found)
    assert found[3][0]
    typed = page.evaluate("""() => { dtz.search("", 12); for (const text of ["p", "pr", "program"]) dtz.search(text, 12);
      return [dtz.search("program bo", 12).map((node) => node.id), (dtz.search("", 12), dtz.search("program bo", 12).map((node) => node.id))]; }""")
    assert typed[0] == typed[1] != []


def test_the_comma_behind_a_name_stays_with_it_however_the_name_is_wrapped(
    plan: str, open_page: Open
) -> None:
    page = open_page(plan).page
    made = page.evaluate(
        """() => dtz.el("p", {}, ["name", "other"].map((kind) => [dtz.el("span", {}, dtz.el("button", { class: kind })), ", x"])).innerHTML"""
    )
    assert made == (
        '<span class="kept"><span><button class="name"></button></span>,</span> x<span><button class="other"></button></span>, x'
    )


def test_a_stroke_alone_finds_nothing_also_before_the_names_are_folded(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    page.evaluate("dtz.folded = []")
    page.keyboard.type("-")
    expect(page.locator("#results")).to_be_hidden()


@pytest.mark.parametrize("wide", [360, 1280])
def test_text_stands_out_and_nothing_is_wider_than_the_screen(plan: str, open_page: Open, wide: int) -> None:
    page = open_page(plan, wide=wide).page
    ask(page, "program board")
    for _ in ("light", "dark"):
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        assert page.evaluate(_LEAST_CONTRAST) >= 4.5
        page.locator("#theme").click()


_LEAST_CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = (el) => { for (let e = el; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 21;
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !el.checkVisibility({ opacityProperty: true }) || el.closest("script,style,noscript,.only,:disabled")) continue;
    const [a, b] = [light(parts(getComputedStyle(el).color)), light(ground(el))];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
}"""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing(plan_store: Store, open_page: Open, lang: Language) -> None:
    page = open_page(built(plan_store.load(), lang)).page
    assert axe_in_both_themes(page) == []
    ask(page, "program board")
    assert axe_in_both_themes(page) == []
    page.locator("#as-table").click()
    assert axe_in_both_themes(page) == []


@cache
def many() -> tuple[Network, list[GroupArea]]:
    """Return more nodes than one picture shows, and their groups."""
    return page_networks.network(2050)


def test_very_many_are_gathered_in_groups_that_open(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "PLAIN", 100_000)
    made, areas = many()
    html = make(graph_view.build(made, "nl", "internal", areas))
    assert '"packed":true' in html
    watched = open_page(html)
    page = watched.page
    expect(page.locator("#count")).to_have_text("2.050 in beeld, bijeen in groepen")
    assert page.evaluate("dtz.place.size") == len(areas)
    place = page.evaluate("() => dtz.net.canvasToDOM(dtz.place.get('group:3'))")
    page.locator("#canvas canvas").click(position={"x": place["x"], "y": place["y"]})
    expect(page.get_by_role("heading", name=areas[3].label)).to_be_focused()
    shown = page.evaluate("[...dtz.state.shown.keys()]")
    assert set(areas[3].members) <= set(shown)
    assert len(shown) < 400
    assert page.evaluate("location.hash") == "#group=G4"
    page.keyboard.press("Escape")
    expect(page.locator("#count")).to_contain_text("bijeen in groepen")
    page.get_by_role("button", name=areas[0].label).click()
    page.locator("#answer .ties button").first.click()
    expect(page.locator("#sentences")).to_contain_text("Bron: Verzonnen lijst, rij ")
    page.get_by_role("button", name="Tabel", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Verzonnen lijst, rij ")


def test_many_without_groups_are_gathered_by_their_ties(open_page: Open) -> None:
    made, _ = many()
    page = open_page(make(graph_view.build(made, "en", "internal"))).page
    expect(page.locator("#count")).to_contain_text("gathered in groups")
    page.locator("[data-open]").first.click()
    expect(page.locator("#answer")).to_contain_text("No group, but a part of the picture")


def test_many_without_ties_are_found_outside_the_groups(open_page: Open) -> None:
    things = [entity(f"e{n:04}", "Company", name=f"Firma {n}") for n in range(2100)]
    ties = [tie(f"r{n}", "Collaboration", (f"e{n:04}", "e2099")) for n in range(30)]
    page = open_page(built(network(things, ties))).page
    assert page.evaluate("dtz.place.size") == 2
    page.get_by_role("button", name="buiten de groepen").click()
    expect(page.locator("#answer")).to_contain_text("2.069 bedrijven")
    assert page.evaluate("dtz.place.size") == 2000
    page.get_by_role("button", name="Tabel", exact=True).click()
    expect(page.locator("#table")).to_contain_text("Blad 1 van 42")


def walked() -> Network:
    """Return a small network with a hub, dates, a theme and a place."""
    names = {
        "Company": "abcdefgh",
        "Project": "pq",
        "Theme": "t",
        "Region": "r",
        "Person": "xy",
        "GovernanceBody": "g",
    }
    things = [entity(k, kind, name=f"{kind} {k}") for kind, keys in names.items() for k in keys]
    hub = [tie(f"h{k}", "Participation", (k, "p"), "", "2015") for k in "abcdefgh"]
    return network(things, [
        *hub,
        tie("q1", "Collaboration", ("a", "c"), "", "2018", "2020"),
        tie("q2", "Collaboration", ("c", "b")),
        tie("t1", "Activity", ("a", "t")),
        tie("l1", "Location", ("b", "r")),
        tie("e1", "Employment", ("x", "a"), "", "2019", "2021"),
        tie("m1", "Membership", ("x", "g"), "chair", "2016", "2020-06"),
        tie("m2", "Membership", ("y", "g"), "chair", "2020-07"),
    ])  # fmt: skip


def test_a_way_between_two_parties_is_drawn_and_told(open_page: Open) -> None:
    page = open_page(built(walked(), edition="internal")).page
    page.get_by_label("Zoek een bedrijf").fill("Company a")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Zoek via wie zij een ander kennen").click()
    box = page.get_by_label("Naar wie, vanaf Company a?")
    expect(box).to_be_focused()
    box.fill("company b")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Van Company a naar Company b")).to_be_focused()
    expect(page.locator(".way li")).to_have_count(2)
    expect(page.locator(".way")).to_contain_text("Ledenlijst, regel 1")
    assert page.evaluate("dtz.place.size") == 3
    address = page.evaluate("location.hash")
    page.evaluate("dtz.hubFrom = 8; dtz.showWay('a', 'b', true)")
    expect(page.locator(".way li").first).to_contain_text("Company c")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Company a")).to_be_focused()
    again = open_page(built(walked(), edition="internal"), address=address).page
    expect(again.get_by_role("heading", name="Van Company a naar Company b")).to_be_visible()


def test_parties_without_a_way_are_told_so(open_page: Open) -> None:
    page = open_page(built(walked(), edition="internal"), address="#node=a&to=g").page
    expect(page.locator(".way li")).to_have_count(2)
    page = open_page(built(walked(), edition="internal"), address="#node=y&to=b").page
    expect(page.locator("#answer")).to_contain_text("de kortste weg", ignore_case=True)
    lone = network([entity("a", "Company", name="A"), entity("b", "Company", name="B")])
    page = open_page(built(lone), address="#node=a&to=b").page
    expect(page.locator("#answer")).to_contain_text("Er is geen weg tussen deze twee")


def test_the_day_decides_who_sat_where(open_page: Open) -> None:
    page = open_page(built(walked(), edition="internal"), address="#node=g").page
    expect(page.locator("#sentences")).to_contain_text("Voorzitter is Person y")
    drawn = page.evaluate("dtz.edges.length")
    slider = page.get_by_role("slider", name="In welke maand")
    slider.evaluate("(s) => { s.value = 2017 * 12; s.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(page.locator("#time-told")).to_have_text("januari 2017")
    expect(page.locator("#sentences")).to_contain_text("Voorzitter is Person x")
    assert page.evaluate("dtz.edges.length") < drawn
    assert "date=2017-01" in page.evaluate("location.hash")
    slider.press("End")
    slider.press("ArrowLeft")
    expect(page.locator("#sentences")).to_contain_text("Voorzitter is Person y")
    page.get_by_role("button", name="Alles tonen, zonder datum").click()
    assert page.evaluate("dtz.edges.length") == drawn


def test_what_changed_since_a_year_is_listed(open_page: Open) -> None:
    page = open_page(built(walked(), edition="internal")).page
    page.get_by_label("Sinds eind").select_option("2019")
    changed = page.locator("#changed")
    expect(changed).to_contain_text("4 veranderingen na 2019")
    expect(changed.locator("li").nth(0)).to_contain_text("geëindigd 2021")
    expect(changed.locator("li").nth(1)).to_contain_text("Person y – GovernanceBody g")
    expect(changed.locator("li").nth(1)).to_contain_text("begonnen juli 2020")
    page.get_by_label("Sinds eind").select_option("2021")
    expect(changed).to_contain_text("0 veranderingen")


def test_filters_combine_and_show_what_they_leave(open_page: Open) -> None:
    more = [entity("u", "Theme", name="Theme u"), entity("s", "Region", name="Region s")]
    whole = walked()
    ties = [*whole.relationships, tie("t2", "Activity", ("b", "u")), tie("l2", "Location", ("c", "s"))]
    made = network([*whole.entities.values(), *more], ties)
    page = open_page(built(made, edition="internal")).page
    page.get_by_text("Meer filters").click()
    theme = page.locator("#facet-theme")
    expect(theme.locator("option")).to_have_text(["alle", "Theme t (3)", "Theme u (2)"])
    theme.select_option("t")
    assert set(page.evaluate("[...dtz.state.shown.keys()]")) == {"t", "a", "x"}
    expect(page.locator("#facet-region").locator("option")).to_have_text(["alle"])
    assert "theme=t" in page.evaluate("location.hash")
    theme.select_option("u")
    expect(page.locator("#facet-region option")).to_have_text(["alle", "Region r (1)"])
    page.locator("#facet-region").select_option("r")
    assert page.evaluate("[...dtz.state.shown.keys()]") == ["b"]
    page.get_by_role("button", name="Alles tonen").last.click()
    assert page.evaluate("dtz.state.shown.size") == len(made.entities)
    again = open_page(built(made, edition="internal"), address="#theme=u&table=ties").page
    expect(again.locator("tbody tr")).to_have_count(1)


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("button", name=label).click()
    return Path(waited.value.path()).read_bytes()


def test_table_picture_and_drawing_can_be_taken_away(plan: str, open_page: Open) -> None:
    page = open_page(plan).page
    rows = saved(page, "tabel (CSV)").decode("utf-8-sig").split("\r\n")
    assert rows[0] == "Naam;Soort;Overleg;Relaties;Bron"
    assert len(rows) - 2 == page.evaluate("dtz.state.shown.size")
    assert any(row.startswith("Remondis;bedrijf;Program Board;") for row in rows)
    assert saved(page, "beeld (PNG)").startswith(b"\x89PNG")
    drawing = etree.fromstring(saved(page, "tekening (SVG)"))
    drawn = [
        part for part in drawing if part.tag.rpartition("}")[2] in ("circle", "ellipse", "rect", "polygon")
    ]
    assert len(drawn) - 1 == page.evaluate("dtz.place.size")
    assert "Program Board" in {part.text for part in drawing}


def test_no_cell_of_the_table_is_a_formula(open_page: Open) -> None:
    page = open_page(
        built(network([entity("a", "Company", name='=1+1;"x"'), entity("b", "Company", name="-3")]))
    ).page
    text = saved(page, "tabel (CSV)").decode("utf-8-sig")
    assert '\r\n"\'=1+1;""x""";' in text
    assert "\r\n-3;" in text
