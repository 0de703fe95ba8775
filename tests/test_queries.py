"""Named questions: headers that say what the texts do, equal rows in both stores, and known answers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from dtz_network import resources
from dtz_network.analysis.administration import governance
from dtz_network.analysis.potential import lonely
from dtz_network.cli import main
from dtz_network.errors import InputError, StoreError
from dtz_network.model import schema as model_schema
from dtz_network.model.changes import ChangeSet, Fact, Record, Tie
from dtz_network.model.derive import cypher
from dtz_network.store import questions
from dtz_network.store.base import Store
from dtz_network.store.neo4j import address
from dtz_network.store.neo4j.connection import Connection, Transaction
from dtz_network.store.questions import Answer, Question
from dtz_network.store.server import ServerStore
from dtz_network.store.sqlite import views
from dtz_network.workflows import named_questions, stores
from tools import graph_views
from tools.neo4j_server import Release

from . import neo4j_server, neo4j_stores
from . import store_histories as h

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = model_schema.shipped()
QUESTIONS = named_questions.shipped()
ANSWERS = yaml.safe_load((Path(__file__).parent / "answers" / "plan.yaml").read_text(encoding="utf-8"))
DATES = ("2021-06-30", "2022", "2023-02-01", "2024-12-31", "2026-01-15")


def loaded(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerStore]:
    monkeypatch.setenv("DTZ_KEYS", str(folder / "keys"))
    made = neo4j_stores.made(folder, "store", h.Clock())
    assert isinstance(made, ServerStore)
    made.load_dump(store.dump())
    yield made
    made.close()


@pytest.fixture
def plan_server(tmp_path: Path, plan_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerStore]:
    yield from loaded(tmp_path, plan_store, monkeypatch)


@pytest.fixture
def example_server(
    tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ServerStore]:
    yield from loaded(tmp_path, example_store, monkeypatch)


# --- the files


def body(text: str) -> str:
    """Return a text without comments."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("//", "--")))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_header_says_what_the_texts_take_and_give(question: Question) -> None:
    given = set()
    for parameter in question.parameters:
        name = parameter.name
        given |= {name, f"{name}_first", f"{name}_last"} if parameter.kind == "date" else {name}
        assert set(parameter.of) <= {*SCHEMA.types, *SCHEMA.vocabularies, cypher.ENTITY}
    used = set(re.findall(r"\$(\w+)", body(question.cypher)))
    assert used == set(re.findall(r"(?<!:):(\w+)", re.sub(r"'[^']*'", "''", body(question.sql))))
    assert used <= given
    for parameter in question.parameters:
        assert any(name == parameter.name or name.startswith(f"{parameter.name}_") for name in used)
    for column in question.columns:
        assert (column.kind in ("term", "terms")) == bool(column.vocabulary)
        assert not column.vocabulary or column.vocabulary in SCHEMA.vocabularies
        assert set(column.label) == {"nl", "en"}
    assert question.title["nl"].endswith("?")
    assert question.title["en"].endswith("?")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_the_texts_speak_only_of_what_the_schema_has(question: Question) -> None:
    text = re.sub(r"'[^']*'", "''", body(question.cypher))
    labels = set(re.findall(r"\(\w*:(\w+)", text)) | set(re.findall(r"\b[a-z]:([A-Z][a-z]\w+)", text))
    ties = [t for t in SCHEMA.types.values() if t.kind == "relationship" and not t.abstract]
    kinds = {cypher.relationship_name(t.name) for t in ties}
    kinds |= {cypher.end_name(t, end.name) for t in ties for end in t.ends if cypher.has_third_ends(t)}
    kinds |= {cypher.reference_name(p) for t in SCHEMA.types.values() for p in cypher.references(t)}
    assert labels <= {*SCHEMA.types, cypher.ENTITY}
    assert set(re.findall(r"\[\w*:(\w+)", text)) <= kinds
    properties = {"id", *views.OF_TIE, *(p for t in SCHEMA.types.values() for p in t.properties)}
    assert set(re.findall(r"\b[a-z]\w*\.(\w+)", text)) <= properties
    assert set(re.findall(r"\bv_\w+", question.sql)) <= set(views.names(SCHEMA))


def test_there_are_twenty_questions_and_a_hand_made_answer_to_each() -> None:
    assert len(QUESTIONS) >= 20
    assert {case["ask"] for case in ANSWERS} == set(QUESTIONS)
    assert {path.stem for path in (resources.cypher_folder() / "queries").glob("*.sql")} == set(QUESTIONS)


