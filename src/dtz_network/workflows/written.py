"""A report as files: each form of it, and beside them what its numbers can be traced by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dtz_network.errors import InputError
from dtz_network.model.network import fold
from dtz_network.report import traced
from dtz_network.report.render import html, markdown
from dtz_network.report.report_model import Report, legible
from dtz_network.report.traced import Traced
from dtz_network.workflows import configuration, files

FORMS = ("html", "docx", "pdf", "md")
FACTS = ".facts.json"
_LONGEST = 60
"""Letters of a name of a file at most: some systems take no long ones."""


def render(report: Report, form: str, template: Path | None = None) -> bytes:
    """Return a report as a document ("html", "docx", "pdf" or "md"); a template lends a Word document its styles.

    Raises:
        InputError: another form, or a template that cannot be used.
    """
    if form not in FORMS:
        raise InputError("report-form", form=form or "–", known=", ".join(FORMS))
    if template is not None and form != "docx":
        raise InputError("report-template-form", form=form)
    if form == "md":
        return markdown.render(report).encode()
    known = configuration.read()
    house = known.house
    if form == "html":
        return html.render(report, house).encode()
    if form == "pdf":
        from dtz_network.report.render import pdf

        return pdf.render(report, known.organisation, house)
    from dtz_network.report.render import word

    return word.render(report, template, known.organisation, house)


@dataclass(frozen=True)
class Written:
    """The files of one report: the documents, and what they can be traced by."""

    documents: tuple[Path, ...]
    facts: Path
    digests: tuple[tuple[str, str], ...]


def write(report: Report, paths: Sequence[Path], template: Path | None = None) -> Written:
    """Write a report to files of one folder and name, each in the form of its ending, and ``NAME.facts.json`` beside them.

    All documents are made before the first is written, and all are written or none.

    Raises:
        InputError: an unknown ending, or a template that cannot be used.
        StoreError: the folder cannot be written.
    """
    made = [
        (path, render(report, path.suffix.lstrip("."), template if path.suffix == ".docx" else None))
        for path in paths
    ]
    if template is not None and not any(path.suffix == ".docx" for path in paths):
        raise InputError("report-template-form", form=", ".join(path.suffix.lstrip(".") for path in paths))
    beside = facts_beside(paths[0])
    digests = {path.name: traced.digest(data) for path, data in made}
    told = traced.of(legible(report))
    told = replace(told, documents=dict(sorted({**_others(beside, told), **digests}.items())))
    files.write_all([*made, (beside, traced.as_json(told).encode())])
    return Written(tuple(paths), beside, tuple(digests.items()))


def places(report: Report, output: Path | None, form: str) -> list[Path]:
    """Return where the documents of a report go.

    ``form`` "all": every form, into the folder ``output``; else the file ``output``, or one named after the
    report in the folder ``output`` or here.
    """
    if output is not None and form != "all" and not output.is_dir():
        return [output if output.suffix or not form else output.with_name(f"{output.name}.{form}")]
    folder = output or Path()
    name = file_name(report.title) or report.kind
    return [folder / f"{name}.{one}" for one in (FORMS if form == "all" else (form or "html",))]


def file_name(title: str) -> str:
    """Return the name of a file for a title, "" where no letter or digit is left of it.

    >>> file_name("Program Board: zetels en geld (2022)")
    'program-board-zetels-en-geld-2022'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(title)))[:_LONGEST].strip("-")


def facts_beside(path: Path) -> Path:
    """Return where the facts of a document are written."""
    return path.with_name(path.stem + FACTS)


def _others(beside: Path, told: Traced) -> Mapping[str, str]:
    """Return the documents of the same report that were written before."""
    try:
        before = traced.from_json(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return before.documents if replace(before, documents=told.documents) == told else {}
