"""What is missing: on the plan as it is, and on small networks one gap at a time."""

from __future__ import annotations

import pytest

from dtz_network import language
from dtz_network.analysis.potential import gaps
from dtz_network.analysis.potential.gaps import Gap
from dtz_network.model.network import fold
from tests.analysis_networks import Cells, Tie, build, plan, shuffled


def _by_key(found: list[Gap]) -> dict[str, Gap]:
    return {gap.key: gap for gap in found}


def test_the_plan_names_no_initiative_with_its_partners() -> None:
    first, *_ = gaps.find(plan())
    assert (first.key, first.blocks, first.of, first.entities) == ("initiatives", "groups", 0, ())
    assert first.share == 1.0


def test_the_plan_ties_no_company_or_school_to_a_sector() -> None:
    gap = _by_key(gaps.find(plan()))["sector"]
    assert (len(gap.entities), gap.of, gap.type) == (11, 11, "Activity")


def test_the_plan_dates_no_membership_and_no_term() -> None:
    found = _by_key(gaps.find(plan()))
    assert (len(found["term"].entities), found["term"].of) == (17, 17)
    assert (len(found["since"].entities), len(found["since"].relationships)) == (27, 32)


def test_the_plan_leaves_the_director_open() -> None:
    assert _by_key(gaps.find(plan()))["holder"].entities == ("Seat/programmabureau-directeur",)


def test_the_plan_locates_the_governments_only() -> None:
    gap = _by_key(gaps.find(plan()))["place"]
    assert not {plan().entities[ident].name for ident in gap.entities} & {"gemeente Emmen", "Dutch TechZone"}


WHOLE: dict[str, Cells] = {
    "Company/a": {}, "Company/b": {}, "Project/p": {"kind": "project", "start": "2021"}, "Theme/t": {},
    "Region/r": {}, "Person/an": {}, "GovernanceBody/g": {}, "Fund/f": {},
    "Seat/s": {"body": "GovernanceBody/g", "term_end": "2025", "holder_status": "filled"},
}  # fmt: skip
TIES: list[Tie] = [
    ("Participation", "Company/a", "Project/p"),
    ("Participation", "Company/b", "Project/p"),
    *(("Activity", end, "Theme/t") for end in ("Company/a", "Company/b", "Project/p")),
    *(("Location", end, "Region/r") for end in ("Company/a", "Company/b")),
    ("Employment", "Person/an", "Company/a"),
    ("Membership", "Person/an", "GovernanceBody/g", {"seat": "Seat/s", "since": "2021"}),
    ("Funding", "Fund/f", "Project/p"),
    *(("Contact", "Person/an", end) for end in ("Company/a", "Company/b")),
]


def test_a_network_that_lacks_nothing_has_no_gaps() -> None:
    assert gaps.find(build(WHOLE, TIES)) == []


@pytest.mark.parametrize(
    ("without", "key", "entities"),
    [
        (1, "initiatives", ("Project/p",)),
        (2, "sector", ("Company/a",)),
        (4, "theme", ("Project/p",)),
        (5, "place", ("Company/a",)),
        (7, "employer", ("Person/an",)),
        (8, "holder", ("Seat/s",)),
        (9, "funding", ("Project/p",)),
        (11, "contact", ("Company/b",)),
    ],
)
def test_one_tie_less_is_one_gap_more(without: int, key: str, entities: tuple[str, ...]) -> None:
    found = _by_key(gaps.find(build(WHOLE, [tie for i, tie in enumerate(TIES) if i != without])))
    assert found[key].entities == entities


@pytest.mark.parametrize(
    ("entity", "prop", "key"), [("Project/p", "start", "start"), ("Seat/s", "term_end", "term")]
)
def test_one_date_less_is_one_gap_more(entity: str, prop: str, key: str) -> None:
    changed = WHOLE | {entity: {name: cell for name, cell in WHOLE[entity].items() if name != prop}}
    (gap,) = gaps.find(build(changed, TIES))
    assert (gap.key, gap.column, gap.entities) == (key, prop, (entity,))


def test_a_programme_is_no_initiative() -> None:
    network = build({"Project/p": {"kind": "programme"}})
    assert _by_key(gaps.find(network))["initiatives"].of == 0


def test_every_gap_names_a_sheet_and_a_column_of_the_model_and_has_words() -> None:
    spare: dict[str, Cells] = {
        "Company/a": {}, "Project/p": {"kind": "project"}, "Person/an": {}, "GovernanceBody/g": {},
        "Seat/s": {"body": "GovernanceBody/g"},
    }  # fmt: skip
    network = build(spare, [("Membership", "Person/an", "GovernanceBody/g")])
    found = gaps.find(network)
    assert len(found) == 12
    for gap in found:
        spec = network.schema.types[gap.type]
        assert gap.column in {"", "since", *spec.properties}
        for lang in language.LANGUAGES:
            words = language.catalogue(lang)
            assert {
                f"report.gap.{gap.key}",
                f"workbook.sheet.gap_{gap.key}",
                f"report.blocks.{gap.blocks}",
            } <= set(words)


def test_the_order_of_rows_does_not_matter() -> None:
    found = gaps.find(plan())
    assert all(gaps.find(shuffled(plan(), seed)) == found for seed in range(3))
    people = [plan().name(ident) for ident in _by_key(found)["since"].entities]
    assert people == sorted(people, key=fold)
