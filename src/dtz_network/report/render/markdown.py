"""A report as Markdown; names reach it as text, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtz_network.report.render import front
from dtz_network.report.report_model import (
    Block,
    Bullets,
    Paragraph,
    Picture,
    Report,
    Section,
    Text,
    legible,
    plain,
)

_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")


def render(report: Report) -> str:
    """Return the report as Markdown."""
    report = legible(report)
    lines = [f"# {escape(report.title)}", "", *_head(report), ""]
    for section in report.sections:
        lines.extend(_section(section))
    return "\n".join(lines).rstrip() + "\n"


def _head(report: Report) -> Iterator[str]:
    if report.invented:
        yield f"**{front.invented(report)}**"
        yield ""
    if report.subtitle:
        yield escape(report.subtitle)
        yield ""
    yield front.stand(report)


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.level} {escape(section.title)}"
    yield ""
    for block in section.blocks:
        lines = list(_block(block))
        yield from (*lines, "") if lines else ()


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _text(block.text)
    elif isinstance(block, Bullets):
        yield from (f"- {_text(item)}" for item in block.items)
    elif isinstance(block, Picture):
        if block.told:
            yield from (f"*{escape(block.caption)}*", "", _text(block.told))
    else:
        yield f"*{escape(block.caption)}*"
        yield ""
        yield "| " + " | ".join(escape(heading) for heading in block.headings) + " |"
        yield (
            "|" + "|".join("---:" if i in block.numeric else "---" for i in range(len(block.headings))) + "|"
        )
        for row in block.rows:
            yield "| " + " | ".join(_text(cell) for cell in row) + " |"


def _text(text: Text) -> str:
    return escape(plain(text)).replace("\n", " ")


def escape(text: str) -> str:
    r"""Return a text in which nothing is markup.

    >>> escape("*a* | <b>")
    '\\*a\\* \\| \\<b\\>'
    """
    return _MARKUP.sub(r"\\\1", text)
