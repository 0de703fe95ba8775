"""People, bodies, roles and organisations out of the lists of a document (an annual plan, minutes, a board list).

Only lists are read as facts: a heading that names a body, below it one entry a line (``list_entries``) or the rows of a table
(``document_tables``); headings such as "Ondernemers:" are the side that the seats below represent. A name in running text, a list
of which the body is not said, and who was present somewhere are questions, with their place, never facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dtz_network.intake import contact_list, document_headings, document_left, document_tables, mentions
from dtz_network.intake.document_lines import LONGEST, joined
from dtz_network.intake.document_questions import DocumentQuestions, Item
from dtz_network.intake.document_rows import DocumentRows, of_one_type
from dtz_network.intake.document_tables import MemberTable
from dtz_network.intake.list_entries import PARTS, SENTENCE_END, Entry, Grammar, seat_state, vacant_for
from dtz_network.intake.names_in_text import is_person
from dtz_network.intake.organisation_types import KnownTypes
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, Understood
from dtz_network.intake.status_words import bound
from dtz_network.model.dates import AT_LATEST
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_STOPS = re.compile(r"[.!?]\s|\b(?:is|zijn|wordt|worden|heeft|hebben|kan|zal|the|are|has)\b", re.IGNORECASE)

_CHAPTER = re.compile(r"\d+(?:\.\d+)+\.?\s+\S")
"""The heading of a chapter: "2.4 Het team"."""


def read(
    lines: Sequence[TextLine], schema: Schema, reference: Reference | None = None, as_of: str = ""
) -> Understood:
    """Return the rows of a document, and what stands in running text as questions; ``as_of`` is the day on which it stood so."""
    types = reference.types if reference else KnownTypes()
    return of_one_type(_Reader(schema, reference, types, as_of).read(lines), types)


class _Reader:
    def __init__(self, schema: Schema, reference: Reference | None, types: KnownTypes, as_of: str) -> None:
        self.schema, self.reference, self._as_of = schema, reference, as_of
        self.grammar = Grammar(schema, reference)
        self.rows = DocumentRows(schema, self.grammar, types)
        self.result = self.rows.result
        self._body, self._side, self._last, self._listed = "", "", -2, False
        self._asks = DocumentQuestions(self.grammar, self.result.doubtful)
        self._left: list[Sequence[TextLine]] = []
        """Tables that are none of members."""
        self._labels: bool | None = None
        """Whether organisations stand before the names below a side, as the first line shows: "Enexis: Joost Reinders"."""
        self._fresh = False
        """Whether a heading stood above and nothing was listed below it yet."""

    def read(self, lines: Sequence[TextLine]) -> Understood:
        items = list(self._items(lines))
        for number, item in enumerate(items):
            if isinstance(item, MemberTable):
                self._table(item)
                self._last, self._listed = number, True
            elif item.text:
                self._line(item, items, number)
        for run in self._left:
            self._asks.table(run)
        self.result.doubtful += document_left.told(lines, self.grammar)
        return self.result

    def _items(self, lines: Sequence[TextLine]) -> Iterator[Item]:
        """Yield lines, and tables of members; rows of other tables are left out."""
        done = 0
        for begin, end in document_tables.runs(lines):
            yield from joined(lines[done:begin])
            run, done = lines[begin:end], end
            if (found := document_tables.read(run, self.grammar)) is not None:
                yield found
                continue
            self._left.append(run)
            if any(line.cells for line in run if not line.place.startswith("tabel")):
                yield from joined([replace(line, cells=()) for line in run])  # a page in columns, not a table
        yield from joined(lines[done:])

    def _line(self, line: TextLine, items: Sequence[Item], number: int) -> None:
        after = items[number + 1 :]
        if side := document_headings.side(line):
            self._side, self._labels = side if self._body else "", None
        elif document_headings.is_attendance(line) or document_headings.is_minutes(line.text):
            self._body = self._side = ""
            self._asks.listed("list-attending", line, after)
        elif heading := self._heading(line, after):
            body, side = self._fuller(heading[0]), heading[1]
            goes_on = body == self._body and "vervolg" in line.text.casefold()
            self._side = side or (self._side if goes_on else "")
            self._body, self._fresh, self._labels = body, True, None
        elif self._body and (state := seat_state(line.text)):
            behind = line.text.partition(" ")[2]  # "vacature onderwijs"
            side = self._side or document_headings.side_meant(behind)
            self.rows.empty_seat(self._body, side, state, vacant_for(self.grammar, line.text), line)
        elif self._body and (entries := self._entries_at(items, number)):
            self._take(entries, line, number)
        elif inline := self._inline(line):
            for one in inline[1]:
                self.rows.add(self._fuller(inline[0]), "", one, line)
            self._body = self._side = ""
        elif document_headings.is_within(line):
            if not self._body:
                self._side = ""
                self._asks.listed("list-bodiless", line, after)
        else:
            if self._asks.labelled(line, elsewhere=bool(self._body)):
                return
            if self._ends(line) and not self._introduces(after):
                self._body = self._side = ""
            self._asks.mentioned(line)

    def _take(self, entries: Sequence[Entry], line: TextLine, number: int) -> None:
        """Take in what a line says of members of the body above it."""
        for entry in entries:
            self.rows.add(self._body, self._side, entry, line)
        self._labels = ":" in line.text if self._labels is None else self._labels
        self._last, self._listed, self._fresh = number, line.bullet, False

    def _fuller(self, body: str) -> str:
        """Return the heading just above, where what follows it only names the body in short: "Het bureau bestaat uit:"."""
        return self._body if self._fresh and fold(body) in fold(self._body) else body

    def _ends(self, line: TextLine) -> bool:
        """Return whether a line that is no entry ends the list."""
        if not self._body or self.grammar.is_role(line.text):
            return False
        if line.heading or _CHAPTER.match(line.text) or len(line.text) > LONGEST or _STOPS.search(line.text):
            return True
        return not line.bullet and not self._could_go_on(line)

    def _introduces(self, after: Sequence[Item]) -> bool:
        """Return whether a sentence stands between a heading and its list: nothing was listed yet, and the list begins below."""
        below = next(
            (one for one in after[:8] if isinstance(one, MemberTable) or not self._is_sentence(one)), None
        )
        if not self._fresh or below is None:
            return False
        if isinstance(below, MemberTable):
            return True
        listed = below.bullet and self.grammar.entry(below) is not None
        return listed or bool(document_headings.side(below)) or document_headings.is_within(below)

    def _is_sentence(self, line: TextLine) -> bool:
        """Return whether a line is empty or says something of the body before its list begins."""
        return not line.text or (
            line.text.endswith(".") and not line.bullet and self.grammar.entry(line) is None
        )

    def _could_go_on(self, line: TextLine) -> bool:
        """Return whether a list may go on after a line: a short one that is no sentence and no other heading."""
        return len(line.text) < 40 and not line.text.endswith((".", ":")) and not self._listed

    # --- entries

    def _entries_at(self, items: Sequence[Item], number: int) -> list[Entry]:
        """Return what a line says of each member, also a role with the name below it, or a name known by its neighbours alone."""
        line = items[number]
        assert isinstance(line, TextLine)  # noqa: S101  called with nothing else
        role = self._role_beside(items, number)
        if found := self.grammar.each(line, sided=bool(self._side) and self._labels is not False):
            return [replace(one, role=one.role or role) for one in found]
        if line.text.isupper() or not is_person(line.text) or len(line.text.split()) > 4:
            return []
        below = items[number + 1] if number + 1 < len(items) else None
        near = isinstance(below, TextLine) and self.grammar.entry(below) is not None
        return [Entry((line.text,), role)] if role or near or self._last == number - 1 else []

    def _role_beside(self, items: Sequence[Item], number: int) -> str:
        """Return the role on a line of its own that is of the name on a line, "" for none.

        It stands above the name, as in "Voorzitter:"; below it where names and roles take turns and a name is the first.
        """
        first = number
        while (
            first
            and self._is_role(items[first - 1]) != self._is_role(items[first])
            and self._is_named(items[first - 1])
        ):
            first -= 1
        takes_turns = (
            not self._is_role(items[first]) and first + 1 < len(items) and self._is_role(items[first + 1])
        )
        place = number + 1 if takes_turns else number - 1
        role = items[place] if 0 <= place < len(items) else None
        if not isinstance(role, TextLine) or not (
            self._is_role(role) if takes_turns else self.grammar.code(role.text.strip(" :"))
        ):
            return ""
        return role.text.strip(" :")

    def _is_role(self, item: Item) -> bool:
        """Return whether an item is a role and no more; with a colon it is of the name below."""
        return isinstance(item, TextLine) and self.grammar.is_role(item.text)

    def _is_named(self, item: Item) -> bool:
        """Return whether an item is a role, or begins with a name."""
        if not isinstance(item, TextLine):
            return False
        return self._is_role(item) or (is_person(item.text) and not document_headings.body_named(item.text))

    # --- headings

    def _heading(self, line: TextLine, after: Sequence[Item]) -> tuple[str, str] | None:
        """Return the body that a line is the heading of and the side that it names, None for no heading.

        It names a body by a word, in capitals, with a colon, a number or as a style, and an entry follows.
        """
        text = line.text
        if (line.bullet and not line.numbered) or (
            "(" in text.removesuffix(":") and self.grammar.entry(line)
        ):
            return None
        body, side = document_headings.body_and_side(text)
        if not body or text.endswith((".", ",")):
            return None
        shown = document_headings.without_frame(text)
        marked = text.endswith(":") or document_headings.is_capitals(shown) or line.heading
        framed = document_headings.has_frame(text)
        if not (marked or framed or len(text.split()) <= 6) or (line.numbered and self.grammar.entry(line)):
            return None
        entries, sides = self._below(after, sided=bool(side))
        if entries == 0 or (not marked and entries + sides < 2):
            return None
        return body, side

    def _below(self, after: Sequence[Item], *, sided: bool) -> tuple[int, int]:
        """Return how many entries and sides stand in the lines below a heading; a table is more than one entry, and so is a name above its role."""
        below = [one for one in after[:14] if isinstance(one, MemberTable) or one.text][:4]
        entries = sides = 0
        for place, one in enumerate(below):
            if isinstance(one, MemberTable):
                entries += 2
                break
            if document_headings.is_attendance(one) or (
                one is not below[0] and document_headings.body_named(one.text) and one.heading
            ):
                break
            entry, inline = self.grammar.entry(one, sided=sided), self._inline(one)
            with_role = self._is_named(one) and any(map(self._is_role, below[place + 1 : place + 2]))
            named = with_role + (len(entry.names) if entry else with_role or bool(seat_state(one.text)))
            entries += len(inline[1]) if inline else named
            sides += bool(document_headings.side(one)) or document_headings.is_within(one)
        return entries, sides

    def _inline(self, line: TextLine) -> tuple[str, list[Entry]] | None:
        """Return body and members of "Dagelijks bestuur: J. Bos (vz), K. Vos (secretaris) en L. Mos", None for other lines."""
        head, colon, tail = line.text.partition(":")
        body = (
            document_headings.body_named(head)
            if colon and len(head) <= 60 and not self.grammar.code(head)
            else ""
        )
        if not body or not tail.strip():
            return None
        ended = re.sub(r"(?<=[a-zà-ÿ]{2})\.\s*$", "", tail)
        parts = PARTS.split(SENTENCE_END.sub("", ended))
        found = [
            self.grammar.entry(TextLine(part.strip(), line.place, bullet=True))
            for part in parts
            if part.strip()
        ]
        entries = [entry for entry in found if entry is not None]
        return (body, entries) if len(entries) > 1 and len(entries) == len(found) else None

    # --- tables

    def _table(self, table: MemberTable) -> None:
        """Take in a table: of the body above it, or as a list of its own; who was there is no member."""
        if table.attending:
            names = [name for row in table.rows if row.entry for name in row.entry.names]
            self._asks.names("list-attending", table.attending, names, table.rows[0].line.place)
        if table.listed is not None and (
            document_tables.has_bodies(table) or table.attending or not self._body
        ):
            self._contact_list(table)
            return
        if not self._body:
            names = [name for row in table.rows if row.entry for name in row.entry.names]
            self._asks.names(
                "list-bodiless", table.rows[0].line.text[: mentions.SHOWN], names, table.rows[0].line.place
            )
            return
        body, side = self._body, self._side
        for row in table.rows:
            if row.heading:
                body = document_headings.body_named(row.heading) or body
                side = document_headings.side_meant(row.heading) or side
            seat = document_headings.side_meant(row.side) or side
            if row.state:
                self.rows.empty_seat(body, seat, row.state, row.vacant_for, row.line)
            elif row.entry:
                until = row.entry.until or (self._over(row.entry, row.line) if row.over else "")
                self.rows.add(body, seat, replace(row.entry, until=until), row.line)

    def _over(self, entry: Entry, line: TextLine) -> str:
        """Tell that what a row says is over, without a date, and return the bound of its end."""
        until = bound(self._as_of)
        told = {"names": ", ".join(entry.names), "date": until.removeprefix(AT_LATEST)}
        self.result.doubtful.append(Doubtful("ended", told, line.place))
        return until

    def _contact_list(self, table: MemberTable) -> None:
        assert table.listed is not None  # noqa: S101  called with nothing else
        found = contact_list.read([table.listed], self.schema, None, self.reference, as_of=self._as_of)
        if found.problems:
            told = {"table": table.listed.sheet, "reason": found.problems[0].message("nl")}
            self.result.doubtful.append(Doubtful("table-left", told, table.listed.sheet))
        else:
            self.result.add(found)
