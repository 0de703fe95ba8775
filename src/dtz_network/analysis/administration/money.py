"""Money by party, year and status, and printed totals against the sum of their parts.

Amounts are decimals in euro, exactly as printed. A difference is reported, never repaired; what was
asked, granted, budgeted and spent is never added up together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dtz_network.analysis.administration.figures import YearFigure, decimal, figure, statements_of
from dtz_network.analysis.administration.figures import find as figures
from dtz_network.analysis.claims import Basis, basis, order
from dtz_network.model.network import Entity, Network

Side = Literal["funder", "funded"]
METHOD = "sums of recorded amounts, exact decimals"


@dataclass(frozen=True)
class Amount:
    """A contribution: who gives, to whom, how much (None where no amount is known), in which year.

    ``kind`` is money or in_kind; ``status`` requested, granted, budgeted, spent or "" (not said);
    ``total`` the printed total that it adds to.
    """

    tie: str
    funder: str
    funded: str
    kind: str
    status: str
    year: str
    amount: Decimal | None
    purpose: str
    statements: tuple[int, ...]
    hours: Decimal | None = None
    total: str = ""


@dataclass(frozen=True)
class Total:
    """What one party gave or got in one year, of one kind and status.

    Attributes:
        amount, hours: sums of what is known; ``n`` contributions, of which ``unknown`` without both.
        ties: ids of the contributions.
    """

    party: str
    side: Side
    year: str
    kind: str
    status: str
    amount: Decimal
    hours: Decimal
    n: int
    unknown: int
    ties: tuple[str, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """What a printed total is made of: a figure or a contribution, its value with its sign."""

    id: str
    name: str
    value: Decimal
    statements: tuple[int, ...]
    unit: str = "eur"


@dataclass(frozen=True)
class SumCheck:
    """A printed total beside the sum of its parts, in the order in which they were stated.

    Attributes:
        parts: those with a number; ``unknown`` ids of those without.
        state: "equal"; "differs"; "unknown" where a number lacks or units are mixed.
    """

    figure: str
    indicator: str
    period: str
    unit: str
    printed: Decimal
    summed: Decimal
    parts: tuple[Part, ...]
    statements: tuple[int, ...]
    unknown: tuple[str, ...] = ()
    state: Literal["equal", "differs", "unknown"] = "unknown"

    @property
    def difference(self) -> Decimal:
        """Sum minus printed; nought where the figures add up."""
        return self.summed - self.printed


@dataclass(frozen=True)
class Money:
    """All about money: contributions, totals a party, and checks of what is printed."""

    amounts: tuple[Amount, ...]
    totals: tuple[Total, ...]
    checks: tuple[SumCheck, ...]
    basis: Basis

    @property
    def differences(self) -> tuple[SumCheck, ...]:
        """The printed totals that are not the sum of their parts."""
        return tuple(check for check in self.checks if check.state == "differs")


def describe(network: Network, year: str = "") -> Money:
    """Return contributions, totals and checks, of one year if given."""
    found = amounts(network, year)
    checks = tuple(check_sums(network, year))
    parties = {end for row in found for end in (row.funder, row.funded)}
    parties |= {network.entities[check.figure].get("subject") for check in checks}
    about = basis(network, METHOD, len(parties - {""}), len(found), year=year)
    sides: tuple[Side, ...] = ("funder", "funded")
    sums = (total for side in sides for total in totals(network, side, year))
    return Money(tuple(found), tuple(sums), checks, about)


def amounts(network: Network, year: str = "") -> list[Amount]:
    """Return the contributions, of one year if given, largest first, unknown amounts last."""
    rows = [
        Amount(
            tie=tie.id,
            funder=tie.source,
            funded=tie.target,
            kind=tie.get("kind"),
            status=tie.get("status"),
            year=tie.get("year"),
            amount=decimal(tie.get("amount")),
            purpose=tie.get("purpose"),
            statements=tie.origin.statements,
            hours=decimal(tie.get("hours")),
            total=tie.get("total"),
        )
        for tie in network.ties("Funding")
        if tie.get("year").startswith(year)
    ]
    return sorted(
        rows,
        key=lambda r: (r.amount is None, -(r.amount or 0), order(network, r.funder), r.statements, r.tie),
    )


def totals(network: Network, side: Side = "funder", year: str = "") -> list[Total]:
    """Return what each party gave (or got: ``side="funded"``) by year, kind and status."""
    by: dict[tuple[str, str, str, str], list[Amount]] = defaultdict(list)
    for row in amounts(network, year):
        party = row.funder if side == "funder" else row.funded
        by[party, row.year[:4], row.kind, row.status].append(row)
    made = [_total(side, key, rows) for key, rows in by.items()]
    return sorted(made, key=lambda t: (t.year, t.kind, t.status, -t.amount, order(network, t.party)))


def _total(side: Side, key: tuple[str, str, str, str], rows: list[Amount]) -> Total:
    party, year, kind, status = key
    return Total(
        party=party,
        side=side,
        year=year,
        kind=kind,
        status=status,
        amount=_sum(row.amount for row in rows),
        hours=_sum(row.hours for row in rows),
        n=len(rows),
        unknown=sum(row.amount is None and row.hours is None for row in rows),
        ties=tuple(row.tie for row in rows),
        statements=tuple(n for row in rows for n in row.statements),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def check_sums(network: Network, year: str = "") -> list[SumCheck]:
    """Return every printed total that names its parts, beside their sum; a total without a number is not."""
    parts: dict[str, list[Part]] = defaultdict(list)
    unknown: dict[str, list[str]] = defaultdict(list)
    for total, ident, part in _parts(network):
        if part is None:
            unknown[total].append(ident)
        else:
            parts[total].append(part)
    printed = [made for entity in network.of_type("Figure") if (made := figure(entity))]
    checks = [
        _check(total, parts[total.figure], unknown[total.figure])
        for total in printed
        if (total.figure in parts or total.figure in unknown) and total.period.startswith(year)
    ]
    return sorted(checks, key=lambda c: (c.period, c.indicator, order(network, c.figure)))


def _parts(network: Network) -> Iterator[tuple[str, str, Part | None]]:
    """Yield the total, the id and the part (None without a number) of all that adds to a printed total."""
    for entity in network.of_type("Figure"):
        if (total := entity.get("total")) and total != entity.id:
            yield total, entity.id, _part(entity)
    for tie in network.ties("Funding"):
        if total := tie.get("total"):
            value, name = decimal(tie.get("amount")), network.name(tie.source)
            yield total, tie.id, None if value is None else Part(tie.id, name, value, tie.origin.statements)


def _part(entity: Entity) -> Part | None:
    value = decimal(entity.get("value"))
    if value is None:
        return None
    signed = -value if entity.get("sign") == "minus" else value
    behind = statements_of(entity, "value", "total", "sign")
    return Part(entity.id, entity.name, signed, behind, entity.get("unit"))


def _check(total: YearFigure, parts: Sequence[Part], unknown: Sequence[str]) -> SumCheck:
    ordered = tuple(sorted(parts, key=lambda p: (p.value < 0, p.statements, p.id)))
    summed = _sum(part.value for part in ordered)
    whole = not unknown and all(part.unit == total.unit for part in ordered)
    return SumCheck(
        figure=total.figure,
        indicator=total.indicator,
        period=total.period,
        unit=total.unit,
        printed=total.value,
        summed=summed,
        parts=ordered,
        statements=total.statements,
        unknown=tuple(unknown),
        state=("equal" if summed == total.value else "differs") if whole else "unknown",
    )


__all__ = [
    "Amount", "Money", "Part", "Side", "SumCheck", "Total", "YearFigure",
    "amounts", "check_sums", "describe", "figures", "totals",
]  # fmt: skip
