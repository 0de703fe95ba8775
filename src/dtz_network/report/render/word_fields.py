"""What python-docx has no words for: bookmarks, contents, numbered captions, headings of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from dtz_network.report.render import word_body

_ROOM = {"top": "40", "left": "60", "bottom": "40", "right": "60"}
"""Room around the letters in a table, in twentieths of a point, in the order that Word demands."""


_SOFT = "8A8F98"
"""The colour of the lines between the rows of a table."""


def _element(name: str, /, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(paragraph: Any, number: int, name: str, words: str, look: word_body.Look = ()) -> None:
    """Add words to a paragraph between the ends of a bookmark, which readers do not see."""
    word_body.add(paragraph, "bookmarkStart", id=str(number), name=name)
    word_body.letters(paragraph, words, look)
    word_body.add(paragraph, "bookmarkEnd", id=str(number))


def last_bookmark(document: Any) -> int:
    """Return the highest number of a bookmark in a document, 0 if it has none."""
    numbers = (mark.get(qn("w:id"), "0") for mark in document.element.body.iter(qn("w:bookmarkStart")))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def bookmarked(root: Any, prefix: str) -> dict[str, str]:
    """Return the text in each bookmark whose name begins so, by the rest of its name."""
    found: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:t"):
            for name in opened.values():
                found[name] += element.text or ""
        elif element.tag == qn("w:bookmarkEnd"):
            opened.pop(number, "")
        elif element.get(qn("w:name"), "").startswith(prefix):
            opened[number] = element.get(qn("w:name")).removeprefix(prefix)
            found[opened[number]] = ""
    return found


def _mark(paragraph: Any, kind: str, **attributes: str) -> None:
    paragraph.add_run()._r.append(_element("fldChar", fldCharType=kind, **attributes))


def _instruct(paragraph: Any, words: str) -> None:
    told = _element("instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = words
    paragraph.add_run()._r.append(told)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field, which Word works out itself, with what it shows until then."""
    _mark(paragraph, "begin")
    _instruct(paragraph, f" {instruction} ")
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def sequence(paragraph: Any, name: str, number: int) -> None:
    """Add the number of a table or figure, which Word counts itself."""
    field(paragraph, f"SEQ {name} \\* ARABIC", str(number))


def contents(document: Any, title: str, entries: Sequence[tuple[str, str, int]]) -> None:
    """Add a table of contents: filled here with links, with page numbers once Word brings it up to date."""
    heading = document.add_paragraph()
    heading.add_run(title).bold = True
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    styles = {
        level: _contents_style(document, level) for level in dict.fromkeys(entry[2] for entry in entries)
    }
    body = word_body.Body(document)
    for place, (anchor, words, level) in enumerate(entries):
        paragraph = body.handled(body.paragraph(styles[level]))
        if place == 0:
            _mark(paragraph, "begin", dirty="true")
            _instruct(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
            _mark(paragraph, "separate")
        link = _element("hyperlink", anchor=anchor, history="1")
        paragraph._p.append(link)
        link.append(paragraph.add_run(words)._r)
        if place == len(entries) - 1:
            _mark(paragraph, "end")


def _contents_style(document: Any, level: int) -> str:
    """Return the name of the style of a line, which is made where the document lacks it."""
    name = f"toc {level}"
    if name in (style.name for style in document.styles):
        return name
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.left_indent = Pt(12 * (level - 1))
    style.paragraph_format.space_after = Pt(3)
    return name


def only_font(style: Any, font: str) -> None:
    """Let a style use one font for all scripts, instead of those of the theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), font)


def no_wide_letters(style: Any) -> None:
    """Let a style set its letters at their usual distance."""
    spacing = style.element.get_or_add_rPr().find(qn("w:spacing"))
    if spacing is not None:
        spacing.getparent().remove(spacing)


def lines_of_tables(style: Any, colour: str) -> None:
    """Let a style of tables have lines between rows alone, the one below the heading in a colour."""
    borders = next(style.element.iter(qn("w:tblBorders")))
    for side in ("top", "left", "right", "insideV"):
        _line(borders, side, "nil", "0", "auto")
    for side in ("bottom", "insideH"):
        _line(borders, side, "single", "4", _SOFT)
    first = word_body.add(style.element, "tblStylePr", type="firstRow")
    _line(word_body.add(word_body.add(first, "tcPr"), "tcBorders"), "bottom", "single", "8", colour)


def _line(borders: Any, side: str, kind: str, size: str, colour: str) -> None:
    """Set the line at one side, whose place among the others stays."""
    line = borders.find(qn(f"w:{side}"))
    line = word_body.add(borders, side) if line is None else line
    for key, value in {"val": kind, "sz": size, "space": "0", "color": colour}.items():
        line.set(qn(f"w:{key}"), value)


def describe_table(table: Any, caption: str) -> None:
    """Give a table the words that a screen reader says of it, and say that its first row is a heading."""
    properties = table._tbl.tblPr
    properties.append(_element("tblCaption", val=caption))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "0")
        look.addprevious(_margins())


def _margins() -> Any:
    """Return the room around what stands in the cells of a table."""
    made = _element("tblCellMar")
    for side, room in _ROOM.items():
        word_body.add(made, side, w=room, type="dxa")
    return made
