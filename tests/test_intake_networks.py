"""Networks of other tools: GEXF, GraphML, GML, Pajek with matrices, Kumu and D3; read as ties, and taken in by a mapping."""

from __future__ import annotations

import json
import os
from pathlib import Path

import networkx as nx
import pytest

from dtz_network.errors import InputError
from dtz_network.intake import mapping, mapping_files
from dtz_network.intake.readers import files
from dtz_network.intake.readers.table import Table
from dtz_network.intake.rows import EntityRow, RelationRow
from dtz_network.model import schema

DATA = Path(os.environ.get("DTZ_TEST_DATA", "absent"))
real = pytest.mark.skipif(not DATA.is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists")

GEXF = """<?xml version="1.0"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
 <attributes class="node"><attribute id="0" title="soort" type="string"><default>bedrijf</default></attribute></attributes>
 <nodes>
  <node id="a" label="Jan Bos"><attvalues><attvalue for="0" value="persoon"/></attvalues></node>
  <node id="b" label="Alfa &amp; Zn"/>
  <node id="c" label="Beta"/>
 </nodes>
 <edges>
  <edge source="a" target="b" label="directeur" weight="2" start="2021-01-01"/>
  <edge source="a" target="b" type="undirected"/>
 </edges>
</graph></gexf>"""


def ties(data: str | bytes, name: str) -> Table:
    document = files.read_bytes(data.encode() if isinstance(data, str) else data, name)
    assert document.network
    return document.tables[0]


def cells(table: Table) -> list[dict[str, str]]:
    return [{key: value for key, value in row.cells.items() if value} for row in table.rows]


def test_gexf_keeps_parallel_ties_defaults_and_points_without_ties() -> None:
    assert cells(ties(GEXF, "net.gexf")) == [
        {"from": "Jan Bos", "to": "Alfa & Zn", "relation": "directeur", "weight": "2", "from id": "a", "to id": "b",
         "from soort": "persoon", "to soort": "bedrijf", "start": "2021-01-01"},
        {"from": "Jan Bos", "to": "Alfa & Zn", "from id": "a", "to id": "b", "from soort": "persoon", "to soort": "bedrijf"},
        {"from": "Beta", "from id": "c", "from soort": "bedrijf"},
    ]  # fmt: skip


def test_graphml_as_networkx_writes_it_comes_in_equal(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("1", name="Hanze", soort="school")
    graph.add_node("2", name="Gasunie", x=1.5)
    graph.add_edge("1", "2", relation="stage", weight=3)
    graph.add_edge("1", "2", relation="project")
    nx.write_graphml(graph, tmp_path / "net.graphml")
    assert cells(ties((tmp_path / "net.graphml").read_bytes(), "net.graphml")) == [
        {"from": "Hanze", "to": "Gasunie", "relation": "stage", "weight": "3", "from id": "1", "to id": "2", "from soort": "school"},
        {"from": "Hanze", "to": "Gasunie", "relation": "project", "from id": "1", "to id": "2", "from soort": "school"},
    ]  # fmt: skip


def test_gml_and_json_of_networkx(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_edge("Hanze", "Gasunie", weight=3)
    nx.write_gml(graph, tmp_path / "net.gml")
    expected = [{"from": "Hanze", "to": "Gasunie", "weight": "3"}]
    found = cells(ties((tmp_path / "net.gml").read_bytes(), "net.gml"))
    assert [{key: one[key] for key in ("from", "to", "weight")} for one in found] == expected
    told = json.dumps(nx.node_link_data(graph, edges="links"))
    assert [
        {key: one[key] for key in ("from", "to", "weight")} for one in cells(ties(told, "net.json"))
    ] == expected


def test_kumu_names_ends_by_label_or_by_id() -> None:
    named = {
        "elements": [
            {"label": "Jan Bos", "type": "Person"},
            {"label": "Alfa", "type": "Company", "tags": ["a", "b"]},
        ],
        "connections": [
            {"from": "Jan Bos", "to": "Alfa", "type": "WORKS_AT"},
            {"from": "Jan Bos", "to": "Beta"},
        ],
    }
    assert cells(ties(json.dumps(named), "kumu.json")) == [
        {"from": "Jan Bos", "to": "Alfa", "relation": "WORKS_AT", "from id": "Jan Bos", "to id": "Alfa", "from type": "Person",
         "to type": "Company", "to tags": "a|b"},
        {"from": "Jan Bos", "to": "Beta", "from id": "Jan Bos", "to id": "Beta", "from type": "Person"},
    ]  # fmt: skip
    by_id = {
        "elements": [{"_id": "e1", "attributes": {"label": "Alfa", "element type": "Company"}}, {"_id": "e2", "attributes": {"label": "Beta"}}],
        "connections": [{"_id": "c1", "from": "e1", "to": "e2", "direction": "mutual", "attributes": {"strength": "3"}}],
    }  # fmt: skip
    assert cells(ties(json.dumps(by_id), "kumu.json")) == [
        {"from": "Alfa", "to": "Beta", "from id": "e1", "to id": "e2", "from element type": "Company", "direction": "mutual",
         "strength": "3"}
    ]  # fmt: skip


def test_an_id_goes_before_a_name_that_is_the_same() -> None:
    nodes = '<node id="0" label="1"/><node id="1" label="2"/><node id="2" label="0"/>'
    edges = '<edge source="0" target="1"/><edge source="1" target="2"/>'
    found = cells(
        ties(f"<gexf><graph><nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>", "numbers.gexf")
    )
    assert [(row["from id"], row["to id"], row["from"], row["to"]) for row in found] == [
        ("0", "1", "1", "2"),
        ("1", "2", "2", "0"),
    ]


def test_pajek_without_names_and_with_a_matrix_of_two_modes() -> None:
    listed = ties("*Vertices 3\n*Edges\n1 2 1\n2 3 4\n", "a.net")
    assert ties("*Vertices 3\n*Edges\n1 2 1\n2 3 4\n", "a.txt").rows == listed.rows
    assert [(row["from"], row["to"], row["weight"]) for row in cells(listed)] == [
        ("1", "2", "1"),
        ("2", "3", "4"),
    ]
    matrix = ties('*Vertices 5 2\n1 "Els"\n2 "Jan"\n3 "X"\n4 "Y"\n5 "Z"\n*Matrix\n1 0 1\n0 2 0\n', "b.net")
    assert [(row["from"], row["to"], row["weight"]) for row in cells(matrix)] == [
        ("Els", "X", "1"),
        ("Els", "Z", "1"),
        ("Jan", "Y", "2"),
    ]
    with pytest.raises(InputError) as refused:
        ties('*Vertices 2\n1 "Els"\n2 "Jan"\n*Matrix\n0 1 1\n1 0\n', "c.net")
    assert "rij 5" in refused.value.message("nl")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<gexf><graph><nodes><node id='1'></nodes></graph></gexf>", "torn.gexf"),
        ("graph [\n node [ id 1 ]\n edge [ source 1 target ]\n]", "torn.gml"),
        ("<graphml><graph/></graphml>", "empty.graphml"),
        ("graph [ a " + "[ a " * 5000, "deep.gml"),
    ],
)
def test_a_broken_or_empty_network_is_refused_with_its_name(data: str, name: str) -> None:
    with pytest.raises(InputError) as refused:
        files.read_bytes(data.encode(), name)
    assert name in refused.value.message("nl")
    assert refused.value.message("nl") != refused.value.message("en")


def test_entities_of_xml_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    points = '<node id="1"><data key="name">&e;</data></node><node id="2"/><edge source="1" target="2"/>'
    hostile = f'<!DOCTYPE graphml [<!ENTITY e SYSTEM "{secret.as_uri()}">]><graphml><graph>{points}</graph></graphml>'
    assert cells(ties(hostile, "x.graphml"))[0]["from"] in ("1", "&e;")
    assert "geheim" not in str(cells(ties(hostile, "x.graphml")))


MAPPING = """columns: {van: from, naar: to, vansoort: from type, naarsoort: to type, band: relation}
entities:
  persoon: {type: Person, key: van, when: {vansoort: person}, values: {name: van}}
  bedrijf: {type: Company, key: naar, when: {naarsoort: [Company, Firm]}, values: {name: naar}}
  school: {type: School, key: naar, when: {naarsoort: Institution}, values: {name: naar}}
ties:
  - {type: Employment, from: persoon, to: bedrijf}
  - {type: Employment, from: persoon, to: school}
"""


def test_a_mapping_says_by_a_column_what_a_point_is(tmp_path: Path) -> None:
    (tmp_path / "kumu.yaml").write_text(MAPPING, encoding="utf-8")
    told = mapping_files.load(tmp_path / "kumu.yaml", schema.shipped())
    network = {
        "elements": [{"label": "Jan Bos", "type": "Person"}, {"label": "Alfa", "type": "Firm"}, {"label": "Hanze", "type": "Institution"}],
        "connections": [{"from": "Jan Bos", "to": "Alfa", "type": "x"}, {"from": "Jan Bos", "to": "Hanze"}, {"from": "Alfa", "to": "Hanze"}],
    }  # fmt: skip
    found = mapping.read([ties(json.dumps(network), "kumu.json")], told, schema.shipped())
    assert {(row.type, row.key) for row in found.rows if isinstance(row, EntityRow)} == {
        ("Person", "jan bos"),
        ("Company", "alfa"),
        ("School", "hanze"),
    }
    assert [(row.source.key, row.target.key) for row in found.rows if isinstance(row, RelationRow)] == [
        ("jan bos", "alfa"),
        ("jan bos", "hanze"),
    ]


@real
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("network-files/gexf-graphml/Les_Miserables.gexf", 254),
        ("network-files/gexf-graphml/power.gml", 6594),
        ("network-files/gexf-graphml/jazz.net", 5484),
        ("network-files/graphology-tests/mixed.gexf", 3),
        ("network-files/graphology-tests/missing_nodes.gexf", 4),
        ("network-files/kumu/people-companies-import.json", 3000),
        ("network-files/kumu/changelabs-template.json", 11),
        ("network-files/kumu/snap-to-tutorial-project.json", 113),
        ("network-files/kumu/snap-to-tutorial-data.xlsx", 113),
        ("network-files/pajek/DeepSouth.paj", 89),
        ("network-files/pajek/kansas.net", 148),
        ("community-benchmarks/karate.gml", 78),
    ],
)
def test_networks_of_others_have_the_ties_that_they_are_known_for(path: str, expected: int) -> None:
    document = files.read(DATA / path)
    assert sum(bool(row.get("to")) for row in document.tables[0].rows) == expected


def test_a_broken_network_is_told_with_its_line() -> None:
    with pytest.raises(InputError) as refused:
        files.read_bytes(
            b'# made by hand\ngraph [\n  node [ id 1 label "Els &#38; Jan" ]\n  edge [ source 1 target ]\n]\n',
            "torn.gml",
        )
    assert "regel 4, teken 19" in refused.value.message("nl")


@real
@pytest.mark.parametrize(
    "path",
    ["graphology-tests/celegans.gexf", "graphology-tests/les_miserables.gexf", "gexf-graphml/rio20.gexf"],
)
def test_ties_are_those_that_networkx_reads(path: str) -> None:
    graph = nx.read_gexf(DATA / "network-files" / path)
    table = files.read(DATA / "network-files" / path).tables[0]
    mine = sorted((row.get("from id"), row.get("to id")) for row in table.rows if row.get("to"))
    theirs = sorted((str(one), str(other)) for one, other in graph.edges())
    if not graph.is_directed():
        mine, theirs = (sorted((min(ends), max(ends)) for ends in found) for found in (mine, theirs))
    assert mine == theirs
