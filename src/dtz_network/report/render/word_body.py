"""What a Word document has most of, its paragraphs and rows of tables, written as XML at once.

python-docx looks up the style of each paragraph and the properties of each cell anew, which took most of the time of
a long report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from lxml import etree

_GAP = "160"
"""Room below a table, in twentieths of a point."""
_SHADE = "E8EEF4"
_W = qn("w:p").removesuffix("p")
_SPACE = qn("xml:space")
_BREAKS = frozenset("\t\n\r")
Look = Sequence[tuple[str, dict[str, str]]]
"""Properties of letters: elements and their attributes."""


def add(parent: Any, name: str, /, **attributes: str) -> Any:
    """Add an element of Word with some attributes of Word, in the order of their names as given."""
    return etree.SubElement(parent, _W + name, {_W + key: value for key, value in attributes.items()})


def letters(paragraph: Any, words: str, look: Look = ()) -> None:
    """Add words to a paragraph."""
    run = add(paragraph, "r")
    if look:
        properties = add(run, "rPr")
        for name, attributes in look:
            add(properties, name, **attributes)
    if not _BREAKS.isdisjoint(words):
        run.text = words
    elif words:
        held = add(run, "t")
        held.text = words
        if words.strip() != words:
            held.set(_SPACE, "preserve")


class Body:
    """The end of a document, where paragraphs are added; it knows the styles by their names."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = _styles(document)
        self.end = document.element.body.find(_W + "sectPr")

    def paragraph(self, style: str = "") -> Any:
        """Return a new paragraph at the end, of a style if given."""
        made = OxmlElement("w:p")
        if self.end is None:
            self.document.element.body.append(made)
        else:
            self.end.addprevious(made)
        if style:
            add(add(made, "pPr"), "pStyle", val=self.styles[style.casefold()])
        return made

    def gap(self, *, keep: bool = False) -> None:
        """Add the little room that keeps a table apart from what comes next; with ``keep`` that comes on the same page."""
        look = add(self.paragraph(), "pPr")
        if keep:
            add(look, "keepNext")
        add(look, "spacing", before="0", after="0", line=_GAP, lineRule="exact")

    def handled(self, paragraph: Any) -> Paragraph:
        """Return a paragraph as python-docx has it."""
        return Paragraph(paragraph, self.document)


def _styles(document: Any) -> dict[str, str]:
    """Return the ids of the styles of a document by their names, whose capitals programs write as they like."""
    names = document.styles.element.iterfind(f"{_W}style/{_W}name")
    return {name.get(_W + "val", "").casefold(): name.getparent().get(_W + "styleId") for name in names}


def row(
    table: Any, widths: Sequence[Length], numeric: Sequence[int], *, head: bool = False, keep: bool = False
) -> list[Any]:
    """Add a row that stays on one page to a table, and return the paragraphs of its cells.

    A heading comes back on the next page; with ``keep`` the next row comes on the same page.
    """
    made = add(table._tbl, "tr")
    properties = add(made, "trPr")
    add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    return [
        _cell(made, width, "right" if place in numeric else "left", head=head, keep=keep)
        for place, width in enumerate(widths)
    ]


def _cell(line: Any, width: Length, side: str, *, head: bool, keep: bool) -> Any:
    cell = add(line, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", type="dxa", w=str(width.twips))
    if head:
        add(properties, "shd", val="clear", color="auto", fill=_SHADE)
    paragraph = add(cell, "p")
    look = add(paragraph, "pPr")
    if keep:
        add(look, "keepNext")
    add(look, "spacing", after="0")
    add(look, "jc", val=side)
    return paragraph


def in_table(size: float, *, head: bool) -> Look:
    """Return the look of letters of a size (in points) in a table."""
    look = ("sz", {"val": str(round(2 * size))})
    return [("b", {}), look] if head else [look]
