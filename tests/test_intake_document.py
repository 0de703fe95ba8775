"""Lists of people in documents: text, Word and PDF, one and two columns; running text is a question, never a fact."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtz_network.errors import InputError
from dtz_network.intake import document
from dtz_network.intake.readers import text_lines
from dtz_network.intake.rows import EntityRow, RelationRow, Understood
from dtz_network.model import schema
from dtz_network.model.network import fold
from dtz_network.workflows import contacts, stores

SCHEMA = schema.shipped()
GRAPH = Path(__file__).parent.parent / "graph" / "dutch-techzone"
DATA = os.environ.get("DTZ_TEST_DATA")
PLAN = Path(DATA or ".").parent / "seeds" / "jaarplan-2022.txt"
needs_plan = pytest.mark.skipif(
    not (DATA and PLAN.is_file()), reason="DTZ_TEST_DATA does not name the folder with real lists"
)

OTHER = """Jaarplan 2024 Samenwerking Zuidoost

1. Inleiding
In 2024 werken wij samen met Alfa Techniek B.V. en de gemeente Emmen. Wethouder Jan Bos (gemeente Emmen) opende het jaar.
Dutch Innovation Park is een succes. Nieuwe Energie Drenthe groeit.

Samenstelling stuurgroep Wonen (2024)
Voorzitter: Jan de Vries (gemeente Hardenberg)
Leden:
- mevr. A. Bos, wethouder, gemeente Emmen
- Piet Jansen – Alfa Techniek B.V.
- vacature

De werkgroep Duurzaam bestaat uit:
1. Sanne de Wit (projectleider, Drenthe College)
2. Kees van Dam namens VNO-NCW

Raad van Toezicht
Dhr. drs. H. Bakker (voorzitter)
Mw. M. Smit
Dhr. P. de Groot

Dagelijks bestuur: J. Bos (vz), K. Vos (secretaris) en L. Mos

Klankbordgroep
Bedrijven
  • Els Visser (Beta Metaal)
  • Henk-Jan Kuiper (Gamma)
Kennisinstellingen
  • dr. Tom Smit (Hogeschool X)

Partners:
• gemeente Emmen
• Drenthe College
• Dutch Innovation Park

Projecten
• Slimme Maakindustrie
• Groene Waterstof Emmen (Gasunie)

