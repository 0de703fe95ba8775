"""Places and borders: what lies where by record and by list, and ties across beside chance."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from dtz_network.analysis import places
from dtz_network.analysis.composition import borders
from dtz_network.analysis.places import Border
from dtz_network.model.network import Network
from tests.analysis_networks import Cells, Tie, build, example, plan

REGIONS: dict[str, Cells] = {
    "Region/emmen": {"name": "Emmen", "kind": "municipality"},
    "Region/hardenberg": {"name": "Ergens anders", "kind": "municipality", "cbs": "GM0160@2022"},
    "Region/meppel": {"name": "Meppel", "kind": "municipality"},
    "Region/klazienaveen": {"name": "Klazienaveen", "kind": "place"},
    "Region/bentheim": {"name": "Grafschaft Bentheim", "kind": "district"},
    "Region/zone": {"name": "De zone", "kind": "zone"},
    "Region/drenthe": {"name": "Drenthe", "kind": "province"},
    "Region/groningen": {"name": "Groningen", "kind": "province"},
    "Region/nl": {"name": "Nederland", "kind": "country"},
    "Region/verweg": {"name": "Verweg", "kind": "municipality"},
}
PARTS: list[Tie] = [
    ("PartOf", "Region/klazienaveen", "Region/emmen"),
    ("PartOf", "Region/emmen", "Region/zone"),
    ("PartOf", "Region/hardenberg", "Region/zone"),
]


@pytest.mark.parametrize(
    ("region", "zone", "province", "country"),
    [
        ("emmen", "Region/zone", "PV22", "NL"),
        ("hardenberg", "Region/zone", "PV23", "NL"),  # by its code, whatever its name
        ("klazienaveen", "Region/zone", "PV22", "NL"),
        ("meppel", "outside", "PV22", "NL"),
        ("bentheim", "outside", "DE9", "DE"),
        ("zone", "Region/zone", "", "NL"),  # lies in two provinces
        ("drenthe", "", "PV22", "NL"),  # lies in the zone in part
        ("groningen", "outside", "Region/groningen", ""),  # "Groningen" is listed as a municipality
        ("nl", "", "", "NL"),
        ("verweg", "outside", "", ""),
    ],
)
def test_a_place_is_inside_outside_or_unknown(region: str, zone: str, province: str, country: str) -> None:
    known = places.read(build(REGIONS, PARTS))
    found = [known.side(known.areas[f"Region/{region}"], border) for border in places.BORDERS]
    assert found == [zone, province, country]


def test_without_a_zone_nothing_is_outside_of_it() -> None:
    known = places.read(build({"Region/emmen": REGIONS["Region/emmen"]}))
    assert known.side("GM0114", "zone") == ""


def test_regions_that_are_part_of_each_other_do_not_hang() -> None:
    circle: list[Tie] = [("PartOf", f"Region/{a}", f"Region/{b}") for a, b in ("ab", "bc", "ca")]
    known = places.read(build({f"Region/{key}": {} for key in "abc"}, circle))
    assert {known.side(f"Region/{key}", border) for key in "abc" for border in places.BORDERS} == {""}


def _network(inside: float, seed: int = 1) -> Network:
    """Return 60 firms, half in Emmen, half in Bentheim; ``inside`` the part of ties to projects of their own side."""
    rng = np.random.default_rng(seed)
    ties: list[Tie] = list(PARTS)
    entities: dict[str, Cells] = dict(REGIONS)
    for i in range(60):
        entities[f"Company/a{i:02}"] = {}
        ties.append(("Location", f"Company/a{i:02}", f"Region/{'emmen' if i % 2 else 'bentheim'}"))
        for _ in range(3):
            own = i % 2 if rng.random() < inside else int(rng.integers(2))
            ties.append(("Participation", f"Company/a{i:02}", f"Project/p{2 * rng.integers(12) + own:02}"))
    entities |= {f"Project/p{p:02}": {} for p in range(24)}
    return build(entities, ties)


@cache
def _found(inside: float) -> borders.Borders:
    return borders.find(_network(inside))


def _border(inside: float, border: Border) -> borders.BorderTies:
    return next(one for one in _found(inside).borders if one.border == border)


def test_a_border_that_keeps_apart_is_found_and_one_that_does_not_is_not() -> None:
    closed, open_ = (_border(inside, "country").mixing.across for inside in (0.7, 0.0))
    assert (closed.certainty, closed.share < closed.low) == ("sure", True)
    assert open_.certainty == "too_little"
    assert abs(closed.expected - 0.5) < 0.03


def test_who_is_on_the_other_side_is_named() -> None:
    found = _border(0.7, "country")
    assert [(side.area, len(side.organisations)) for side in found.sides] == [("DE", 30), ("NL", 30)]
    assert set(found.far) <= set(found.sides[1].organisations)
    assert all(crossing.near and crossing.far for crossing in found.crossings)
    assert _border(0.7, "zone").sides[0].area == "Region/zone"


def test_the_plan_knows_one_side_of_zone_and_country_and_three_collaborations_across() -> None:
    found = {one.border: one for one in borders.find(plan()).borders}
    assert [len(found[border].sides) for border in places.BORDERS] == [1, 2, 1]
    assert [len(found[border].collaborations) for border in places.BORDERS] == [3, 0, 2]
    assert (len(borders.find(plan()).without_place), borders.find(plan()).organisations) == (12, 18)


def test_a_party_with_places_on_both_sides_belongs_to_both() -> None:
    ties: list[Tie] = [*PARTS, *(("Location", "Company/x", f"Region/{r}") for r in ("emmen", "bentheim"))]
    network = build({**REGIONS, "Company/x": {}}, ties)
    of = places.sides(network, places.read(network), "country", ["Company/x"])
    assert of == {"Company/x": {"DE": 0.5, "NL": 0.5}}


def test_the_example_has_no_planted_border_and_none_is_claimed() -> None:
    assert {one.mixing.across.certainty for one in borders.find(example()).borders} == {"too_little"}
