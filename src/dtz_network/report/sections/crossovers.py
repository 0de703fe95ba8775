"""Cross-overs in words: related pairs that meet too little, with names, and the matrix of all pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dtz_network import language
from dtz_network.analysis.crossover_names import Party
from dtz_network.analysis.crossovers import Crossover, Crossovers
from dtz_network.analysis.meetings import Meeting
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Detail,
    Fact,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)
from dtz_network.report.sections.basis import basis_line, certainty_words
from dtz_network.report.sections.names import fitting, listed, named

TOLD = 4
"""Pairs that are told with their names; the table has more."""
WIDE = 8
"""Rows and columns of the matrix at most: those with most carriers."""


def sections(
    network: Network, found: Crossovers, write: Writer, detail: Detail, *, whole: bool = False
) -> list[Section]:
    """Return the answer as sections; ``whole`` adds the matrix."""
    made = [_overview(network, found, write, detail)]
    made += [_one(network, found, gap, write) for gap in found.firm[: min(TOLD, detail.limit)]]
    if whole:
        made.append(matrix_section(network, found, write))
    made = [section for section in made if section.blocks]
    last = made[-1]
    return [*made[:-1], last.with_blocks(basis_line(found.basis, write, detail))]


def what(found: Crossovers, write: Writer) -> str:
    """Return what the pairs are pairs of: sectors, themes."""
    key = f"crossovers.kind.{found.kind or 'theme'}"
    return write.words(key if found.kind in ("sector", "theme", "") else "crossovers.kind.theme")


def _overview(network: Network, found: Crossovers, write: Writer, detail: Detail) -> Section:
    title = write.words("crossovers.title", what=what(found, write))
    if found.state in ("no_initiatives", "no_themes", "too_few"):
        key = "clusters.no-initiatives" if found.state == "no_initiatives" else f"crossovers.{found.state}"
        return Section("crossovers", title, (paragraph(write.sentence(key)),))
    lead = write.sentence(
        "crossovers.found" if found.firm else "crossovers.none",
        n=write.count("crossovers.gaps", len(found.firm)),
        tested=write.count("crossovers.tested", found.tested),
        related=write.count("crossovers.related", found.related),
        what=what(found, write),
    )
    loose = len(found.gaps) - len(found.firm)
    doubt = (
        write.sentence("crossovers.doubtful", n=write.count("crossovers.doubtful", loose)) if loose else ()
    )
    if not found.firm:
        return Section("crossovers", title, (paragraph(lead, doubt),))
    meaning = write.sentence(f"crossovers.meaning.{found.side}")
    honest = write.sentence("crossovers.honest")
    blocks: tuple[Block, ...] = (
        paragraph(lead, doubt, meaning, honest),
        _table(network, found, write, detail),
    )
    return Section("crossovers", title, blocks)


def _table(network: Network, found: Crossovers, write: Writer, detail: Detail) -> Table:
    heads = ["rank", "one", "other", "shared", found.side, "expected", "certainty"]
    heads += ["proximity", "association", "q"] if detail.expert else []
    rows = tuple(_row(network, gap, write, detail) for gap in found.firm[: detail.limit])
    names = tuple(write.words(f"crossovers.col.{head}") for head in heads)
    return Table(write.words("crossovers.caption"), names, rows, (0, 4, 5))


def _row(network: Network, gap: Crossover, write: Writer, detail: Detail) -> tuple[Text, ...]:
    meeting = gap.meeting
    expert = (
        [
            write.fact("crossovers.proximity", gap.proximity, language.number(gap.proximity, write.lang, 2)),
            write.fact(
                "crossovers.association", gap.association, language.number(gap.association, write.lang, 2)
            ),
            write.fact("crossovers.q", meeting.q, language.number(meeting.q, write.lang, 4)),
        ]
        if detail.expert
        else []
    )
    return cells(
        write.count("crossovers.rank", gap.rank),
        network.name(meeting.one, write.lang),
        network.name(meeting.other, write.lang),
        listed(network, gap.shared, write, 3),
        write.count("crossovers.meetings", meeting.n, gap.pair),
        _expected(meeting, write),
        certainty_words(gap.certainty, write),
        *expert,
    )


def _expected(meeting: Meeting, write: Writer) -> Fact:
    return write.fact(
        "crossovers.expected", meeting.expected, language.number(round(meeting.expected), write.lang)
    )


def _one(network: Network, found: Crossovers, gap: Crossover, write: Writer) -> Section:
    one, other = (network.name(theme, write.lang) for theme in gap.pair)
    items = [_why(network, found, gap, write)]
    items += _sides(network, gap, write)
    names = gap.names
    if names.both:
        items.append(write.sentence("crossovers.both", names=listed(network, names.both, write)))
    if names.schools:
        items.append(write.sentence("crossovers.schools", names=_parties(network, names.schools, write)))
    if names.projects:
        items.append(write.sentence("crossovers.hosts", names=listed(network, names.projects, write)))
    items += [fitting(network, fit, write) for fit in names.fits[:2]]
    title = write.words("crossovers.pair", one=one, other=other)
    return Section(f"crossover-{gap.rank}", title, (Bullets(tuple(items)),), 3)


def _why(network: Network, found: Crossovers, gap: Crossover, write: Writer) -> Text:
    meeting = gap.meeting
    key = "none" if not meeting.n else "thin"
    text = write.sentence(
        f"crossovers.why.{key}.{found.side}",
        shared=listed(network, gap.shared, write, 3),
        n=write.count("crossovers.meetings", meeting.n, gap.pair),
        expected=_expected(meeting, write),
        low=write.count("crossovers.low", meeting.low),
        high=write.count("crossovers.high", meeting.high),
    )
    return (*text, " ", *write.sentence("crossovers.single")) if gap.single else text


def _sides(network: Network, gap: Crossover, write: Writer) -> Iterable[Text]:
    sides = ((gap.names.one, gap.names.one_of), (gap.names.other, gap.names.other_of))
    for theme, (parties, of) in zip(gap.pair, sides, strict=True):
        if parties:
            yield write.sentence(
                "crossovers.side",
                theme=network.name(theme, write.lang),
                names=_parties(network, parties, write, of),
                n=write.count("crossovers.side", of),
            )


def _parties(network: Network, parties: Sequence[Party], write: Writer, of: int = 0) -> str:
    """Return names, each with the number of its initiatives on the shared subject."""
    names = [network.name(party.organisation, write.lang) for party in parties]
    counts = [f" ({len(party.projects)})" if party.projects else "" for party in parties]
    return named([name + count for name, count in zip(names, counts, strict=True)], write, of=of)


def matrix_section(network: Network, found: Crossovers, write: Writer) -> Section:
    """Return how often every two themes meet, in words; those that occur in most pairs."""
    by_pair = {frozenset((m.one, m.other)): m for m in found.matrix}
    weight = {
        theme: sum(m.expected for m in found.matrix if theme in (m.one, m.other)) for theme in found.themes
    }
    most = set(sorted(found.themes, key=lambda theme: -weight[theme])[:WIDE])
    themes = [theme for theme in found.themes if theme in most and weight[theme]]
    if len(themes) < 2:
        return Section("matrix", write.words("crossovers.matrix"), ())
    rows = tuple(
        cells(
            f"{place} {network.name(one, write.lang)}",
            *(_cell(by_pair.get(frozenset((one, two))), write) for two in themes),
        )
        for place, one in enumerate(themes, 1)
    )
    heads = ("", *(str(place) for place in range(1, len(themes) + 1)))
    lead = paragraph(write.sentence("crossovers.matrix-lead"))
    table = Table(write.words("crossovers.matrix"), heads, rows)
    return Section("matrix", write.words("crossovers.matrix"), (lead, table), 3)


def _cell(meeting: Meeting | None, write: Writer) -> Text:
    if meeting is None:
        return ("",)
    n = write.count("crossovers.meetings", meeting.n, (meeting.one, meeting.other))
    return write.sentence(f"crossovers.word.{meeting.word}", n=n)
