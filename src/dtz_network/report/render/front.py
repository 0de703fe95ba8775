"""What every format says of a report around its sections: of when it is, which edition, how many facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtz_network import language
from dtz_network.picture.drawn import draw
from dtz_network.picture.drawn.drawings import (
    BalanceDrawing,
    Drawing,
    MapDrawing,
    MatrixDrawing,
    NetworkDrawing,
    TermsDrawing,
)
from dtz_network.report.report_model import Paragraph, Picture, Report, Section, Table, plain


def words(key: str, report: Report, /, **values: object) -> str:
    """Return interface words in the language of a report."""
    return language.text(f"report.{key}", report.language, **values)


def stand(report: Report) -> str:
    """Return the line below the title: date, act, edition and fingerprint of the data."""
    return words(
        "stand",
        report,
        date=language.date(report.as_of or report.recorded[:10], report.language),
        number=report.known_at,
        fingerprint=report.fingerprint[:12],
        edition=words(f"edition.{report.edition}", report),
    )


def invented(report: Report) -> str:
    """Return the warning that must stand above a made-up network, "" for a real one."""
    return words("invented", report) if report.invented else ""


_KINDS: dict[type[Drawing], str] = {
    NetworkDrawing: "network",
    BalanceDrawing: "balance",
    MatrixDrawing: "matrix",
    TermsDrawing: "terms",
    MapDrawing: "map",
}


def alternative(picture: Picture, report: Report) -> str:
    """Return what a screen reader says of a picture: what it is, of what, and that the text below says the same."""
    return words("picture.alt", report, kind=words(f"picture.kind.{_KINDS[type(picture.drawing)]}", report))


def drawn(picture: Picture, report: Report, ident: str = "") -> str:
    """Return a picture as SVG; its title is the caption."""
    return sized(picture, report, ident)[0]


def sized(picture: Picture, report: Report, ident: str = "") -> tuple[str, float, float]:
    """Return a picture as :func:`drawn` does, with its width and height."""
    told = alternative(picture, report)
    return draw.sized(picture.drawing, picture.caption, told, report.language, ident)


_SHORT = ("organisation", "note")
"""Kinds of documents of about a page, which need no list of contents."""


def has_contents(report: Report) -> bool:
    """Return whether a document begins with a list of what is in it."""
    return report.kind not in _SHORT


def leads(section: Section, place: int) -> bool:
    """Return whether a block and the next one stay on one page: what introduces ("Sources:", what stands before a table or picture), and a table with what is said of it below."""
    if place + 1 == len(section.blocks):
        return False
    block, after = section.blocks[place : place + 2]
    if isinstance(block, Table):
        return isinstance(after, Paragraph)
    if not isinstance(block, Paragraph) or plain(block.text).endswith(":"):
        return isinstance(block, Paragraph)
    said_of_table = place > 0 and isinstance(section.blocks[place - 1], Table)
    return isinstance(after, Table | Picture) and not said_of_table


_TOGETHER = re.compile(
    r"(?<=€) (?=[−\d])|(?<=\d) (?=%|[a-zA-Z]+ \d{4}\b)|(?<=[a-z]) (?=\d{4}\b)|(?<=[Gg]ro[eu]p) (?=\d)"
)


def unbroken(text: str) -> str:
    """Return a text in which amounts, shares, dates and numbers of groups are not broken over two lines.

    >>> unbroken("op 6 september 2022 was dat € 18.000 bij groep 3").count(chr(160))
    4
    """
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def levels(report: Report) -> Iterator[tuple[Section, int]]:
    """Yield each section with its level in an outline that begins at 1 and skips none."""
    before = 0
    for section in report.sections:
        before = min(section.level - 1, before + 1)
        yield section, before
