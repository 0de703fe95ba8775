"""A report as PDF that everybody can read and that can be kept: PDF/UA-1 and PDF/A-2a, set by typst.

The template knows no words: all of them reach it as data, so that a name is never markup. Only the fonts that
typst brings along are used, and those of a bureau that keeps its own in a folder; the same report gives the same bytes on every machine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import string
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtz_network.report.render import columns, front
from dtz_network.report.render.house import House
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Paragraph,
    Picture,
    Report,
    Text,
    legible,
    plain,
)

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
_TEMPLATES = Path(__file__).parent.parent / "templates"
_UNSEEN = re.compile(r'the text `"(.+?)"` could not be displayed|contains the codepoint `"(.+?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_INSTEAD = "?"
_LINE = 470.0
"""How long a line is on the page of the template, in points."""
_OWN, _OTHER = 0.85, 1.0
"""How broad the letters of our own font are, and those of another may be."""


def render(report: Report, author: str = "", house: House | None = None) -> bytes:
    """Return the report as PDF, in the house style of a bureau if given; a character that no font here has stands as "?"."""
    look = house or House()
    data = _data(legible(report), author, _OTHER if look.font else _OWN)
    return compiled("report", {**data, **vars(look)}, report.recorded, look.folder)


def compiled(name: str, data: Mapping[str, Any], recorded: str, fonts: str = "") -> bytes:
    """Return the template of a name, filled with data under that name, as PDF; the same data give the same bytes.

    ``fonts`` is a folder with fonts beside those that come along, "" for none.
    """
    from typst import TypstError

    words = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            return _compiled(name, words, recorded, fonts)
        except TypstError as error:
            seen = words.translate(dict.fromkeys(map(ord, _unseen(error.diagnostic)), _INSTEAD))
            if seen == words:
                raise
            words = seen


def _compiled(name: str, words: str, recorded: str, fonts: str) -> bytes:
    template = _TEMPLATES / f"{name}.typ"
    made = compiler(template, fonts).compile(
        template,
        format="pdf",
        sys_inputs={name: words},
        pdf_standards=STANDARDS,
        timestamp=_moment(recorded),
    )
    assert isinstance(made, bytes)  # noqa: S101  one document, asked for as bytes
    return made


@cache
def compiler(template: Path, fonts: str = "") -> Compiler:
    """Return what sets a template with the fonts that come along, and those of a folder if given."""
    from typst import Compiler

    paths = [Path(fonts)] if fonts else []
    return Compiler(template, root=template.parent, font_paths=paths, ignore_system_fonts=True)


def _moment(recorded: str) -> dt.datetime:
    """Return when the data were last added to: the document has no other time."""
    moment = dt.datetime.fromisoformat(recorded) if recorded else dt.datetime(2000, 1, 1)  # noqa: DTZ001
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).replace(microsecond=0)


def _unseen(diagnostic: str) -> set[str]:
    """Return the characters that the fonts lack, or that may not stand in a PDF that is kept.

    A letter is named together with the marks on it: the marks alone are returned, since other words need the letter.
    """
    found = ("".join(pair) for pair in _UNSEEN.findall(diagnostic))
    texts = (_CODE.sub(lambda code: chr(int(code[1], 16)), text) for text in found)
    return {char for text in texts for char in _marks(text) or text if char not in string.printable}


def _marks(text: str) -> list[str]:
    """Return the characters of a text that are put on another, or that this Python does not know yet."""
    return [char for char in text if unicodedata.category(char)[0] in "MC"]


def _data(report: Report, author: str, broad: float) -> dict[str, Any]:
    return {
        "title": report.title,
        "subtitle": front.unbroken(report.subtitle),
        "language": report.language,
        "author": author,
        "keywords": f"{report.edition}, {report.fingerprint[:12]}",
        "running": report.title,
        "stand": front.unbroken(front.stand(report)),
        "invented": front.invented(report),
        "contents": front.words("contents", report) if front.has_contents(report) else "",
        "closing": front.words("footer", report, n=len(report.facts)),
        "sections": [
            {
                "level": level,
                "title": section.title,
                "blocks": [
                    {**_block(block, report, broad), "leads": front.leads(section, place)}
                    for place, block in enumerate(section.blocks)
                ],
            }
            for section, level in front.levels(report)
        ],
    }


def _block(block: Block, report: Report, broad: float) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": _set(block.text)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_set(item) for item in block.items]}
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "caption": block.caption,
            "svg": front.drawn(block, report),
            "alt": front.alternative(block, report),
            "text": _set(block.told),
        }
    rows = [[_set(cell) for cell in row] for row in block.rows]
    size, widths = columns.fitted(block, _LINE, broad)
    return {
        "kind": "table",
        "caption": block.caption,
        "headings": block.headings,
        "rows": rows,
        "numeric": block.numeric,
        "size": size,
        "widths": widths,
        "together": len(rows) <= columns.TOGETHER,
    }


def _set(text: Text) -> str:
    return front.unbroken(plain(text))
