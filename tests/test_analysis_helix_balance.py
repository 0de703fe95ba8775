"""The balance of helices over sets: the board of the plan, initiatives by how many take part, correction."""

from __future__ import annotations

from dtz_network.analysis.composition import helix_balance
from dtz_network.analysis.grouping import declared, groups
from tests.analysis_networks import Cells, build, plan


def test_the_board_of_the_plan_is_counted_by_seats_and_the_team_by_whom_it_speaks_for() -> None:
    found = helix_balance.find(plan(), groups.find(plan()))
    bodies = {plan().name(s.id): s for s in found.of_kind("body")}
    counts = {
        name: [s.balance.count(h) for h in ("business", "education", "government")]
        for name, s in bodies.items()
    }
    assert counts["Program Board"] == [7, 3, 6]
    assert counts["Programmateam"] == [0, 4, 5]
    assert not bodies["Program Board"].organisations
    assert bodies["Coördinatieteam"].balance.certainty == "too_little"
    assert found.of_kind("group") == []
    assert found.whole.runs == 0


def test_initiatives_are_counted_by_how_many_helices_take_part() -> None:
    kinds = {"p": ("Company", "School", "Government"), "q": ("Company", "School"), "r": ("Association",)}
    ties = [("Participation", f"{kind}/{p}", f"Project/{p}") for p, of in kinds.items() for kind in of]
    entities: dict[str, Cells] = {end: {} for _, *ends in ties for end in ends}
    network = build(entities, ties)
    assert helix_balance.find(network, groups.find(network)).together == (1, 0, 1, 1)


def test_many_sets_at_once_are_corrected_for_their_number() -> None:
    """One of forty initiatives is off by chance alone; asked by itself it would stand out."""
    kinds = ("Company", "School", "Government")
    ties = [
        ("Participation", f"{kinds[(i + p) % 3]}/{p}-{i}", f"Project/p{p:02}")
        for p in range(39)
        for i in range(6)
    ]
    ties += [("Participation", f"Company/odd-{i}", "Project/odd") for i in range(5)]
    network = build({end: {} for _, *ends in ties for end in ends}, ties)
    odd = helix_balance.of_set(network, "project", "Project/odd", declared.members(network, "Project/odd"))
    assert odd.balance.unusual
    found = helix_balance.find(network, groups.find(network, settings=groups.Settings(3, 3, 2, tried=3)))
    assert [s.id for s in found.of_kind("project") if s.balance.unusual] == []
    assert helix_balance.of_one(network, odd).subjects == (odd,)
