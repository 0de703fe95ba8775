"""The tables of the example while they are made."""

from __future__ import annotations

import re
from collections import defaultdict

from tools.example_network import names
from tools.example_network.chance import Chance

Row = dict[str, str]
ZONE = ("emmen", "hardenberg", "hoogeveen", "coevorden")


class Example:
    """All tables by type, and the truths that were planted."""

    def __init__(self, seed: int = 2026) -> None:
        self.chance = Chance(seed)
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self.members: dict[str, list[str]] = {}
        self.staff: dict[str, list[str]] = defaultdict(list)
        self.planted: dict[str, object] = {}
        self.stems = iter(names.firms(self.chance, 160))
        self.people = iter(names.people(self.chance, 230))

    def add(self, kind: str, /, **values: str) -> None:
        """Add a row."""
        self.tables[kind].append(values)

    def organisations(self) -> list[str]:
        """Return the members of all groups."""
        return [ref for members in self.members.values() for ref in members]


def slug(name: str) -> str:
    """Return a key for a name."""
    plain = name.lower().replace("é", "e").replace("b.v.", "bv")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
