"""What questions say where little or nothing is recorded: that, and nothing that would need more."""

from __future__ import annotations

import pytest

from dtz_network.analysis.administration import governance, logged
from dtz_network.analysis.brokerage import brokers
from dtz_network.analysis.composition import borders, helix_balance, pathways
from dtz_network.analysis.grouping import groups
from dtz_network.analysis.introducing import introductions
from dtz_network.analysis.introducing.bridging import Choice
from dtz_network.analysis.potential import lonely
from dtz_network.model.network import Network
from dtz_network.report.render import terminal
from dtz_network.report.report_model import Bullets, Detail, Section, Writer
from dtz_network.report.sections import balance as balance_sections
from dtz_network.report.sections import borders as border_sections
from dtz_network.report.sections import brokers as broker_sections
from dtz_network.report.sections import change_words, naming
from dtz_network.report.sections import governance as governance_sections
from dtz_network.report.sections import introductions as introduction_sections
from dtz_network.report.sections import lonely as lonely_sections
from dtz_network.report.sections import pathways as pathway_sections
from tests.analysis_networks import Cells, Tie, build, plan

DUTCH, ALL = Writer("nl"), Detail()


def told(sections: list[Section]) -> str:
    return " ".join(terminal.render(sections).split())


def leads(kind: str = "Company", n: int = 12, themes: tuple[str, ...] = ("1", "2")) -> Network:
    """A list of subsidies: every project has one party, that has no other."""
    entities: dict[str, Cells] = {f"Theme/{theme}": {} for theme in themes}
    ties: list[Tie] = []
    for i in range(n):
        entities |= {f"Project/p{i}": {}, f"{kind}/o{i}": {}}
        ties.append(("Participation", f"{kind}/o{i}", f"Project/p{i}"))
        ties += [
            ("Activity", f"Project/p{i}", f"Theme/{theme}")
            for theme in themes
            if theme == themes[i % len(themes)]
        ]
    return build(entities, ties)


# --- introductions


def _introduced(network: Network, choice: Choice | None = None) -> str:
    found = introductions.find(network, runs=0, choice=choice)
    return told([introduction_sections.overview(found, None, DUTCH, ALL)])


def test_where_nobody_shares_anything_there_is_too_little_to_bring_anybody_together() -> None:
    network = leads(themes=())
    assert introductions.find(network, runs=0).state == "too_little"
    text = _introduced(network)
    assert "werkt al samen" not in text
    assert "te weinig gegevens" in text
    assert "geen twee van de 12 organisaties" in text


def test_what_nearly_all_have_in_common_is_not_denied() -> None:
    """All work on one theme, as in a list of one scheme: that tells nobody apart, and the answer does not say that nobody shares it."""
    network = leads("Government", themes=("AMR",))
    assert introductions.find(network, runs=0).state == "too_little"
    assert "dat de meeste andere niet ook hebben" in _introduced(network)


def test_why_nobody_is_left_names_only_what_holds() -> None:
    """Municipalities on the same theme, that never work together, know each other by office and by nothing else."""
    text = _introduced(leads("Government"))
    assert "kennen elkaar van ambtswege (twee overheden): 30 paren" in text
    assert "werken al samen" not in text


def test_those_who_work_together_are_told_to() -> None:
    parties = [f"Company/o{i}" for i in range(12)]
    network = build(
        {"Project/p": {}, "Theme/t": {}, **{ident: {} for ident in parties}},
        [("Participation", ident, "Project/p") for ident in parties] + [("Activity", "Project/p", "Theme/t")],
    )
    text = _introduced(network)
    assert "werken al samen: 66 paren" in text
    assert "van ambtswege" not in text


def test_a_choice_that_leaves_nobody_is_told_as_the_choice() -> None:
    text = _introduced(leads(), Choice(across=("helix",)))
    assert "vallen buiten wat is gevraagd: 30 paren" in text


