"""What a reader of a finished document stumbles over: one of a thing told as several, lists in another language's order, empty columns."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pypdfium2
import pytest

from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import fold
from dtz_network.report import describe
from dtz_network.report.render import columns, front, markdown, pdf, word
from dtz_network.report.report_model import (
    Bullets,
    Paragraph,
    Picture,
    Report,
    Section,
    Table,
    Writer,
    cells,
    filled,
    paragraph,
    plain,
)
from dtz_network.report.sections import naming
from dtz_network.store.base import Store
from dtz_network.workflows import answers, reports
from dtz_network.workflows.reports import Asked

from .view_networks import entity, network, tie

DAY = "2026-06-01"


def tables(report: Report) -> list[Table]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, Table)]


def of_example(store: Store, kind: str, subject: str, lang: Language, since: str = "") -> Report:
    asked = Asked(since=since)
    return reports.make(store, kind, subject, language=lang, edition="internal", as_of=DAY, asked=asked)


def test_one_of_what_may_have_changed_is_told_in_the_singular(example_store: Store) -> None:
    text = markdown.render(of_example(example_store, "changes", "2025-01-01", "nl"))
    assert "bekend: 1 initiatief." in text
    text = markdown.render(of_example(example_store, "changes", "2025-01-01", "en"))
    assert "known: 1 initiative." in text


def test_an_event_is_told_with_who_was_there_and_not_once_more_as_a_tie(example_store: Store) -> None:
    text = markdown.render(of_example(example_store, "changes", "2025-06-01", "nl"))
    assert "- Gesprek 9, 16 september 2025, met Stichting Ulmdaro." in text
    assert "Aanwezigheid" not in text
    text = markdown.render(
        of_example(example_store, "group", "Cluster Waterstofdal", "en", since="2025-06-01")
    )
    assert "- Stichting Ulmdaro at Gesprek 9, 16 September 2025." in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_of_a_pair_stand_in_the_order_of_their_names_in_the_language(
    example_store: Store, lang: Language
) -> None:
    made = of_example(example_store, "network", "", lang)
    gaps = next(table for table in tables(made) if len(table.headings) == 7 and table.numeric == (0, 4, 5))
    pairs = [[plain(row[1]), plain(row[2])] for row in gaps.rows]
    assert pairs
    titles = [section.title for section in made.sections if section.anchor.startswith("crossover-")]
    pairs += [title.split(" – ") for title in titles]
    assert [pair for pair in pairs if pair != sorted(pair, key=fold)] == []
    matrix = next(table for table in tables(made) if table.headings[:2] == ("", "1"))
    names = [plain(row[0]).partition(" ")[2] for row in matrix.rows]
    assert names == sorted(names, key=fold)
    assert {name for pair in pairs for name in pair} <= {*names, *(f"{n[:1].upper()}{n[1:]}" for n in names)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_table_has_a_column_or_a_row_that_says_nothing(
    example_store: Store, plan_store: Store, lang: Language
) -> None:
    asked = [("network", ""), ("year", "2025"), ("organisation", "Drujeka Kunststof B.V."), ("group", "G2")]
    made = [of_example(example_store, kind, subject, lang) for kind, subject in asked]
    made += [
        reports.make(plan_store, kind, subject, language=lang)
        for kind, subject in (
            ("year", "2022"),
            ("organisation", "Gemeente Emmen"),
            ("board", "Program Board"),
        )
    ]
    for table in (table for report in made for table in tables(report)):
        for place, heading in enumerate(table.headings):
            assert any(plain(row[place]) for row in table.rows), (table.caption, heading)
        if table.numeric == (1, 2, 3, 4) and not table.headings[0]:
            assert all({plain(cell) for cell in row[1:]} != {"0"} for row in table.rows)


def test_what_is_given_in_kind_stands_below_the_amounts_and_not_among_them(plan_store: Store) -> None:
    made = reports.make(plan_store, "organisation", "Gemeente Emmen", language="nl")
    money = next(section for section in made.sections if section.anchor == "money")
    (table,) = (block for block in money.blocks if isinstance(block, Table))
    assert [plain(row[4]) for row in table.rows] == ["€ 107.863"]
    (kind,) = (block for block in money.blocks if isinstance(block, Bullets))
    assert [plain(item) for item in kind.items] == [
        "Gemeente Emmen aan Dutch TechZone: capaciteit (om niet) ten behoeve van het programma",
        "Gemeente Emmen aan Dutch TechZone: huisvesting en ondersteuning van het programmabureau",
    ]


def test_partners_that_are_all_named_are_not_called_the_most_frequent(plan_store: Store) -> None:
    text = markdown.render(reports.make(plan_store, "organisation", "Gemeente Emmen", language="en"))
    assert "Works there with 5 other organisations: gemeente Coevorden, " in text


def test_without_initiatives_nothing_is_claimed_of_who_hangs_on_whom(plan_store: Store) -> None:
    made = reports.make(plan_store, "network", language="nl")
    assert "dependence" not in [section.anchor for section in made.sections]


def test_a_document_names_no_command_before_its_last_line(plan_store: Store, example_store: Store) -> None:
    asked = [
        (plan_store, "year", "2022"),
        (plan_store, "board", "Program Board"),
        (example_store, "network", ""),
    ]
    for store, kind, subject in asked:
        text = markdown.render(reports.make(store, kind, subject, language="nl"))
        assert not re.search(r"\bdtz [a-z]", text)


def test_a_sentence_on_a_table_stays_with_it_and_not_with_the_next() -> None:
    table = Table("t", ("a",), (cells("b"),))
    intro, said, end = (paragraph((text,)) for text in ("Before.", "It adds up.", "After."))
    section = Section("s", "S", (intro, table, said, table, end))
    assert [front.leads(section, place) for place in range(5)] == [True, True, False, True, False]
    assert front.leads(replace(section, blocks=(Paragraph(("Sources:",)), Bullets((("a",),)))), 0)


def test_a_word_document_has_the_number_of_the_page_at_its_foot(plan_store: Store) -> None:
    made = reports.make(plan_store, "board", "Program Board", language="nl")
    document = docx.Document(io.BytesIO(word.render(made)))
    foot = document.sections[0].footer
    assert foot.paragraphs[0].text == "Rapportage Program Board\t1 / 1"
    assert re.findall(r"> (\w+) <", foot._element.xml) == ["PAGE", "NUMPAGES"]


def test_a_picture_is_told_with_the_number_alone(example_store: Store) -> None:
    made = of_example(example_store, "group", "Cluster Agrologistiek", "nl")
    told = [
        plain(block.told)
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Picture)
    ]
    assert any(" 1 lid neemt aan geen van deze initiatieven deel" in text for text in told)


@pytest.mark.parametrize("name", ["Lang" * 60, "https://voorbeeld.example/" + "pad/" * 40])
def test_a_word_that_no_line_has_room_for_is_broken_and_nothing_runs_off_the_page(name: str) -> None:
    """In the title, in a paragraph, in a table beside narrow columns, and at the foot of the page."""
    table = Table("t", ("naam", "aantal"), (cells(name, "12"), cells("kort", "13")), (1,))
    blocks = (paragraph((f"Met {name} en anderen.",)), table)
    section = Section("s", "S", blocks)
    report = Report(
        "organisation", name, "", "nl", "public", "2026", "2026-01-01", 1, "0" * 64, False, (section,)
    )
    size, widths = columns.fitted(table, 470)
    assert size == 9
    assert widths[1] > 40
    with pypdfium2.PdfDocument(pdf.render(report)) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
            assert max(box[2] for box in boxes) < page.get_width() - 50


def test_of_one_type_alone_the_number_is_not_told_twice(example_store: Store) -> None:
    here = example_store.load()
    companies = [one.id for one in here.of_type("Company")][:3]
    assert naming.types(here, companies, Writer("nl")) == "uitsluitend bedrijven"
    assert naming.types(here, companies, Writer("en")) == "companies only"
    assert naming.types(here, companies[:1], Writer("nl")) == "1 bedrijf"


def test_groups_that_share_nothing_have_no_table_of_noughts() -> None:
    things, ties = [], []
    for team in range(8):
        things += [entity(f"p{team}-{n}", "Project", name=f"Plan {team}-{n}") for n in range(3)]
        for n in range(5):
            things.append(entity(f"o{team}-{n}", "Company", name=f"Firma {team}-{n}"))
            ties += [
                tie(f"c{team}-{m}-{n}", "Participation", (f"o{team}-{n}", f"p{team}-{m}")) for m in range(3)
            ]
    here = network(things, ties)
    made = describe.network_report(answers.findings(here, here, "internal"), "nl")
    (links,) = (section for section in made.sections if section.anchor == "links")
    (block,) = links.blocks
    assert isinstance(block, Paragraph)
    assert "Geen organisatie uit de ene groep" in plain(block.text)
    assert "40 organisaties, 24 initiatieven en projecten, geen personen en" in markdown.render(made)


def test_a_column_of_dashes_is_left_out(plan_store: Store) -> None:
    made = reports.make(plan_store, "organisation", "Gemeente Emmen", language="nl")
    work = next(section for section in made.sections if section.anchor == "work")
    (table,) = (block for block in work.blocks if isinstance(block, Table))
    assert table.headings == ("initiatief", "rol", "sinds")
    counted = Table("t", ("a", "b", "c"), (cells("x", "–", "1"), cells("y", "–", "2")), (1, 2))
    assert filled(counted) == Table("t", ("a", "c"), (cells("x", "1"), cells("y", "2")), (1,))


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_the_speaking_note_has_the_numbers_of_the_report_beside_it(
    example_store: Store, edition: str
) -> None:
    asked = Asked(since="2025-01-01")
    report, note = (
        markdown.render(
            reports.make(
                example_store,
                "board",
                "Stuurgroep Voorbeeldzone",
                language="nl",
                edition=edition,
                as_of=DAY,
                asked=one,
            )
        )
        for one in (asked, replace(asked, note=True))
    )
    assert "\n6 initiatieven:\n" in report
    assert "- Sinds 1 januari 2025 is in de regio zeker begonnen of geëindigd: 6 initiatieven." in note
    quiet = replace(asked, note=True, since="2025-06-15")
    made = reports.make(
        example_store, "board", "Stuurgroep Voorbeeldzone", language="en", as_of="2025-06-20", asked=quiet
    )
    assert "nothing has begun or ended since 15 June 2025." in markdown.render(made)


def test_an_offer_that_names_who_offers_says_so_once(example_store: Store) -> None:
    made = of_example(example_store, "organisation", "Hogeschool Ulmfeka", "nl")
    assert "- Hogeschool Ulmfeka biedt restwarmte." in markdown.render(made)


def test_of_a_log_of_which_nothing_counts_no_noughts_are_shown_but_why(plan_store: Store) -> None:
    inside = reports.make(plan_store, "year", "2022", language="nl", edition="internal")
    text = markdown.render(inside)
    assert "Uit het contactlogboek is over 2022 niets te tellen." in text
    assert "bijeenkomsten bijgewoond: van 4 bijeenkomsten is niet vastgelegd wie er waren" in text
    assert "Geteld en gedrukt" not in text
    outside = reports.make(plan_store, "year", "2022", language="nl")
    assert "logged" not in [section.anchor for section in outside.sections]
    printed = markdown.render(reports.make(plan_store, "year", "2021", language="nl"))
    assert "De gedrukte cijfers zijn daarom niet na te tellen." in printed
