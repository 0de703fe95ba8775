"""Pajek networks (``.net``, ``.paj``) as a table: a row a tie, with the names of both ends and their partitions.

Columns: ``from``, ``to``, ``relation``, ``weight``, the numbers ``from id`` and ``to id`` (names may be shared), and for every partition ``from NAME`` and ``to NAME`` (with the words
that the comments give to its numbers). A vertex without ties is a row with ``from`` alone. Of one file the first network is read
(Batagelj & Mrvar, Pajek reference manual; format as of 5.x).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dtz_network.errors import Problem, ProblemsError
from dtz_network.intake.readers.table import Table, TableRow

_VERTEX = re.compile(r'\s*(\d+)\s*(?:"([^"]*)"|(\S+))?')
_WORDS = re.compile(r"%\s*(\d+)\s*[-=:]\s*(.+?)\s*[,.;]?$")
_TIES = ("edges", "arcs", "edgeslist", "arcslist")
_RELATION = re.compile(r'\*\w+\s*:?\s*(\d*)\s*(?:"([^"]*)")?')


def is_pajek(start: bytes) -> bool:
    """Return whether a file begins as a Pajek network does, comments left out."""
    lines = (line.strip().lower() for line in start.splitlines())
    first = next((line for line in lines if line and not line.startswith(b"%")), b"")
    return first.startswith((b"*network", b"*vertices"))


def table(text: str, file: str) -> Table:
    """Return the ties of the first network of a file.

    Raises:
        ProblemsError: lines that are no vertex or tie, or name a vertex that there is not; all at once.
    """
    reader = _Reader(file)
    for number, line in enumerate(text.splitlines(), 1):
        reader.line(number, line.rstrip())
    if reader.problems:
        raise ProblemsError(reader.problems)
    rows = list(reader.rows())
    return Table(file, "", list(dict.fromkeys(column for row in rows for column in row.cells)), rows)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.names: dict[int, str] = {}
        self.ties: list[tuple[int, int, int, str, str]] = []
        self.partitions: dict[str, list[str]] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._part, self._title, self._relation, self._relations = "", "", "", dict[str, str]()
        self._networks = 0

    def line(self, number: int, line: str) -> None:
        if line.startswith("*"):
            self._section(line)
        elif line.startswith("%"):
            if self._part == "partition" and (found := _WORDS.match(line)):
                self._words[self._title][found[1]] = found[2]
        elif line.strip() and self._networks <= 1:
            self._content(number, line)

    def _section(self, line: str) -> None:
        word, _, rest = line[1:].partition(" ")
        word = word.casefold().split(":")[0]
        if word == "vertices" and self._part == "partition":
            return
        self._part = word
        if word == "network":
            self._networks += 1
        elif word == "vertices":
            self._networks = max(self._networks, 1)
            self._networks += bool(self.names)
        elif word == "partition":
            self._title = rest.strip()
            self.partitions[self._title], self._words[self._title] = [], {}
        elif word in _TIES and (found := _RELATION.match(line)):
            self._relations.setdefault(found[1], found[2] or found[1])
            self._relation = found[2] or self._relations[found[1]]

    def _content(self, number: int, line: str) -> None:
        if self._part == "vertices":
            found = _VERTEX.match(line)
            if found is None:
                self._problem("pajek-line", number, line)
            else:
                self.names[int(found[1])] = (found[2] or found[3] or found[1]).strip()
        elif self._part == "partition":
            self.partitions[self._title].append(line.strip())
        elif self._part in _TIES:
            self._tie(number, line)

    def _tie(self, number: int, line: str) -> None:
        parts = line.split()
        lists = self._part.endswith("list")
        ends = parts if lists else parts[:2]
        if len(ends) < 2 or not all(end.lstrip("-").isdecimal() for end in ends):
            self._problem("pajek-line", number, line)
            return
        source, *targets = (abs(int(end)) for end in ends)
        weight = parts[2] if len(parts) > 2 and not lists else ""
        for end in (source, *targets):
            if end not in self.names:
                self._problem("pajek-vertex", number, str(end))
                return
        self.ties.extend((number, source, target, self._relation, weight) for target in targets)

    def _problem(self, key: str, line: int, value: str) -> None:
        self.problems.append(Problem.at(key, self.file, "", line, "", value=value[:60]))

    def rows(self) -> Iterator[TableRow]:
        """Yield the ties, then the vertices without one."""
        labels = {
            title: [self._words[title].get(value, value) for value in values]
            for title, values in self.partitions.items()
            if len(values) == len(self.names)
        }
        tied = set()
        for line, source, target, relation, weight in self.ties:
            tied |= {source, target}
            cells = {
                "from": self.names[source],
                "to": self.names[target],
                "relation": relation,
                "weight": weight,
                "from id": str(source),
                "to id": str(target),
            }
            yield TableRow(line, {**cells, **_told("from", source, labels), **_told("to", target, labels)})
        for vertex, name in self.names.items():
            if vertex not in tied:
                yield TableRow(
                    vertex, {"from": name, "from id": str(vertex), **_told("from", vertex, labels)}
                )


def _told(side: str, vertex: int, labels: dict[str, list[str]]) -> dict[str, str]:
    return {f"{side} {title}": _known(values, vertex) for title, values in labels.items()}


def _known(values: Sequence[str], vertex: int) -> str:
    return "" if values[vertex - 1] == "0" else values[vertex - 1]
