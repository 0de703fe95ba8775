"""Conditions of a fund or call as data, and whether an initiative meets them: by rule, one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dtz_network.analysis import places
from dtz_network.analysis.administration.figures import decimal, whole
from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import helices
from dtz_network.analysis.potential.themed import themes_of
from dtz_network.model.network import Entity, Network

Rule = Literal[
    "area", "theme", "side", "partner_from", "partners_min", "partners_max", "amount_min", "amount_max"
]
State = Literal["met", "missing", "unknown"]


@dataclass(frozen=True)
class Call:
    """A fund or call with its conditions.

    Attributes:
        fund: id of the fund, "" for a form that is not in the network.
        name, closes: as written; ``closes`` a partial date, "" if unknown.
        areas, partner_from: ids of regions, or codes of the list of regions: where the initiative or a partner has to be; from where a partner has to come.
        themes: ids; one of them suffices.
        sides: helices that all have to take part.
        partners_min, partners_max: organisations, None where there is no such rule.
        amount_min, amount_max: budget of the initiative in euro.
        others: conditions in words, that nothing here can judge.
    """

    name: str
    fund: str = ""
    closes: str = ""
    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    partner_from: tuple[str, ...] = ()
    partners_min: int | None = None
    partners_max: int | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    others: tuple[str, ...] = ()

    @property
    def rules(self) -> int:
        """The number of conditions that can be judged."""
        single = (self.areas, self.themes, self.partner_from)
        bounds = (self.partners_min, self.partners_max, self.amount_min, self.amount_max)
        return sum(map(bool, single)) + len(self.sides) + sum(bound is not None for bound in bounds)


@dataclass(frozen=True)
class Condition:
    """One condition: what is wanted (ids, codes or a number as text), whether it is met, and by whom or what."""

    rule: Rule
    wanted: tuple[str, ...]
    state: State
    by: tuple[str, ...] = ()


def of_fund(fund: Entity) -> Call:
    """Return the conditions of a fund as recorded."""
    return Call(
        name=fund.name,
        fund=fund.id,
        closes=fund.get("closes"),
        areas=tuple(fund.all("area")),
        themes=tuple(fund.all("theme")),
        sides=tuple(fund.all("side")),
        partner_from=tuple(fund.all("partner_from")),
        partners_min=whole(fund.get("partners_min")),
        partners_max=whole(fund.get("partners_max")),
        amount_min=decimal(fund.get("amount_min")),
        amount_max=decimal(fund.get("amount_max")),
        others=tuple(fund.all("condition")),
    )


def check(
    network: Network, call: Call, project: str, partners: Sequence[str], where: Inside | None = None
) -> tuple[Condition, ...]:
    """Return every condition of a call for an initiative with these organisations, in the order of the form.

    ``where`` are the regions of :func:`inside`, worked out if not given.

    What is not recorded (no place, no theme, no budget) is "unknown", never "missing".
    """
    where = where or inside(network, call)
    budget = decimal(network.entities[project].get("budget"))
    found: list[Condition] = []
    if call.areas:
        found.append(_placed(network, "area", call.areas, where.area, [project, *partners]))
    if call.themes:
        own = themes_of(network, project)
        shared = tuple(theme for theme in own if theme in call.themes)
        found.append(
            Condition("theme", call.themes, "met" if shared else "missing" if own else "unknown", shared)
        )
    found += [_side(network, side, partners) for side in call.sides]
    if call.partner_from:
        found.append(_placed(network, "partner_from", call.partner_from, where.partner_from, partners))
    if call.partners_min is not None:
        enough = partners if len(partners) >= call.partners_min else ()
        found.append(_bound("partners_min", call.partners_min, enough))
    if call.partners_max is not None:
        few = partners if len(partners) <= call.partners_max else ()
        found.append(_bound("partners_max", call.partners_max, few))
    for rule, bound in (("amount_min", call.amount_min), ("amount_max", call.amount_max)):
        if bound is not None:
            within = None if budget is None else budget >= bound if rule == "amount_min" else budget <= bound
            state: State = "unknown" if within is None else "met" if within else "missing"
            found.append(
                Condition("amount_min" if rule == "amount_min" else "amount_max", (str(bound),), state)
            )
    return tuple(found)


def _bound(rule: Rule, bound: int, partners: Sequence[str]) -> Condition:
    return Condition(rule, (str(bound),), "met" if partners else "missing", tuple(partners))


def _side(network: Network, side: str, partners: Sequence[str]) -> Condition:
    found = tuple(o for o in partners if side in helices(network, o))
    blank = any(not helices(network, o) for o in partners)
    return Condition("side", (side,), "met" if found else "unknown" if blank else "missing", found)


def _placed(
    network: Network, rule: Rule, wanted: Sequence[str], regions: frozenset[str], ends: Sequence[str]
) -> Condition:
    located = {end: places.of(network, end) for end in ends}
    found = tuple(end for end in ends if located[end] & regions)
    blank = rule == "partner_from" and not all(located.values())
    nowhere = not any(located.values())
    return Condition(
        rule, tuple(wanted), "met" if found else "unknown" if blank or nowhere else "missing", found
    )


Need = tuple[Condition, frozenset[str]]
"""A condition that one organisation of a consortium has to meet, with those that do."""


@dataclass(frozen=True)
class Inside:
    """The regions of the network that lie in the areas of a call, and in those from which a partner has to come."""

    area: frozenset[str]
    partner_from: frozenset[str]


def inside(network: Network, call: Call) -> Inside:
    """Return the regions of the network that lie in what a call names (ids of regions, or codes of the list)."""
    known = places.read(network)

    def lying_in(wanted: Sequence[str]) -> frozenset[str]:
        areas = {known.areas.get(region, region) for region in wanted}
        return frozenset(region for region, area in known.areas.items() if areas & known.around(area))

    return Inside(lying_in(call.areas), lying_in(call.partner_from))


def who_fits(network: Network, call: Call, pool: Collection[str], where: Inside | None = None) -> list[Need]:
    """Return the conditions that one organisation of a consortium has to meet, each with those that do.

    ``where`` are the regions of :func:`inside`, worked out if not given.
    """
    made: list[Need] = []
    where = where or inside(network, call)
    bounds: tuple[tuple[Rule, Sequence[str], frozenset[str]], ...] = (
        ("area", call.areas, where.area),
        ("partner_from", call.partner_from, where.partner_from),
    )
    for rule, wanted, regions in bounds:
        if wanted:
            fit = frozenset(o for o in pool if places.of(network, o) & regions)
            made.append((_need(rule, wanted, fit, network), fit))
    if call.themes:
        fit = frozenset(o for o in pool if works_on(network, o) & set(call.themes))
        made.append((_need("theme", call.themes, fit, network), fit))
    for side in call.sides:
        fit = frozenset(o for o in pool if side in helices(network, o))
        made.append((_need("side", (side,), fit, network), fit))
    return made


def _need(rule: Rule, wanted: Sequence[str], fit: Collection[str], network: Network) -> Condition:
    return Condition(rule, tuple(wanted), "met" if fit else "missing", by_name(network, fit))


def works_on(network: Network, organisation: str) -> set[str]:
    """Return the themes of an organisation and of the initiatives that it takes part in."""
    found = set(themes_of(network, organisation))
    for tie in network.ties_of(organisation, "Participation"):
        if tie.source == organisation and tie.target in network.entities:
            found.update(themes_of(network, tie.target))
    return found
