"""A report as one self-contained HTML file: no request, no script, print style, facts marked."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dtz_network.report import traced
from dtz_network.report.render import front
from dtz_network.report.render.house import House
from dtz_network.report.report_model import Bullets, Fact, Paragraph, Picture, Report, legible

_FOLDER = Path(__file__).parent.parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["fact"] = lambda part: isinstance(part, Fact)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.tests["picture"] = lambda block: isinstance(block, Picture)
    environment.tests["bullets"] = lambda block: isinstance(block, Bullets)
    return environment


def render(report: Report, house: House | None = None) -> str:
    """Return the report as one HTML file, in the house style of a bureau if given."""
    report = legible(report)
    style = (_FOLDER / "report.css").read_text(encoding="utf-8") + (house or House()).style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            facts=report.facts,
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'",
            words=lambda key, **values: front.words(key, report, **values),
            drawn=lambda picture, ident: front.drawn(picture, report, ident),
            stand=front.stand(report),
            contents=front.has_contents(report),
            unbroken=front.unbroken,
            embedded=_json(report),
        )
    )


def _json(report: Report) -> str:
    """Return what the report is traced by as JSON that cannot end its script element."""
    return traced.as_json(traced.of(report)).replace("<", "\\u003c").replace("&", "\\u0026")


def traced_in(page: str) -> str:
    """Return what a page is traced by, as JSON, "" where it holds none."""
    _, found, rest = page.partition('<script type="application/json" id="facts">')
    return rest.partition("</script>")[0] if found else ""
