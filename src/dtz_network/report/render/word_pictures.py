"""Pictures in a Word document: SVG as newer programs draw it, PNG for the others, and words for who sees neither."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length

from dtz_network.report.render import front, png
from dtz_network.report.report_model import Picture, Report

_SVG = (
    '<a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext>'
)


@dataclass(frozen=True)
class Prepared:
    """A picture as it goes into the document."""

    svg: str
    png: bytes
    alternative: str


def prepare(report: Report) -> list[Prepared]:
    """Return all pictures of a report as SVG and PNG, in their order."""
    pictures = [
        block for section in report.sections for block in section.blocks if isinstance(block, Picture)
    ]
    drawn = [front.sized(picture, report) for picture in pictures]
    made = zip(pictures, drawn, png.render(drawn), strict=True)
    return [
        Prepared(svg, image, f"{picture.caption}. {front.alternative(picture, report)}")
        for picture, (svg, _, _), image in made
    ]


def put(document: Any, paragraph: Any, picture: Prepared, wide: Length) -> None:
    """Put a picture of some width into a paragraph."""
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=wide)
    shape._inline.docPr.set("descr", picture.alternative)
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    name = next(name for n in range(1, 10_000) if (name := f"/word/media/drawing{n}.svg") not in taken)
    part = Part(PackURI(name), "image/svg+xml", picture.svg.encode(), package)
    blip = next(shape._inline.iter(qn("a:blip")))
    kept = blip.find(qn("a:extLst"))
    if kept is None:
        kept = parse_xml('<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>')
        blip.append(kept)
    kept.append(parse_xml(_SVG.format(document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))))
