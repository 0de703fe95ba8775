"""Address cards (vCard 2.1, 3.0, 4.0; Dawson and Howes 1998, RFC 2426, RFC 6350) as a table, a row a card.

Columns have the headings of a contact list. Of several addresses or numbers that for work is taken, then the
preferred one; faxes, pagers and numbers at home are not. What is not read stands in a column of its own, under
the name of its property, so that it is told.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dtz_network.errors import InputError
from dtz_network.intake.readers.table import Table, TableRow, clean

_INFIXES = frozenset((
    "van", "de", "der", "den", "het", "'t", "in", "op", "aan", "bij", "te", "ten", "ter", "tot",
    "uit", "onder", "over", "voor", "von", "vom", "zu", "la", "le", "du", "des", "d'", "da", "dos",
    "el",
))  # fmt: skip
_PRIVATE = {
    "BDAY": "geboortedatum",
    "ADR": "huisadres",
    "GENDER": "geslacht",
    "PHOTO": "foto",
    "X-GENDER": "geslacht",
}
"""Properties that are not read unless asked for by name, under the headings of such columns."""
_SILENT = frozenset((
    "BEGIN", "END", "VERSION", "PRODID", "UID", "REV", "N", "FN", "ORG", "TITLE", "ROLE", "EMAIL",
    "TEL", "URL", "LABEL", "SORT-STRING", "MAILER", "KIND", "CLASS", "SOURCE", "NAME", "PROFILE",
    "KEY", "SOUND", "LOGO", "LANG", "TZ", "GEO", "CLIENTPIDMAP", "NICKNAME", "AGENT",
))  # fmt: skip
"""Properties that say nothing a contact list would have, or that are read."""
_GROUP = "groep"
"""With the name of a group of cards the heading of a column that is not read, so that it is told."""
_AT_WORK = frozenset(("WORK", "CELL"))
_PAGES = ("URL", "X-SOCIALPROFILE")
_NO_VOICE = frozenset(("FAX", "PAGER", "HOME", "MODEM", "BBS", "VIDEO", "HOMEFAX", "WORKFAX", "HOME2"))


@dataclass(frozen=True)
class Line:
    """A property of a card: its name without group, its parameters in capitals, its value as it stands."""

    name: str
    params: frozenset[str]
    value: str
    number: int


def table(text: str, file: str) -> Table:
    """Return the cards of a file, given as text, as a table.

    Raises:
        InputError: a card without any property.
    """
    rows, groups = [], []
    for number, lines in _cards(_lines(text)):
        if group := _group(lines):
            groups.append(group)
            continue
        cells = _row(lines)
        if not cells:
            raise InputError("card-empty", file=file, line=number)
        rows.append(TableRow(number, cells))
    for group in groups if rows else ():
        rows[0] = TableRow(rows[0].number, {**rows[0].cells, f"{_GROUP} {group}": "–"})
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Table(file, "", list(columns), rows)


# --- lines


def _lines(text: str) -> Iterator[Line]:
    """Yield the properties; folded lines and soft line breaks are joined."""
    waiting, began = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        if waiting and _is_quoted(waiting) and waiting.endswith("="):
            waiting += "\n" + raw
        elif waiting and raw[:1] in (" ", "\t"):
            waiting += raw[1:]
        else:
            yield from _parsed(waiting, began)
            waiting, began = raw, number
    yield from _parsed(waiting, began)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _parsed(line: str, number: int) -> Iterator[Line]:
    head, colon, value = _split_head(line)
    if not colon or not head.strip():
        return
    name, *params = head.split(";")
    words = [word.partition("=")[2] if "=" in word else word for word in params]
    upper = frozenset(part.strip('" ').upper() for word in words for part in word.split(","))
    if "QUOTED-PRINTABLE" in upper:
        value = _unquoted(value, params)
    yield Line(name.rpartition(".")[2].strip().upper(), upper, value, number)


def _split_head(line: str) -> tuple[str, str, str]:
    """Split at the first colon that stands in no quoted parameter."""
    quoted = False
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _unquoted(value: str, params: Sequence[str]) -> str:
    charset = next((p.partition("=")[2] for p in params if p.upper().startswith("CHARSET=")), "utf-8")
    found = quopri.decodestring(value.encode("utf-8"))
    for code in (charset, "utf-8", "cp1252"):
        try:
            return found.decode(code)
        except (LookupError, UnicodeDecodeError):
            continue
    return found.decode("latin-1")


def _cards(lines: Iterable[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Yield the lines of each card; a card inside a card (an assistant's) is left out."""
    card: list[Line] = []
    began = depth = 0
    for line in lines:
        if line.name == "BEGIN":
            depth += 1
            if depth == 1 or not card:
                began, card, depth = line.number, [], 1
        elif line.name == "END":
            if depth == 1:
                yield began, card
                card = []
            depth = max(depth - 1, 0)
        elif depth == 1:
            card.append(line)
    if card:
        yield began, card


