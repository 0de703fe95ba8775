"""Cross-overs in words: related pairs that meet too little, with names, and the matrix of all pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dtz_network import language
from dtz_network.analysis.potential.crossover_names import Party
from dtz_network.analysis.potential.crossovers import Crossover, Crossovers
from dtz_network.analysis.potential.expert_figures import ExpertFigures
from dtz_network.analysis.potential.meetings import Meeting
from dtz_network.model.network import Network
from dtz_network.report.pictures import matrix
from dtz_network.report.report_model import (
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
from dtz_network.report.sections.basis import certainty_words, closed
from dtz_network.report.sections.missing import unjudged
from dtz_network.report.sections.naming import few, few_named, fitting, ordered

TOLD = 4
"""Pairs that are told with their names; the table has more."""
WIDE = 10
"""Rows and columns of the matrix at most: those of the pairs that stand out, then those with most carriers."""


def sections(
    network: Network,
    found: Crossovers,
    write: Writer,
    detail: Detail,
    *,
    whole: bool = False,
    titles: Mapping[str, str] | None = None,
    basis: bool = True,
) -> list[Section]:
    """Return the answer as sections; ``whole`` adds the matrix, ``titles`` names what is no entity (groups, sides).

    Without ``basis`` the last line is left out, for a document accounts for all.
    """
    names = _Names(network, write, titles or {})
    made = [_overview(names, found, detail)]
    made += [_one(names, found, gap) for gap in found.firm[: min(TOLD, detail.limit)]]
    if whole:
        made.append(_matrix(names, found))
    if detail.expert and found.expert is not None:
        made.append(_expert(found.expert, write))
    if basis:
        return closed(made, found.basis, write, detail)
    return [section for section in made if section.blocks]


def pair(network: Network, found: Crossovers, gap: Crossover, write: Writer) -> Section:
    """Return one pair of themes: why it stands out, and who and what could carry it."""
    return _one(_Names(network, write, {}), found, gap)


@dataclass(frozen=True)
class _Names:
    """The network and its words, with names for groups and sides."""

    network: Network
    write: Writer
    titles: Mapping[str, str]

    def of(self, ident: str) -> str:
        """Return the name of a theme, group or side."""
        return self.titles.get(ident) or self.network.name(ident, self.write.lang)

    def ordered(self, idents: Iterable[str]) -> list[str]:
        """Return themes in the order of their names as they are shown; groups and sides keep their own order."""
        kept = list(idents)
        return kept if set(kept) & set(self.titles) else ordered(self.network, kept, self.write)


def _what(found: Crossovers, write: Writer) -> str:
    """Return what the pairs are pairs of: sectors, themes, groups, sides."""
    known = ("sector", "theme", "group", "helix")
    return write.words(f"crossovers.kind.{found.kind if found.kind in known else 'theme'}")


def _counted(found: Crossovers) -> str:
    """Return the key of what is counted: initiatives, organisations, or participations across groups."""
    return "group" if found.kind == "group" else found.side


def _overview(names: _Names, found: Crossovers, detail: Detail) -> Section:
    write, what = names.write, _what(found, names.write)
    title = write.words("crossovers.title", what=what)
    if found.state in ("no_initiatives", "no_themes", "no_groups", "too_few"):
        why = unjudged(names.network, write) or write.sentence(f"crossovers.{found.state}")
        return Section("crossovers", title, (paragraph(why),))
    if found.kind == "helix":
        return Section("crossovers", title, (paragraph(write.sentence("crossovers.sides")),))
    none = "crossovers.none" if found.related else "crossovers.none-related"
    lead = write.sentence(
        "crossovers.found" if found.firm else none,
        n=write.count("crossovers.gaps", len(found.firm)),
        tested=write.count("crossovers.tested", found.tested),
        related=write.count("crossovers.related", found.related),
        what=what,
    )
    loose = len(found.gaps) - len(found.firm)
    count = write.count("crossovers.doubtful", loose)
    doubt = write.sentence("crossovers.doubtful", n=count) if loose else ()
    if not found.firm:
        return Section("crossovers", title, (paragraph(lead, doubt),))
    meaning = write.sentence(f"crossovers.meaning.{_counted(found)}")
    text = paragraph(lead, doubt, meaning, write.sentence("crossovers.honest"))
    return Section("crossovers", title, (text, _table(names, found, detail)))


def _table(names: _Names, found: Crossovers, detail: Detail) -> Table:
    heads = ["rank", "one", "other", "shared", _counted(found), "expected", "certainty"]
    heads += ["proximity", "association", "q"] if detail.expert else []
    rows = tuple(_row(names, gap, detail) for gap in found.firm[: detail.limit])
    columns = tuple(names.write.words(f"crossovers.col.{head}") for head in heads)
    return Table(names.write.words("crossovers.caption"), columns, rows, (0, 4, 5))


def _row(names: _Names, gap: Crossover, detail: Detail) -> tuple[Text, ...]:
    write, meeting = names.write, gap.meeting
    expert = (
        [
            write.decimal("crossovers.proximity", gap.proximity),
            write.decimal("crossovers.association", gap.association),
            write.decimal("crossovers.q", meeting.q, 4),
        ]
        if detail.expert
        else []
    )
    one, other = names.ordered(gap.pair)
    return cells(
        write.count("crossovers.rank", gap.rank),
        names.of(one),
        names.of(other),
        few(names.network, gap.shared, write, 3),
        write.count("crossovers.meetings", meeting.n, gap.pair),
        _expected(meeting, write),
        certainty_words(gap.certainty, write),
        *expert,
    )


def _expected(meeting: Meeting, write: Writer) -> Fact:
    return write.fact(
        "crossovers.expected", meeting.expected, language.number(round(meeting.expected), write.lang)
    )


def _one(names: _Names, found: Crossovers, gap: Crossover) -> Section:
    network, write, who = names.network, names.write, gap.names
    items = [_why(names, found, gap), *_sides(names, gap)]
    if who.both:
        items.append(write.sentence("crossovers.both", names=few(network, who.both, write)))
    if who.schools:
        items.append(write.sentence("crossovers.schools", names=_parties(network, who.schools, write)))
    if who.projects:
        items.append(write.sentence("crossovers.hosts", names=few(network, who.projects, write)))
    items += [fitting(network, fit, write) for fit in who.fits[:2]]
    one, other = names.ordered(gap.pair)
    title = write.words("crossovers.pair", one=names.of(one), other=names.of(other))
    title = f"{title[:1].upper()}{title[1:]}"
    return Section(f"crossover-{gap.rank}", title, (Bullets(tuple(items)),), 3)


def _why(names: _Names, found: Crossovers, gap: Crossover) -> Text:
    write, meeting = names.write, gap.meeting
    key = "none" if not meeting.n else "thin"
    text = write.sentence(
        f"crossovers.why.{key}.{_counted(found)}",
        shared=few(names.network, gap.shared, write, 3),
        n=write.count("crossovers.meetings", meeting.n, gap.pair),
        expected=_expected(meeting, write),
        low=write.count("crossovers.low", meeting.low),
        high=write.count("crossovers.high", meeting.high),
    )
    return (*text, " ", *write.sentence("crossovers.single")) if gap.single else text


def _sides(names: _Names, gap: Crossover) -> Iterable[Text]:
    sides = ((gap.names.one, gap.names.one_of), (gap.names.other, gap.names.other_of))
    of_theme = dict(zip(gap.pair, sides, strict=True))
    for theme in names.ordered(gap.pair):
        parties, of = of_theme[theme]
        if parties:
            yield names.write.sentence(
                "crossovers.side",
                theme=names.of(theme),
                names=_parties(names.network, parties, names.write, of),
                n=names.write.count("crossovers.side", of),
            )


def _parties(network: Network, parties: Sequence[Party], write: Writer, of: int = 0) -> str:
    """Return names, each with the number of its initiatives on the shared subject."""
    names = [network.name(party.organisation, write.lang) for party in parties]
    counts = [f" ({len(party.projects)})" if party.projects else "" for party in parties]
    return few_named([name + count for name, count in zip(names, counts, strict=True)], write, of=of)


def _matrix(names: _Names, found: Crossovers) -> Section:
    """Return how often every two themes meet, in words: those that stand out and those that occur in most pairs."""
    write, title = names.write, names.write.words("crossovers.matrix")
    by_pair = {frozenset((m.one, m.other)): m for m in found.matrix}
    weight = {
        theme: sum(m.expected for m in found.matrix if theme in (m.one, m.other)) for theme in found.themes
    }
    standing = {theme for gap in found.firm for theme in gap.pair}
    known = [theme for theme in found.themes if weight[theme]]
    most = set(sorted(known, key=lambda theme: (theme not in standing, -weight[theme]))[:WIDE])
    themes = names.ordered(theme for theme in known if theme in most)
    if len(themes) < 2:
        return Section("matrix", title, ())
    pairs = {
        (row, column): meeting
        for row, one in enumerate(themes)
        for column, two in enumerate(themes)
        if (meeting := by_pair.get(frozenset((one, two))))
    }
    shown = {place: _cell(meeting, write) for place, meeting in pairs.items()}
    called = [names.of(theme) for theme in themes]
    rows = tuple(
        cells(f"{row + 1} {name}", *(shown.get((row, column), ("",)) for column in range(len(themes))))
        for row, name in enumerate(called)
    )
    heads = ("", *(str(place) for place in range(1, len(themes) + 1)))
    n, of = (write.count(f"crossovers.{key}", len(one)) for key, one in (("drawn", themes), ("known", known)))
    cut = write.sentence("crossovers.matrix-cut", n=n, of=of, what=_what(found, write))
    lead = paragraph(write.sentence("crossovers.matrix-lead"), cut if len(themes) < len(known) else ())
    table = Table(write.words("crossovers.matrix-caption"), heads, rows)
    below = {place: meeting for place, meeting in pairs.items() if place[0] > place[1]}
    picture = matrix.of(called, below, shown, write)
    return Section("matrix", title, (lead, picture, table), 3)


def _cell(meeting: Meeting, write: Writer) -> Text:
    n = write.count("crossovers.meetings", meeting.n, (meeting.one, meeting.other))
    return write.sentence(f"crossovers.word.{meeting.word}", n=n)


def _expert(figures: ExpertFigures, write: Writer) -> Section:
    """Return variety, diversity and synergy in one sentence each."""

    variety = write.sentence(
        "crossovers.variety",
        total=write.decimal("crossovers.total", figures.variety.total),
        unrelated=write.decimal("crossovers.unrelated", figures.variety.unrelated),
        related=write.decimal("crossovers.related-variety", figures.variety.related),
        diversity=write.decimal("crossovers.diversity", figures.diversity),
    )
    synergy = write.sentence(
        "crossovers.synergy",
        t=write.decimal("crossovers.transmission", figures.transmission),
        shuffled=write.decimal("crossovers.shuffled", figures.shuffled),
        n=write.count("crossovers.synergy", figures.n),
    )
    text = paragraph(variety, synergy if figures.n else ())
    return Section("expert", write.words("crossovers.expert"), (text,), 3)