def test_the_page_of_questions_is_whole() -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "queries.md").read_text(encoding="utf-8")
    for name, question in QUESTIONS.items():
        assert f"`{name}`" in page
        assert question.title["nl"] in page


# --- the answers


def rows_of(answer: Answer) -> Counter[str]:
    return Counter(json.dumps(row, ensure_ascii=False) for row in answer.rows)


@pytest.mark.parametrize("case", ANSWERS, ids=[f"{n}-{case['ask']}" for n, case in enumerate(ANSWERS)])
def test_the_answer_on_the_plan_is_the_one_made_by_hand(plan_store: Store, case: Mapping[str, Any]) -> None:
    given = {name: [str(value)] for name, value in case.get("given", {}).items()}
    found = named_questions.ask(plan_store, case["ask"], given)
    assert rows_of(found) == Counter(json.dumps(row, ensure_ascii=False) for row in case["rows"])


@pytest.mark.thorough
def test_a_server_gives_the_same_answers_on_the_plan(plan_server: ServerStore, plan_store: Store) -> None:
    for case in ANSWERS:
        given = {name: [str(value)] for name, value in case.get("given", {}).items()}
        here, there = (named_questions.ask(s, case["ask"], given) for s in (plan_store, plan_server))
        assert here.rows == there.rows, case["ask"]


def values(store: Store, question: Question) -> Iterator[dict[str, list[str]]]:
    """Yield values to ask a question with: dates, and some entities where it wants one."""
    network = store.load()
    for n, date in enumerate(DATES):
        given = {}
        for parameter in question.parameters:
            if parameter.name in ("as_of", "year"):
                given[parameter.name] = [date]
            elif parameter.kind == "entity" and (parameter.default is None or n % 2):
                kinds = {kind for of in parameter.of if of in SCHEMA.types for kind in SCHEMA.concrete(of)}
                pool = sorted(e.id for e in network.entities.values() if e.type in kinds or not kinds)
                given[parameter.name] = [pool[(n + 1) * 7919 * len(parameter.name) % len(pool)]]
        yield given


def test_whom_we_spoke_to_through_somebody_who_works_there_is_not_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = ("Spoken", "Excused", "Left", "Long ago", "Never")
    told: dict[str, tuple[str, str, str]] = {
        "Spoken": ("", "2026-03", "attendee"), "Excused": ("", "2026-03-12", "excused"),
        "Left": ("2025", "2026-03-12", "attendee"), "Long ago": ("", "2024-03-12", "attendee"),
    }  # fmt: skip
    records = [Record(f"e-{n}", "test", "Company") for n in firms] + [Record("e-us", "test", "Person")]
    ties = [Tie(f"r-{n}", "Contact", "e-us", f"e-{n}") for n in firms]
    facts = [Fact(one.id, "name", one.id[2:]) for one in records]
    for n, (until, date, role) in told.items():
        records += [Record(f"p-{n}", "test", "Person"), Record(f"t-{n}", "test", "Event")]
        facts += [Fact(f"p-{n}", "name", f"P {n}"), Fact(f"t-{n}", "date", date)]
        ties.append(Tie(f"j-{n}", "Employment", f"p-{n}", f"e-{n}", until=until))
        ties.append(Tie(f"a-{n}", "Attendance", f"p-{n}", f"t-{n}", role))
    facts += [Fact(one.id, "type", one.type) for one in records]
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    store = stores.open_store(tmp_path / "network.db", create=True)
    store.apply(ChangeSet("hand", "tester", records=records, facts=facts, ties=ties))
    given = {"as_of": ["2026-06-01"]}
    quiet = named_questions.ask(store, "quiet-contacts", given)
    assert sorted(row[1] for row in quiet.rows) == ["Excused", "Left", "Long ago", "Never"]
    for server in loaded(tmp_path, store, monkeypatch):
        assert named_questions.ask(server, "quiet-contacts", given).rows == quiet.rows
    store.close()


@pytest.mark.thorough
def test_both_stores_give_equal_rows_on_the_example(
    example_server: ServerStore, example_store: Store
) -> None:
    answered = set()
    for name, question in QUESTIONS.items():
        for given in values(example_store, question):
            here, there = (named_questions.ask(s, name, given) for s in (example_store, example_server))
            assert here.rows == there.rows, (name, given)
            if here.rows:
                answered.add(name)
    assert set(QUESTIONS) - answered <= {"agreements", "briefing-list", "path-between"}


