"""Yearly figures as the sources print them: by subject, indicator and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dtz_network.analysis.claims import order
from dtz_network.model.dates import first_day
from dtz_network.model.network import Entity, Network


@dataclass(frozen=True)
class YearFigure:
    """One figure; ``value`` exactly as printed, ``total`` the printed total that it adds to ("" if none)."""

    figure: str
    subject: str
    indicator: str
    period: str
    value: Decimal
    unit: str
    statements: tuple[int, ...]
    total: str = ""


@dataclass(frozen=True)
class Series:
    """The figures of one subject and indicator in one unit, oldest first; undated ones in front."""

    subject: str
    indicator: str
    unit: str
    figures: tuple[YearFigure, ...]


def find(network: Network, year: str = "", *, subject: str = "", indicator: str = "") -> list[YearFigure]:
    """Return the figures, of one year, subject or indicator if given, in the order they were stated.

    A figure of which the value is no number is left out (the schema refuses it; ``dtz check`` lists it).
    """
    wanted = {"subject": subject, "indicator": indicator}
    found = [
        made
        for entity in network.of_type("Figure")
        if entity.get("period").startswith(year)
        and all(entity.get(prop) == value for prop, value in wanted.items() if value)
        and (made := figure(entity))
    ]
    return sorted(found, key=lambda f: (f.statements, order(network, f.figure)))


def series(network: Network) -> list[Series]:
    """Return all figures in series, by subject, then indicator."""
    by: dict[tuple[str, str, str], list[YearFigure]] = {}
    for found in find(network):
        by.setdefault((found.subject, found.indicator, found.unit), []).append(found)
    rows = [Series(*key, tuple(sorted(figures, key=_moment))) for key, figures in by.items()]
    return sorted(rows, key=lambda row: (order(network, row.subject), row.indicator, row.unit))


def _moment(found: YearFigure) -> tuple[str, str, tuple[int, ...]]:
    return (first_day(found.period) if found.period else "", found.figure, found.statements)


def figure(entity: Entity) -> YearFigure | None:
    """Return a Figure entity as a value, None if it has no number."""
    value = decimal(entity.get("value"))
    if value is None:
        return None
    return YearFigure(
        entity.id,
        entity.get("subject"),
        entity.get("indicator"),
        entity.get("period"),
        value,
        entity.get("unit"),
        statements_of(entity, "value"),
        entity.get("total"),
    )


def decimal(text: str) -> Decimal | None:
    """Return a number exactly as written, None for no number.

    >>> decimal("18000.00"), decimal(""), decimal("veel")
    (Decimal('18000.00'), None, None)
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def whole(text: str) -> int | None:
    """Return a number without its decimals, None for no number.

    >>> whole("3"), whole("3.00"), whole("")
    (3, 3, None)
    """
    value = decimal(text)
    return None if value is None else int(value)


def statements_of(entity: Entity, *props: str) -> tuple[int, ...]:
    """Return the numbers of the statements behind properties of an entity."""
    origins: Sequence[tuple[int, ...]] = [
        value.origin.statements for prop in props for value in entity.values.get(prop, ())
    ]
    return tuple(dict.fromkeys(number for numbers in origins for number in numbers))
