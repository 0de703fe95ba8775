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
        self._networks = self._vertices = self._rows = self._row = 0
        self._listed = False

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
            self._networks += bool(self._vertices)
            if self._networks == 1:
                self._vertices, self._rows = _counts(rest)
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
                self._listed = True
                self.names[int(found[1])] = (found[2] or found[3] or found[1]).strip()
        elif self._part == "partition":
            self.partitions[self._title].append(line.strip())
        elif self._part == "matrix":
            self._matrix(number, line)
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
            if not self._is_vertex(end):
                self._problem("pajek-vertex", number, str(end))
                return
        self.ties.extend((number, source, target, self._relation, weight) for target in targets)

    def _matrix(self, number: int, line: str) -> None:
        """Take in a row of a matrix: of one mode to all vertices, of two modes to those behind the first."""
        self._row += 1
        cells = line.split()
        before = self._rows if self._rows < self._vertices else 0
        if len(cells) != self._vertices - before or self._row > (self._rows or self._vertices):
            self._problem("pajek-line", number, line)
            return
        for place, weight in enumerate(cells, before + 1):
            if weight.strip("0.") and all(map(self._is_vertex, (self._row, place))):
                self.ties.append((number, self._row, place, self._relation, weight))

    def _is_vertex(self, number: int) -> bool:
        """Return whether there is a vertex of a number; a network may tell only how many there are."""
        if not self._listed and 0 < number <= self._vertices:
            self.names.setdefault(number, str(number))
        return number in self.names

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


def _counts(text: str) -> tuple[int, int]:
    """Return the number of vertices, and how many of them are of the first mode."""
    numbers = [int(part) for part in text.split() if part.isdecimal()]
    vertices = numbers[0] if numbers else 0
    return vertices, numbers[1] if len(numbers) > 1 else vertices


def _told(side: str, vertex: int, labels: dict[str, list[str]]) -> dict[str, str]:
    return {f"{side} {title}": _known(values, vertex) for title, values in labels.items()}


def _known(values: Sequence[str], vertex: int) -> str:
    return "" if values[vertex - 1] == "0" else values[vertex - 1]
