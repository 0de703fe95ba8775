"""What of a document is told and is no fact: names in running text, lists of which the body is not said, who was present somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dtz_network import language
from dtz_network.intake import document_headings, mentions
from dtz_network.intake.document_lines import LONGEST
from dtz_network.intake.document_tables import MemberTable
from dtz_network.intake.list_entries import PARTS, Grammar
from dtz_network.intake.names_in_text import is_known
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.rows import Doubtful
from dtz_network.matching import written_names
from dtz_network.model.network import fold

_NAMED = 6
_IN_CELL = re.compile(r"\s*;\s*|\n")
Item = TextLine | MemberTable


class DocumentQuestions:
    """Tells names of one document, those of a list once and not again where they stand in its text."""

    def __init__(self, grammar: Grammar, told: list[Doubtful]) -> None:
        self._grammar, self._doubtful = grammar, told
        self._told: set[str] = set()

    def listed(self, key: str, line: TextLine, after: Sequence[Item]) -> None:
        """Tell the names in the line of a heading and in the list below it: it does not say of which body, or who was there."""
        behind = replace(line, text=line.text.partition(":")[2].strip(), bullet=True)
        apart = [replace(behind, text=part.strip()) for part in PARTS.split(behind.text)]
        names = max([*self._names(behind)], [name for part in apart for name in self._names(part)], key=len)
        for one in after:
            found = [] if isinstance(one, MemberTable) else self._names(one)
            if not found and (isinstance(one, MemberTable) or one.text):
                break
            names += found
        self.names(key, line.text.partition(":")[0], names, line.place)

    def names(self, key: str, heading: str, names: Sequence[str], place: str) -> None:
        """Tell names below a heading."""
        self._told |= {fold(written_names.natural(name).name) for name in names}
        if names:
            told = {"heading": heading, "names": language.few(names, _NAMED)}
            self._doubtful.append(Doubtful(key, told, place))

    def table(self, run: Sequence[TextLine]) -> None:
        """Tell people of a table that was not read: who was there, and whose names are cells, as far as no list has them."""
        rows = [line for line in run if line.cells]
        there, others = document_headings.attendance(rows)
        for heading, cells in there.items():
            names = [name for line, cell in cells for name in self._in_cell(line, cell)]
            self.names("list-attending", heading, list(dict.fromkeys(names)), rows[0].place)
        found = [name for line, cell in others for name in self._in_cell(line, cell) if is_known(name)]
        known = [name for name in found if fold(name) not in self._grammar.met | self._told]
        first = others[0][0] if others else rows[0]
        heading = ", ".join(filter(None, first.cells))[: mentions.SHOWN]
        self.names("list-bodiless", heading, list(dict.fromkeys(known)), first.place)

    def labelled(self, line: TextLine, *, elsewhere: bool) -> bool:
        """Tell who stands behind a word that is no role ("Financiën: Bert Mulder"); return whether somebody does.

        ``elsewhere``: who stands in a list of the document is told as well.
        """
        label, colon, rest = line.text.partition(":")
        if not colon or len(label.split()) > _NAMED / 2 or len(line.text) >= LONGEST:
            return False
        parts = [replace(line, text=part.strip(), bullet=True) for part in PARTS.split(rest)]
        names = [name for part in parts for name in self._names(part)]
        if not elsewhere:
            names = [name for name in names if fold(name) not in self._grammar.met]
        known = any(map(self._grammar.is_known, names))
        for name in names if known else ():
            self._mention(name, line)
        return known

    def mentioned(self, line: TextLine) -> None:
        """Tell names in running text that stand with a role or an organisation."""
        names = [*mentions.found(line.text)]
        entry = self._grammar.entry(line) if line.bullet and not names else None
        if entry and (entry.role or entry.organisations) and any(map(self._grammar.is_known, entry.names)):
            names = [*entry.names]
        for name in names:
            self._mention(name, line)

    def _mention(self, name: str, line: TextLine) -> None:
        """Tell a name with the words around it; once for a list that was told as a whole."""
        if not {fold(name), fold(written_names.natural(name).name)} & self._told:
            told = {"name": name, "text": mentions.around(line.text, name)}
            self._doubtful.append(Doubtful("mentioned", told, line.place))

    def _names(self, line: TextLine) -> Sequence[str]:
        entry = self._grammar.entry(line) if line.text else None
        return entry.names if entry else ()

    def _in_cell(self, line: TextLine, cell: str) -> Iterator[str]:
        for part in _IN_CELL.split(cell):
            yield from self._names(replace(line, text=part, bullet=True, cells=()))