# --- a card


def _row(lines: Sequence[Line]) -> dict[str, str]:
    first = {line.name: line for line in reversed(lines) if line.value.strip()}
    cells = _name(first)
    organisation = _parts(first["ORG"].value) if "ORG" in first else []
    cells |= {
        "organisatie": _plain(organisation[0]) if organisation else "",
        "afdeling": ", ".join(filter(None, map(_plain, organisation[1:]))),
        "functie": next((_plain(first[name].value) for name in ("TITLE", "ROLE") if name in first), ""),
        "e-mail": _for_work([line for line in lines if line.name == "EMAIL"], "; "),
        "telefoon": _for_work([x for x in lines if x.name == "TEL" and not x.params & _NO_VOICE], " / "),
        "website": _best([line for line in lines if line.name == "URL" and not _is_linkedin(line)]),
        "linkedin": _best([line for line in lines if line.name in _PAGES and _is_linkedin(line)]),
    }
    if not any(cells[key] for key in ("naam", "achternaam", "organisatie") if key in cells):
        cells["naam"] = cells["e-mail"] or cells["telefoon"]  # as address books show a card without a name
    if cells.get("naam", "").casefold() == cells["organisatie"].casefold() != "":
        del cells["naam"]  # the card of an organisation, which is no person
    for line in lines:
        if line.name in _PRIVATE:
            cells.setdefault(_PRIVATE[line.name], "–")
        elif line.name not in _SILENT and not line.name.startswith("X-"):
            cells.setdefault(line.name, _plain(line.value)[:80])
    return {heading: cell for heading, value in cells.items() if (cell := clean(value))}


def _group(lines: Sequence[Line]) -> str:
    """Return the name of a card that is one of a group, "" for others: a group is no person, and its members have cards."""
    said = {line.name: _plain(line.value) for line in reversed(lines)}
    if said.get("KIND", said.get("X-ADDRESSBOOKSERVER-KIND", "")).casefold() != "group":
        return ""
    return said.get("FN") or said.get("N", "").strip(" ;") or "–"


def _name(first: dict[str, Line]) -> dict[str, str]:
    parts = [_plain(part) for part in _parts(first["N"].value)] if "N" in first else []
    family, given, additional = (*parts, "", "", "")[:3]
    if not family:
        whole = _plain(first["FN"].value) if "FN" in first else given
        return {"naam": whole}
    infix = additional if additional and set(additional.lower().split()) <= _INFIXES else ""
    return {
        "voornaam": given if infix or not additional else f"{given} {additional}".strip(),
        "tussenvoegsel": infix,
        "achternaam": family,
    }


def _for_work(lines: Sequence[Line], between: str) -> str:
    """Return all values for work and mobile ones, else the best one."""
    at_work = [line for line in lines if line.params & _AT_WORK and "HOME" not in line.params]
    work = dict.fromkeys(_best([line]) for line in at_work if line.value.strip())
    return between.join(work) or _best(lines)


def _is_linkedin(line: Line) -> bool:
    return "linkedin." in line.value.casefold()


def _best(lines: Sequence[Line]) -> str:
    """Return the value for work, else the preferred one, else the first that is not for home."""
    ranked = sorted(lines, key=lambda x: ("WORK" not in x.params, "PREF" not in x.params, "HOME" in x.params))
    found = next((_plain(line.value) for line in ranked if line.value.strip()), "")
    bare = re.sub(r"^(mailto|tel):", "", found, flags=re.IGNORECASE)
    return re.sub(r";ext=(\d+)$", r" tst. \1", bare, flags=re.IGNORECASE)


_ESCAPED = re.compile(r"\\([\\,;:nN])")


def _parts(value: str) -> list[str]:
    """Split a value at semicolons that are not escaped."""
    return [part.strip() for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    """Return a value without escapes; a line break becomes a space."""
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(plain.split())
