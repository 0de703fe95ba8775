"""Lines of a document that belong together: an entry that goes on in the next line, a list of names after a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dtz_network.intake import document_headings
from dtz_network.intake.list_entries import seat_state
from dtz_network.intake.names_in_text import is_person
from dtz_network.intake.readers.text_lines import TextLine

LONGEST = 160
"""An entry of a list is no longer."""
_OPEN = re.compile(r"\([^()]*$")
_OPEN_ENDED = re.compile(
    r"(?:\b(?:van|de|het|der|den|en|voor|bij|of|the|and|namens|gemeente|provincie|waterschap|ministerie|stichting)|[,&–-])$"
)
_OFFICE = re.compile(
    r",\s+(?:wethouder|burgemeester|loco-?burgemeester|raadslid|gedeputeerde)(?:\s+(?:van|te))?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:(?:gemeente|provincie)\s+)?[A-ZÀ-Þ][\w'-]+")
"""An office at the end of a line is held at the place of which the next line is the name."""
_WRAPPED = 45
"""A line of a list is long enough to go on in the next from so many signs."""


def joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return lines, one that goes on inside a bracket, after a comma between names or in the next line of an entry joined."""
    found: list[TextLine] = []
    for number, line in enumerate(lines):
        last = found[-1] if found else None
        if last and _goes_on(last, line, lines[number + 1] if number + 1 < len(lines) else None):
            raw = " ".join(filter(None, (last.raw, line.raw)))
            found[-1] = replace(last, text=f"{last.text} {line.text}", raw=raw)
        else:
            found.append(line)
    return found


def _goes_on(last: TextLine, line: TextLine, after: TextLine | None) -> bool:
    if (
        not line.text
        or not last.text
        or line.bullet
        or line.heading
        or last.heading
        or line.cells
        or last.cells
    ):
        return False
    if _OPEN.search(last.text):
        return len(last.text) < LONGEST
    if last.bullet and _OPEN_ENDED.search(last.text):
        return True
    if last.text.endswith((",", " en", " and")) and not last.bullet:
        listed = last.text.rpartition(":")[2].removesuffix(" en").strip(" ,")
        return all(map(is_person, re.split(r",\s*|\s+en\s+", listed)))
    headed = (
        line.text.endswith(":") or document_headings.side(line) or document_headings.body_named(line.text)
    )
    if not headed and _OFFICE.search(last.text) and _PLACE.fullmatch(line.text) and not seat_state(line.text):
        return True
    if not last.bullet or headed:
        return False
    wrapped = len(last.text) >= _WRAPPED and len(last.text) < LONGEST
    return wrapped and (
        line.text[:1].islower() or (after is not None and after.bullet and not line.text.isupper())
    )
