"""What questions say, on small networks: dates and the past, who we are, seats, terms, calls, sides of a border."""

from __future__ import annotations

import pytest

from dtz_network.analysis.administration import governance, logged
from dtz_network.analysis.brokerage import departure
from dtz_network.analysis.composition import borders, pathways
from dtz_network.analysis.introducing import acquaintance, introductions
from dtz_network.analysis.potential import calls, crossovers, lonely, opportunities
from dtz_network.analysis.potential.conditions import Call
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import Network
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import acquaintance as known_section
from dtz_network.report.sections import borders as border_sections
from dtz_network.report.sections import calls as call_sections
from dtz_network.report.sections import crossovers as crossover_sections
from dtz_network.report.sections import departure as departure_sections
from dtz_network.report.sections import governance as governance_sections
from dtz_network.report.sections import lonely as lonely_sections
from dtz_network.report.sections import opportunities as opportunity_sections
from dtz_network.report.sections import pathways as pathway_sections
from dtz_network.report.sections.ages import ago
from tests.analysis_networks import Cells, Tie, build, example, plan

DUTCH = Writer("nl")


def told(sections: list[Section]) -> str:
    return " ".join(terminal.render(sections).split())


@pytest.mark.parametrize(
    ("date", "years", "words"),
    [
        ("2023-12", 2.9, "bijna 3 jaar geleden"),
        ("2023-06-01", 2.4, "ruim 2 jaar geleden"),
        ("2024-11-01", 2.0, "2 jaar geleden"),
        ("2026-06-01", 0.5, "minder dan een jaar geleden"),
        ("2026-01-01", 0.9, "bijna 1 jaar geleden"),
        ("2023", 2.9, ""),
        ("2023-06", None, ""),
    ],
)
def test_an_age_is_no_more_exact_than_its_date(date: str, years: float | None, words: str) -> None:
    assert ago(date, years, DUTCH) == words


def _bureau() -> Network:
    """The bureau has Ans and Ben; Ben knows company a, where Cor worked, who works for company z now."""
    people: dict[str, Cells] = {f"Person/{name}": {} for name in ("Ans", "Ben", "Cor")}
    parties: dict[str, Cells] = {"Company/a": {}, "Company/z": {}, "Association/bureau": {}}
    ties: list[Tie] = [
        ("Employment", "Person/Ans", "Association/bureau"),
        ("Employment", "Person/Ben", "Association/bureau"),
        ("Contact", "Person/Ben", "Company/a", {"last_contact": "2019-10-01"}),
        ("Employment", "Person/Cor", "Company/a", {"until": "2021"}),
        ("Employment", "Person/Cor", "Company/z", {"since": "2021-02"}),
    ]
    return build({**people, **parties}, ties)


US = ("Association/bureau", "Person/Ans", "Person/Ben")


def test_a_job_that_is_over_is_told_in_the_past_and_no_colleague_is_the_road() -> None:
    network = _bureau()
    text = told(
        [known_section.section(network, acquaintance.of(network, "Company/z", ours=US), DUTCH, Detail())]
    )
    assert (
        "Via Cor: Ben is relatiehouder van a (laatste contact 1 oktober 2019, bijna 3 jaar geleden)" in text
    )
    assert "Cor werkte bij a (tot 2021)" in text
    assert "Cor werkt bij z (sinds februari 2021)" in text
    assert "jaar oud" not in text


@pytest.mark.parametrize("ident", ["Association/bureau", "Person/Ans"])
def test_asked_after_ourselves_no_colleague_is_named_as_the_road(ident: str) -> None:
    found = acquaintance.of(_bureau(), ident, ours=US)
    assert found.way is None
    assert "Dat zijn wij zelf." in told([known_section.section(_bureau(), found, DUTCH, Detail())])


def test_where_we_are_not_in_the_network_it_says_how_to_say_who_we_are() -> None:
    network = build({"Company/a": {}})
    text = told([known_section.section(network, acquaintance.of(network, "Company/a"), DUTCH, Detail())])
    assert text.count("dtz init --organisation NAAM") == 1


def test_a_sector_in_which_both_work_is_not_bridged() -> None:
    """a is of metal, b of food; both work on metal in projects of their own, c of food does not."""
    entities: dict[str, Cells] = {f"Theme/{s}": {"kind": "sector"} for s in ("metal", "food")}
    entities |= {f"Company/{c}": {} for c in "abc"} | {f"Project/{p}": {} for p in "pqr"}
    ties: list[Tie] = [
        *(
            ("Activity", f"Company/{c}", f"Theme/{s}")
            for c, s in (("a", "metal"), ("b", "food"), ("c", "food"))
        ),
        *(("Participation", f"Company/{c}", f"Project/{p}") for c, p in ("ap", "bq", "cr")),
        *(
            ("Activity", f"Project/{p}", f"Theme/{s}")
            for p, s in (("p", "metal"), ("q", "metal"), ("r", "food"))
        ),
    ]
    network = build(entities, ties)
    search = introductions._Search(network, introductions.Choice(), (), None)
    place = search.row
    assert "sector" not in search.features.closes(place["Company/a"], place["Company/b"])
    assert "sector" in search.features.closes(place["Company/a"], place["Company/c"])


