"""What every format says of a report around its sections: of when it is, which edition, how many facts."""

from __future__ import annotations

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
from dtz_network.report.report_model import Picture, Report, Section


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
    told = alternative(picture, report)
    return draw.as_svg(picture.drawing, picture.caption, told, report.language, ident)


def levels(report: Report) -> Iterator[tuple[Section, int]]:
    """Yield each section with its level in an outline that begins at 1 and skips none."""
    before = 0
    for section in report.sections:
        before = min(section.level - 1, before + 1)
        yield section, before
