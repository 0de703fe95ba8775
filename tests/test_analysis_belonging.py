"""What belongs to a body, and the contributions in its report: none of the rest of the network."""

from __future__ import annotations

from pathlib import Path

from dtz_network.analysis.administration.belonging import belonging
from dtz_network.report.documents import board
from dtz_network.report.report_model import Report, Writer
from dtz_network.store.base import Store
from dtz_network.workflows import by_hand, reports, stores
from dtz_network.workflows.by_hand import Act
from tests.analysis_networks import Cells, Tie, build, plan

BOARD = "GovernanceBody/board"
ENTITIES: dict[str, Cells] = {
    BOARD: {}, "GovernanceBody/team": {}, "GovernanceBody/elsewhere": {}, "Association/bureau": {}, "Company/party": {},
    "Government/state": {}, "Project/own": {}, "Project/overseen": {}, "Project/part": {}, "Project/strange": {},
}  # fmt: skip
TIES: list[Tie] = [
    ("PartOf", BOARD, "Association/bureau"), ("PartOf", "GovernanceBody/team", BOARD),
    ("PartOf", "Association/bureau", "Government/state"), ("PartOf", "GovernanceBody/elsewhere", "Government/state"),
    ("PartOf", "Project/own", "Association/bureau"), ("Oversight", "GovernanceBody/team", "Project/overseen"),
    ("PartOf", "Project/part", "Project/overseen"),
    ("Funding", "Company/party", "Association/bureau", {"amount": "5", "kind": "money"}),
    ("Funding", "Government/state", "Project/part", {"amount": "7", "kind": "money"}),
    ("Funding", "Government/state", "Company/party", {"amount": "100", "kind": "money"}),
    ("Funding", "Government/state", "Project/strange", {"amount": "1000", "kind": "money"}),
]  # fmt: skip


def test_up_to_the_first_organisation_and_down_to_all_that_is_part_of_it_or_overseen() -> None:
    assert belonging(build(ENTITIES, TIES), BOARD) == {
        BOARD, "GovernanceBody/team", "Association/bureau", "Project/own", "Project/overseen", "Project/part",
    }  # fmt: skip
    assert belonging(build(ENTITIES, TIES), "GovernanceBody/team") == belonging(build(ENTITIES, TIES), BOARD)
    alone: dict[str, Cells] = {"GovernanceBody/alone": {}}
    assert belonging(build(alone), "GovernanceBody/alone") == {"GovernanceBody/alone"}


def test_the_program_board_of_the_plan_has_its_programme_and_partnership() -> None:
    names = {plan().name(ident) for ident in belonging(plan(), "GovernanceBody/program-board")}
    assert {"Program Board", "Dutch TechZone", "Coördinatieteam", "Programmabureau"} <= names


def test_contributions_elsewhere_are_left_out_of_the_report_on_a_body_and_counted() -> None:
    sections = board.sections(build(ENTITIES, TIES), BOARD, Writer("nl"))
    made = Report("board", "", "", "nl", "public", "", "", 0, "", False, tuple(sections))
    (total,) = [fact for fact in made.facts if fact.question == "money.total"]
    (others,) = [fact for fact in made.facts if fact.question == "money.others"]
    assert (total.value, others.value) == ("12", "2")


def test_a_list_of_subsidies_changes_nothing_in_the_report_on_the_program_board(
    plan_store: Store, place: Path
) -> None:
    made = stores.open_store(place / "network.db", create=True)
    made.load_dump(plan_store.dump())
    before = reports.make(made, "board", "Program Board", language="nl")
    act = Act("tester")
    for n in range(3):
        by_hand.add(made, "Company", {"name": [f"Bedrijf {n}"]}, act)
        by_hand.link(
            made,
            "Funding",
            "provincie Drenthe",
            f"Bedrijf {n}",
            act,
            details={"amount": ["1000"], "kind": ["money"]},
        )
    after = reports.make(made, "board", "Program Board", language="nl")

    def contributions(report: Report) -> list[str]:
        return [f.shown for f in report.facts if f.question in ("money.total", "money.contributions")]

    assert contributions(after) == contributions(before)
    made.close()