def test_who_leaves_a_seat_is_told_to_need_a_successor_and_no_new_relation() -> None:
    found = departure.find(plan(), ["Person/bart-labrie"])
    text = told(departure_sections.sections(plan(), found, (), DUTCH, Detail()))
    assert (
        "Nodig is een opvolger in de zetel: - Program Board, zetel 3 (ondernemers); namens H&P Moulding."
        in text
    )
    assert "sluit aan bij" not in text
    assert "treffen zij anderen nog" not in text


def _ends(*ends: str) -> Network:
    seats: dict[str, Cells] = {
        f"Seat/{n}": {"body": "GovernanceBody/b", **({"term_end": end} if end else {})}
        for n, end in enumerate(ends)
    }
    return build({"GovernanceBody/b": {}, "GovernanceBody/c": {}, **seats}).today()


def test_terms_that_are_over_are_not_told_as_ending() -> None:
    """Recorded 6 September 2022."""
    network = _ends("2021-12-31", "2022-12-31", "2024")
    (section,) = governance_sections.ending(network, governance.describe(network, "2023"), DUTCH, Detail())
    text = told([section])
    assert (
        "Van 1 zetel loopt de termijn af vóór 2023. De termijn van 1 zetel was vóór 6 september 2022 al verstreken."
        in text
    )


def test_where_no_term_is_recorded_nothing_is_said_to_end() -> None:
    network = _ends("", "")
    (section,) = governance_sections.ending(network, governance.describe(network, "2023"), DUTCH, Detail())
    assert "Van geen zetel is het einde van de termijn vastgelegd" in told([section])


def test_a_year_of_which_only_a_figure_was_printed_is_one_of_the_years() -> None:
    assert [year for year in logged.years(example()) if year < "2023"] == ["2021", "2022"]
    found = logged.count(example(), "2021", "2021").of("initiatives_spoken")
    assert (found.known, [int(printed.value) for printed in found.printed]) == (False, [55])


def test_a_call_tells_each_project_by_itself() -> None:
    network = build(
        {"Company/a": {}, "School/s": {}, "Project/p": {}},
        [("Participation", "Company/a", "Project/p", {"role": "lead"})],
    )
    text = told(
        call_sections.sections(
            network, calls.find(network, Call("c", sides=("business", "education"))), DUTCH, Detail()
        )
    )
    assert "p - - Voldoet aan 1 van de 2 voorwaarden. Er ontbreekt: deelname van onderwijs." in text.replace(
        "-" * 1, "-"
    )
    assert "Bel eerst: a (trekt p)." in text


def test_hardenberg_lies_on_the_other_side_of_the_border_of_the_province() -> None:
    text = told(border_sections.sections(plan(), borders.find(plan(), runs=5), DUTCH, Detail()))
    assert "Drenthe 4 en Overijssel 1 (gemeente Hardenberg)" in text


def test_where_no_initiative_runs_on_the_day_that_is_the_answer_of_every_question() -> None:
    entities: dict[str, Cells] = {
        "Company/a": {},
        "Company/b": {},
        "Project/p": {"end": "2019"},
        "Theme/t": {},
    }
    network = build(
        entities,
        [("Participation", f"Company/{c}", "Project/p") for c in "ab"]
        + [("Activity", "Project/p", "Theme/t")],
    ).today()
    answers = (
        opportunity_sections.sections(network, opportunities.find(network), DUTCH, Detail()),
        crossover_sections.sections(network, crossovers.find(network), DUTCH, Detail()),
        lonely_sections.sections(network, lonely.find(network), DUTCH, Detail()),
    )
    for sections in answers:
        assert "Het enige vastgelegde initiatief loopt niet op 6 september 2022" in told(sections)


def test_one_running_initiative_is_told_as_one() -> None:
    network = build(
        {"Company/a": {}, "Company/b": {}, "Project/p": {}},
        [("Participation", f"Company/{c}", "Project/p") for c in "ab"],
    )
    said = {
        lang: told(lonely_sections.sections(network, lonely.find(network), Writer(lang), Detail()))
        for lang in LANGUAGES
    }
    assert (
        "1 lopend initiatief heeft partners; het heeft geen enkele organisatie met een ander initiatief gemeen."
        in said["nl"]
    )
    assert (
        "1 running initiative has partners; it shares no organisation with another initiative." in said["en"]
    )


def test_of_a_person_it_is_asked_who_knows_him_or_her() -> None:
    network = _bureau()
    titles = [
        known_section.section(network, acquaintance.of(network, of), Writer(lang), Detail()).title
        for of in ("Person/Cor", "Company/a")
        for lang in LANGUAGES
    ]
    assert titles == [
        "Wie van ons kent Cor?",
        "Who of us knows Cor?",
        "Wie kennen wij bij a?",
        "Whom do we know at a?",
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_learning_pathways_fit_a_terminal(lang: Language) -> None:
    network = example()
    lines = terminal.render(
        pathway_sections.sections(network, pathways.find(network), Writer(lang), Detail())
    )
    assert max(map(len, lines.splitlines())) <= 110
