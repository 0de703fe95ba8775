"""Proposes the mapping of a list of projects, as a file for a person to check."""

from __future__ import annotations

from pathlib import Path

from dtz_network import language
from dtz_network.errors import InputError
from dtz_network.intake import popolo_json, project_columns
from dtz_network.intake.readers import files
from dtz_network.language import Language


def propose(path: Path, lang: Language) -> str:
    """Return a mapping that the headings of a list suggest, with a comment that says what to check and what it leaves out.

    Raises:
        InputError: the file cannot be read, or no table of it tells a project and who or what is in it.
    """
    document = files.read(path)
    tables = popolo_json.flat(document.json, document.name) if document.json else document.tables
    for table in tables:
        if proposal := project_columns.propose(table):
            left = [
                " ".join(column.split())
                for column in table.columns
                if column not in proposal.columns.values()
            ]
            said = [language.text("mapping.proposed", lang, file=document.name)]
            said += [language.text("mapping.left", lang, columns=", ".join(left))] if left else []
            return "".join(f"# {line}\n" for line in said) + proposal.text
    headings = ", ".join(" ".join(column.split()) for table in tables for column in table.columns)
    raise InputError("mapping-unproposed", file=document.name, columns=headings)
