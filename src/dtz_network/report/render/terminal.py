"""Sections as text for a terminal: headings underlined, columns in line, long sentences wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from dtz_network.report.report_model import Block, Bullets, Paragraph, Picture, Section, Table, Text, plain

WIDTH = 100
_CELL = 60


def render(sections: Iterable[Section]) -> str:
    """Return sections as lines; a section with nothing in it is left out."""
    return "\n\n".join("\n".join(_section(section)) for section in sections if section.blocks)


def _section(section: Section) -> Iterator[str]:
    yield section.title
    yield ("=" if section.level <= 2 else "-") * len(section.title)
    for place, block in enumerate(block for block in section.blocks if not _unseen(block)):
        if place:
            yield ""
        yield from _block(block, section.title)


def _unseen(block: Block) -> bool:
    """Return whether a block is a picture that other text beside it tells."""
    return isinstance(block, Picture) and not block.told


def _block(block: Block, title: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from textwrap.wrap(_text(block.text), WIDTH)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from textwrap.wrap(_text(item), WIDTH, initial_indent="- ", subsequent_indent="  ")
    elif isinstance(block, Picture):
        yield from textwrap.wrap(_text(block.told), WIDTH)
    else:
        yield from _table(block, title)


def _table(table: Table, title: str) -> Iterator[str]:
    rows = [[_cell(_text(cell)) for cell in row] for row in table.rows]
    widths = [max(len(row[i]) for row in [list(table.headings), *rows]) for i in range(len(table.headings))]
    if table.caption not in ("", title):
        yield from textwrap.wrap(table.caption, WIDTH)
    for row in [list(table.headings), *rows]:
        cells = (
            text.rjust(width) if place in table.numeric else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _cell(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _text(text: Text) -> str:
    return " ".join(plain(text).split())
