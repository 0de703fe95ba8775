"""The lists of a Popolo document side by side, however they are nested; and JSON that is a plain list as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dtz_network.errors import InputError
from dtz_network.intake import project_columns
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table, TableRow

Thing = Mapping[str, Any]

BODIES = {
    "legislature": "", "chamber": "", "parliament": "", "council": "council", "committee": "committee",
    "executive": "executive", "cabinet": "", "board": "board",
}  # fmt: skip
"""Classifications of bodies, and their kind in the vocabulary where it has one."""


_SAYING = ("value", "address", "email", "number", "displayName", "name", "text")
"""Keys of a nested thing that hold what it says."""


def parse(text: str, file: str) -> Thing:
    """Return the document.

    Raises:
        InputError: no JSON (with line and column), or JSON of another kind.
    """
    data = _unnested(_loaded(text, file))
    lists = ("persons", "organizations", "memberships")
    if not isinstance(data, dict) or not any(isinstance(data.get(name), list) for name in lists):
        raise InputError("json-kind", file=file)
    if not any(data.get(name) for name in lists):
        raise InputError("file-no-rows", file=file)
    return data


def _unnested(data: Any) -> Any:
    """Return a document with its lists side by side.

    Some publish memberships inside people and organisations inside memberships, and write ``organisations``; who is in
    a body and in a party with the same role sits there on behalf of the party.
    """
    if not isinstance(data, dict):
        return data
    data = {name.replace("organisation", "organization"): items for name, items in data.items()}
    people = data.get("persons")
    if not isinstance(people, list) or not any(isinstance(p, dict) and p.get("memberships") for p in people):
        return data
    known = data.get("organizations")
    organizations: list[Any] = [*known] if isinstance(known, list) else []
    seen = {text_of(item.get("id")) for item in organizations if isinstance(item, dict)}
    own = data.get("memberships")
    memberships: list[Any] = [*own] if isinstance(own, list) else []
    for person in people:
        held = person.get("memberships") if isinstance(person, dict) else None
        held = [_membership_of(person, item) for item in held] if isinstance(held, list) else []
        for item in held:
            inner = item.get("organization")
            if isinstance(inner, dict) and text_of(inner.get("id")) not in seen:
                seen.add(text_of(inner.get("id")))
                organizations.append(inner)
        memberships.extend(_with_parties(held))
    return {**data, "organizations": organizations, "memberships": memberships}


def _membership_of(person: Thing, item: Any) -> Any:
    if not isinstance(item, dict):
        return {}
    said = {key.replace("organisation", "organization"): value for key, value in item.items()}
    inner = said.get("organization")
    if isinstance(inner, dict) and inner.get("id") and not said.get("organization_id"):
        said["organization_id"] = inner["id"]
    return {"person_id": person.get("id"), **said}


def _with_parties(held: Sequence[Thing]) -> list[Thing]:
    """Return the memberships of one person, a party's as what a body's stands on behalf of where roles and dates agree."""

    def kind(item: Thing) -> str:
        inner = item.get("organization")
        return text_of(inner.get("classification")).casefold() if isinstance(inner, dict) else ""

    def same(item: Thing) -> tuple[str, ...]:
        return tuple(text_of(item.get(name)) for name in ("role", "start_date", "end_date"))

    parties = [item for item in held if kind(item) == "party"]
    bodies = [item for item in held if kind(item) in BODIES]
    found: list[Thing] = [item for item in held if item not in parties]
    for party in parties:
        fitting = [item for item in bodies if same(item) == same(party) and "on_behalf_of_id" not in item]
        if len(fitting) == 1:
            place = found.index(fitting[0])
            found[place] = {**fitting[0], "on_behalf_of_id": party.get("organization_id")}
            bodies.remove(fitting[0])
        else:
            found.append(party)
    return found


def _loaded(text: str, file: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError("json-broken", file=file, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise InputError("json-broken", file=file, line=0, column=0) from error


def flat(text: str, file: str) -> list[Table]:
    """Return a list of flat objects as a table, a row an object; of other JSON no table.

    Raises:
        InputError: no JSON (with line and column).
    """
    data = _loaded(text, file)
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        return []
    rows = [TableRow(n, {str(k): text_of(v) for k, v in item.items()}) for n, item in enumerate(data, 1)]
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return [Table(file, "", list(columns), rows)] if rows else []


def contacts(text: str, file: str) -> Table | None:
    """Return JSON that is a list of people as a table, as programs give their contacts: flat objects with names or addresses; None for other JSON.

    Raises:
        InputError: no JSON (with line and column).
    """
    data = _loaded(text, file)
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value]
        if len(lists) != 1 or {"persons", "organizations", "organisations", "memberships"} & set(data):
            return None
        data = lists[0]
    if not isinstance(data, list) or not data or not all(isinstance(item, dict) for item in data):
        return None
    rows = [TableRow(n, {str(k): _cell(v) for k, v in item.items()}) for n, item in enumerate(data, 1)]
    columns = list(dict.fromkeys(column for row in rows for column in row.cells))
    table = Table(file, "", columns, rows)
    means = {header.meaning(column) for column in columns} - {None}
    names = means & {*header.TELLING, "email"}
    return table if names and len(means) > 1 and not project_columns.is_of_projects(table) else None


def _cell(value: object) -> str:
    """Return a value as the text of a cell: what a list holds one behind the other, of a thing what it is called or its value, "–" for more than that."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_cell, value)))
    if isinstance(value, dict):
        return next((said for key in _SAYING if (said := text_of(value.get(key)))), "–" if value else "")
    return text_of(value)


def text_of(value: object) -> str:
    """Return a text or a number as text, blanks single; "" for anything else."""
    return (
        " ".join(str(value).split())
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else ""
    )