def test_what_browser_and_bloom_load_speaks_of_the_schema() -> None:
    for name, text in graph_views.files().items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, "run python dev.py generate"
    style = (ROOT / "cypher" / "browser" / "style.grass").read_text(encoding="utf-8")
    assert set(re.findall(r"node\.(\w+)", style)) <= set(SCHEMA.types)
    assert {kind.name for kind in SCHEMA.entity_types()} <= set(re.findall(r"node\.(\w+)", style))
    view = json.loads((ROOT / "cypher" / "bloom" / "perspective.json").read_text(encoding="utf-8"))
    assert [category["labels"] for category in view["categories"]] == [
        [k.name] for k in SCHEMA.entity_types()
    ]
    known = {cypher.relationship_name(kind.name) for kind in SCHEMA.relationship_types()}
    assert known <= {kind["name"] for kind in view["relationshipTypes"]}
    assert not known & set(view["hiddenRelationshipTypes"])


EXPORTED = {
    "": {"name": str, "id": str, "version": str, "type": str, "createdAt": int, "lastEditedAt": int, "labels": dict,
         "categories": list, "relationshipTypes": list, "hiddenRelationshipTypes": list, "templates": list,
         "sceneActions": list, "palette": dict, "metadata": dict, "hideUncategorisedData": bool},
    "categories": {"id": int, "name": str, "labels": list, "color": str, "icon": str, "size": int, "textSize": int,
                   "textAlign": str, "properties": list, "captions": list, "captionKeys": list, "styleRules": list,
                   "createdAt": int, "lastEditedAt": int},
    "relationshipTypes": {"id": str, "name": str, "color": str, "size": int, "textSize": int, "textAlign": str,
                          "properties": list, "captions": list, "captionKeys": list, "styleRules": list},
    "templates": {"id": str, "name": str, "text": str, "cypher": str, "params": list, "hasCypherErrors": bool,
                  "createdAt": int},
}  # fmt: skip
"""What perspectives that Bloom 2.21 exported have, and of what kind it is."""


def test_the_perspective_has_what_bloom_itself_exports() -> None:
    view = json.loads((ROOT / "cypher" / "bloom" / "perspective.json").read_text(encoding="utf-8"))
    for part, wanted in EXPORTED.items():
        for item in view[part] if part else [view]:
            assert {key: type(item[key]) for key in wanted} == wanted, part
    numbers = [category["id"] for category in view["categories"]]
    assert numbers == sorted(set(numbers))
    assert view["labels"].keys() == {label for c in view["categories"] for label in c["labels"]}
    assert {"pathSegments", "indexes"} <= view["metadata"].keys()
    for phrase in view["templates"]:
        named = {param["name"] for param in phrase["params"]}
        assert (
            named == set(re.findall(r"\$\w+", phrase["text"])) == set(re.findall(r"\$\w+", phrase["cypher"]))
        )


GRASS = re.compile(
    r"(?:(?:node|relationship)(?:\.\w+)? \{\n(?:  [a-z-]+: (?:#[0-9A-F]{6}|\d+px|\"(?:<type>|\{\w+\})\");\n)+\}\n\n?)+"
)


def test_the_style_has_the_form_of_browsers_own() -> None:
    style = (ROOT / "cypher" / "browser" / "style.grass").read_text(encoding="utf-8")
    assert GRASS.fullmatch(style)


@pytest.mark.thorough
def test_saved_queries_set_the_parameters_that_they_use(plan_server: ServerStore) -> None:
    saved = sorted((ROOT / "cypher" / "browser" / "saved-queries").glob("*.cypher"))
    assert {path.stem for path in saved} == set(QUESTIONS)
    for path in saved:
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r"\$(\w+)", body(text.split("\n", 1)[1] if text.startswith(":") else text)))
        given: dict[str, object] = {}
        if used:
            found = re.match(r":params (\{.*\});\n", text)
            assert found, path.name
            given = plan_server._server.read(partial(valued, f"RETURN {found[1]}"))
        assert used <= given.keys(), path.name


def valued(statement: str, tx: Transaction) -> dict[str, object]:
    return dict(tx.value(statement))


