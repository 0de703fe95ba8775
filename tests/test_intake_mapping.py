"""Mappings: a row of any list brings several entities and ties; what does not fit is told with its place."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.errors import InputError, ProblemsError
from dtz_network.intake.written_dates import as_date
from dtz_network.intake.written_numbers import as_number
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, stores

DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
MAPPINGS = Path(__file__).parent / "mappings"
LIST = """Nr.;Naam   project;Aanvrager;Partners;Begin;Subsidie
1;Waterstof;gemeente Emmen;"Alfa B.V.
Stichting Open.";01-03-2021;€ 1.250.000
2;Robots;Alfa B.V.;;2022;12,50
"""
SAID = """
columns: {nummer: nr, naam: naam project, aanvrager: Aanvrager, partners: partners, begin: begin, steun: subsidie}
entities:
  project: {type: Project, key: nummer, values: {name: naam, start: begin, kind: =project}}
  aanvrager: {type: organisation, key: aanvrager, values: {name: aanvrager}}
  partners: {type: organisation, key: partners, each: lines, values: {name: partners}}
  regeling: {type: Fund, key: =efro, values: {name: =EFRO}}
ties:
  - {type: Participation, from: aanvrager, to: project, role: lead, since: begin}
  - {type: Participation, from: partners, to: project, role: partner}
  - {type: Funding, from: regeling, to: project, values: {kind: =money, amount: steun}}
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("DTZ_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DTZ_HOME", str(tmp_path / "home"))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


def load(
    store: Store, folder: Path, text: str = LIST, said: str | None = SAID, name: str = "lijst.csv"
) -> contacts.Import:
    path, rules = folder / name, folder / "lijst.yaml"
    path.write_text(text, encoding="utf-8")
    if said is not None:
        rules.write_text(said, encoding="utf-8")
    planned = contacts.plan_import(store, path, who="tester", mapping=rules if said is not None else None)
    contacts.apply_import(store, planned)
    return planned


def test_a_row_brings_a_project_with_its_partners_and_money(store: Store, tmp_path: Path) -> None:
    planned = load(store, tmp_path)
    network = store.load()
    types = {e.name: e.type for e in network.entities.values()}
    assert types == {
        "Waterstof": "Project", "Robots": "Project", "gemeente Emmen": "Government", "Alfa B.V.": "Company",
        "Stichting Open": "Association", "EFRO": "Fund",
    }  # fmt: skip
    parts = {
        (network.name(t.source), network.name(t.target), t.role, t.since)
        for t in network.ties("Participation")
    }
    assert parts == {
        ("gemeente Emmen", "Waterstof", "lead", "2021-03-01"),
        ("Alfa B.V.", "Waterstof", "partner", ""),
        ("Stichting Open", "Waterstof", "partner", ""),
        ("Alfa B.V.", "Robots", "lead", "2022"),
    }
    assert {t.get("amount") for t in network.ties("Funding")} == {"1250000", "12.50"}
    assert {doubt.values["name"] for doubt in planned.doubtful} == {
        "gemeente Emmen",
        "Alfa B.V.",
        "Stichting Open",
    }


def test_the_next_edition_needs_no_mapping_and_the_same_rows_change_nothing(
    store: Store, tmp_path: Path
) -> None:
    load(store, tmp_path)
    again = load(store, tmp_path, LIST.replace(" \n", "\n"), None)
    assert again.remembered
    assert again.plan.changes.changes == 0
    more = load(store, tmp_path, LIST + "3;Sensoren;Beta B.V.;;2023;5\n", None)
    assert [line.name for line in more.plan.lines()] == [
        "Sensoren",
        "Beta B.V.",
        "Beta B.V. – Sensoren",
        "EFRO – Sensoren",
    ]


def test_what_does_not_fit_is_told_with_row_and_column(store: Store, tmp_path: Path) -> None:
    wrong = LIST.replace("01-03-2021", "31-02-2021").replace("12,50", "veel")
    with pytest.raises(ProblemsError) as caught:
        load(store, tmp_path, wrong)
    assert {(p.key, p.row, p.column) for p in caught.value.problems} == {
        ("value-date", 2, "Begin"), ("value-amount", 4, "Subsidie"),
    }  # fmt: skip
    assert store.changesets() == []


