"""What a document says of money and projects: no list of people, so it is not taken over, but told with its heading and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dtz_network import language
from dtz_network.intake.list_entries import Grammar
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.rows import Doubtful

_AMOUNT = re.compile(
    r"(?:(?:€|EUR)\s*-?\s*\d[\d.,]*(?:,-|-)?|-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2}|,-)?|-?\d{2,},\d{2})\s*(?:k|m|mln|miljoen|million|euro)?\s*$",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:\w*begroting\w*|\w*budget\w*|inkomsten|uitgaven|baten|lasten|\w*kosten|dekking|\w*financi\w+|raming|jaarrekening|costs|income|expenditure|funding)\b",
    re.IGNORECASE,
)
_PROJECTS = re.compile(
    r"\b(?:\w*projecten|\w*initiatieven|programmalijnen|actielijnen|activiteiten|projects|initiatives|activities)\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:naam )?(?:project|projectnaam|initiatief|activiteit|initiative|activity)", re.IGNORECASE
)
_FEWEST = 3
"""So many lines with an amount near each other are a table of money."""
_FEWEST_PROJECTS = 2
_GAP = 4
"""So many lines may lie between two lines of one table."""
_ABOVE = 8
"""A heading stands at most so many lines above."""
_HEADING = 9
"""A heading has at most so many words."""
_NAMED, _LONG = 3, 60


def told(lines: Sequence[TextLine], grammar: Grammar) -> Iterator[Doubtful]:
    """Yield the tables of money and the lists of projects of a document, each with its first line."""
    for run in _runs([number for number, line in enumerate(lines) if _has_amount(line)]):
        if len(run) >= _FEWEST:
            said = {"heading": _heading(lines, run[0]), "n": len(run)}
            yield Doubtful("amounts-left", said, lines[run[0]].place)
    for number, line in enumerate(lines):
        if _names_projects(line) and not _has_amount(line):
            found = list(_listed(lines, number + 1, grammar))
            if len(found) >= _FEWEST_PROJECTS:
                named = language.few([language.shortened(one.text, _LONG) for one in found], _NAMED)
                heading = ", ".join(filter(None, line.cells)) or line.text.strip(" :")
                said = {"heading": heading, "n": len(found), "names": named}
                yield Doubtful("projects-left", said, found[0].place)


def _names_projects(line: TextLine) -> bool:
    """Return whether a line is the heading of a list of projects, or the head of a table with a column of them."""
    if line.cells:
        return any(_COLUMN.fullmatch(cell.strip()) for cell in line.cells)
    return _is_heading(line) and _PROJECTS.search(line.text) is not None


def _has_amount(line: TextLine) -> bool:
    return any(_AMOUNT.search(cell) for cell in line.cells or (line.text,))


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield numbers in runs without a wide gap."""
    run = list[int]()
    for number in numbers:
        if run and number - run[-1] > _GAP:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _heading(lines: Sequence[TextLine], first: int) -> str:
    """Return the line above a table that says what it is of, else the first line of the table."""
    above = [line for line in lines[max(first - _ABOVE, 0) : first] if line.text and not _has_amount(line)]
    named = [line for line in above if _MONEY.search(line.text) and _is_heading(line)]
    found = named[:1] or [line for line in reversed(above) if line.heading] or [lines[first]]
    return language.shortened(found[0].text.strip(" :"), _LONG)


def _is_heading(line: TextLine) -> bool:
    """Return whether a line may be a heading: by its style, or short, no sentence and no entry of a list."""
    if line.heading:
        return True
    short = 0 < len(line.text.split()) <= _HEADING and not line.text.endswith((".", ",", ";"))
    return short and not line.bullet and not line.cells and line.text[:1].isupper()


def _listed(lines: Sequence[TextLine], begin: int, grammar: Grammar) -> Iterator[TextLine]:
    """Yield the entries of the list below a heading, none where it is one of people."""
    for number in range(begin, len(lines)):
        line = lines[number]
        if not line.text:
            continue
        if not (line.bullet or line.numbered or line.cells) or line.heading:
            return
        if grammar.entry(line) is None and not _has_amount(line):
            yield line
