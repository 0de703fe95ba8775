"""What a reader understood: rows about entities and about relationships, in the words of one series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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
