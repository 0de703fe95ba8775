"""Addresses as they stand in a mail behind "Aan" and "Cc", copied into a text: names with their e-mail address."""

from __future__ import annotations

import re

from dtz_network.intake.readers.table import Table, TableRow

_ADDRESS = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
_ONE = re.compile(
    rf"\s*(?:(?P<name>\"[^\"]*\"|[^<>@;\"]*?)\s*<(?:mailto:)?(?P<behind>{_ADDRESS})>|(?P<bare>{_ADDRESS}))\s*(?:[;,]|$)"
)
_HEAD = re.compile(r"^\s*(?:aan|to|cc|bcc|van|from)\s*:\s*", re.IGNORECASE)


def table(text: str, file: str) -> Table | None:
    """Return a text of addresses as a table, a row an address, numbered in their order; None for any other text."""
    rows: list[TableRow] = []
    for raw in text.removeprefix("\ufeff").splitlines():
        if line := _HEAD.sub("", raw).strip(" \t;,"):
            found = _of_line(line)
            if found is None:
                return None
            cells = [{"naam": name, "e-mail": address} for name, address in found]
            rows += [TableRow(number, one) for number, one in enumerate(cells, len(rows) + 1)]
    named = [column for column in ("naam", "e-mail") if any(row.cells[column] for row in rows)]
    return Table(file, "", named, rows) if rows else None


def _of_line(line: str) -> list[tuple[str, str]] | None:
    """Return names and addresses of a line, None where it holds anything else."""
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(line):
        one = _ONE.match(line, place)
        if one is None or one.end() == place:
            return None
        name = (one["name"] or "").strip().strip("\"'").strip()
        found.append((name, one["behind"] or one["bare"]))
        place = one.end()
    return found
