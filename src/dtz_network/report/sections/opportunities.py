"""Opportunities in words: themes with many actors and few joint projects, what is missing, whom to ask first."""

from __future__ import annotations

from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.potential.opportunities import Opportunities, Opportunity
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
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
from dtz_network.report.sections.naming import asking, few, fitting

TOLD = 4
"""Themes that are told with their names; the table has more."""


def sections(
    network: Network, found: Opportunities, write: Writer, detail: Detail, *, basis: bool = True
) -> list[Section]:
    """Return the answer as sections; without ``basis`` the last line is left out, for a document accounts for all."""
    told = [theme for theme in found.themes if theme.stands_out][: min(TOLD, detail.limit)]
    made = [_overview(network, found, write, detail, brief=not (basis or told))]
    made += [_one(network, found, theme, write) for theme in told]
    return closed(made, found.basis, write, detail) if basis else made


def _overview(
    network: Network, found: Opportunities, write: Writer, detail: Detail, *, brief: bool
) -> Section:
    """Return the answer with its table; where nothing stands out a document says that, in brief."""
    what = write.words(f"crossovers.kind.{'sector' if found.kind == 'sector' else 'theme'}")
    title = write.words("opportunities.title", what=what)
    if not found.themes:
        why = unjudged(network, write) or write.sentence(f"opportunities.{found.state}")
        return Section("opportunities", title, (paragraph(why),))
    lead = write.sentence(
        f"opportunities.{found.state}",
        n=write.count("opportunities.out", sum(theme.stands_out for theme in found.themes)),
        of=write.count("opportunities.of", len(found.themes)),
        what=what,
        carriers=write.words(f"opportunities.col.{found.side}"),
    )
    if brief:
        return Section("opportunities", title, (paragraph(lead, _unproven(network, found, write)),))
    meaning = write.sentence(f"opportunities.meaning.{found.side}")
    text = paragraph(lead, _unproven(network, found, write), meaning)
    return Section("opportunities", title, (text, _table(network, found, write, detail)))


def _unproven(network: Network, found: Opportunities, write: Writer) -> Text:
    """Return which themes seem so and cannot be shown to be; () for none."""
    ids = [theme.theme for theme in found.themes if theme.unproven]
    n = write.count("opportunities.unproven", len(ids), ids)
    return write.sentence("opportunities.unproven", n=n, names=few(network, ids, write)) if ids else ()


def _table(network: Network, found: Opportunities, write: Writer, detail: Detail) -> Table:
    told = found.state == "found"
    heads = ["theme", found.side, "apart", "pairs", "expected"]
    heads = ["rank", *heads, "certainty"] if told else heads
    heads += ["density", "q"] if detail.expert else []
    rows = tuple(_row(network, theme, write, detail, told=told) for theme in found.themes[: detail.limit])
    names = tuple(write.words(f"opportunities.col.{head}") for head in heads)
    return Table(write.words("opportunities.caption"), names, rows, (0, 2, 3, 4, 5) if told else (1, 2, 3, 4))


def _row(
    network: Network, found: Opportunity, write: Writer, detail: Detail, *, told: bool
) -> tuple[Text, ...]:
    """Return a theme as a row; rank and certainty only where a theme stands out."""
    expert: list[str] = []
    if detail.expert:
        place = found.place
        expert = [
            language.number(place.density, write.lang, 2) if place else "–",
            language.number(found.q, write.lang, 4),
        ]
    rank = write.count("opportunities.rank", found.rank) if found.rank else "–"
    sure = certainty_words(found.certainty, write) if found.stands_out else "–"
    return cells(
        *([rank] if told else []),
        network.name(found.theme, write.lang),
        write.count("opportunities.carriers", found.carriers),
        write.count("opportunities.apart", len(found.apart), found.apart),
        write.count("opportunities.pairs", found.pairs),
        write.fact(
            "opportunities.expected", found.expected, language.number(round(found.expected), write.lang)
        ),
        *([sure] if told else []),
        *expert,
    )


def _one(network: Network, found: Opportunities, theme: Opportunity, write: Writer) -> Section:
    items = [
        write.sentence(
            f"opportunities.apart.{found.side}",
            n=write.count("opportunities.apart", len(theme.apart), theme.apart),
            of=write.count("opportunities.carriers", theme.carriers),
            names=few(network, theme.apart, write),
        ),
        *_missing(network, theme, write),
        *(fitting(network, fit, write) for fit in theme.fits[:2]),
        *_ask(network, theme, write),
    ]
    return Section("opportunity", network.name(theme.theme, write.lang), (Bullets(tuple(items)),), 3)


def _missing(network: Network, theme: Opportunity, write: Writer) -> Iterator[Text]:
    schema, missing = network.schema, theme.missing
    if theme.outside:
        n = write.count("opportunities.outside", len(theme.outside), theme.outside)
        yield write.sentence("opportunities.outside", n=n)
    if missing.helices:
        sides = [schema.term("helices", helix, write.lang) for helix in missing.helices]
        yield write.sentence("opportunities.helix", helix=language.join(sides, write.lang))
    if missing.levels:
        levels = [schema.term("school_levels", level, write.lang) for level in missing.levels]
        yield write.sentence("opportunities.levels", levels=language.join(levels, write.lang))
    if missing.unfunded:
        yield write.sentence("opportunities.no-fund")
    if missing.fitting:
        yield write.sentence("opportunities.fitting", names=few(network, missing.fitting, write))
    if theme.place and theme.place.density >= 0.5:
        share = language.number(round(100 * theme.place.density), write.lang)
        yield write.sentence(
            "opportunities.place",
            region=network.name(theme.place.region, write.lang),
            share=write.fact("opportunities.density", theme.place.density, share),
            n=write.count("opportunities.located", theme.place.n),
        )


def _ask(network: Network, theme: Opportunity, write: Writer) -> Iterator[Text]:
    if theme.ask:
        yield write.sentence(
            "opportunities.ask", names="; ".join(asking(network, a, write) for a in theme.ask)
        )