Adviesraad
Vries, J. de (voorzitter)
Jansen, P.
"""
Said = set[tuple[str, str, str, tuple[str, ...]]]


def said(found: Understood) -> Said:
    """Return who sits where in which role on behalf of whom, letters folded."""
    return {
        (
            row.source.key,
            row.target.key,
            row.role,
            tuple(ref.key for ref in row.references.get("on_behalf_of", ())),
        )
        for row in found.rows
        if isinstance(row, RelationRow) and row.type == "Membership"
    }


def read(text: str) -> Understood:
    return document.read(text_lines.of_text(text).lines, SCHEMA)


def test_other_headings_and_other_ways_to_write_a_list() -> None:
    found = read(OTHER)
    assert said(found) == {
        ("jan de vries", "stuurgroep wonen", "chair", ("gemeente hardenberg",)),
        ("a. bos", "stuurgroep wonen", "member", ("gemeente emmen",)),
        ("piet jansen", "stuurgroep wonen", "member", ("alfa techniek b.v.",)),
        ("sanne de wit", "werkgroep duurzaam", "member", ("drenthe college",)),
        ("kees van dam", "werkgroep duurzaam", "member", ("vno-ncw",)),
        ("h. bakker", "raad van toezicht", "chair", ()),
        ("m. smit", "raad van toezicht", "member", ()),
        ("p. de groot", "raad van toezicht", "member", ()),
        ("j. bos", "dagelijks bestuur", "chair", ()),
        ("k. vos", "dagelijks bestuur", "secretary", ()),
        ("l. mos", "dagelijks bestuur", "member", ()),
        ("els visser", "klankbordgroep", "member", ("beta metaal",)),
        ("henk-jan kuiper", "klankbordgroep", "member", ("gamma",)),
        ("tom smit", "klankbordgroep", "member", ("hogeschool x",)),
        ("j. de vries", "adviesraad", "chair", ()),
        ("p. jansen", "adviesraad", "member", ()),
    }
    jobs = {
        (r.source.key, r.target.key, r.role)
        for r in found.rows
        if isinstance(r, RelationRow) and r.type == "Employment"
    }
    assert jobs == {
        ("a. bos", "gemeente emmen", "wethouder"),
        ("sanne de wit", "drenthe college", "projectleider"),
    }
    rows = [row.values for row in found.rows if isinstance(row, EntityRow) and row.type == "Seat"]
    assert [row["name"] for row in rows[:2]] == [("Stuurgroep Wonen, zetel 1",), ("Klankbordgroep, zetel 1",)]
    seats = [{k: v for k, v in row.items() if k not in ("name", "number")} for row in rows]
    assert seats == [
        {"holder_status": ("vacant",)},
        {"side": ("business",)},
        {"side": ("business",)},
        {"side": ("education",)},
    ]


def test_a_name_in_running_text_is_a_question_with_its_line() -> None:
    mentioned = [(d.values["name"], d.place) for d in read(OTHER).doubtful if d.key == "mentioned"]
    assert mentioned == [("Jan Bos", "regel 4")]


@given(st.lists(st.sampled_from(OTHER.split("\n")) | st.text(max_size=40), max_size=20))
def test_any_lines_are_read_without_error(lines: list[str]) -> None:
    found = read("\n".join(lines))
    people = [row for row in found.rows if isinstance(row, EntityRow) and row.type == "Person"]
    assert all(row.values.get("name") for row in people)


# --- the real plan, and its lists set as Word and PDF


def known() -> Said:
    """Return what the shipped network of the plan says, which was made by hand."""
    import csv

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((GRAPH / f"{name}.csv").read_text(encoding="utf-8").splitlines()))

    names = {
        f"{kind}/{row['key']}": fold(row["name"])
        for kind in ("Person", "GovernanceBody", "Company", "School", "Government", "Association")
        if (GRAPH / f"{kind}.csv").exists()
        for row in rows(kind)
    }
    return {
        (
            names[row["person"]], names[row["body"]], row["role"],
            tuple(sorted(names[ref.strip()] for ref in row["on_behalf_of"].split("|") if ref.strip())),
        )
        for row in rows("Membership")
    }  # fmt: skip


def sorted_ends(found: Iterable[tuple[str, str, str, tuple[str, ...]]]) -> Said:
    return {(who, body, role, tuple(sorted(ends))) for who, body, role, ends in found}


@needs_plan
def test_the_plan_gives_all_people_and_seats_and_no_others() -> None:
    found = sorted_ends(said(read(PLAN.read_text(encoding="utf-8"))))
    expected = {(who, body, role) for who, body, role, _ in known()}
    assert len(found) == 32
    assert len({who for who, *_ in found}) == 27
    assert {(who, body, role) for who, body, role, _ in found} == expected
    pairs = {(who, end) for who, _, _, ends in found for end in ends}
    whole = {"ministerie van economische zaken en klimaat": "ministerie ezk"}  # written out by hand
    assert pairs == {(who, whole.get(end, end)) for who, _, _, ends in known() for end in ends}
    assert len(pairs) == 26


def lists() -> list[str]:
    """Return the lines of the plan with the lists, its odd signs mended as a typesetter would."""
    lines = PLAN.read_text(encoding="utf-8").split("\n")
    begin = next(number for number, line in enumerate(lines) if line.startswith("PROGRAM BOARD:"))
    return [line.replace("\ufffd", "").replace("\uf0b7", "•") for line in lines[begin : begin + 39]]


def pdf(texts: Sequence[tuple[int, int, str]]) -> bytes:
    """Return a page with texts at places in points, in Helvetica."""
    safe = [
        (
            x,
            y,
            t.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)"),
        )
        for x, y, t in texts
    ]
    content = b"BT /F1 9 Tf " + b"".join(b"1 0 0 1 %d %d Tm (%s) Tj " % one for one in safe) + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, tail)


def column(lines: Sequence[str], left: int, top: int) -> list[tuple[int, int, str]]:
    return [(left, top - number * 13, line) for number, line in enumerate(lines)]


@needs_plan
@pytest.mark.parametrize("layout", ["one column", "two columns", "two columns between running text"])
def test_the_lists_of_the_plan_as_pdf(layout: str) -> None:
    lines = lists()
    half = 21
    prose = "Dit jaarplan beschrijft wat wij doen en met wie wij dat doen in de regio, en hoe wij zijn georganiseerd."
    if layout == "one column":
        texts = column(lines, 60, 800)
    elif layout == "two columns":
        texts = [*column(lines[:half], 60, 800), *column(lines[half:], 320, 800)]
    else:
        texts = [
            *column([prose] * 2, 60, 815),
            *column(lines[:half], 60, 770),
            *column(lines[half:], 300, 770),
            *column([prose], 60, 300),
        ]
    found = document.read(text_lines.of_pdf(pdf(texts), "plan.pdf").lines, SCHEMA)
    assert said(found) == said(read("\n".join(lines)))
    assert len(said(found)) == 32
    assert all(row.place.startswith("pagina 1, regel ") for row in found.rows)


@needs_plan
def test_the_lists_of_the_plan_as_word() -> None:
    made = docx.Document()
    for line in lists():
        if line.startswith("•"):
            made.add_paragraph(line[1:].strip(), style="List Bullet")
        elif line.isupper() or line.endswith(":"):
            made.add_heading(line, 2)
        else:
            made.add_paragraph(line)
    packed = io.BytesIO()
    made.save(packed)
    found = document.read(text_lines.of_word(packed.getvalue(), "plan.docx").lines, SCHEMA)
    assert said(found) == said(read("\n".join(lists())))


# --- as an import


def test_a_vacancy_is_of_the_organisation_that_another_list_tells(store: Any, tmp_path: Path) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text(
        "Werkgroep Water:\nOverheden:\n- Jan Bos (Alfa)\n- Piet Vos (Beta)\n\n"
        "Werkgroep Zorg:\nOndernemers:\n- Anna Mos (Gamma)\n- Vacature (Alfa)\n",
        encoding="utf-8",
    )
    contacts.apply_import(store, contacts.plan_import(store, path, who="tester"))
    network = store.load()
    (alfa,) = [e for e in network.of_type("Organization") if e.name == "Alfa"]
    assert alfa.type == "Government"
    assert alfa.id in {value for seat in network.of_type("Seat") for value in seat.all("appointed_by")}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("KEYS", "HOME", "CONFIG"):
        monkeypatch.setenv(f"DTZ_{name}", str(tmp_path / name))
    made = stores.open_store(tmp_path / "network.db", create=True)
    yield made
    made.close()


def test_a_document_is_imported_once(store: Any, tmp_path: Path) -> None:
    path = tmp_path / "jaarplan.txt"
    path.write_text(OTHER, encoding="utf-8")
    contacts.apply_import(store, contacts.plan_import(store, path, who="tester"))
    network = store.load()
    assert len(network.ties("Membership")) == 16
    assert contacts.plan_import(store, path, who="tester").plan.changes.changes == 0
    assert store.check() == []


def test_a_table_in_a_word_document_is_read_as_a_list(store: Any, tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=3)
    for row, cells in zip(
        table.rows, (("Naam", "Organisatie", "Overleg"), ("Jan Bos", "Alfa", "Stuurgroep")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.save(str(tmp_path / "deelnemers.docx"))
    contacts.apply_import(store, contacts.plan_import(store, tmp_path / "deelnemers.docx", who="tester"))
    (seat,) = store.load().ties("Membership")
    assert store.load().name(seat.source) == "Jan Bos"


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("brief.txt", b"Geachte heer,\n\nHierbij de stukken.\n", "document-no-lists"),
        ("scan.pdf", pdf([]), "document-scanned"),
        ("kapot.pdf", b"%PDF-1.4\nnee", "document-broken"),
    ],
)
def test_what_has_no_list_is_refused_with_a_reason(
    store: Any, tmp_path: Path, name: str, data: bytes, key: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        contacts.plan_import(store, tmp_path / name, who="tester")
    assert caught.value.key == key


def test_a_list_of_contacts_with_the_ending_txt_is_still_a_list(store: Any, tmp_path: Path) -> None:
    (tmp_path / "lijst.txt").write_text("Naam;Organisatie\nJan Bos;Alfa\n", encoding="utf-8")
    planned = contacts.plan_import(store, tmp_path / "lijst.txt", who="tester")
    assert len(planned.plan.changes.records) == 2


def test_one_name_is_one_organisation_whatever_list_it_stands_in() -> None:
    found = read(
        "Kopgroep:\n• Marc Bos (Hondsrug)\n• Anna Vos (Alfa Bouw)\n\n"
        "Stuurgroep:\nOnderwijs\n• Piet Jansen (Hondsrug)\n• Eva Mos (Alfa Bouw B.V.)\n"
    )
    entities = [(row.type, row.key) for row in found.rows if isinstance(row, EntityRow)]
    assert [kind for kind, key in entities if key == "hondsrug"] == ["School"]
    assert {key for *_, (key,) in said(found)} == {"hondsrug", "alfa bouw", "alfa bouw b.v."}
    behalf = {
        ref.type
        for row in found.rows
        if isinstance(row, RelationRow)
        for ref in row.references.get("on_behalf_of", ())
        if ref.key == "hondsrug"
    }
    assert behalf == {"School"}
    told = [g.values["type"] for g in found.doubtful if g.values.get("name") == "Hondsrug"]
    assert set(told) == {"School"}