@pytest.mark.thorough
def test_the_search_phrases_of_bloom_find_something(plan_server: ServerStore) -> None:
    view = json.loads((ROOT / "cypher" / "bloom" / "perspective.json").read_text(encoding="utf-8"))
    asked = {"overleg": "Program Board", "persoon": "Guido Rink", "organisatie": "gemeente Emmen"}
    for phrase in view["templates"]:
        (name,) = (param["name"].lstrip("$") for param in phrase["params"])
        count = f"CALL () {{ {phrase['cypher']} }} RETURN count(way)"
        assert plan_server._server.read(partial(counted, count, {name: asked[name]})) > 0


def counted(statement: str, given: Mapping[str, object], tx: Transaction) -> int:
    return int(tx.value(statement, **given))


LOADS = sorted((resources.cypher_folder() / "load").glob("*.cypher"))


@pytest.mark.parametrize(
    ("release", "language"),
    [(neo4j_server.LTS, ""), (neo4j_server.CURRENT, "CYPHER 5"), (neo4j_server.CURRENT, "CYPHER 25")],
    ids=["lts", "current-5", "current-25"],
)
def test_every_shipped_text_is_understood_by_the_front_end(release: Release, language: str) -> None:
    running = neo4j_server.running(release)
    server = Connection(address.parse(running.uri), "neo4j", running.password)
    for question in QUESTIONS.values():
        given = dict.fromkeys(re.findall(r"\$(\w+)", question.cypher))
        server.read(partial(explain, f"EXPLAIN {language} {question.cypher}", given))
    for path in LOADS:
        for statement in statements(path):
            server.write(partial(explain, f"EXPLAIN {language} {statement}", {"rows": []}))
    server.define([f"{language} {x}" for x in statements(resources.cypher_folder() / "schema.cypher")])
    with pytest.raises(StoreError):
        server.read(partial(explain, f"EXPLAIN {language} MATCH (n RETURN n", {}))
    server.close()


def statements(path: Path) -> list[str]:
    return [text.strip() for text in body(path.read_text(encoding="utf-8")).split(";") if text.strip()]


def explain(statement: str, given: Mapping[str, object], tx: Transaction) -> None:
    tx.run(statement, **given)


