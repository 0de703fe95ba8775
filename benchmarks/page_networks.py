"""Invented stakeholder networks of any size, for the benchmarks of the page; the same seed, the same network."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dtz_network.model.changes import Source
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value
from dtz_network.model.schema import shipped
from dtz_network.view.shown import GroupArea

PLACES = ("Emmen", "Hoogeveen", "Coevorden", "Hardenberg", "Assen", "Meppel", "Ommen", "Dalfsen", "Stadskanaal",
          "Borger", "Westerveld", "Twenterand")  # fmt: skip
THEMES = ("chemie", "kunststof", "metaal", "logistiek", "energie", "zorg", "agro", "bouw", "ict")
SHARES: Mapping[str, float] = {
    "Company": 0.42, "Person": 0.3, "Project": 0.14, "School": 0.04, "Government": 0.04, "Association": 0.06,
}  # fmt: skip
ACTORS = ("Company", "School", "Government", "Association")


def network(nodes: int, seed: int = 7, *, per_group: int = 120) -> tuple[Network, list[GroupArea]]:
    """Return a network of about ``nodes`` entities, two relationships each, and the groups planted in it."""
    rng = np.random.default_rng(seed)
    groups = max(5, nodes // per_group)
    kinds = rng.choice(list(SHARES), nodes, p=list(SHARES.values()))
    home = rng.integers(0, groups, nodes)
    idents = [f"{kind}/{n:06d}" for n, kind in enumerate(kinds)]
    entities = {ident: _entity(ident, n, kinds[n]) for n, ident in enumerate(idents)}
    entities |= {
        f"Region/{place}": _entity(f"Region/{place}", n, "Region", place) for n, place in enumerate(PLACES)
    }
    entities |= {f"Theme/{name}": _entity(f"Theme/{name}", n, "Theme", name) for n, name in enumerate(THEMES)}
    ties = _ties(rng, kinds, home, idents, groups)
    sources = {"s": Source("s", "lijst", "list", "Verzonnen lijst", date="2026-04-30", invented=True)}
    made = Network(shipped(), entities, ties, sources, 1, "2026-05-01T09:00:00+00:00")
    actors = [n for n in range(nodes) if kinds[n] in ACTORS]
    areas = [
        GroupArea(
            f"G{g + 1}",
            f"Groep {g + 1}: {THEMES[g % len(THEMES)]}",
            tuple(idents[n] for n in actors if home[n] == g),
        )
        for g in range(groups)
    ]
    return made, [area for area in areas if area.members]


def _origin(row: int) -> Origin:
    return Origin((row,), "s", f"rij {row}", "c-1")


def _entity(ident: str, row: int, kind: str, name: str = "") -> Entity:
    text = name or f"{'Voorbeeld' if kind == 'Person' else kind} {row % 977} {PLACES[row % 12]} {row}"
    return Entity(ident, kind, {"name": (Value(text, "", "", _origin(row)),)})


def _ties(
    rng: np.random.Generator, kinds: np.ndarray, home: np.ndarray, idents: list[str], groups: int
) -> list[Relationship]:
    nodes = len(idents)
    of = {kind: np.flatnonzero(kinds == kind) for kind in SHARES}
    actors = np.concatenate([of[kind] for kind in ACTORS])
    by_group = [actors[home[actors] == g] for g in range(groups)]
    projects = [of["Project"][home[of["Project"]] == g] for g in range(groups)]
    ties: list[Relationship] = []

    def add(kind: str, source: str, target: str, since: str = "") -> None:
        row = len(ties)
        ties.append(Relationship(f"r{row}", kind, source, target, "", since, "", {}, _origin(row)))

    for n in range(nodes):
        inside = rng.random() < 0.85
        group = int(home[n]) if inside else int(rng.integers(groups))
        if kinds[n] == "Person" and len(by_group[group]):
            pool = by_group[group]
            for pick in rng.integers(0, len(pool), 2) ** 2 // max(len(pool), 1):
                add("Employment", idents[n], idents[pool[pick]], str(2015 + n % 11))
        elif kinds[n] in ACTORS:
            add("Location", idents[n], f"Region/{PLACES[n % 12]}")
            if len(projects[group]):
                for pick in set(rng.integers(0, len(projects[group]), 3).tolist()):
                    add("Participation", idents[n], idents[projects[group][pick]], str(2018 + n % 8))
        elif kinds[n] == "Project":
            add("Activity", idents[n], f"Theme/{THEMES[group % len(THEMES)]}")
    return ties
