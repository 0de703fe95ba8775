"""Initiatives that stand alone, in words: how they hang together with others, and what they could join."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.potential.lonely import POTENTIALS, Hangs, Loneliness, Lonely
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import certainty_words, closed
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import alphabetical, asking, few, fitting, themes_named

HANGS: tuple[Hangs, ...] = ("alone", "by_one")
TOLD = 4
"""Initiatives that are told with their names; the table has more."""


def sections(
    network: Network, found: Loneliness, write: Writer, detail: Detail, *, basis: bool = True
) -> list[Section]:
    """Return the answer as sections; without ``basis`` the last line is left out, for a document accounts for all."""
    told = [row for row in found.rows if row.potential in ("clear", "some")][: min(TOLD, detail.limit)]
    made = [_overview(network, found, write, detail), *(initiative(network, row, write) for row in told)]
    return closed(made, found.basis, write, detail) if basis else made


def _lead(found: Loneliness) -> str:
    if not found.looked_at:
        return "lonely.none-runs"
    if found.looked_at == 1:
        return "lonely.only"
    return "lonely.found" if found.rows else "lonely.none"


def _overview(network: Network, found: Loneliness, write: Writer, detail: Detail) -> Section:
    title = write.words("lonely.title")
    if text := unjudged(network, write):
        return Section("lonely", title, (paragraph(text),))
    blank, hanging = len(found.without_partners), sum(row.hangs == "by_one" for row in found.rows)
    single = [row.project for row in found.rows if len(row.partners) == 1]
    lead = paragraph(
        write.sentence(
            _lead(found),
            n=write.count("lonely.alone", sum(row.hangs == "alone" for row in found.rows)),
            of=write.count("lonely.of", found.looked_at),
        ),
        write.sentence("lonely.hanging", n=write.count("lonely.by-one", hanging)) if hanging else (),
        write.sentence("lonely.single", n=write.count("lonely.single", len(single), single))
        if single
        else (),
        write.sentence("lonely.screening") if found.rows else (),
        write.sentence("lonely.blank", n=write.count("lonely.blank", blank, found.without_partners))
        if blank
        else (),
    )
    blocks: tuple[Block, ...] = (lead,)
    if found.rows and all(row.potential == "unknown" for row in found.rows):
        blocks = (lead, paragraph(write.sentence("lonely.no-themes")))
    elif found.rows:
        blocks = (lead, _axes(found, write), _table(network, found, write, detail))
    return Section("lonely", title, blocks)


def _axes(found: Loneliness, write: Writer) -> Table:
    """Return the two axes: how it hangs together by what it could join."""
    rows = []
    for hangs in (one for one in HANGS if any(row.hangs == one for row in found.rows)):
        chosen = [[r.project for r in found.rows if (r.hangs, r.potential) == (hangs, p)] for p in POTENTIALS]
        rows.append(
            cells(
                write.words(f"lonely.{hangs}"), *(write.count("lonely.cell", len(ids), ids) for ids in chosen)
            )
        )
    heads = ("", *(write.words(f"lonely.potential.{p}") for p in POTENTIALS))
    return Table(write.words("lonely.axes"), heads, tuple(rows), (1, 2, 3, 4))


def _table(network: Network, found: Loneliness, write: Writer, detail: Detail) -> Table:
    rows = tuple(
        cells(
            network.name(row.project, write.lang),
            write.words(f"lonely.{row.hangs}"),
            write.words(f"lonely.potential.{row.potential}"),
            alphabetical(network, row.shared or row.themes, write) or "–",
            certainty_words(row.certainty, write),
        )
        for row in found.rows[: detail.limit]
    )
    heads = tuple(
        write.words(f"lonely.col.{h}") for h in ("project", "hangs", "potential", "themes", "certainty")
    )
    return Table(write.words("lonely.caption"), heads, rows)


def initiative(network: Network, row: Lonely, write: Writer) -> Section:
    """Return one initiative: how it stands alone, and what it could join."""
    items = tuple(_items(network, row, write))
    return Section("lonely-one", network.name(row.project, write.lang), (Bullets(items),), 3)


def _items(network: Network, row: Lonely, write: Writer) -> Iterator[Text]:
    yield write.sentence(
        f"lonely.why.{row.hangs}",
        names=few(network, row.partners, write),
        n=write.count("lonely.partners", len(row.partners), row.partners),
        through=network.name(row.through, write.lang) if row.through else "",
        reached=few(network, row.reached, write),
    )
    if row.neighbours:
        yield write.sentence(
            "lonely.neighbours",
            themes=themes_named(network, row.shared, write),
            n=write.count("lonely.neighbours", len(row.neighbours), row.neighbours),
            names=few(network, row.neighbours, write),
        )
    if row.missing and len(row.partners) > 1:
        sides = [network.schema.term("helices", helix, write.lang) for helix in row.missing]
        yield write.sentence("lonely.missing", sides=language.join(sides, write.lang))
    for fit in row.fits[:2]:
        yield fitting(network, fit, write)
    if row.ask:
        yield write.sentence(
            "opportunities.ask", names="; ".join(asking(network, ask, write) for ask in row.ask)
        )