def test_more_than_a_date_is_told_and_not_cut_off(store: Store, tmp_path: Path) -> None:
    wrong = LIST.replace("01-03-2021", "01-03-2021 - 31-12-2023")
    with pytest.raises(ProblemsError) as caught:
        load(store, tmp_path, wrong)
    assert {(p.key, p.row, p.column) for p in caught.value.problems} == {("value-date", 2, "Begin")}


def test_a_number_of_a_workbook_is_no_text_with_thousands(store: Store, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "lijst.xlsx"))
    page = book.add_worksheet()
    page.write_row(0, 0, ["Nr.", "Naam project", "Aanvrager", "Partners", "Begin", "Subsidie"])
    for row, amount in ((1, 12.375), (2, "12.375"), (3, 12500)):
        page.write_row(row, 0, [str(row), f"Project {row}", "Alfa B.V.", "", "2021", amount])
    book.close()
    (tmp_path / "lijst.yaml").write_text(SAID, encoding="utf-8")
    contacts.apply_import(
        store,
        contacts.plan_import(store, tmp_path / "lijst.xlsx", who="tester", mapping=tmp_path / "lijst.yaml"),
    )
    network = store.load()
    paid = {network.name(tie.target): tie.get("amount") for tie in network.ties("Funding")}
    assert paid == {"Project 1": "12.375", "Project 2": "12375", "Project 3": "12500"}


@pytest.mark.parametrize(
    ("said", "start", "told"),
    [
        ("", "2021-03-04", ["date-order"]),
        ("dates: month-day\n", "2021-04-03", []),
        ("dates: dag-maand\n", "2021-03-04", []),
    ],
)
def test_a_mapping_says_whether_day_or_month_stands_in_front(
    store: Store, tmp_path: Path, said: str, start: str, told: list[str]
) -> None:
    planned = load(store, tmp_path, LIST.replace("01-03-2021", "04/03/2021"), said + SAID)
    assert [doubt.key for doubt in planned.doubtful if doubt.key.startswith("date-")] == told
    (project,) = (e for e in store.load().of_type("Project") if e.name == "Waterstof")
    assert project.get("start") == start


def test_a_value_that_differs_further_on_is_told_not_mixed(store: Store, tmp_path: Path) -> None:
    planned = load(store, tmp_path, LIST + "1;Waterstof;gemeente Emmen;;2024;7\n")
    assert [d.values["value"] for d in planned.doubtful if d.key == "value-differs"] == ["2024"]
    (project,) = (e for e in store.load().of_type("Project") if e.name == "Waterstof")
    assert project.get("start") == "2021-03-01"


