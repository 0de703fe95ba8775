"""What a reader understood: rows about entities and about relationships, in the words of one series; what it did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dtz_network.errors import Problem
from dtz_network.model.changes import nothing


class Ref(NamedTuple):
    """A reference to a thing: its type and key inside the series; or, with type "", a record id."""

    type: str
    key: str


@dataclass(frozen=True)
class EntityRow:
    """One row about one thing; ``values`` holds text, for a reference ``Ref`` in ``references``.

    ``since`` and ``until`` are the validity of the values, ``place`` where the row stands.
    """

    type: str
    key: str
    values: Mapping[str, tuple[str, ...]]
    references: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    place: str = ""


@dataclass(frozen=True)
class RelationRow:
    """One row about one relationship; third ends stand in ``references``, other details in ``details``."""

    type: str
    source: Ref
    target: Ref
    role: str = ""
    since: str = ""
    until: str = ""
    details: Mapping[str, str | tuple[str, ...]] = field(default_factory=nothing)
    references: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)
    place: str = ""


Row = EntityRow | RelationRow


def renamed(row: Row, names: Mapping[Ref, Ref]) -> Row:
    """Return a row in which things go by other references, at its ends as in its details."""
    references = {prop: tuple(names.get(ref, ref) for ref in found) for prop, found in row.references.items()}
    if isinstance(row, EntityRow):
        own = names.get(Ref(row.type, row.key), Ref(row.type, row.key))
        return replace(row, type=own.type, key=own.key, references=references)
    source, target = (names.get(end, end) for end in (row.source, row.target))
    return replace(row, source=source, target=target, references=references)


@dataclass(frozen=True)
class Doubtful:
    """Something that was understood by a guess; shown in the plan before anything is stored. ``asks``: it is a question."""

    key: str
    values: Mapping[str, object]
    place: str = ""
    asks: bool = False


@dataclass
class Understood:
    """What came of a document.

    Attributes:
        rows: in the order of the document.
        problems: what was not understood, each with its place.
        doubtful: what was understood by a guess, and what was left alone.
        not_read: private columns that were left out.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    def beside(self, other: Understood) -> Understood:
        """Return this without what another reading of the same part told already, and the things that it named."""
        named = {(r.type, r.key) for r in other.rows if isinstance(r, EntityRow) and r.type != "Person"}
        problems, doubts = set(map(str, other.problems)), set(map(str, other.doubtful))
        return Understood(
            [row for row in self.rows if not isinstance(row, EntityRow) or (row.type, row.key) not in named],
            [problem for problem in self.problems if str(problem) not in problems],
            [doubt for doubt in self.doubtful if str(doubt) not in doubts],
            [column for column in self.not_read if column not in other.not_read],
        )

    def add(self, other: Understood) -> None:
        """Take in what came of another part of the document."""
        self.rows += other.rows
        self.problems += other.problems
        self.doubtful += other.doubtful
        self.not_read += other.not_read
