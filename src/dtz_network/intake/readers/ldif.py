"""LDIF (RFC 2849), as Thunderbird and directories export addresses, as a table: a row an entry, columns under headings of a contact list."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from dtz_network.intake.readers.table import Table, TableRow, clean

_HEADINGS = {
    "cn": "weergavenaam", "displayname": "weergavenaam", "givenname": "voornaam", "sn": "achternaam", "surname": "achternaam", "mail": "e-mail",
    "mozillasecondemail": "e-mail", "telephonenumber": "telefoon", "mobile": "telefoon", "cellphone": "telefoon", "o": "organisatie",
    "company": "organisatie", "ou": "afdeling", "department": "afdeling", "title": "functie", "l": "plaats", "locality": "plaats",
    "postalcode": "postcode", "mozillaworkurl": "website", "description": "opmerking", "homephone": "huistelefoon",
    "mozillahomestreet": "huisadres", "birthday": "geboortedatum", "birthyear": "geboortedatum", "jpegphoto": "foto",
}  # fmt: skip
"""Attributes of directories (RFC 4519) and Thunderbird, and what a contact list calls them; others keep their own name."""
_SEVERAL = ("e-mail", "telefoon")
_SILENT = ("dn", "objectclass", "version", "modifytimestamp", "uid", "changetype")
_BEGIN = re.compile(r"(?:\ufeff)?\s*(?:version:\s*1\s+)?(?:#[^\n]*\n\s*)*dn::?\s", re.IGNORECASE)


def is_ldif(text: str) -> bool:
    """Return whether a text begins as LDIF."""
    return _BEGIN.match(text) is not None


def table(text: str, file: str) -> Table:
    """Return the entries of a file as a table; a list of addresses in it, which is no person, is left out by its members."""
    rows = list(_rows(text))
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Table(file, "", list(columns), rows)


def _rows(text: str) -> Iterator[TableRow]:
    cells: dict[str, str] = {}
    began = 0
    for number, line in _lines(text):
        if not line:
            if cells and "member" not in cells:
                yield TableRow(began, cells)
            cells, began = {}, 0
            continue
        began = began or number
        name, value = _attribute(line)
        heading = _HEADINGS.get(name, name)
        if name and value and name not in _SILENT:
            before = cells.get(heading, "")
            cells[heading] = f"{before}; {value}" if before and heading in _SEVERAL else before or value


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, folded ones whole and comments left out; an empty one ends each entry, also the last."""
    waiting, began = "", 0
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        if raw.startswith(" ") and waiting:
            waiting += raw[1:]
            continue
        if waiting:
            yield began, waiting
        waiting, began = ("" if raw.startswith("#") else raw.rstrip()), number
        if not raw.strip():
            yield number, ""


def _attribute(line: str) -> tuple[str, str]:
    """Return name and value of a line, a value in base64 read."""
    name, colon, value = line.partition(":")
    if not colon:
        return "", ""
    if value.startswith(":"):
        try:
            value = base64.b64decode(value[1:].strip()).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            value = "–"
    return name.partition(";")[0].strip().casefold(), clean(" ".join(value.removeprefix("<").split()))