@pytest.mark.parametrize(
    ("said", "key", "told"),
    [
        ("columns: [", "mapping-broken", ""),
        ("columns: {}", "mapping-broken", ""),
        (SAID.replace("type: Project", "type: Projekt"), "mapping-part", "Projekt"),
        (SAID.replace("start: begin", "begin: begin"), "mapping-part", "begin"),
        (SAID.replace("start: begin", "start: start"), "mapping-part", "start"),
        (SAID.replace("from: aanvrager", "from: aanvragers"), "mapping-part", "aanvragers"),
        (SAID.replace("each: lines", "each: regels"), "mapping-part", "regels"),
        (SAID.replace("key: nummer, values", "values"), "mapping-part", "key"),
        (SAID.replace("nummer: nr", "nummer: projectcode"), "mapping-fits-not", ""),
        ("dates: jaar-dag" + SAID, "mapping-part", "jaar-dag"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_where(
    store: Store, tmp_path: Path, said: str, key: str, told: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(store, tmp_path, LIST, said)
    assert caught.value.key == key
    assert caught.value.values.get("part", "") == told
    assert store.changesets() == []


def test_the_command_takes_a_mapping_and_remembers_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "regels.yaml").write_text(SAID, encoding="utf-8")
    store.close()
    words = [
        "--lang",
        "nl",
        "--store",
        str(tmp_path / "network.db"),
        "contact",
        "import",
        str(tmp_path / "lijst.csv"),
    ]
    first = CliRunner().invoke(main.dtz, [*words, "--mapping", str(tmp_path / "regels.yaml"), "--yes"])
    assert "initiatief of project Waterstof (begin: 2021-03-01" in first.output
    again = CliRunner().invoke(main.dtz, [*words, "--yes"])
    assert "eerdere uitgave van deze lijst" in again.output


@pytest.mark.skipif(
    not (DATA / "nl-esf-2014").is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists"
)
@pytest.mark.parametrize(
    ("name", "file", "entities", "ties"),
    [
        ("vlaanderen-efro-2007", "ERDF_Flandern_2007-2013.xlsx", {"Project": 448, "organisations": 237},
         {"Participation": 449, "Location": 448, "Funding": 449}),
        ("nl-esf-2014", "EUSF_14-20_Publicatielijst_01-12-16_Actie_AMR-VSO.csv", {"Project": 71, "organisations": 36},
         {"Participation": 71, "Funding": 71}),
        ("nl-esf-2014", "EUSF_14-20_Publicatielijst_01-12-16_Actie_GTI.csv", {"Project": 4, "organisations": 4},
         {"Participation": 4, "Funding": 4}),
        ("dutch-elite-2006", "DutchElite.paj", {"Person": 3810, "GovernanceBody": 937},
         {"Membership": 5221, "PartOf": 937}),
        ("dk-regional-projects-2014", "ERDF_Denmark_2014-2020.original.csv", {"Project": 107}, {"Funding": 107}),
    ],
)  # fmt: skip
def test_real_lists_of_projects_are_read_whole(
    store: Store, name: str, file: str, entities: dict[str, int], ties: dict[str, int]
) -> None:
    planned = contacts.plan_import(store, DATA / name / file, who="tester", mapping=MAPPINGS / f"{name}.yaml")
    contacts.apply_import(store, planned)
    network = store.load()
    found = Counter(e.type for e in network.entities.values())
    found["organisations"] = sum(found[kind] for kind in ("Company", "School", "Government", "Association"))
    said = Counter(tie.type for tie in planned.plan.changes.ties)
    assert {kind: found[kind] for kind in entities} == entities
    assert {kind: said[kind] for kind in ties} == ties
    assert store.check() == []
    assert contacts.plan_import(store, DATA / name / file, who="tester").plan.changes.changes == 0


def test_the_type_of_an_organisation_is_that_of_a_word_of_its_name_else_of_the_helix_that_its_row_says(
    store: Store, tmp_path: Path
) -> None:
    text = "naam;soort\nMidtvanget;Lokale overheid\nHøjby Universitet;Lokale overheid\nNordlys;NGO\nAlfa;ondernemers\nBeta;\n"
    said = """
columns: {naam: naam, soort: soort}
entities:
  organisatie: {type: organisation, key: naam, values: {name: naam, helix: soort}}
terms: {Lokale overheid: government, NGO: civil_society}
"""
    planned = load(store, tmp_path, text, said)
    types = {e.name: e.type for e in store.load().entities.values()}
    assert types == {
        "Midtvanget": "Government", "Højby Universitet": "School", "Nordlys": "Association",
        "Alfa": "Company", "Beta": "Company",
    }  # fmt: skip
    guessed = [dict(d.values)["name"] for d in planned.doubtful if d.key == "type-guessed"]
    assert guessed == ["Beta"]


@pytest.mark.skipif(
    not (DATA / "nl-esf-2014").is_dir(), reason="DTZ_TEST_DATA does not name the folder with real lists"
)
def test_the_days_of_a_real_list_that_do_not_exist_are_told(store: Store) -> None:
    path = DATA / "interreg-sweden-2021" / "rawdata.json"
    with pytest.raises(ProblemsError) as caught:
        contacts.plan_import(store, path, who="tester", mapping=MAPPINGS / "interreg-sweden-2021.yaml")
    assert {p.key for p in caught.value.problems} == {"value-date"}
    assert {dict(p.values)["value"] for p in caught.value.problems} == {"2027-02-31", "2026-09-31"}
    rules = MAPPINGS / "interreg-sweden-2021.yaml"
    planned = contacts.plan_import(store, path, who="tester", mapping=rules, leave_out=True)
    assert tuple(planned.left_out) == caught.value.problems
    contacts.apply_import(store, planned)
    assert len(store.load().of_type("Project")) == 585
    types = Counter(e.type for e in store.load().of_type("Organization"))
    assert types == {"Government": 234, "Company": 172, "Association": 120, "School": 62}
    assert sum(tie.type == "Participation" for tie in planned.plan.changes.ties) == 1196 - 17


def test_a_date_and_a_number_as_people_write_them() -> None:
    assert [as_number(text) for text in ("-5", "1.000.000,5", "7 500", "1,5", "")] == [
        "-5", "1000000.5", "7500", "1.5", "",
    ]  # fmt: skip
    assert [as_date(text) for text in ("1/2/2020", "2020-13", "")] == ["2020-02-01", "", ""]


def test_amounts_in_another_currency_are_told_and_never_taken_for_euros(store: Store, tmp_path: Path) -> None:
    text = (
        LIST.replace("12,50", "1.250 kr.")
        + "3;Meer;Alfa B.V.;;2022;1,5 mln\n4;Minder;Alfa B.V.;;2022;(2.500,00)\n"
    )
    planned = load(store, tmp_path, text)
    amounts = sorted(str(tie.get("amount")) for tie in store.load().ties("Funding"))
    assert amounts == ["", "-2500.00", "1250000", "1500000"]
    told = [dict(doubt.values) for doubt in planned.doubtful if doubt.key == "amount-foreign"]
    assert told == [{"column": "Subsidie", "currency": "kr", "n": 1}]


@pytest.mark.parametrize("heads", ["source,target,weight", "Source;Target;Type;Id;Label;Weight"])
def test_a_list_of_ties_asks_what_its_ends_are(store: Store, tmp_path: Path, heads: str) -> None:
    mark = ";" if ";" in heads else ","
    text = f"{heads}\n" + mark.join(["Jan Bos", "An Vos", *["1"] * (heads.count(mark) - 1)]) + "\n"
    with pytest.raises(InputError) as refused:
        load(store, tmp_path, text, None)
    assert refused.value.key == "network-unmapped"
    said = "columns: {van: source, naar: target}\nentities:\n  een: {type: Person, key: van, values: {name: van}}\n  ander: {type: Person, key: naar, values: {name: naar}}\nties:\n  - {type: Collaboration, from: een, to: ander}\n"
    load(store, tmp_path, text, said)
    assert sorted(e.name for e in store.load().of_type("Person")) == ["An Vos", "Jan Bos"]


def test_a_table_of_the_model_with_source_and_target_needs_no_mapping(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as refused:
        load(store, tmp_path, "source,target\nPerson/an,Person/jan\n", None, "Collaboration.csv")
    assert {problem.key for problem in refused.value.problems} != {"network-unmapped"}


def test_a_row_of_totals_is_told_and_brings_nothing(store: Store, tmp_path: Path) -> None:
    rows = "Totaal;2 projecten;;;;€ 1.250.012,50\n;Subtotaal lijn 2;;;;12,50\n3;Zon;Totaal Techniek B.V.;;2023;100\n"
    planned = load(store, tmp_path, LIST + rows)
    names = {e.name for e in store.load().entities.values()}
    assert {"Zon", "Totaal Techniek B.V."} <= names
    assert not {"2 projecten", "Subtotaal lijn 2"} & names
    assert len([doubt for doubt in planned.doubtful if doubt.key == "total-row"]) == 2


def test_a_column_that_is_named_and_not_used_is_told(store: Store, tmp_path: Path) -> None:
    planned = load(store, tmp_path, said=SAID.replace(", values: {kind: =money, amount: steun}", ""))
    assert [doubt.values["column"] for doubt in planned.doubtful if doubt.key == "column-unknown"] == [
        "Subsidie"
    ]
