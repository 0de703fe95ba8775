"""Networks made by hand for the tests of the analysis; no store and no intake needed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import networkx as nx
import numpy as np

from dtz_network import resources
from dtz_network.analysis.projection import TwoMode, from_pairs
from dtz_network.model import schema
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value
from dtz_network.model.schema import Type

Cells = Mapping[str, str | Sequence[str]]
Tie = tuple[str, str, str] | tuple[str, str, str, Cells]


def build(entities: Mapping[str, Cells], ties: Iterable[Tie] = ()) -> Network:
    """Return a network; ids are ``Type/key``, a name that is not given is the key.

    A tie is (type, source, target) or that and its cells: role, since, until, details.
    """
    numbers = count(1)
    made = {ident: _entity(ident, cells, numbers) for ident, cells in entities.items()}
    rows = [_tie(place, *tie, numbers=numbers) for place, tie in enumerate(ties)]
    return Network(schema.shipped(), made, rows, recorded="2022-09-06T12:00:00Z", known_at=1)


def _origin(numbers: count[int]) -> Origin:
    return Origin((next(numbers),), "source", "", "changeset")


def _entity(ident: str, cells: Cells, numbers: count[int]) -> Entity:
    kind, key = ident.split("/", 1)
    values = {}
    for prop, cell in ({"name": key} | dict(cells)).items():
        found = [cell] if isinstance(cell, str) else cell
        values[prop] = tuple(Value(text, "", "", _origin(numbers)) for text in found if text)
    return Entity(ident, kind, {prop: found for prop, found in values.items() if found})


def _tie(
    place: int, kind: str, source: str, target: str, cells: Cells | None = None, *, numbers: count[int]
) -> Relationship:
    given = dict(cells or {})
    role, since, until = (str(given.pop(name, "")) for name in ("role", "since", "until"))
    details = {name: cell if isinstance(cell, str) else tuple(cell) for name, cell in given.items() if cell}
    return Relationship(
        f"r{place}", kind, source, target, role, since, until, details, _origin(numbers)
    )  # fmt: skip


def read(folder: Path) -> Network:
    """Return the network of a folder of tables, one file a type, ids ``Type/key``."""
    types = schema.shipped().types
    entities: dict[str, Cells] = {}
    ties: list[Tie] = []
    for path in sorted(folder.glob("*.csv")):
        kind = types[path.stem]
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                row.pop("place", None)
                if kind.kind == "entity":
                    entities[f"{kind.name}/{row.pop('key')}"] = _cells(kind, row)
                else:
                    ends = [row.pop(end.name) for end in (kind.source, kind.target) if end]
                    ties.append((kind.name, ends[0], ends[1], _cells(kind, row)))
    return build(entities, ties)


def _cells(kind: Type, row: Mapping[str, str]) -> Cells:
    many = {name for name, prop in kind.properties.items() if prop.many}
    return {
        name: [part.strip() for part in cell.split("|")] if name in many else cell
        for name, cell in row.items()
        if cell and name not in ("valid_from", "valid_to")
    }


@cache
def plan() -> Network:
    """Return the network of the annual plan."""
    return read(resources.graph_folder() / "dutch-techzone")


@cache
def example() -> Network:
    """Return the invented example."""
    return read(resources.graph_folder() / "example")


def participations(pairs: Iterable[tuple[str, str]], more: Mapping[str, Cells] | None = None) -> Network:
    """Return companies that take part in projects; ``more`` adds entities or their values."""
    ties = [(f"Company/{a}", f"Project/{p}") for a, p in pairs]
    entities: dict[str, Cells] = {end: {} for tie in ties for end in tie}
    return build(entities | dict(more or {}), [("Participation", a, p) for a, p in ties])


def planted(n: int, groups: int, seed: int, inside: float = 0.8) -> tuple[Network, dict[str, int]]:
    """Return companies in planted groups, each in 1 to 5 projects, and the group of each company."""
    rng = np.random.default_rng(seed)
    projects = int(n * 0.45)
    home = rng.permutation(np.arange(projects) % groups)
    of = {f"Company/a{i:03d}": int(i % groups) for i in range(n)}
    pairs = set()
    for i in range(n):
        for _ in range(1 + int(rng.binomial(4, 0.35))):
            own = np.flatnonzero(home == i % groups) if rng.random() < inside else np.arange(projects)
            pairs.add((f"a{i:03d}", f"p{int(rng.choice(own)):03d}"))
    return participations(sorted(pairs)), of


def women() -> TwoMode:
    """Return the southern women and their events (Davis, Gardner & Gardner 1941), as networkx has them."""
    graph = nx.davis_southern_women_graph()
    names = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    return from_pairs((woman, event) for woman in names for event in graph[woman])


def shuffled(network: Network, seed: int = 3) -> Network:
    """Return the same network with its entities and ties in another order."""
    rng = np.random.default_rng(seed)
    ties = [network.relationships[i] for i in rng.permutation(len(network.relationships))]
    keys = [list(network.entities)[i] for i in rng.permutation(len(network.entities))]
    return replace(network, entities={key: network.entities[key] for key in keys}, relationships=ties)


PILOT = """\
name: Pilot
kind: entity
extends: Project
label: {nl: proef, en: pilot}
plural: {nl: proeven, en: pilots}
article: de
description: {nl: Een proef, en: A pilot}
look: {shape: square, colour: '#117733'}
"""


def with_pilots(network: Network, folder: Path) -> Network:
    """Return a network whose initiatives are of a type of one's own that extends Project."""
    (folder / "schema").mkdir()
    (folder / "schema" / "Pilot.yaml").write_text(PILOT, encoding="utf-8")
    made = {ident.replace("Project", "Pilot"): e for ident, e in network.entities.items()}
    made = {i: replace(e, id=i, type="Pilot") if i.startswith("Pilot") else e for i, e in made.items()}
    ties = [replace(tie, target=tie.target.replace("Project", "Pilot")) for tie in network.relationships]
    own = schema.load(resources.graph_folder(), folder)
    return replace(network, schema=own, entities=made, relationships=ties)
