"""The form of a call: ten fields in the words of the model, as a workbook or as YAML; written blank, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from dtz_network import language
from dtz_network.analysis.administration.figures import decimal, whole
from dtz_network.analysis.potential.conditions import Call
from dtz_network.errors import InputError, broken, nearest, refused
from dtz_network.intake.readers import files as readers
from dtz_network.intake.written_dates import as_date
from dtz_network.intake.written_numbers import as_number
from dtz_network.language import Language
from dtz_network.model import plain_yaml
from dtz_network.model.network import Network, fold
from dtz_network.model.schema import Property, Schema
from dtz_network.workflows import entity_named, files

FIELDS = (
    "name", "closes", "area", "theme", "side", "partners_min", "partners_max", "partner_from", "amount_min", "amount_max",
)  # fmt: skip
"""The fields: properties of a fund."""
_YAML = (".yaml", ".yml")
_BETWEEN = re.compile(r"\s*[;|\n]\s*")


def write_blank(path: Path, schema: Schema, lang: Language) -> None:
    """Write an empty form: YAML by its ending, else a workbook.

    Raises:
        StoreError: the file cannot be written.
    """
    fields = [(prop.label[lang], _explained(schema, prop, lang)) for prop in _properties(schema)]
    if path.suffix.lower() in _YAML:
        lines = [f"# {about}\n{label}:\n" for label, about in fields]
        files.write_text("".join(lines), path)
        return
    with files.workbook(path) as book:
        sheet = book.add_worksheet(language.text("call.form.sheet", lang))
        head = book.add_format({"bold": True, "bottom": 1})
        grey = book.add_format({"font_color": "#666666", "text_wrap": True})
        for place, column in enumerate(("field", "value", "about")):
            sheet.write_string(0, place, language.text(f"call.form.{column}", lang), head)
        for row, (label, about) in enumerate(fields, 1):
            sheet.write_string(row, 0, label)
            sheet.write_string(row, 2, about, grey)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, 2, 60)


def _properties(schema: Schema) -> list[Property]:
    known = schema.types["Fund"].properties
    return [known[name] for name in FIELDS]


def _explained(schema: Schema, prop: Property, lang: Language) -> str:
    about = prop.description[lang]
    if prop.type == "term":
        terms = schema.vocabularies[prop.vocabulary].values()
        about += f" ({', '.join(term.label[lang] for term in terms)})"
    return f"{about}. {language.text('call.form.many', lang)}" if prop.many else f"{about}."


def read(path: Path, network: Network) -> Call:
    """Return the call of a filled form; names of themes and regions are those of the network.

    Raises:
        InputError: unreadable, no name, a field or value that is not understood, or a name that is not known.
    """
    cells = _from_yaml(path) if path.suffix.lower() in _YAML else _from_workbook(path)
    found = _understood(cells, network.schema, path.name)
    if not found.get("name"):
        raise InputError("call-nameless", file=path.name)
    values = {name: _values(network, name, found[name]) for name in found}

    def one(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    return Call(
        name=one("name"),
        closes=one("closes"),
        areas=values.get("area", ()),
        themes=values.get("theme", ()),
        sides=values.get("side", ()),
        partner_from=values.get("partner_from", ()),
        partners_min=whole(one("partners_min")),
        partners_max=whole(one("partners_max")),
        amount_min=decimal(one("amount_min")),
        amount_max=decimal(one("amount_max")),
    )


def _from_yaml(path: Path) -> dict[str, list[str]]:
    try:
        data: Any = plain_yaml.read(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("file-unreadable", file=str(path), reason=refused(error)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError("call-broken", file=path.name, reason=broken(error)) from error
    if not isinstance(data, Mapping):
        raise InputError("call-broken", file=path.name, reason=broken(ValueError()))
    return {str(key): _listed(value) for key, value in data.items()}


def _listed(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [part for item in value for part in _listed(item)]
    return [part for part in _BETWEEN.split(str(value).strip()) if part] if value is not None else []


def _from_workbook(path: Path) -> dict[str, list[str]]:
    tables = readers.read(path).tables
    if not tables or len(tables[0].columns) < 2:
        raise InputError("call-broken", file=path.name, reason=broken(ValueError()))
    field, value, *_ = tables[0].columns
    return {row.get(field): _listed(row.get(value)) for row in tables[0].rows if row.get(field)}


def _understood(cells: Mapping[str, list[str]], schema: Schema, file: str) -> dict[str, list[str]]:
    """Return the values by property; a field may be called by its name or by its label in any language."""
    names = {fold(word): p.name for p in _properties(schema) for word in (p.name, *p.label.values())}
    found: dict[str, list[str]] = {}
    for field, values in cells.items():
        name = names.get(fold(field))
        if name is None:
            near = nearest(fold(field), names) or list(names)[:12]
            raise InputError("call-field", file=file, field=field, known=", ".join(near))
        if values:
            found[name] = values
    return found


def _values(network: Network, name: str, values: Iterable[str]) -> tuple[str, ...]:
    prop = network.schema.types["Fund"].properties[name]
    return tuple(dict.fromkeys(_value(network, prop, value) for value in values))


def _meant(network: Network, prop: Property, value: str) -> str:
    """Return the id of what a name means; a region that the network lacks may be one of the list (Germany)."""
    listed = network.schema.code("regions", value) if "Region" in prop.to else None
    try:
        return entity_named.meant(network, value, prop.to).id
    except InputError:
        if listed is None:
            raise
        return listed


def _value(network: Network, prop: Property, value: str) -> str:
    if prop.type == "ref":
        return _meant(network, prop, value)
    read = {"date": as_date, "number": as_number, "amount": as_number}.get(prop.type)
    if prop.type == "term":
        value = network.schema.code(prop.vocabulary, value) or value
    meant = (read(value) or value) if read else value
    if (fault := network.schema.fault(prop, meant)) is not None:
        raise InputError(fault.key, **fault.values)
    return meant
