"""The invented example: fresh from its generator, lawful, and with its planted truths in it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import pytest
import yaml

from dtz_network import resources
from dtz_network.intake import network_tables
from dtz_network.intake.readers import files
from dtz_network.intake.rows import EntityRow, RelationRow
from dtz_network.model.schema import shipped

FOLDER = resources.graph_folder() / "example"


@pytest.fixture(scope="module")
def rows() -> list[EntityRow | RelationRow]:
    understood = network_tables.read(files.read(FOLDER).tables, shipped())
    assert [p.message("en") for p in understood.problems] == []
    return list(understood.rows)


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "planted.yaml").read_text(encoding="utf-8"))
    return found


def test_the_files_are_those_that_the_generator_makes() -> None:
    from tools.example_network.__main__ import files as made

    stale = [name for name, text in made().items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run python -m tools.example_network"


def test_it_says_that_it_is_invented() -> None:
    about = yaml.safe_load((FOLDER / "source.yaml").read_text(encoding="utf-8"))
    assert about["invented"] is True
    assert "verzonnen" in about["name"].lower()


def test_it_has_the_size_and_the_mix_that_it_promises(rows: list[EntityRow | RelationRow]) -> None:
    kinds = Counter(row.type for row in rows if isinstance(row, EntityRow))
    organisations = {kind: kinds[kind] for kind in ("Company", "School", "Government", "Association")}
    assert 130 <= sum(organisations.values()) <= 170
    assert 0.5 <= organisations["Company"] / sum(organisations.values()) <= 0.7
    assert 55 <= kinds["Project"] <= 70
    assert (kinds["Offer"], kinds["Need"]) == (40, 40)
    partners = Counter(r.target for r in rows if isinstance(r, RelationRow) and r.target.type == "Project")
    assert max(partners.values()) >= 12
    assert sum(n <= 6 for n in partners.values()) > len(partners) / 3


def _graph(rows: list[EntityRow | RelationRow]) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.Graph()
    for row in rows:
        if isinstance(row, RelationRow) and row.type == "Participation" and row.target.type == "Project":
            graph.add_edge("/".join(row.source), "/".join(row.target))
    return graph


def test_most_participations_stay_inside_the_planted_groups(
    rows: list[EntityRow | RelationRow], planted: dict[str, Any]
) -> None:
    home = {o: name for name, members in planted["groups"].items() for o in members}
    of = {p: name for name, projects in planted["group_projects"].items() for p in projects}
    pairs = [(a, b) if a in home else (b, a) for a, b in _graph(rows).edges]
    both = [(home[o], of[p]) for o, p in pairs if o in home and p in of]
    assert 0.7 <= sum(one == other for one, other in both) / len(both) <= 0.95


def test_one_organisation_alone_cuts_off_eight_or_more(
    rows: list[EntityRow | RelationRow], planted: dict[str, Any]
) -> None:
    graph = _graph(rows)
    heavy = []
    for node in nx.articulation_points(graph):
        if node.startswith("Project/"):
            continue
        parts = nx.connected_components(graph.subgraph(nx.node_connected_component(graph, node) - {node}))
        lost = sorted((sum(not n.startswith("Project/") for n in part) for part in parts), reverse=True)[1:]
        if sum(lost) >= 8:
            heavy.append(node)
    assert heavy == [planted["single_point_of_failure"]]


def test_lonely_initiatives_share_no_organisation(
    rows: list[EntityRow | RelationRow], planted: dict[str, Any]
) -> None:
    names = {
        f"Project/{r.key}": r.values["name"][0]
        for r in rows
        if isinstance(r, EntityRow) and r.type == "Project"
    }
    graph = _graph(rows)
    alone = [
        names[p] for p in graph if p.startswith("Project/") and all(graph.degree(o) == 1 for o in graph[p])
    ]
    assert sorted(alone) == sorted(planted["lonely"])


def test_crossover_sectors_have_no_joint_project_and_the_control_has_many(
    rows: list[EntityRow | RelationRow], planted: dict[str, Any]
) -> None:
    sector: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, RelationRow) and row.type == "Activity":
            sector.setdefault("/".join(row.source), set()).add(row.target.key.replace("-", "_"))
    graph = _graph(rows)
    bridge = planted["single_point_of_failure"]

    def joint(one: str, other: str) -> int:
        return sum(
            any(one in sector.get(o, ()) for o in graph[p] if o != bridge)
            and any(other in sector.get(o, ()) for o in graph[p] if o != bridge)
            for p in graph
            if p.startswith("Project/")
        )

    assert [joint(*pair) for pair in planted["crossovers"]] == [0, 0]
    assert joint(*planted["unrelated"]) == 0
    assert joint(*planted["related_and_tied"]) >= 5


def test_the_group_without_a_school_has_none(planted: dict[str, Any]) -> None:
    members = planted["groups"][planted["group_without_school"]]
    assert not any(ref.startswith("School/") for ref in members)
