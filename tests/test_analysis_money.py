"""Money: the plan's own sums, and what cannot be checked."""

from __future__ import annotations

from decimal import Decimal

from dtz_network.analysis import claims
from dtz_network.analysis.administration import figures, money
from tests.analysis_networks import Cells, build, plan

FUNDER, FUNDED = "Government/town", "Association/bureau"


def _sum(parts: dict[str, Cells], value: str = "10") -> money.SumCheck:
    about: Cells = {"subject": FUNDED, "unit": "eur", "period": "2021"}
    entities: dict[str, Cells] = {FUNDED: {}, FUNDER: {}, "Figure/total": {**about, "value": value}}
    for key, cells in parts.items():
        entities[f"Figure/{key}"] = {**about, "total": "Figure/total", **cells}
    (check,) = money.check_sums(build(entities))
    return check


def test_the_plan_adds_up_in_2022() -> None:
    checks = money.check_sums(plan(), "2022")
    assert {(check.printed, check.state) for check in checks} == {
        (Decimal("261050.00"), "equal"),
        (Decimal("451550.00"), "equal"),
    }
    assert all(check.difference == 0 for check in checks)
    assert len(checks) == 3


def test_the_difference_of_18000_in_2021_is_reported_and_not_repaired() -> None:
    (check,) = money.check_sums(plan(), "2021")
    assert (check.printed, check.summed, check.difference) == (
        Decimal(190500), Decimal(208500), Decimal(18000),
    )  # fmt: skip
    assert check.state == "differs"
    assert sorted(part.value for part in check.parts) == [-190453, -66690, -4995, 184226, 286412]
    assert money.describe(plan()).differences == (check,)


def test_municipalities_of_the_plan_contribute_by_year_and_status() -> None:
    totals = [t for t in money.totals(plan(), year="2022") if t.kind == "money"]
    assert [(plan().name(t.party), int(t.amount)) for t in totals] == [
        ("gemeente Emmen", 107863), ("gemeente Hardenberg", 61793),
        ("gemeente Hoogeveen", 55889), ("gemeente Coevorden", 35505),
    ]  # fmt: skip
    (got,) = [t for t in money.totals(plan(), "funded", "2022") if t.kind == "money"]
    assert (got.amount, got.n, len(got.statements)) == (Decimal(261050), 4, 4)


def test_capacity_in_kind_has_no_amount_and_says_so() -> None:
    in_kind = [t for t in money.totals(plan()) if t.kind == "in_kind"]
    assert sum(t.n for t in in_kind) == sum(t.unknown for t in in_kind) == 6
    assert all(t.amount == 0 for t in in_kind)


def test_cents_stay_exact() -> None:
    check = _sum({key: {"value": "0.10"} for key in ("a", "b", "c")}, "0.30")
    assert (str(check.summed), str(check.difference), check.state) == ("0.30", "0.00", "equal")


def test_a_part_without_a_number_leaves_the_sum_unknown() -> None:
    check = _sum({"a": {"value": "4"}, "b": {"value": "veel"}, "c": {}})
    assert (check.state, check.unknown, str(check.summed)) == ("unknown", ("Figure/b", "Figure/c"), "4")


def test_hours_and_euros_are_never_added_unsaid() -> None:
    assert _sum({"a": {"value": "4"}, "b": {"value": "6", "unit": "hours"}}).state == "unknown"


def test_a_total_of_itself_without_a_number_or_without_parts_is_no_check() -> None:
    about: Cells = {"subject": FUNDED, "period": "2021"}
    own: Cells = {**about, "value": "1", "total": "Figure/a"}
    lost: Cells = {**about, "value": "1", "total": "Figure/gone"}
    bare: Cells = {**about, "value": "x"}
    part: Cells = {**about, "value": "1", "total": "Figure/c"}
    figures_: dict[str, Cells] = {"Figure/a": own, "Figure/b": lost, "Figure/c": bare, "Figure/d": part}
    assert money.check_sums(build({FUNDED: {}, **figures_})) == []


def test_asked_and_granted_are_never_added() -> None:
    ties = [
        ("Funding", FUNDER, FUNDED, {"kind": "money", "status": status, "amount": "100", "year": "2022-05"})
        for status in ("requested", "granted")
    ]
    found = money.totals(build({FUNDER: {}, FUNDED: {}}, ties))
    assert [(t.status, int(t.amount), t.year) for t in found] == [
        ("granted", 100, "2022"),
        ("requested", 100, "2022"),
    ]


def test_figures_of_the_plan_stand_by_subject_and_indicator() -> None:
    found = {row.indicator: row for row in figures.series(plan())}
    spoken = found["initiatives_spoken"].figures
    assert [(f.period, f.value, f.unit) for f in spoken] == [("2021", Decimal(70), "count")]
    carried = found["carried_over"].figures
    assert [(f.period, f.value) for f in carried] == [("2021", Decimal(184226)), ("2022", Decimal(190500))]
    assert len(figures.find(plan())) == 22
    assert len(figures.find(plan(), "2021", indicator="memberships")) == 1


def test_money_as_json_keeps_every_digit() -> None:
    found = claims.jsonable(money.describe(plan()))
    assert isinstance(found, dict)
    assert "451550.00" in {check["printed"] for check in found["checks"]}
