"""What is derived from the schema is fresh, and a new type is one file and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from dtz_network import resources
from dtz_network.model import derive, schema
from dtz_network.model.derive import cypher
from dtz_network.workflows import by_hand, contacts, pages, reports, stores

ROOT = Path(__file__).resolve().parents[1]

LABORATORY = """\
name: Laboratory
kind: entity
extends: Organization
label: {nl: laboratorium, en: laboratory}
plural: {nl: laboratoria, en: laboratories}
article: het
description: {nl: Een onderzoeksplaats, en: A place of research}
helix: education
look: {shape: square, colour: '#117733'}
properties:
  safety_level:
    type: number
    label: {nl: veiligheidsniveau, en: safety level}
    description: {nl: Niveau 1 tot 4, en: Level 1 to 4}
"""


def test_derived_files_are_fresh() -> None:
    made = derive.files(schema.shipped())
    stale = [name for name, text in made.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run python dev.py generate"
    extra = {p.name for p in (ROOT / "cypher" / "load").glob("*.cypher")} - {Path(name).name for name in made}
    assert extra == set()


def test_every_type_of_the_design_is_declared() -> None:
    types = schema.shipped().types
    entities = (
        "Person Company School Government Association Project Cluster GovernanceBody Seat Theme Region Fund"
    )
    entities += " Agreement Event Action Offer Need Figure Publication"
    ties = "Employment Membership Participation Funding Activity Location PartOf Oversight Attendance Collaboration"
    ties += " Eligibility Contact Introduction"
    assert {name for name, t in types.items() if t.kind == "entity" and not t.abstract} == set(
        entities.split()
    )
    assert {name for name, t in types.items() if t.kind == "relationship"} == set(ties.split())


def test_every_word_of_the_model_is_there_in_both_languages() -> None:
    found = schema.shipped()
    for item in found.types.values():
        props = [*item.properties.values(), *([item.role] if item.role else [])]
        for words in [
            item.label,
            item.plural,
            item.description,
            *(w for p in props for w in (p.label, p.description)),
        ]:
            assert all(words[lang].strip() for lang in ("nl", "en")), item.name
    for name, terms in found.vocabularies.items():
        assert all(t.label["nl"] and t.label["en"] and t.source for t in terms.values()), name


def test_a_new_type_in_the_bureaus_folder_is_imported_stored_found_exported_and_shown(tmp_path: Path) -> None:
    folder = tmp_path / "model" / "schema"
    folder.mkdir(parents=True)
    (folder / "Laboratory.yaml").write_text(LABORATORY, encoding="utf-8")
    table = tmp_path / "Laboratory.csv"
    table.write_text("key,name,safety level\nlab,Lab Noord,3\n", encoding="utf-8")
    store = stores.open_store(tmp_path / "network.db", create=True)
    planned = contacts.plan_import(store, table, who="tester")
    contacts.apply_import(store, planned)
    (found,) = store.find("lab noord")
    assert (found.type, found.get("safety_level")) == ("Laboratory", "3")
    by_hand.link(
        store,
        "Location",
        "Lab Noord",
        by_hand.add(store, "Region", {"name": ["Emmen"]}, by_hand.Act("t"))[0],
        by_hand.Act("t"),
    )
    dump = "\n".join(store.dump())
    assert "Lab Noord" in dump
    assert "safety_level" in dump
    assert "veiligheidsniveau" in dump  # the dump carries the model that it used
    page = pages.make(store, language="nl")
    assert "Lab Noord" in page
    assert "laboratorium" in page
    assert "1" in reports.render(reports.make(store, "network", language="en"), "md").decode()
    made = derive.files(store.schema)
    assert "CREATE INDEX laboratory_name" in made["cypher/schema.cypher"]
    assert "SET n:Laboratory:Organization" in made["cypher/load/Laboratory.cypher"]
    assert "### Laboratory" in made["graph/README.md"]
    store.close()


def test_a_new_type_in_the_repository_is_one_file_too(tmp_path: Path) -> None:
    shutil.copytree(resources.graph_folder() / "schema", tmp_path / "schema")
    shutil.copytree(resources.graph_folder() / "vocabularies", tmp_path / "vocabularies")
    (tmp_path / "schema" / "Laboratory.yaml").write_text(LABORATORY, encoding="utf-8")
    found = schema.load(tmp_path)
    assert "Laboratory" in found.concrete("Organization")
    assert "cypher/load/Laboratory.cypher" in derive.files(found)


def test_cypher_speaks_only_of_labels_and_types_of_the_schema() -> None:
    found = schema.shipped()
    names = {cypher.relationship_name(t.name) for t in found.relationship_types()}
    edges = {p.edge for t in found.types.values() for p in t.properties.values() if p.edge}
    for item in [*found.entity_types(), *found.relationship_types()]:
        text = cypher.load(found, item)
        assert text.count("$") == text.count("$rows")
        kinds = [kind for found in re.findall(r"\[\w*:([\w|]+)", text) for kind in found.split("|")]
        for kind in kinds:
            assert kind in names | edges or any(kind.startswith(name + "_") for name in names)
        labels = [
            label for found in re.findall(r"(?:\(|SET )\w+:([\w:]+)", text) for label in found.split(":")
        ]
        assert labels
        assert set(labels) <= {cypher.ENTITY, *found.types}
