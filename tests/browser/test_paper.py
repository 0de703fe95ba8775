"""What is printed and what is drawn to take away: one clean sheet, in the colours of paper."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from dtz_network.store.base import Store
from dtz_network.workflows import pages
from tests.browser.conftest import Built, Open

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plan(plan_store: Store) -> str:
    """The public page of the annual plan, in Dutch."""
    return pages.make(plan_store, language="nl", edition="public")


def test_paper_shows_a_drawing_with_its_legend_and_the_month(plan: str, open_page: Open) -> None:
    page = open_page(plan, address="#date=2022-03").page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#sheet > svg")).to_be_visible()
    expect(page.locator("#canvas")).to_be_hidden()
    expect(page.locator("#sheet ul")).to_contain_text("bedrijven")
    expect(page.locator("#sheet ul")).to_be_visible()
    expect(page.locator(".stand")).to_contain_text("Openbare uitgave")
    expect(page.locator("#time-told")).to_be_visible()
    expect(page.locator("#time-told")).to_have_text("maart 2022")
    broken = page.evaluate("""() => [...document.querySelectorAll("#answer .name, #kinds .called, h1, h2, h3")].filter((el) => {
        const range = document.createRange();
        range.selectNodeContents(el);
        const words = el.textContent.split(" ").length;
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > words;
      }).map((el) => el.textContent)""")
    assert broken == []
    page.evaluate("dtz.takeDate(''); dtz.sayDate()")
    expect(page.locator("#time-told")).to_be_hidden()


def on_paper(page: Page) -> list[str]:
    """Return the text of each sheet that the page prints, in one line."""
    page.emulate_media(media="print")
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def test_one_answer_is_one_sheet(plan: str, open_page: Open, plan_store: Store) -> None:
    remondis = next(e.id for e in plan_store.load().entities.values() if e.name == "Remondis")
    page = open_page(plan, address=f"#node={remondis}").page
    (sheet,) = on_paper(page)
    assert "Herman Gijlers is lid van Program Board namens Remondis" in sheet
    assert "Bron: Jaarplan 2022 Dutch TechZone, regel 454" in sheet
    assert "In beeld: Remondis en de 2 partijen die er rechtstreeks mee verbonden zijn." in sheet
    assert "Program Board Herman Gijlers In beeld:" in sheet
    assert "bedrijf 1 overleg 1 persoon 1" in sheet
    assert "Jongste bron van 6 september 2022. Openbare uitgave. Vingerafdruk van de gegevens:" in sheet
    assert page.evaluate("dtz.state.steps") == 0
    assert page.evaluate("dtz.state.shown.size") > 60


def test_the_first_sheet_of_a_long_answer_has_picture_legend_and_dates(
    example_page: Built, open_page: Open
) -> None:
    page = open_page(example_page("nl", "internal"), dark=True).page
    page.keyboard.type("Stuurgroep Voorbeeldzone")
    page.keyboard.press("Enter")
    first, *others = on_paper(page)
    assert others
    assert "In beeld: Stuurgroep Voorbeeldzone en de 27 partijen" in first
    for told in (
        "Voorzitter is",
        "Werkgroep agro",
        "Dienst Narjeka",
        "bedrijven 5",
        "Bijgewerkt tot",
        "Vingerafdruk",
    ):
        assert told in first, told
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_paper_is_light_and_the_drawing_too(plan: str, open_page: Open) -> None:
    page = open_page(plan, dark=True).page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#answer p").first.evaluate("(el) => getComputedStyle(el).color") == "rgb(27, 36, 41)"
    inks = page.evaluate(
        "[...new Set([...document.querySelectorAll('#sheet text')].map((one) => one.getAttribute('fill')))]"
    )
    assert inks == ["#1b2429"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_names_in_the_drawing_do_not_lie_over_each_other_and_groups_have_their_area(
    example_page: Built, open_page: Open
) -> None:
    page = open_page(example_page("nl", "internal")).page
    drawing = "(() => { const made = dtz.toSvg(); document.getElementById('sheet').replaceChildren(made); document.getElementById('sheet').style.display = 'block'; return made; })()"
    names = page.evaluate(
        f"{drawing} && [...document.querySelectorAll('#sheet text')].map((one) => [one.textContent, one.getBoundingClientRect().toJSON()])"
    )
    assert any(name.endswith(": metaal en") for name, _ in names)
    assert "Stuurgroep" in {name for name, _ in names}
    assert page.locator("#sheet g polygon").count() == 5
    lines = [
        (box["left"] + 1, box["top"] + box["height"] / 3, box["right"] - 1, box["bottom"] - box["height"] / 3)
        for _, box in names
    ]
    for one, other in itertools.combinations(lines, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_the_drawing_of_a_choice_shows_who_is_near(example_page: Built, open_page: Open) -> None:
    page = open_page(example_page("nl", "internal")).page
    page.keyboard.type("Plaanfeka")
    page.keyboard.press("Enter")
    names = page.evaluate("[...dtz.toSvg().querySelectorAll('text')].map((one) => one.textContent)")
    assert {"Plaanfeka College", "Sensorloods", "Vakmanschapnetwerk"} <= set(names)
    assert page.evaluate("dtz.toSvg().querySelectorAll('[opacity]').length") > 5
    assert page.evaluate("dtz.toSvg(true).querySelectorAll('[opacity]').length") == 0