@pytest.mark.thorough
def test_the_current_release_gives_the_same_answers_on_the_plan(
    tmp_path: Path, plan_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    current = neo4j_stores.made(tmp_path, "store", h.Clock(), neo4j_server.CURRENT)
    current.load_dump(plan_store.dump())
    for case in ANSWERS:
        given = {name: [str(value)] for name, value in case.get("given", {}).items()}
        here, there = (named_questions.ask(s, case["ask"], given) for s in (plan_store, current))
        assert here.rows == there.rows, case["ask"]
    assert current.check() == []
    current.close()


# --- against the analysis


@pytest.mark.parametrize("date", DATES)
def test_seats_and_shared_members_agree_with_the_analysis(example_store: Store, date: str) -> None:
    network = example_store.load(as_of=date)
    found = governance.describe(network)
    sitting = named_questions.ask(example_store, "seats-on-date", {"as_of": [date]})
    assert Counter((row[0], row[3], row[9]) for row in sitting.rows) == Counter(
        (network.name(body.body), network.name(holder.person), holder.certain)
        for body in found.bodies for holder in body.members
    )  # fmt: skip
    shared = named_questions.ask(example_store, "interlocks", {"as_of": [date]})
    assert {(frozenset(row[:2]), row[3]) for row in shared.rows} == {
        (frozenset(map(network.name, (i.one, i.other))), tuple(sorted(map(network.name, i.people))))
        for i in found.interlocks
    }
    empty = named_questions.ask(example_store, "vacancies", {"as_of": [date]})
    assert Counter((row[0], row[1], row[4]) for row in empty.rows) == Counter(
        (network.name(body.body), network.name(seat.seat), seat.state)
        for body in found.bodies for seat in body.seats if seat.state != "filled"
    )  # fmt: skip


def test_initiatives_that_stand_alone_agree_with_the_analysis(example_store: Store) -> None:
    network = example_store.load()
    found = lonely.find(network)
    alone = [row.project for row in found.rows if row.hangs == "alone"]
    asked = named_questions.ask(example_store, "lonely-initiatives", {})
    assert {row[0] for row in asked.rows} == {
        network.name(ident) for ident in (*alone, *found.without_partners)
    }


# --- asking


def test_a_question_changes_nothing(example_store: Store) -> None:
    before = list(example_store.dump())
    for name, question in QUESTIONS.items():
        named_questions.ask(example_store, name, next(values(example_store, question)))
    assert list(example_store.dump()) == before
    assert example_store.check() == []


@pytest.mark.parametrize(
    ("name", "given", "key"),
    [
        ("seats", {}, "question-absent"),
        ("vacancies", {"as_off": ["2022"]}, "question-parameter"),
        ("vacancies", {"as_of": ["2022", "2023"]}, "question-twice"),
        ("path-between", {"one": ["Peter Cool"]}, "question-missing"),
        ("vacancies", {"as_of": ["vroeger"]}, "question-date"),
        ("vacancies", {"as_of": ["32-3-2022"]}, "question-date"),
        ("crossover-pairs", {"at_least": ["veel"]}, "question-number"),
        ("introductions", {"status": ["misschien"]}, "question-term"),
        ("vacancies", {"body": ["Raad van Advies"]}, "not-found-known"),
        ("what-hangs-on", {"person": ["Henk"]}, "ambiguous"),
        ("what-hangs-on", {"person": ["Program Board"]}, "wrong-type"),
    ],
)
def test_what_cannot_be_asked_is_explained(
    plan_store: Store, name: str, given: dict[str, list[str]], key: str
) -> None:
    with pytest.raises(InputError) as caught:
        named_questions.ask(plan_store, name, given)
    assert caught.value.key.removesuffix("-near") == key


def test_a_date_may_be_written_as_elsewhere_on_the_command_line(plan_store: Store) -> None:
    dutch, iso = (
        named_questions.ask(plan_store, "seats-on-date", {"as_of": [day]})
        for day in ("16-3-2022", "2022-03-16")
    )
    assert dutch == iso
    assert dutch.rows


def test_a_header_that_cannot_be_read_is_refused() -> None:
    good = "// nl: Wat?\n// en: What?\n// > a: name | naam | name\nRETURN 1 AS a;"
    assert questions.parse("x", good, "").columns[0].name == "a"
    for wrong in (
        "// strange\n" + good,
        good.replace("name |", "sort |"),
        good.replace("// en: What?\n", ""),
    ):
        with pytest.raises(InputError) as caught:
            questions.parse("x", wrong, "")
        assert caught.value.values["file"] == "x.cypher"


def test_hostile_text_in_a_parameter_is_only_text(plan_server: ServerStore, plan_store: Store) -> None:
    for store in (plan_server, plan_store):
        for text in ("x' OR 1=1 --", '"}) DETACH DELETE n //', "$body", "%"):
            with pytest.raises(InputError):
                named_questions.ask(store, "vacancies", {"body": [text]})
        assert store.check() == []


def test_csv_has_codes_and_no_formulas(plan_store: Store) -> None:
    found = named_questions.ask(plan_store, "seats-on-date", {"body": ["Program Board"]})
    lines = named_questions.as_csv(found).splitlines()
    assert lines[0] == "body,number,side,person,role,on_behalf_of,capacity,since,until,certain"
    assert lines[1] == "Program Board,1,business,Peter Cool,chair,Intergas,,,,yes"
    evil = Answer(found.question, {}, (("=1+1", 1, "@x", "-x", "", ("+1", "b"), "", "", "", ""),))
    assert named_questions.as_csv(evil).splitlines()[1] == "'=1+1,1,'@x,'-x,,'+1 | b,,,,"


def test_the_command_tells_and_asks(plan_store: Store, tmp_path: Path) -> None:
    run = CliRunner()
    place = plan_store.info().place
    told = run.invoke(main.dtz, ["--lang", "nl", "query", "--list"])
    assert "Wie zit waar op een datum?" in told.output
    told = run.invoke(main.dtz, ["--lang", "nl", "query", "--list", "vacancies"])
    assert "anders de dag van de laatste handeling" in told.output
    asked = run.invoke(main.dtz, ["--lang", "nl", "--store", place, "query", "interlocks"])
    assert "Alma Oldeman, Henriëtte Herbschleb" in asked.output
    asked = run.invoke(main.dtz, ["--store", place, "query", "interlocks", "--json"])
    assert [row["members"] for row in json.loads(asked.stdout)] == [3, 2]
