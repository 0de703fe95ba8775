"""A report as one self-contained HTML file: no request, no script, print style, facts marked."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dtz_network import language
from dtz_network.report.report_model import Bullets, Fact, Paragraph, Report

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
    environment.tests["bullets"] = lambda block: isinstance(block, Bullets)
    return environment


def render(report: Report) -> str:
    """Return the report as one HTML file."""
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    def words(key: str, **values: object) -> str:
        return language.text(f"report.{key}", report.language, **values)

    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            facts=report.facts,
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'",
            words=words,
            date=lambda value: language.date(value, report.language),
            embedded=_json(report),
        )
    )


def _json(report: Report) -> str:
    """Return the facts as JSON that cannot end its script element."""
    facts = [asdict(fact) for fact in report.facts]
    return (
        json.dumps(facts, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c").replace("&", "\\u0026")
    )
