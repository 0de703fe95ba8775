"""Small graphs with published values, from networkx and from the folder that ``DTZ_TEST_DATA`` names."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import networkx as nx

BEST = {"karate": 0.41979, "les miserables": 0.56001, "jazz": 0.44514, "dolphins": 0.52852}
"""Best known modularity, ties counted once (Brandes et al. 2008; Aloise et al. 2010)."""


def known() -> dict[str, nx.Graph[Any]]:
    """Return the graphs that are here, by name; jazz, dolphins and netscience only with the folder of test data."""
    found: dict[str, nx.Graph[Any]] = {
        "karate": nx.karate_club_graph(),
        "les miserables": nx.les_miserables_graph(),
    }
    folder = Path(os.environ.get("DTZ_TEST_DATA", "") or "/nowhere")
    for name, place, reader in (
        ("jazz", "network-files/gexf-graphml/jazz.net", _pajek),
        ("dolphins", "community-benchmarks/dolphins.gml", _gml),
        ("netscience", "community-benchmarks/netscience.gml", _gml),
    ):
        if (folder / place).exists():
            found[name] = reader(folder / place)
    return found


def _pajek(path: Path) -> nx.Graph[Any]:
    """Read ties of a Pajek file whose vertices have no names, which networkx refuses."""
    numbers = re.findall(r"\d+", path.read_text(encoding="utf-8").partition("*Edges")[2])
    return nx.Graph(zip(numbers[::3], numbers[1::3], strict=True))


def _gml(path: Path) -> nx.Graph[Any]:
    """Read ties of a GML file by their ends alone."""
    text = path.read_text(encoding="utf-8")
    return nx.Graph(re.findall(r"source\s+(\d+)\s+target\s+(\d+)", text))
