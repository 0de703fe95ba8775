"""The figures that were counted out of the contact log, beside the printed ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dtz_network import language
from dtz_network.analysis.administration.counted import Count
from dtz_network.analysis.administration.logged import Counts
from dtz_network.model.network import Network
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Part,
    Section,
    Table,
    Text,
    Writer,
    cells,
    paragraph,
)


def section(network: Network, counts: Counts, write: Writer) -> Section:
    """Return the section; a sentence where nothing is logged, nothing where there is also nothing to compare."""
    title = write.words("logged.title")
    known = [made for made in counts.counts if made.n or made.possible or made.left]
    if not any(made.n or made.possible for made in counts.counts):
        return Section("logged", title, tuple(_nothing(counts, write)))
    blocks: list[Block] = [paragraph(write.sentence("logged.lead", period=period(counts, write)))]
    blocks.append(_table(counts, write))
    blocks.append(Bullets(tuple(definition(made, write) for made in counts.counts)))
    if not counts.us:
        blocks.append(paragraph(write.sentence("logged.no-us")))
    left = [text for made in known for text in left_out(made, write)]
    blocks += [Bullets(tuple(left))] if left else []
    listed = _listed(network, counts, write)
    return Section("logged", title, (*blocks, *listed))


def _nothing(counts: Counts, write: Writer) -> Iterator[Block]:
    """Yield that nothing was counted, where a source printed a figure or part of the log could not be counted."""
    printed = any(made.printed for made in counts.counts)
    left = tuple(text for made in counts.counts for text in left_out(made, write))
    if printed or left:
        vain = write.sentence("logged.not-recounted") if printed else ()
        yield paragraph(write.sentence("logged.nothing", period=period(counts, write)), vain)
    if left:
        yield Bullets(left)


def period(counts: Counts, write: Writer) -> str:
    """Return a period in words: a whole year by its number."""
    if (counts.since[4:], counts.until[4:]) == ("-01-01", "-12-31") and counts.since[:4] == counts.until[:4]:
        return counts.since[:4]
    days = [language.date(day, write.lang) for day in (counts.since, counts.until)]
    return write.words("logged.period", since=days[0], until=days[1])


def _table(counts: Counts, write: Writer) -> Table:
    headings = tuple(
        write.words(f"col.{name}") for name in ("figure", "counted", "possible", "printed", "difference")
    )
    rows = tuple(row for made in counts.counts for row in rows_of(made, write))
    return Table(write.words("logged.caption"), headings, rows, (1, 2, 3, 4))


def rows_of(made: Count, write: Writer) -> list[tuple[Text, ...]]:
    """Return a row for each printed figure beside the counted one, one row where none is printed."""
    name = write.words(f"logged.{made.indicator}")
    sure = [item for item in made.items if item.certain == "yes"]
    n: Part = write.count(
        f"logged.{made.indicator}",
        made.n,
        [item.id for item in sure],
        [s for i in sure for s in i.statements],
    )
    n = n if made.known else "–"
    open_ = [item for item in made.items if item.certain != "yes"]
    more = (
        write.count("logged.possible", made.possible, [item.id for item in open_]) if made.possible else "–"
    )
    if not made.printed:
        return [cells(name, n, more, "–", "–")]
    rows = []
    for found in made.printed:
        shown = write.fact(
            "logged.printed", found.value, language.number(found.value, write.lang), [found.figure], found.statements
        )  # fmt: skip
        apart: Part = "–"
        if made.known:
            said = signed(found.difference, write)
            apart = write.fact("logged.difference", found.difference, said, [found.figure])
        rows.append(cells(name, n, more, shown, apart))
    return rows


def signed(value: object, write: Writer) -> str:
    """Return a difference with its sign."""
    number = int(str(value)) if str(value).lstrip("-").isdigit() else float(str(value))
    sign = "−" if number < 0 else "+" if number > 0 else ""
    return sign + language.number(abs(number), write.lang)


def definition(made: Count, write: Writer) -> Text:
    """Return in words what a figure counts."""
    return (f"{write.words(f'logged.{made.indicator}')}: {write.words(f'logged.{made.indicator}.means')}",)


def left_out(made: Count, write: Writer) -> list[Text]:
    """Return how much of the log was not counted, a sentence a reason."""
    reasons = Counter(item.reason for item in made.left)
    name = write.words(f"logged.{made.indicator}")
    found = []
    for reason, n in sorted(reasons.items()):
        ids = [item.id for item in made.left if item.reason == reason]
        fact = write.count(f"logged.{made.indicator}.{reason}", n, ids)
        found.append(write.sentence(f"logged.left.{reason}", n=fact, figure=name))
    return found


def _listed(network: Network, counts: Counts, write: Writer) -> list[Block]:
    """Return what was counted, by name, where the edition has it."""
    rows = [
        cells(
            write.words(f"logged.{made.indicator}"),
            language.date(item.date, write.lang) if item.date else "–",
            network.name(item.id, write.lang),
            write.words("possibly") if item.certain != "yes" else "",
        )
        for made in counts.counts
        for item in made.items
    ]
    if not rows:
        return []
    columns = 4 if any(row[3] != ("",) for row in rows) else 3
    headings = tuple(write.words(f"col.{name}") for name in ("figure", "date", "name", "note")[:columns])
    return [Table(write.words("logged.listed"), headings, tuple(row[:columns] for row in rows))]
