"""Lists of projects in the languages of their publishers: recognised, never read as people, and a mapping proposed that imports them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dtz_network.cli import main
from dtz_network.errors import InputError
from dtz_network.intake import mapping, mapping_files, popolo_json, project_columns
from dtz_network.intake.readers import files
from dtz_network.intake.readers.table import Table
from dtz_network.intake.rows import EntityRow, RelationRow
from dtz_network.model import schema
from dtz_network.workflows import mapping_proposals

SCHEMA = schema.shipped()
DATA = Path(os.environ.get("DTZ_TEST_DATA") or ".")
MAPPINGS = Path(__file__).parent / "mappings"
CORDIS = """projectID;projectAcronym;organisationID;name;shortName;activityType;city;country;organizationURL;role;ecContribution;endOfParticipation;active
101;OTTERNET;9;HOGESCHOOL DE OTTER;HDO;HES;Emmen;NL;;coordinator;250.000,00;false;true
101;OTTERNET;8;ZEEWOLF TECHNIEK BV;ZT;PRC;Emmen;NL;;participant;100000;false;true
102;REIGERS;7;STADT REIHERHORST;SR;PUB;Reiherhorst;DE;;coordinator;;;true
"""
KEEP = """Programme,Project ID,Project acronym,Project title,Project start date,Project end date,Total budget/expenditure (EUR),Partner name,Role,Country,Town,Type of partner
Example A,1,OTTERNET,Otters over de grens,2019-07-01,2022-12-31,"5,000.00",Gemeente Emmen,Partner,NL,Emmen,Local public authority
Example A,1,OTTERNET,Otters over de grens,2019-07-01,2022-12-31,"5,000.00",Hochschule Reiherhorst,Lead Partner,DE,Meppen,Higher education
"""


def table(text: str, name: str = "lijst.csv") -> Table:
    return files.read_bytes(text.encode(), name).tables[0]


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("Begunstigde;Titel van het project (naam van de actie);Fonds;EU-subsidie in Euro's;Totale kosten;Begindatum;Einddatum",
         "beneficiary project fund grant budget start end"),
        ("NAME DES BEGÜNSTIGTEN;NAME DES PROJEKTS;JAHR DER BEWILLIGUNG;JAHR DES ABSCHLUSSES", "beneficiary project start end"),
        ("Begünstigter;Bezeichnung des Vorhabens;Zusammenfassung des Vorhabens;Beginn;Ende;Gesamtkosten;Land", "beneficiary project description start end budget -"),
        ("Bénéficiaire;Intitulé du projet;Résumé;Date de début;Date de fin;Coût total;Montant UE;Commune", "beneficiary project description start end budget grant place"),
        ("Projekttitel;Kontraktansvarlig partner;Partnere;Startdato;Slutdato;EU-medfinansiering", "project beneficiary partners start end grant"),
        ("Stödmottagare;Projektnamn;Startdatum;Slutdatum;Beviljat EU-stöd;Kommun", "beneficiary project start end - place"),
        ("Beneficiario;Nombre del proyecto;Fecha de inicio;Fecha de fin;Coste total", "beneficiary project start end budget"),
        ("Beneficiario;Titolo progetto;Data inizio;Data fine;Costo totale;Comune", "beneficiary project start end budget place"),
        ("Operation_Name_English;Beneficiary_Name;Operation_Start_Date;Operation_End_Date;Total_Eligible_Expenditure_amount;Fund_Code",
         "project beneficiary start end budget fund"),
        ("Project Name (Beneficiary);Unique code number of the operation;Project Start Date;Project End Date", "project number start end"),
    ],
)  # fmt: skip
def test_headings_of_many_publishers_are_understood(headings: str, meant: str) -> None:
    columns = headings.split(";")
    found = project_columns.meanings(table(f"{headings}\n" + ";".join("x" for _ in columns) + "\n"))
    wanted = {name: column for name, column in zip(meant.split(), columns, strict=True) if name != "-"}
    assert found | wanted == found


@pytest.mark.parametrize("text", [CORDIS, KEEP])
def test_a_list_of_projects_is_refused_as_contacts_and_imported_by_the_mapping_that_is_proposed(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DTZ_KEYS", "DTZ_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("DTZ_CONFIG", str(tmp_path / "config.toml"))
    path, rules = tmp_path / "lijst.csv", tmp_path / "lijst.yaml"
    path.write_text(text, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        ran = CliRunner().invoke(main.dtz, ["--lang", "nl", "--store", str(tmp_path / "n.db"), *arguments])
        return ran.exit_code, ran.output if ran.exception is None else str(ran.exception)

    assert run("init", "--organisation", "Bureau", "--person", "Ada Vos")[0] == 0
    assert run("contact", "import", str(path), "--yes")[0] == 1
    code, proposed = run("contact", "mapping", str(path))
    assert (code, proposed.startswith("# Voorstel")) == (0, True)
    rules.write_text(proposed, encoding="utf-8")
    code, said = run("contact", "import", str(path), "--mapping", str(rules), "--yes")
    assert (code, "Vastgelegd" in said) == (0, True)
    assert "Niets nieuws" in run("contact", "import", str(path), "--yes")[1]


def test_in_a_list_of_participations_the_row_says_the_role_and_the_side() -> None:
    proposal = project_columns.propose(table(CORDIS))
    assert proposal is not None
    found = mapping.read([table(CORDIS)], loaded(proposal.text), SCHEMA)
    assert not found.problems
    roles = {
        (r.source.key, r.target.key, r.role)
        for r in found.rows
        if isinstance(r, RelationRow) and r.type == "Participation"
    }
    assert roles == {
        ("hogeschool de otter", "101", "lead"), ("zeewolf techniek bv", "101", "partner"), ("stadt reiherhorst", "102", "lead"),
    }  # fmt: skip
    sides = {r.key: r.values["helix"] for r in found.rows if isinstance(r, EntityRow) and "helix" in r.values}
    assert sides["stadt reiherhorst"] == ("government",)


def loaded(text: str) -> mapping_files.ListMapping:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.yaml"
        path.write_text(text, encoding="utf-8")
        return mapping_files.load(path, SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "Naam;Organisatie;Project;E-mail\nJan Bos;Alfa;Waterstof;j@alfa.example\n",
        "Naam;Project\nJan Bos;Waterstof\nPiet Mos;Waterstof\n",
        "Voornaam;Achternaam;Projectnummer;Startdatum\nJan;Bos;1;2020\n",
        "Naam;Overleg;Sinds\nJan Bos;Projectgroep;2020\n",
    ],
)
def test_a_list_of_people_with_a_project_stays_one(text: str) -> None:
    assert not project_columns.is_of_projects(table(text))


def test_whom_to_ask_about_a_project_makes_no_list_of_people() -> None:
    asked = "PROJECTNUMMER;PROJECTNAAM_manueel;PROMOTOR_manueel;PROJECTVERANTWOORDELIJKE;VOORNAAM;EMAIL\n"
    assert project_columns.is_of_projects(table(f"{asked}7;Dak;Provincie Zand;Otter;Ada;ada@zand.example\n"))


def test_what_tells_no_project_is_refused_with_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Kleur;Maat\nrood;4\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        mapping_proposals.propose(path, "nl")
    assert "Kleur, Maat" in caught.value.message("nl")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("dk-regional-projects-2014", "ERDF_Denmark_2014-2020.original.csv"),
        ("vlaanderen-efro-2007", "ERDF_Flandern_2007-2013.xlsx"),
        ("nl-esf-2014", "EUSF_14-20_Publicatielijst_01-12-16_Actie_AMR-VSO.csv"),
        ("interreg-sweden-2021", "rawdata.json"),
    ],
)
def test_a_proposal_finds_the_projects_and_organisations_that_a_mapping_by_hand_finds(
    name: str, file: str
) -> None:
    path = DATA / name / file
    if not path.is_file():
        pytest.skip("DTZ_TEST_DATA has no such list")
    document = files.read(path)
    tables = popolo_json.flat(document.json, document.name) if document.json else document.tables
    proposal = project_columns.propose(tables[0])
    assert proposal is not None
    counts = []
    for told in (mapping_files.load(MAPPINGS / f"{name}.yaml", SCHEMA), loaded(proposal.text)):
        rows = [row for row in mapping.read(tables, told, SCHEMA).rows if isinstance(row, EntityRow)]
        kinds = SCHEMA.concrete("Organization")
        counts.append(
            (len({r.key for r in rows if r.type == "Project"}), len({r.key for r in rows if r.type in kinds}))
        )
    assert counts[0] == counts[1]


def test_a_column_of_amounts_by_partner_is_no_budget_of_the_project_and_columns_without_use_are_left_out() -> (
    None
):
    text = CORDIS.replace("ecContribution", "totalCost")
    proposal = project_columns.propose(table(text))
    assert proposal is not None
    assert not {"budget", "region"} & proposal.columns.keys()
    found = mapping.read([table(text)], loaded(proposal.text), SCHEMA)
    assert [d.key for d in found.doubtful if d.key == "value-differs"] == []
