"""Networks written as a matrix: who (rows) is in what (columns), as a table of 0 and 1 or as UCINET writes it (DL); read as a row a tie.

DL files hold a whole matrix, or ties or neighbours line by line (Borgatti, Everett & Freeman, UCINET, data language). Of several
matrices the first is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dtz_network.errors import InputError
from dtz_network.intake.readers.networks import Point, Tie, of
from dtz_network.intake.readers.table import Table

_DL = re.compile(rb"(?:\xef\xbb\xbf)?\s*dl\b[\s,]*(?:nr?|nc|nm|format)\s*=", re.IGNORECASE)
_DATA = re.compile(r"(\bdata\s*:)", re.IGNORECASE)
_NONE = frozenset({"", "0", "0.0", "-", "."})
_MARKS = frozenset({"1", "1.0", "x", "✓", "✔"})
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_LEAST = 3
"""So many rows a table of 0 and 1 has at least to be taken for a matrix."""


def of_rows(rows: Sequence[Sequence[str]], file: str) -> Table | None:
    """Return the ties of a table that is a matrix, None for another: names in front, headings above, and 0, 1 or a mark in every cell.

    Other numbers are weights where the headings are the names in front; else they may be figures, and the table is none.
    """
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(filled) <= _LEAST:
        return None
    head, body = filled[0], filled[1:]
    across, down = head[1:], [row[0] for row in body]
    while across and not across[-1]:
        across.pop()
    cells = [[*row[1:], *[""] * len(across)][: len(across)] for row in body]
    if len(across) < 2 or not all(across) or not all(down) or any(map(_NUMBER.fullmatch, down)):
        return None
    square = [name.casefold() for name in across] == [name.casefold() for name in down]
    said = {cell.casefold() for row in cells for cell in row} - _NONE
    fits = all(map(_NUMBER.fullmatch, said)) if square else said <= _MARKS
    empty = any(cell.casefold() in _NONE for row in cells for cell in row)
    return _table(down, across, cells, file, square=square) if said and fits and empty else None


def is_dl(start: bytes) -> bool:
    """Return whether a file begins as UCINET's data language does."""
    return _DL.match(start) is not None


def of_dl(text: str, file: str) -> Table:
    """Return the ties of a file in UCINET's data language.

    Raises:
        InputError: it has other data than it says, or a form that is not known.
    """
    before, mark, data = _DATA.split(text, maxsplit=1) if _DATA.search(text) else (text, "", "")
    said = _said(before)
    if not mark or said is None:
        raise InputError("dl-broken", file=file)
    if said.form in ("edgelist1", "edgelist2", "nodelist1", "nodelist2"):
        return _listed(said, data, file)
    if said.form != "fullmatrix":
        raise InputError("dl-form", file=file, form=said.form)
    return _whole(said, data, file)


@dataclass(frozen=True)
class _Said:
    """What the head of a DL file says: how many rows and columns, the form, the names, and whether these stand in the data."""

    rows: int
    columns: int
    form: str
    down: list[str]
    across: list[str]
    embedded: bool


def _said(head: str) -> _Said | None:
    sizes = {key.casefold(): int(n) for key, n in re.findall(r"(?i)\b(nr|nc|n)\s*=\s*(\d+)", head)}
    rows = sizes.get("nr", sizes.get("n", 0))
    columns = sizes.get("nc", sizes.get("n", rows))
    form = (re.findall(r"(?i)\bformat\s*=\s*(\w+)", head) or ["fullmatrix"])[0].casefold()
    down, across = _names(head, r"row\s+labels\s*:"), _names(head, r"(?:col|column)\s+labels\s*:")
    both = _names(head, r"(?<!row )(?<!col )(?<!column )labels\s*:")
    embedded = re.search(r"(?i)labels\s+embedded", head) is not None
    return _Said(rows, columns, form, down or both, across or both, embedded) if rows else None


def _names(head: str, mark: str) -> list[str]:
    found = re.search(rf"(?is){mark}(.*?)(?=(?:(?:row|col|column)\s+)?labels\b|\Z)", head)
    return _tokens(found[1]) if found else []


def _tokens(text: str) -> list[str]:
    """Return the words of a text, parted by blanks or commas; a name in quotes is one."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|([^\s,]+)', text)]


def _whole(said: _Said, data: str, file: str) -> Table:
    values = _tokens(data)
    down, across = said.down, said.across
    if said.embedded:
        across, values = values[: said.columns], values[said.columns :]
        width = said.columns + 1
        down = values[::width]
        values = [value for place, value in enumerate(values) if place % width]
    size = said.rows * said.columns
    if len(values) < size or not all(map(_NUMBER.fullmatch, values[:size])):
        raise InputError("dl-broken", file=file)
    square = said.rows == said.columns and down == across
    cells = [values[n * said.columns : (n + 1) * said.columns] for n in range(said.rows)]
    return _table(_numbered(down, said.rows), _numbered(across, said.columns), cells, file, square=square)


def _listed(said: _Said, data: str, file: str) -> Table:
    lines = [words for line in data.splitlines() if (words := _tokens(line))]
    if any(len(words) < 2 for words in lines):
        raise InputError("dl-broken", file=file)
    weighted = said.form.startswith("edge")
    pairs = [
        (words[0], other, words[2] if weighted and len(words) > 2 else "")
        for words in lines
        for other in (words[1:2] if weighted else words[1:])
    ]
    two = said.form.endswith("2")
    ends = [
        ("r", [one for one, _, _ in pairs], said.down),
        ("c" if two else "r", [other for _, other, _ in pairs], said.across),
    ]
    points = {
        f"{mode}{ident}": Point(f"{mode}{ident}", _called(ident, names))
        for mode, idents, names in ends
        for ident in idents
    }
    ties = [Tie(f"r{one}", f"{'c' if two else 'r'}{other}", weight=weight) for one, other, weight in pairs]
    return of(points.values(), ties, file)


def _called(ident: str, names: Sequence[str]) -> str:
    """Return the name of a number among names, else what stands there itself."""
    place = int(ident) - 1 if ident.isdecimal() else -1
    return names[place] if 0 <= place < len(names) else ident


def _numbered(names: Sequence[str], size: int) -> list[str]:
    return [*names, *(str(number) for number in range(len(names) + 1, size + 1))][:size]


def _table(
    down: Sequence[str], across: Sequence[str], cells: Sequence[Sequence[str]], file: str, *, square: bool
) -> Table:
    """Return the ties of a matrix; of a square one that is the same both ways each once."""
    other = "r" if square else "c"
    points = [Point(f"r{n}", name) for n, name in enumerate(down)]
    points += [] if square else [Point(f"c{n}", name) for n, name in enumerate(across)]
    filled = list(_filled(cells))
    both = square and {(a, b, w) for a, b, w in filled} == {(b, a, w) for a, b, w in filled}
    ties = [Tie(f"r{a}", f"{other}{b}", weight=w) for a, b, w in filled if not (both and b < a)]
    return of(points, ties, file)


def _filled(cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and weight of what stands in a matrix; a mark weighs nothing more than itself."""
    for down, row in enumerate(cells):
        for across, cell in enumerate(row):
            if cell.casefold() not in _NONE and (
                not _NUMBER.fullmatch(cell) or float(cell.replace(",", "."))
            ):
                yield down, across, "" if cell.casefold() in _MARKS else cell
