"""Money in a report: contributions by party, printed totals beside their sums, yearly figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dtz_network import language
from dtz_network.analysis.administration import belonging, money
from dtz_network.analysis.administration.money import Amount, Money, SumCheck, Total, YearFigure
from dtz_network.analysis.claims import by_name
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Part,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)  # fmt: skip
from dtz_network.report.sections.naming import capital, listed, rest

_NAMED = 8
"""So many names of what belongs to a body are given."""
_ROWS = 40
"""Rows of a table of contributions at most; how many more there are is said."""


def sections(network: Network, write: Writer, year: str = "") -> list[Section]:
    """Return the sections on money and figures, of one year if given; empty ones are left out."""
    amounts, checks = money.amounts(network, year), money.check_sums(network, year)
    return _made(network, write, amounts, checks, money.figures(network, year))


def sections_of(network: Network, write: Writer, body: str) -> list[Section]:
    """Return the sections on what belongs to a body; said is what that is, and how much of the network is not of it."""
    own = belonging.belonging(network, body)
    every = money.amounts(network)
    mine = [row for row in every if row.funder in own or row.funded in own]
    subjects = {figure.id for figure in network.of_type("Figure") if figure.get("subject") in own}
    checks = [check for check in money.check_sums(network) if check.figure in subjects]
    figures = [row for row in money.figures(network) if row.subject in own]
    lead = _lead(network, write, body, own, len(every) - len(mine), none=not mine) if every else None
    return _made(network, write, mine, checks, figures, lead)


def _made(
    network: Network,
    write: Writer,
    amounts: Sequence[Amount],
    checks: Sequence[SumCheck],
    figures: Sequence[YearFigure],
    lead: Block | None = None,
) -> list[Section]:
    funding = [*([lead] if lead else []), *_funding(network, write, amounts)]
    sums = (block for check in checks for block in _sum(network, check, write))
    found = [
        Section("funding", write.words("money.funding"), tuple(funding)),
        Section("sums", write.words("money.sums"), tuple(sums)),
        Section("figures", write.words("money.figures"), tuple(_figures(network, write, figures))),
    ]
    return [section for section in found if section.blocks]


def _lead(
    network: Network, write: Writer, body: str, own: frozenset[str], others: int, *, none: bool
) -> Block:
    """Return of and to what the contributions are, and how many of the network are left out."""
    of = listed(network, (body, *by_name(network, own - {body})), write, _NAMED)
    sentences = [write.sentence("money.none-of" if none else "money.belongs", of=of)]
    if others:
        sentences.append(write.sentence("money.others", n=write.count("money.others", others)))
    return paragraph(*sentences)


def totals_section(network: Network, found: Money, write: Writer, detail: Detail) -> Section:
    """Return what each party gave and got, by year and status; different states are never added up."""
    rows = [
        _total_row(network, total, write) for total in found.totals if total.kind != "in_kind" or total.hours
    ]
    names = ("party", "gives-or-gets", "year", "status", "contributions", "amount", "hours")
    headings = tuple(write.words(f"col.{name}") for name in names)
    table = Table(write.words("money.totals-caption"), headings, tuple(rows[: detail.limit]), (4, 5, 6))
    blocks: tuple[Block, ...] = (table, *rest(len(rows), detail.limit, write)) if rows else ()
    return Section("totals", write.words("money.totals"), blocks)


def _total_row(network: Network, total: Total, write: Writer) -> tuple[Text, ...]:
    return cells(
        network.name(total.party, write.lang),
        write.words(f"money.{total.side}"),
        total.year or "–",
        network.schema.term("funding_states", total.status, write.lang) if total.status else "–",
        write.count("money.contributions", total.n, total.ties, total.statements),
        write.amount("money.by-party", total.amount, (total.party, *total.ties), total.statements)
        if total.amount or not total.hours
        else "–",
        write.fact("money.hours", total.hours, language.number(total.hours, write.lang), total.ties)
        if total.hours
        else "–",
    )


def _funding(network: Network, write: Writer, rows: Sequence[Amount]) -> list[Block]:
    known = [row for row in rows if row.amount is not None]
    blocks: list[Block] = []
    if known:
        table = contributions(network, known, write, "money.caption", _ROWS)
        statements = [s for row in known for s in row.statements]
        n = write.count("money.contributions", len(known), [row.tie for row in known], statements)
        lead = paragraph(write.sentence("money.total", n=n), *_by_status(network, known, write))
        blocks += [lead, *table]
    unpriced = [row for row in rows if row.amount is None]
    if unpriced:
        items = tuple(_in_kind(network, row, write) for row in unpriced)
        blocks += [paragraph(write.sentence("money.in-kind")), Bullets(items)]
    return blocks


def of_one(network: Network, rows: Sequence[Amount], write: Writer, caption: str, most: int) -> list[Block]:
    """Return the contributions from and to one organisation: those with an amount as a table, the others by whom to whom."""
    known = [row for row in rows if row.amount is not None]
    unpriced = [row for row in rows if row.amount is None]
    blocks = contributions(network, known, write, caption, most) if known else []
    if unpriced:
        items = tuple(_from_to(network, row, write) for row in unpriced[:most])
        blocks += [paragraph(write.sentence("money.in-kind")), Bullets(items)]
    return [*blocks, *rest(len(unpriced), most, write)]


def contributions(
    network: Network, rows: Sequence[Amount], write: Writer, caption: str, most: int
) -> list[Block]:
    """Return contributions as a table of ``most`` rows at most, and how many more there are; ``caption`` is its key."""
    headings = tuple(write.words(f"col.{name}") for name in ("funder", "funded", "year", "status", "amount"))
    table = tuple(_amount_row(network, row, write) for row in rows[:most])
    return [Table(write.words(caption), headings, table, (4,)), *rest(len(rows), most, write)]


def _by_status(network: Network, rows: Sequence[Amount], write: Writer) -> Iterator[Text]:
    """Yield a sentence a status: what was asked, granted and spent is not added up together."""
    by: dict[str, list[Amount]] = {}
    for row in rows:
        by.setdefault(row.status, []).append(row)
    for status, found in sorted(by.items()):
        amount = sum((row.amount for row in found if row.amount), Decimal(0))
        behind = [number for row in found for number in row.statements]
        words = network.schema.term("funding_states", status, write.lang) if status else ""
        yield write.sentence(
            "money.of-status" if words else "money.of-no-status",
            status=words[:1].upper() + words[1:],
            total=write.amount("money.total", amount, [row.tie for row in found], behind),
        )


def _amount_row(network: Network, row: Amount, write: Writer) -> tuple[Text, ...]:
    return cells(
        network.name(row.funder, write.lang),
        network.name(row.funded, write.lang),
        row.year or "–",
        network.schema.term("funding_states", row.status, write.lang) if row.status else "–",
        write.amount("money.amount", row.amount or Decimal(0), (row.tie,), row.statements),
    )


def _in_kind(network: Network, row: Amount, write: Writer) -> Text:
    return (f"{network.name(row.funder, write.lang)}: {_purpose(row, write)}",)


def _from_to(network: Network, row: Amount, write: Writer) -> Text:
    funder, funded = (capital(network.name(row.funder, write.lang)), network.name(row.funded, write.lang))
    return write.sentence("money.from-to", funder=funder, funded=funded, what=_purpose(row, write))


def _purpose(row: Amount, write: Writer) -> str:
    return row.purpose or write.words("not-said")


def _sum(network: Network, check: SumCheck, write: Writer) -> list[Block]:
    name = network.name(check.figure, write.lang)
    rows = [
        cells(part.name, write.amount("money.part", part.value, (part.id,), part.statements))
        for part in check.parts
    ]
    summed = write.amount(
        "money.sum", check.summed, (check.figure,), [s for p in check.parts for s in p.statements]
    )
    printed = write.amount("money.printed", check.printed, (check.figure,), check.statements)
    rows += [cells(write.words("money.row-sum"), summed), cells(write.words("money.row-printed"), printed)]
    headings = (write.words("col.part"), write.words("col.amount"))
    table = Table(write.words("money.sum-caption", name=name), headings, tuple(rows), (1,))
    parts: dict[str, Part | int] = {"name": name, "printed": printed, "sum": summed, "year": check.period[:4]}
    if check.difference == 0:
        return [table, paragraph(write.sentence("money.adds-up", **parts))]
    difference = write.amount("money.difference", abs(check.difference), (check.figure,), check.statements)
    return [table, paragraph(write.sentence("money.differs", difference=difference, **parts))]


def _figures(network: Network, write: Writer, figures: Sequence[YearFigure]) -> list[Block]:
    rows = [row for row in figures if row.unit != "eur"]
    if not rows:
        return []
    headings = tuple(write.words(f"col.{name}") for name in ("figure", "subject", "year", "value"))
    table = tuple(_figure_row(network, row, write) for row in rows)
    return [Table(write.words("money.figures-caption"), headings, table, (3,))]


def _figure_row(network: Network, row: YearFigure, write: Writer) -> tuple[Text, ...]:
    shown = language.number(row.value, write.lang)
    if row.unit == "eur_per_inhabitant":
        shown = language.amount(row.value, write.lang)
    return cells(
        network.schema.term("indicators", row.indicator, write.lang),
        network.name(row.subject, write.lang),
        row.period,
        write.fact("figures.value", row.value, shown, (row.figure,), row.statements),
    )