def test_an_organisation_spelled_twice_is_not_introduced_to_itself() -> None:
    names = ("Technisch Centrum voor de Bouw", "Technische Centrum voor de Bouw")
    entities: dict[str, Cells] = {
        "Theme/t": {},
        "Company/x": {"name": names[0]},
        "Company/y": {"name": names[1]},
    }
    ties: list[Tie] = [("Activity", f"Company/{one}", "Theme/t") for one in "xy"]
    for i in range(12):
        entities |= {f"Company/o{i}": {}, f"Project/p{i}": {}}
        ties.append(("Participation", f"Company/o{i}", f"Project/p{i}"))
    found = introductions.find(build(entities, ties), runs=0)
    assert (found.proposals, dict(found.dropped)) == ((), {"alike": 1})


# --- brokers


def test_without_anybody_in_between_nothing_is_said_to_hang_on_nobody() -> None:
    network = leads()
    text = told(broker_sections.sections(network, brokers.find(network), DUTCH, ALL))
    assert "Van geen enkele organisatie hangt het af" not in text


def test_where_no_initiative_runs_brokers_say_so() -> None:
    network = build(
        {"Project/p": {"end": "2020"}, "Company/a": {}}, [("Participation", "Company/a", "Project/p")]
    )
    past = Network(
        network.schema, network.entities, network.relationships, as_of="2022-09-06", recorded=network.recorded
    )
    text = told(broker_sections.sections(past, brokers.find(past), DUTCH, ALL))
    assert "loopt niet op 6 september 2022" in text


# --- bodies


def test_without_a_body_no_term_is_spoken_of() -> None:
    network = leads()
    found = governance.describe(network, "2027")
    text = told(governance_sections.overview(network, found, DUTCH, ALL))
    assert "Er is geen overleg vastgelegd." in text
    assert "zetel" not in text


def test_without_seats_there_are_no_terms_rather_than_unknown_ones() -> None:
    network = build(
        {"GovernanceBody/raad": {}, "Person/Ans": {}}, [("Membership", "Person/Ans", "GovernanceBody/raad")]
    )
    found = governance.describe(network, "2027")
    assert "Er zijn geen zetels vastgelegd" in told(governance_sections.overview(network, found, DUTCH, ALL))


def _bodies() -> Network:
    entities: dict[str, Cells] = {"GovernanceBody/raad": {"kind": "council"}, "GovernanceBody/leeg": {}}
    entities |= {"GovernanceBody/groep": {}}
    ties: list[Tie] = []
    for i in range(6):
        entities |= {f"Person/p{i}": {}, f"Association/partij{i}": {}, f"Company/c{i}": {}}
        ties.append(
            (
                "Membership",
                f"Person/p{i}",
                "GovernanceBody/raad",
                {"on_behalf_of": [f"Association/partij{i}"]},
            )
        )
        ties.append(
            ("Membership", f"Person/p{i}", "GovernanceBody/groep", {"on_behalf_of": [f"Company/c{i}"]})
        )
    return build(entities, ties)


def test_bodies_of_which_nobody_is_recorded_are_named_and_fill_no_table() -> None:
    network = _bodies()
    text = told(governance_sections.overview(network, governance.describe(network), DUTCH, ALL))
    assert "Van één overleg is niet vastgelegd wie er zitten: leeg." in text
    assert "leeg 0 0" not in text


def test_a_council_is_not_measured_by_the_sides_of_its_parties() -> None:
    network = _bodies()
    found = helix_balance.find(network, groups.find(network), runs=0)
    assert [subject.id for subject in found.of_kind("body")] == [
        "GovernanceBody/groep",
        "GovernanceBody/leeg",
    ]
    text = told(balance_sections.overview(network, groups.find(network), found, DUTCH, ALL))
    assert "groep 6 6 0 0" in text
    assert "Van één overleg is niet bekend namens wie er mensen zitten: leeg." in text
    assert "leeg 0" not in text


# --- the rest


def test_the_balance_in_initiatives_of_one_partner_each_is_not_told() -> None:
    network = leads()
    found = helix_balance.find(network, groups.find(network), runs=0)
    text = told(balance_sections.overview(network, groups.find(network), found, DUTCH, ALL))
    assert "Van geen van de 12 initiatieven is meer dan één partner vastgelegd" in text
    assert "alle drie de geledingen" not in text
    assert "met 0 organisaties" not in text


