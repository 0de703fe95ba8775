"""The parcel for planners: what is in it, that it is whole, safe and the same each time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree
from python_calamine import CalamineWorkbook

from dtz_network.cli.main import dtz
from dtz_network.language import LANGUAGES, Language
from dtz_network.model.network import Relationship
from dtz_network.picture import palette
from dtz_network.picture.colours import contrast
from dtz_network.report.render import sheet
from dtz_network.store.base import Store
from dtz_network.view import drawing, graph_view, tables
from dtz_network.view.shown import GraphView
from dtz_network.workflows import demonstration, pages, sharing, stores
from tests.view_networks import HOSTILE, entity, network, tie

NAMES = {
    "nl": ["LEESMIJ.txt", "netwerk.html", "netwerk.xlsx", "netwerk.pdf", "netwerk.svg"],
    "en": ["README.txt", "network.html", "network.xlsx", "network.pdf", "network.svg"],
}


@pytest.fixture(scope="module")
def plan(plan_store: Store) -> GraphView:
    """The public view of the annual plan, in Dutch."""
    return pages.view_of(plan_store, language="nl")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_parcel_has_page_tables_drawing_and_a_text_first(
    plan_store: Store, tmp_path: Path, lang: Language
) -> None:
    view = pages.view_of(plan_store, language=lang)
    sharing.write(view, tmp_path / "planner.zip")
    with zipfile.ZipFile(tmp_path / "planner.zip") as parcel:
        assert parcel.namelist() == NAMES[lang]
        assert parcel.testzip() is None
        text = parcel.read(NAMES[lang][0]).decode("utf-8-sig")
        assert parcel.read(NAMES[lang][1]).decode() == pages.page(view)
    for said in (view.title, view.fingerprint[:12], "2026", *NAMES[lang][1:]):
        assert said in text
    assert ("Openbaar: mensen alleen" in text) == (lang == "nl")
    assert text.count("\n") == text.count("\r\n")
    assert "{" not in text


def test_the_same_view_gives_the_same_parcel(plan: GraphView) -> None:
    assert sharing.packed(sharing.contents(plan)) == sharing.packed(sharing.contents(plan))


def test_the_workbook_has_the_parties_and_ties_of_the_page(plan: GraphView, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(sharing.contents(plan)["netwerk.xlsx"])
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name("Partijen").to_python()
    assert len(rows) - 1 == len(plan.nodes)
    assert ["Remondis", "bedrijf"] in [row[:2] for row in rows]
    assert len(book.get_sheet_by_name("Relaties").to_python()) - 1 == len(plan.links)
    assert any("regel 454" in str(row[-1]) for row in book.get_sheet_by_name("Relaties").to_python())


def test_no_cell_is_a_formula_and_no_name_breaks_the_drawing(tmp_path: Path) -> None:
    names = ["=1+1", "@SUM(A1)", "+31", *HOSTILE, "x" * 40_000]
    whole = network(
        [entity(f"e{n}", "Company", name=name) for n, name in enumerate(names)],
        [tie("r", "Collaboration", ("e0", "e1"))],
    )
    view = graph_view.build(whole, "nl", "internal", title="<b>&\u0007")
    made = sharing.contents(view)
    (tmp_path / "t.xlsx").write_bytes(made["netwerk.xlsx"])
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    root = etree.fromstring(made["netwerk.svg"])
    assert {part.tag.rpartition("}")[2] for part in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "line",
        "polygon",
        "text",
    }
    assert not [
        name for part in root.iter() for name in part.attrib if name.startswith("on") or "href" in name
    ]


def test_the_pdf_has_the_picture_the_lists_and_what_it_is(plan: GraphView) -> None:
    made = sharing.contents(plan)["netwerk.pdf"]
    with pypdfium2.PdfDocument(made) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert all("Openbare uitgave." in text and plan.fingerprint[:12] in text for text in pages)
    assert plan.title in pages[0]
    text = " ".join(" ".join(pages).split())
    assert all(node.name in text for node in plan.nodes)
    assert "Jaarplan 2022 Dutch TechZone, regel 454" in text
    for said in (b"/StructTreeRoot", b"pdfuaid", b"/Lang"):
        assert said in made


def test_a_pdf_of_more_rows_than_it_prints_says_where_the_rest_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST", 2)
    whole = network([entity(f"e{n}", "Company", name=f"Firma {n}") for n in range(5)])
    made = sharing.contents(graph_view.build(whole, "nl", "internal"))["netwerk.pdf"]
    with pypdfium2.PdfDocument(made) as document:
        text = document[1].get_textpage().get_text_bounded()
    assert "Hier staan de eerste 2 van 5; de werkmap heeft alles." in text
    assert "Firma 1" in text
    assert "Firma 2" not in text


def test_the_drawing_says_what_it_shows(plan: GraphView) -> None:
    text = drawing.svg(plan)
    root = etree.fromstring(text.encode())
    said = {part.text for part in root.iter() if part.text}
    assert {"Program Board", "bedrijven", plan.title} <= said
    assert any("Openbare uitgave." in one and plan.fingerprint[:12] in one for one in said)
    assert text == drawing.svg(plan)
    shapes = [p for p in root.iter() if p.tag.rpartition("}")[2] in ("circle", "ellipse", "polygon", "rect")]
    assert len(shapes) >= len(plan.nodes)


def dashes(*ties: Relationship) -> list[str | None]:
    """Return how the lines of a drawing of two companies with these ties are broken."""
    whole = network([entity(k, "Company", name=f"Firma {k}") for k in "ab"], ties)
    root = etree.fromstring(drawing.svg(graph_view.build(whole, "nl", "internal")))
    return [line.get("stroke-dasharray") for line in root.iter("{*}line")]


def test_a_line_is_drawn_as_the_tie_that_holds_best() -> None:
    past = tie("1", "Collaboration", ("a", "b"), "", "2010", "2015")
    later = tie("2", "Collaboration", ("a", "b"), "", "2030")
    maybe = tie("3", "Collaboration", ("b", "a"), "", "2026")
    now = tie("4", "Collaboration", ("a", "b"), "", "2020")
    assert dashes(past) == dashes(later) == dashes(past, later) == ["5 5"]
    assert dashes(maybe) == dashes(past, maybe, later) == ["1.5 4"]
    assert dashes(now) == dashes(now, past) == dashes(past, now, maybe) == [None]


def test_lines_stand_out_from_the_ground(plan: GraphView) -> None:
    [lines] = etree.fromstring(drawing.svg(plan)).iter("{*}g")
    assert contrast(str(lines.get("stroke")), palette.GROUND) >= 3


def test_a_parcel_of_a_day_says_of_which_day_it_is(plan_store: Store) -> None:
    view = pages.view_of(plan_store, language="nl", as_of="2022-10-01")
    assert "Zoals het was op 1 oktober 2022." in drawing.told(view)
    assert "Bijgewerkt tot" not in drawing.told(view)
    assert "Bijgewerkt tot" in drawing.told(pages.view_of(plan_store, language="nl"))


def test_an_empty_network_is_shared_as_well() -> None:
    view = graph_view.build(network([]), "en", "public")
    made = sharing.contents(view)
    assert etree.fromstring(made["network.svg"]) is not None
    assert tables.parties(view) == [["Name", "Kind", "Relationships", "Source"]]


def test_explore_writes_a_parcel_and_keeps_the_picture(place: Path) -> None:
    run = CliRunner()
    path = place / "plan.db"
    demonstration.load_shipped(stores.open_store(path, create=True), "dutch-techzone")
    store = ["--lang", "nl", "--store", str(path)]
    parcel = place / "planner.zip"
    told = run.invoke(dtz, [*store, "explore", "--share", str(parcel)])
    assert told.exit_code == 0, told.output
    assert not Path("network.html").exists()
    first = parcel.read_bytes()
    assert run.invoke(dtz, [*store, "explore", "--share", str(parcel)]).exit_code == 0
    assert parcel.read_bytes() == first
    page = place / "page.html"
    both = run.invoke(
        dtz, [*store, "explore", "--share", str(parcel), "-o", str(page), "--edition", "partner"]
    )
    assert both.exit_code == 0
    assert sharing.page_in(parcel) == page.read_text(encoding="utf-8")
    (place / "odd.zip").write_bytes(b"PK no")
    assert sharing.page_in(place / "odd.zip") == ""


def test_a_tie_of_a_party_with_itself_is_a_bow_over_its_mark() -> None:
    whole = network([entity("a", "Company", name="A")], [tie("r", "Collaboration", ("a", "a"))])
    root = etree.fromstring(drawing.svg(graph_view.build(whole, "nl", "internal")).encode())
    assert not root.findall(".//{*}line")
    [bow] = root.findall(".//{*}path")
    assert "C" in bow.get("d", "")
