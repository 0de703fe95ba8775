"""The house style: a bureau's colour and font in every document, and nothing that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from dtz_network.cli.main import run
from dtz_network.errors import InputError
from dtz_network.picture.colours import DARK, contrast
from dtz_network.report.render import pdf
from dtz_network.report.render.house import House
from dtz_network.view import graph_view
from dtz_network.workflows import configuration, reports, sharing

from .report_formats import unpacked
from .test_report_formats import hostile_report
from .view_networks import entity, network

LOOK = 'organisation = "Bureau Noord"\ncolour = "#8a1538"\nfont = "Nergens Sans"\n'


@pytest.fixture
def look(place: Path) -> Path:
    """The folder with the configuration of a bureau with a style of its own."""
    configuration.path().write_text(LOOK, encoding="utf-8")
    return place


def test_documents_follow_colour_and_font(look: Path) -> None:
    assert look.is_dir()
    report = hostile_report("Gewoon")
    page = reports.render(report, "html").decode()
    assert "--accent: #8a1538" in page
    assert 'font-family: "Nergens Sans"' in page
    document = docx.Document(io.BytesIO(reports.render(report, "docx")))
    heading = document.styles["Heading 1"].font
    assert (str(heading.color.rgb), heading.name) == ("8A1538", "Nergens Sans")
    pages = unpacked(reports.render(report, "pdf"))
    assert b"0.5411765 0.08235294 0.21960784 scn" in pages
    assert reports.render(report, "pdf") == reports.render(report, "pdf")


def test_the_pdf_of_a_parcel_follows_colour_and_font(look: Path) -> None:
    assert look.is_dir()
    view = graph_view.build(network([entity("a", "Company", name="Firma a")]), "nl", "public")
    pages = unpacked(sharing.contents(view)["netwerk.pdf"])
    assert b"0.5411765 0.08235294 0.21960784 scn" in pages
    configuration.path().unlink()
    assert b"0.5411765 0.08235294 0.21960784 scn" not in unpacked(sharing.contents(view)["netwerk.pdf"])


def test_a_pdf_takes_the_font_from_the_folder_of_the_bureau() -> None:
    folder = Path("/usr/share/fonts/truetype/dejavu")
    if not (folder / "DejaVuSans.ttf").exists():
        pytest.skip("needs the font DejaVu Sans")
    made = pdf.render(hostile_report("Gewoon"), "", House(font="DejaVu Sans", folder=str(folder)))
    assert b"DejaVuSans" in unpacked(made)
    assert b"Libertinus" not in unpacked(made)


@pytest.mark.parametrize("colour", ["#f0e442", "rood", "#12345", "#fff"])
def test_a_colour_that_cannot_be_read_is_refused(place: Path, colour: str) -> None:
    assert place.is_dir()
    configuration.path().write_text(f'colour = "{colour}"\n', encoding="utf-8")
    with pytest.raises(InputError) as told:
        configuration.read()
    assert told.value.key == "configuration-colour"
    assert "4,5" in told.value.hint("nl")


def test_on_a_dark_screen_the_colour_is_made_lighter() -> None:
    dark = House("#101010").style.rpartition("--accent: ")[2][:7]
    assert contrast(dark, DARK) >= 4.5
    assert House().style == ""


def test_init_keeps_the_style(look: Path) -> None:
    assert run(["--store", str(look / "network.db"), "init", "--organisation", "Bureau Zuid"]) == 0
    known = configuration.read()
    assert (known.organisation, known.colour, known.font) == ("Bureau Zuid", "#8a1538", "Nergens Sans")
