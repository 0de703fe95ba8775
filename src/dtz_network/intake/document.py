"""People, bodies, roles and organisations out of the lists of a document (an annual plan, minutes, a board list).

Only lists are read as facts: a heading that names a body, below it one entry a line (``list_entries``) or the rows of a table
(``document_tables``); headings such as "Ondernemers:" are the side that the seats below represent. A name in running text, a list
of which the body is not said, and who was present somewhere are questions, with their place, never facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dtz_network import language
from dtz_network.intake import contact_list, document_headings, document_tables, mentions
from dtz_network.intake.document_rows import BY_SIDE, DocumentRows
from dtz_network.intake.document_tables import MemberTable
from dtz_network.intake.list_entries import Entry, Grammar, seat_state, vacant_for
from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.organisation_types import KnownTypes, told_type
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.reference import Reference
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, Row, Understood
from dtz_network.intake.status_words import bound
from dtz_network.matching import written_names
from dtz_network.model.dates import AT_LATEST
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_OPEN = re.compile(r"\([^()]*$")
_STOPS = re.compile(r"[.!?]\s|\b(?:is|zijn|wordt|worden|heeft|hebben|kan|zal|the|are|has)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ)]{4})\.$|(?<=\))\.$")
_PARTS = re.compile(r"[,;]\s*(?![^()]*\))|\s+en\s+(?![^()]*\))")
"""Between the members of a list in one line, not within brackets."""
_LONGEST = 160
_OPEN_ENDED = re.compile(
    r"(?:\b(?:van|de|het|der|den|en|voor|bij|of|the|and|namens|gemeente|provincie|waterschap|ministerie|stichting)|[,&–-])$"
)
_WRAPPED = 45
"""A line of a list is long enough to go on in the next from so many signs."""
_NAMED = 6
Item = TextLine | MemberTable


def read(
    lines: Sequence[TextLine], schema: Schema, reference: Reference | None = None, as_of: str = ""
) -> Understood:
    """Return the rows of a document, and what stands in running text as questions; ``as_of`` is the day on which it stood so."""
    types = reference.types if reference else KnownTypes()
    return _of_one_type(_Reader(schema, reference, types, as_of).read(lines), types)


def _of_one_type(found: Understood, types: KnownTypes) -> Understood:
    """Return what was found with one organisation for one name: the type that a side tells holds in every list."""
    sided = {
        row.key: Ref(row.type, row.key)
        for row in reversed(found.rows)
        if isinstance(row, EntityRow) and row.type in BY_SIDE.values() and not told_type(row.key)
        if not types.of(row.key)
    }
    moved_to = {Ref(kind, key): ref for key, ref in sided.items() for kind in ("Company", *BY_SIDE.values())}
    rows: dict[object, Row] = {}
    for row in found.rows:
        if isinstance(row, EntityRow):
            ref = moved_to.get(Ref(row.type, row.key), Ref(row.type, row.key))
            rows.setdefault(ref, replace(row, type=ref.type))
        else:
            ends = {
                name: tuple(moved_to.get(ref, ref) for ref in refs) for name, refs in row.references.items()
            }
            moved = replace(
                row,
                source=moved_to.get(row.source, row.source),
                target=moved_to.get(row.target, row.target),
                references=ends,
            )
            rows[id(row)] = moved
    guesses = [
        guess
        for guess in found.doubtful
        if guess.key != "type-guessed"
        or (known := sided.get(fold(str(guess.values["name"])))) is None
        or known.type == guess.values["type"]
    ]
    return Understood(list(rows.values()), found.problems, guesses, found.not_read)


def _joined(lines: Sequence[TextLine]) -> list[TextLine]:
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
        return len(last.text) < _LONGEST
    if last.bullet and _OPEN_ENDED.search(last.text):
        return True
    if last.text.endswith((",", " en", " and")) and not last.bullet:
        named = re.split(r",\s*|\s+en\s+", last.text.removesuffix(" en").strip(" ,"))
        return all(map(is_person, named))
    headed = (
        line.text.endswith(":") or document_headings.side(line) or document_headings.body_named(line.text)
    )
    if not last.bullet or headed:
        return False
    wrapped = len(last.text) >= _WRAPPED and len(last.text) < _LONGEST
    return wrapped and (
        line.text[:1].islower() or (after is not None and after.bullet and not line.text.isupper())
    )


class _Reader:
    def __init__(self, schema: Schema, reference: Reference | None, types: KnownTypes, as_of: str) -> None:
        self.schema, self.reference, self._as_of = schema, reference, as_of
        self.grammar = Grammar(schema, reference)
        self.rows = DocumentRows(schema, self.grammar, types)
        self.result = self.rows.result
        self._body, self._side, self._last, self._listed = "", "", -2, False
        self._told: set[str] = set()
        self._left: list[Sequence[TextLine]] = []
        """Tables that are none of members."""
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
            self._tell_table(run)
        return self.result

    def _items(self, lines: Sequence[TextLine]) -> Iterator[Item]:
        """Yield lines, and tables of members; rows of other tables are left out."""
        done = 0
        for begin, end in document_tables.runs(lines):
            yield from _joined(lines[done:begin])
            run, done = lines[begin:end], end
            if (found := document_tables.read(run, self.grammar)) is not None:
                yield found
                continue
            self._left.append(run)
            if any(line.cells for line in run if not line.place.startswith("tabel")):
                yield from _joined(
                    [replace(line, cells=()) for line in run]
                )  # a page in columns, not a table
        yield from _joined(lines[done:])

    def _line(self, line: TextLine, items: Sequence[Item], number: int) -> None:
        after = items[number + 1 :]
        if side := document_headings.side(line):
            self._side = side if self._body else ""
        elif document_headings.is_attendance(line):
            self._tell("list-attending", line, after)
        elif heading := self._heading(line, after):
            body, side = heading
            goes_on = body == self._body and "vervolg" in line.text.casefold()
            self._side = side or (self._side if goes_on else "")
            self._body, self._fresh = body, True
        elif self._body and (state := seat_state(line.text)):
            behind = line.text.partition(" ")[2]  # "vacature onderwijs"
            side = self._side or document_headings.side_meant(behind)
            self.rows.empty_seat(self._body, side, state, vacant_for(self.grammar, line.text), line)
        elif self._body and (entry := self._entry_at(items, number)):
            self.rows.add(self._body, self._side, entry, line)
            self._last, self._listed, self._fresh = number, line.bullet, False
        elif inline := self._inline(line):
            for one in inline[1]:
                self.rows.add(inline[0], "", one, line)
            self._body = self._side = ""
        elif document_headings.is_within(line):
            if not self._body:
                self._tell("list-bodiless", line, after)
        else:
            if self._body and self._labelled(line):
                return
            if self._ends(line) and not self._introduces(after):
                self._body = self._side = ""
            self._ask(line)

    def _ends(self, line: TextLine) -> bool:
        """Return whether a line that is no entry ends the list."""
        if not self._body:
            return False
        if line.heading or len(line.text) > _LONGEST or _STOPS.search(line.text):
            return True
        return not line.bullet and not self._could_go_on(line)

    def _introduces(self, after: Sequence[Item]) -> bool:
        """Return whether a sentence stands between a heading and its list: nothing was listed yet, and the list begins below."""
        below = next((one for one in after if isinstance(one, MemberTable) or one.text), None)
        if not self._fresh or below is None:
            return False
        if isinstance(below, MemberTable):
            return True
        listed = below.bullet and self.grammar.entry(below) is not None
        return listed or bool(document_headings.side(below)) or document_headings.is_within(below)

    def _could_go_on(self, line: TextLine) -> bool:
        """Return whether a list may go on after a line: a short one that is no sentence and no other heading."""
        return len(line.text) < 40 and not line.text.endswith((".", ":")) and not self._listed

    # --- entries

    def _entry_at(self, items: Sequence[Item], number: int) -> Entry | None:
        """Return what a line says as an entry, also a role with the name below it, or a name known by its neighbours alone."""
        line = items[number]
        assert isinstance(line, TextLine)  # noqa: S101  called with nothing else
        if found := self.grammar.entry(line, sided=bool(self._side)):
            above = items[number - 1] if number else None
            role = (
                isinstance(above, TextLine) and not found.role and self.grammar.code(above.text.strip(" :"))
            )
            return (
                replace(found, role=above.text.strip(" :")) if role and isinstance(above, TextLine) else found
            )
        return self._beside(items, number)

    def _beside(self, items: Sequence[Item], number: int) -> Entry | None:
        line = items[number]
        assert isinstance(line, TextLine)  # noqa: S101  called with nothing else
        if line.text.isupper() or not is_person(line.text) or len(line.text.split()) > 4:
            return None
        below = items[number + 1] if number + 1 < len(items) else None
        above = items[number - 1] if number else None
        role = above.text.strip(" :") if isinstance(above, TextLine) else ""
        if self.grammar.code(role):
            return Entry((line.text,), role)
        near = self._last == number - 1 or (
            isinstance(below, TextLine) and self.grammar.entry(below) is not None
        )
        return Entry((line.text,)) if near else None

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
        """Return how many entries and sides stand in the lines below a heading; a table is more than one entry."""
        below = [one for one in after[:14] if isinstance(one, MemberTable) or one.text][:4]
        entries = sides = 0
        for one in below:
            if isinstance(one, MemberTable):
                entries += 2
                break
            if document_headings.is_attendance(one) or (
                one is not below[0] and document_headings.body_named(one.text) and one.heading
            ):
                break
            entry = self.grammar.entry(one, sided=sided)
            entries += len(entry.names) if entry else bool(seat_state(one.text))
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
        parts = _PARTS.split(_SENTENCE_END.sub("", ended))
        found = [
            self.grammar.entry(TextLine(part.strip(), line.place, bullet=True))
            for part in parts
            if part.strip()
        ]
        entries = [entry for entry in found if entry is not None]
        return (body, entries) if len(entries) > 1 and len(entries) == len(found) else None

    # --- tables

    def _table(self, table: MemberTable) -> None:
        """Take in a table: of the body above it, or as a list of its own."""
        if table.listed is not None and (document_tables.has_bodies(table) or not self._body):
            self._contact_list(table)
            return
        if not self._body:
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

    # --- questions

    def _tell(self, key: str, line: TextLine, after: Sequence[Item]) -> None:
        """Tell the names in a list that is no fact: it does not say of which body, or who was there."""
        self._body = self._side = ""
        names = [*self._names(replace(line, text=line.text.partition(":")[2].strip(), bullet=True))]
        for one in after:
            found = [] if isinstance(one, MemberTable) else self._names(one)
            if not found and (isinstance(one, MemberTable) or one.text):
                break
            names += found
        self._told |= {fold(written_names.natural(name).name) for name in names}
        self._tell_names(key, line.text.partition(":")[0], names, line.place)

    def _tell_names(self, key: str, heading: str, names: Sequence[str], place: str) -> None:
        if names:
            told = {"heading": heading, "names": language.few(names, _NAMED)}
            self.result.doubtful.append(Doubtful(key, told, place))

    def _tell_table(self, run: Sequence[TextLine]) -> None:
        """Tell people whose names are cells of a table that was not read, as far as no list has them."""
        cells = [cell for line in run for cell in line.cells if is_person(cell)]
        known = [cell for cell in cells if is_known(cell) and fold(cell) not in self.grammar.met | self._told]
        first = next(line for line in run if line.cells)
        heading = ", ".join(filter(None, first.cells))[: mentions.SHOWN]
        self._tell_names("list-bodiless", heading, list(dict.fromkeys(known)), first.place)

    def _labelled(self, line: TextLine) -> bool:
        """Tell who stands in a list behind a word that is no role ("Financiën: Bert Mulder"); return whether somebody does."""
        label, colon, rest = line.text.partition(":")
        if not colon or len(label.split()) > _NAMED / 2 or len(line.text) >= _LONGEST:
            return False
        parts = [replace(line, text=part.strip(), bullet=True) for part in _PARTS.split(rest)]
        names = [name for part in parts for name in self._names(part)]
        known = any(map(self.grammar.is_known, names))
        for name in names if known else ():
            self._mention(name, line)
        return known

    def _names(self, line: TextLine) -> Sequence[str]:
        entry = self.grammar.entry(line) if line.text else None
        return entry.names if entry else ()

    def _ask(self, line: TextLine) -> None:
        """Tell names in running text that stand with a role or an organisation; they are no facts."""
        for name in mentions.found(line.text):
            self._mention(name, line)

    def _mention(self, name: str, line: TextLine) -> None:
        """Tell a name that is no fact, with the words around it; once for a list that was told as a whole."""
        if fold(name) not in self._told:
            told = {"name": name, "text": mentions.around(line.text, name)}
            self.result.doubtful.append(Doubtful("mentioned", told, line.place))
