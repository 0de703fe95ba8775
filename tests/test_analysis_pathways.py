"""Learning pathways: steps, missing layers and minimum cuts on small sets of schools; the plan says too little."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dtz_network.analysis.composition import pathways
from dtz_network.analysis.composition.pathways import Pathway, Route, Step
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, plan

SCHOOLS: dict[str, Cells] = {
    "School/lagere": {"level": ["vmbo"]},
    "School/vak": {"level": ["mbo"]},
    "School/zorg": {"level": ["mbo"]},
    "School/hoge": {"level": ["hbo"]},
    "School/uni": {"level": ["wo"]},
    "Theme/chemie": {"name": "chemie", "kind": "sector"},
    "Theme/leren": {"name": "leren", "kind": "theme"},
}


def _network(ties: list[Tie], more: dict[str, Cells] | None = None, without: str = "") -> Network:
    """Return the schools, each working in chemistry but the one left out, with what ties them."""
    entities = {**SCHOOLS, **(more or {})}
    work: list[Tie] = [
        ("Activity", ident, "Theme/chemie")
        for ident in entities
        if ident.startswith("School") and ident != without
    ]
    return build(entities, [*work, *ties])


def _chemistry(network: Network) -> Pathway:
    found = pathways.find(network).of("Theme/chemie")
    assert found is not None
    return found


def _step(pathway: Pathway, level: str, following: str) -> Step:
    return next(s for s in pathway.steps if (s.level, s.following) == (level, following))


def _main(pathway: Pathway) -> Route:
    return pathway.routes[0]


def _tied(*pairs: str) -> list[Tie]:
    return [("Collaboration", f"School/{a}", f"School/{b}") for a, b in (pair.split("-") for pair in pairs)]


def test_a_step_without_a_link_is_missing_though_both_have_schools() -> None:
    found = _chemistry(_network(_tied("lagere-vak", "hoge-uni")))
    assert _step(found, "mbo", "hbo").missing == "link"
    assert _step(found, "vmbo", "mbo").missing == ""
    assert (_main(found).missing, _main(found).stretch) == ((("mbo", "hbo"),), ("vmbo", "mbo"))


def test_a_level_without_a_school_is_the_missing_layer() -> None:
    found = _chemistry(_network(_tied("lagere-vak"), without="School/hoge"))
    assert _step(found, "mbo", "hbo").missing == "hbo"
    assert _step(found, "hbo", "wo").missing == "hbo"
    assert _step(found, "havo", "hbo").missing == "havo"


def test_the_weakest_step_is_the_minimum_cut() -> None:
    found = _chemistry(_network(_tied("lagere-vak", "lagere-zorg", "vak-hoge", "zorg-hoge", "hoge-uni")))
    assert (_main(found).width, _main(found).weakest) == (1, (("hbo", "wo"),))
    assert _main(found).missing == ()


def test_steps_that_no_school_joins_carry_nobody_through() -> None:
    found = _chemistry(_network(_tied("lagere-vak", "zorg-hoge", "hoge-uni")))
    assert (_main(found).missing, _main(found).width) == ((), 0)


def test_a_shared_initiative_counts_in_its_own_sector_only() -> None:
    ties: list[Tie] = [("Participation", f"School/{s}", "Project/p") for s in ("vak", "hoge")]
    other = _network([*ties, ("Activity", "Project/p", "Theme/leren")], {"Project/p": {}})
    assert _step(_chemistry(other), "mbo", "hbo").missing == "link"
    own = _network([*ties, ("Activity", "Project/p", "Theme/chemie")], {"Project/p": {}})
    (link,) = _step(_chemistry(own), "mbo", "hbo").links
    assert (link.one, link.other, link.projects, len(link.relationships)) == (
        "School/vak", "School/hoge", ("Project/p",), 2,
    )  # fmt: skip
    everything = pathways.find(other).of("")
    assert everything is not None
    assert _step(everything, "mbo", "hbo").missing == ""


def test_a_school_belongs_to_the_sector_of_an_initiative_in_which_it_takes_part() -> None:
    ties: list[Tie] = [
        ("Participation", "School/vak", "Project/p"), ("Activity", "Project/p", "Theme/chemie"),
    ]  # fmt: skip
    assert "School/vak" in _chemistry(_network(ties, {"Project/p": {}}, without="School/vak")).schools


def test_a_school_with_two_levels_passes_its_own_pupils_on() -> None:
    found = _chemistry(_network([], {"School/brede": {"level": ["vmbo", "mbo", "hbo", "wo"]}}))
    assert _main(found).own_school
    assert (_main(found).missing, _main(found).weakest) == ((), ())


def test_two_initiatives_are_two_ties() -> None:
    ties: list[Tie] = [
        ("Participation", f"School/{s}", f"Project/{p}") for s in ("lagere", "vak") for p in "pq"
    ]
    ties += [("Activity", f"Project/{p}", "Theme/chemie") for p in "pq"]
    assert _main(_chemistry(_network(ties, {"Project/p": {}, "Project/q": {}}))).width == 2


def test_the_plan_names_schools_without_level_or_sector() -> None:
    found = pathways.find(plan())
    assert (found.schools, len(found.without_level), len(found.without_sector)) == (5, 5, 5)
    assert [pathway.sector for pathway in found.pathways] == [""]
    assert len(found.without_school) == 5


links = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["vmbo", "mbo", "hbo", "wo"]), min_size=8, max_size=8), links)
def test_the_cut_is_no_wider_than_any_of_its_steps(levels: list[str], pairs: list[tuple[int, int]]) -> None:
    more: dict[str, Cells] = {f"School/s{i}": {"level": [level]} for i, level in enumerate(levels)}
    ties: list[Tie] = [("Collaboration", f"School/s{a}", f"School/s{b}") for a, b in pairs if a != b]
    found = _chemistry(_network(ties, more))
    for route in found.routes:
        inside = [s for s in found.steps if s.level in route.stretch[:-1] and s.following in route.stretch]
        assert all(route.width <= sum(link.ties for link in step.links) for step in inside)
        assert bool(route.weakest) == bool(route.width)
        assert not set(route.missing) & set(zip(route.stretch, route.stretch[1:], strict=False))
