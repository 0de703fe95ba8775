"""A table as it stands in a file: a header and rows of text cells, every cell with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dtz_network.intake.readers import garbled, header
from dtz_network.intake.written_numbers import NumberCell

_LETTERS = 26


@dataclass(frozen=True)
class TableRow:
    """One row: its number as the user sees it in the file, its cells by column, and what stood in those that were garbled."""

    number: int
    cells: Mapping[str, str]
    raw: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """Return a cell, "" if the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook or one CSV file.

    Attributes:
        file: name of the file.
        sheet: name of the sheet, "" for a file with only one table.
        columns: header cells in order, as written.
        rows: the rows with at least one cell.
        notes: remarks about how it was read: "no-header" where columns have letters instead of headings.
    """

    file: str
    sheet: str
    columns: Sequence[str]
    rows: Sequence[TableRow]
    notes: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The name of the sheet, or of the file without its ending."""
        return self.sheet or self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    def where(self, line: TableRow) -> str:
        """Return where a row stands: sheet and number."""
        return f"{self.sheet} {line.number}".strip()

    def source_text(self, line: TableRow) -> str:
        """Return where a row stands, with the words that were garbled as they stand there."""
        odd = ", ".join(dict.fromkeys(word for cell in line.raw.values() for word, _ in garbled.words(cell)))
        return f"{self.where(line)} ({odd})" if odd else self.where(line)


def table(file: str, sheet: str, rows: Sequence[Sequence[str]], header_at: int, first: int = 1) -> Table:
    """Return a table of raw rows; ``header_at`` is the index of the header, -1 for none, ``first`` the number of the first row.

    Of headings that stand twice each is told by the group that it stands under in the row above, else by a number.
    """
    bare = header_at < 0
    columns = (
        _lettered(rows)
        if bare
        else _once(
            [garbled.mended(cell).strip() for cell in rows[header_at]] if rows else [],
            rows[max(header_at - 1, 0)] if header_at else (),
        )
    )
    columns = _with_letters(columns, rows[header_at + 1 :])
    named = [(place, name) for place, name in enumerate(columns) if name]
    body = []
    for offset, cells in enumerate(rows[header_at + 1 :], start=header_at + 1):
        read = {name: cells[place] for place, name in named if place < len(cells)}
        better = {name: garbled.mended(cell) for name, cell in read.items()}
        found = {name: clean(cell) for name, cell in better.items()}
        if any(found.values()):
            raw = {name: cell for name, cell in read.items() if better[name] != cell}
            body.append(TableRow(first + offset, found, raw))
    return Table(file, sheet, [name for _, name in named], body, ("no-header",) if bare else ())


def _with_letters(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return headings in which a column without one, in which something stands, is called by its letter."""
    filled = {place for row in rows for place, cell in enumerate(row) if cell.strip()}
    wide = [*columns, *[""] * (max(filled, default=0) + 1 - len(columns))]
    return [
        name or (chr(65 + place) if place in filled and place < _LETTERS else "")
        for place, name in enumerate(wide)
    ]


def _lettered(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the letters by which a spreadsheet calls the columns: A, B, C."""
    return [chr(65 + place) for place in range(min(max(map(len, rows), default=0), _LETTERS))]


def _groups(above: Sequence[str], columns: int) -> list[str]:
    """Return the group of each column, of a row with more than one: a title is none."""
    groups, group = list[str](), ""
    if sum(bool(cell.strip()) for cell in above) > 1:
        for cell in above:
            group = " ".join(cell.split()) or group
            groups.append(group)
    return [*groups, *[group] * columns][:columns]


def _once(headings: Sequence[str], above: Sequence[str]) -> list[str]:
    """Return headings of which none stands twice.

    >>> _once(["Naam", "Mail", "Naam", "Plaats"], ["Contact", "", "Organisatie"]), _once(["Mail", "mail"], ())
    (['Contact Naam', 'Mail', 'Organisatie Naam', 'Plaats'], ['Mail', 'mail (2)'])
    """
    groups = _groups(above, len(headings))
    times = Counter(heading.casefold() for heading in headings if heading)
    named = [
        f"{group} {heading}"
        if group and (times[heading.casefold()] > 1 or _is_owners(group, heading))
        else heading
        for heading, group in zip(headings, groups, strict=True)
    ]
    seen = Counter[str]()
    found = []
    for heading in named:
        seen[heading.casefold()] += 1
        number = seen[heading.casefold()]
        found.append(f"{heading} ({number})" if heading and number > 1 else heading)
    return found


def _is_owners(group: str, heading: str) -> bool:
    """Return whether "Naam" stands below "Organisatie", and is not of a person, or "Rol" below "Stuurgroep", and is not of a job."""
    return (header.meaning(group), header.meaning(heading)) in (("organisation", "name"), ("body", "role"))


def clean(cell: str) -> str:
    """Return a cell without control characters, odd spaces and the quote that guards a formula.

    >>> clean("\\u00a0 '=1+1\\u200b ")
    '=1+1'
    """
    if isinstance(cell, NumberCell):
        return cell
    text = cell.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        text = text[1:]
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)