def test_where_no_border_is_known_nothing_is_added_about_its_sides() -> None:
    network = leads()
    text = told(border_sections.sections(network, borders.find(network, runs=0), DUTCH, ALL))
    assert "De andere kant" not in text
    assert "Van geen van de 12 organisaties is een plaats vastgelegd" in text


def test_without_schools_nothing_is_said_of_schools() -> None:
    network = build({"Company/a": {}, "Theme/s": {"kind": "sector"}}, [("Activity", "Company/a", "Theme/s")])
    assert told(pathway_sections.sections(network, pathways.find(network), DUTCH, ALL)).count("school") == 1


def test_where_no_school_has_a_sector_no_sector_is_said_to_lack_schools() -> None:
    network = plan()
    text = told(pathway_sections.sections(network, pathways.find(network), DUTCH, ALL))
    assert "sectoren is geen school vastgelegd" not in text
    assert "van de 5 scholen is een sector vastgelegd" in text
    assert "Van 5 van de 5" not in text


def test_an_initiative_with_one_recorded_partner_is_not_said_to_lack_others() -> None:
    entities: dict[str, Cells] = {"Theme/t": {}}
    ties: list[Tie] = []
    for project, parties in {"p": "a", "q": "bc", "r": "bd", "s": "be"}.items():
        entities[f"Project/{project}"] = {}
        ties.append(("Activity", f"Project/{project}", "Theme/t"))
        for party in parties:
            entities[f"Company/{party}"] = {}
            ties.append(("Participation", f"Company/{party}", f"Project/{project}"))
    network = build(entities, ties)
    text = told(lonely_sections.sections(network, lonely.find(network), DUTCH, ALL))
    assert "Als partner is alleen a vastgelegd" in text
    assert "Van één initiatief is maar één partner vastgelegd" in text
    of_p = text.split("Als partner is alleen a")[1].split("- Doen mee")[0]
    assert "ontbreekt" not in of_p


def test_initiatives_of_which_each_hangs_on_one_are_not_counted_as_nought_alone() -> None:
    network = build(
        {"Company/a": {}, "Company/b": {}, "Company/c": {}, "Project/p": {}, "Project/q": {}},
        [("Participation", f"Company/{o}", f"Project/{p}") for o, p in ("ap", "bp", "aq", "cq")],
    )
    text = told(lonely_sections.sections(network, lonely.find(network), DUTCH, ALL))
    assert "hebben er 0" not in text
    assert "Van de 2 lopende initiatieven met partners staat er geen helemaal alleen." in text


def test_planned_meetings_alone_are_no_log_of_what_was_done() -> None:
    found = logged.count(plan(), "2022", "2022")
    assert not any(count.known for count in found.counts)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_theme_that_is_a_number_stands_between_quotes(lang: str) -> None:
    network = leads()
    network = build(
        {
            **{ident: {"name": e.name} for ident, e in network.entities.items()},
            "Company/x": {},
            "Company/y": {},
        },
        [(t.type, t.source, t.target) for t in network.relationships]
        + [
            ("Participation", f"Company/{o}", f"Project/{p}")
            for o, p in (("x", "p2"), ("x", "p4"), ("y", "p4"))
        ],
    )
    text = told(
        lonely_sections.sections(network, lonely.find(network), Writer("nl" if lang == "nl" else "en"), ALL)
    )
    assert "‘1’" in text


def test_of_a_list_that_is_one_too_long_the_last_is_named() -> None:
    network = leads()
    parties = [f"Company/o{i}" for i in range(6)]
    assert naming.listed(network, parties[:4], DUTCH, 3) == "o0, o1, o2 en o3"
    assert naming.listed(network, parties[:5], DUTCH, 3) == "o0, o1, o2 en nog 2"
    items = [(party,) for party in parties]
    (_, told_of) = change_words.listed("projects", items[:4], DUTCH, Detail(limit=3))
    assert told_of == Bullets(tuple(items[:4]))
    (_, told_of) = change_words.listed("projects", items, DUTCH, Detail(limit=3))
    assert told_of == Bullets((*items[:3], ("en nog 3",)))
