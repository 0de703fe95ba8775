"""Headings that stand between the rows of a list: they are no people, and one that is an organisation is that of the rows below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dtz_network.intake.document_headings import side_meant
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.no_person import is_organisation
from dtz_network.intake.readers.table import TableRow
from dtz_network.intake.reference import Reference
from dtz_network.intake.total_rows import total_row
from dtz_network.matching import written_names
from dtz_network.matching.spelling import letters
from dtz_network.matching.word_lists import call_names, common_surnames

_ABBREVIATED = 4
"""In capitals so short a word may be a name as well as an abbreviation."""
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Section:
    """A heading between the rows, and the rows below it; ``organisation``: it names one."""

    heading: TableRow
    text: str
    organisation: bool
    rows: list[TableRow] = field(default_factory=list)


def apart(
    rows: Iterable[TableRow], name_of: Callable[[TableRow], str], reference: Reference
) -> Iterator[Section]:
    """Yield the rows by the heading above them; those above the first one stand below an empty heading.

    A heading is all that stands in its row, in the column of the names, and cannot be the name of a person who is known.
    """
    section = Section(TableRow(0, {}), "", organisation=False)
    for line in rows:
        text = "" if total_row(line) else _alone(line)
        organisation = bool(text) and (is_organisation(text) or reference.is_municipality(text))
        if text and text == " ".join(name_of(line).split()) and (organisation or _is_heading(text)):
            yield section
            section = Section(line, text.rstrip(" :"), organisation)
        else:
            section.rows.append(line)
    yield section


def _alone(line: TableRow) -> str:
    """Return what stands in a row if it is a single cell, "" for another row."""
    said = [cell for cell in line.cells.values() if not says_nothing(cell)]
    return " ".join(said[0].split()) if len(said) == 1 else ""


def _is_heading(text: str) -> bool:
    """Return whether a text alone in its row is no name: in capitals or with a colon, a word that no name has, or words that are none.

    >>> [_is_heading(text) for text in ("BEDRIJVEN", "Onderwijs", "Overige organisaties:", "Jansen", "J. Bos", "Willeke", "Fleur Berg")]
    [True, True, True, False, False, False, False]
    """
    words = text.split()
    if text.endswith(":"):
        return True
    if len(words) == 1:
        surname = letters(text) in common_surnames() or letters(text) in call_names()
        return bool(side_meant(text)) or (text.isupper() and len(text) > _ABBREVIATED and not surname)
    name = written_names.natural(_BRACKETS.sub(" ", text)).name
    return not is_person(name) or (text.isupper() and not is_known(name))
