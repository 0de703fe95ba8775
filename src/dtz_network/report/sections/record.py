"""The record of the recommender in words: how often it was right before, beside simpler rankings."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.introducing.rankings import MEASURES, RANKERS
from dtz_network.analysis.introducing.track_record import Difference, Figure, Record
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
from dtz_network.report.sections.basis import certainty_words


def section(record: Record, write: Writer, detail: Detail) -> Section:
    """Return the record; "too little" first where that is the truth."""
    title = write.words("record.title")
    if not record.tests:
        return Section("record", title, (paragraph(write.sentence("record.none"), *_undated(record, write)),))
    blocks: list[Block] = [
        paragraph(
            _judgement(record, write), _how(record, write), *_drawn(record, write), *_undated(record, write)
        )
    ]
    if record.enough:
        blocks.append(Bullets(tuple(_differences(record, write, detail))))
    if record.enough or detail.expert:
        blocks.append(_table(record, write, detail))
    if record.enough:
        blocks.append(paragraph(*_checked(record, write), write.sentence("record.meaning")))
    if detail.expert:
        blocks.append(_tests(record, write))
    return Section("record", title, tuple(blocks))


def _judgement(record: Record, write: Writer) -> Text:
    if not record.enough or record.stated is None:
        return write.sentence("record.too-little", n=write.count("record.new", record.judged))
    shares = (record.stated.value, record.stated.low, record.stated.high)
    n, low, high = (
        write.fact("record.of-fifty", 50 * share, language.number(round(50 * share), write.lang))
        for share in shares
    )
    chance = record.pairs / record.new_pairs
    base = write.fact("record.base", chance, language.number(round(chance), write.lang))
    return write.sentence("record.of-fifty", rate=n, low=low, high=high, base=base)


def _how(record: Record, write: Writer) -> Text:
    years = sorted({test[1] for test in record.tests})
    return write.sentence(
        "record.how",
        n=write.count("record.tests", len(record.tests)),
        years=str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
        new=write.count("record.new", record.new_pairs),
    )


def _drawn(record: Record, write: Writer) -> list[Text]:
    if not record.drawn:
        return []
    return [write.sentence("record.drawn", n=write.count("record.drawn", record.drawn))]


def _undated(record: Record, write: Writer) -> list[Text]:
    if not record.undated:
        return []
    return [write.sentence("record.undated", n=write.count("record.undated", record.undated))]


def _differences(record: Record, write: Writer, detail: Detail) -> list[Text]:
    found = [d for d in record.differences if d.measure == "hits"]
    return [_difference(difference, write, detail) for difference in found]


def _ranker(ranker: str, write: Writer, detail: Detail) -> str:
    """Return the name of a ranking, for experts with that of its method."""
    named = write.words(f"record.ranker.{ranker}")
    return f"{named} (Adamic-Adar)" if detail.expert and ranker == "adamic_adar" else named


def _difference(difference: Difference, write: Writer, detail: Detail) -> Text:
    word = certainty_words(difference.certainty, write)
    other = _ranker(difference.ranker, write, detail)
    value, low, high = (
        write.fact("record.difference", share, _points(share, write))
        for share in (difference.value, difference.low, difference.high)
    )
    key = "record.better" if difference.low > 0 else "record.worse" if difference.high < 0 else "record.equal"
    key = "record.equal-words" if key == "record.equal" and not detail.expert else key
    return write.sentence(key, other=other, certainty=word, value=value, low=low, high=high)


def _points(share: float, write: Writer) -> str:
    return language.number(round(100 * share), write.lang).replace("-", "−")


def _table(record: Record, write: Writer, detail: Detail) -> Table:
    """Return the figures beside those of simpler rankings: shares in percents; for experts all, as they are."""
    measured = [m for m in MEASURES if record.figure("introductions", m)]
    told = [m for m in measured if detail.expert or m != "matched"]
    headings = (write.words("record.col.ranker"), *(write.words(f"record.col.{m}") for m in told))
    rows = []
    for ranker in RANKERS:
        figures = [record.figure(ranker, measure) for measure in told]
        rows.append(cells(_ranker(ranker, write, detail), *(_figure(f, write, detail) for f in figures if f)))
    return Table(write.words("record.caption"), headings, tuple(rows), tuple(range(1, len(told) + 1)))


def _figure(figure: Figure, write: Writer, detail: Detail) -> Text:
    if not detail.expert:
        value = write.percent("record.figure", figure.value)
        return (value, f" ({_points(figure.low, write)}–{_points(figure.high, write)})")
    value = write.fact("record.figure", figure.value, _share(figure.value, write))
    return (value, f" ({_share(figure.low, write)}–{_share(figure.high, write)})")


def _share(value: float, write: Writer) -> str:
    decimals = 3 if value < 0.1 else 2
    return language.number(value, write.lang, decimals)


def _checked(record: Record, write: Writer) -> list[Text]:
    if record.checked is None:
        return []
    stated = record.checked
    said = write.fact("record.said", stated.n, language.number(round(stated.n), write.lang))
    low, high, seen, of = (
        write.count("record.checked", n) for n in (stated.low, stated.high, stated.seen, stated.of)
    )
    key = "record.held" if stated.held else "record.not-held"
    return [write.sentence(key, said=said, low=low, high=high, seen=seen, of=of)]


def _tests(record: Record, write: Writer) -> Table:
    names = ("part", "year", "organisations", "new")
    rows = [
        cells(part or "–", str(year), write.count("record.known", n), write.count("record.new", new))
        for part, year, n, new in record.tests
    ]
    headings = tuple(write.words(f"record.col.{name}") for name in names)
    return Table(write.words("record.tests"), headings, tuple(rows), (1, 2, 3))
