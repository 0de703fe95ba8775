"""Reads model files: a YAML file a type, a CSV file a vocabulary; refuses what it cannot read, by name.

A type may be spread over folders: the file of a later folder (a bureau's own) adds its keys and
properties to those of the same type in an earlier one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtz_network.errors import SchemaError
from dtz_network.model import plain_yaml
from dtz_network.model.declared import VALUE_TYPES, End, Look, Property, Term, Type, Words
from dtz_network.model.model_forms import (
    COLUMN_NAME,
    END_KEYS,
    LOOK_KEYS,
    ONLY,
    PROPERTY_KEYS,
    TYPE_KEYS,
    fit,
)

PATTERNS = ("schema/*.yaml", "vocabularies/*.csv")
_COLUMNS = ("code", "nl", "en", "source")


@dataclass(frozen=True)
class Raw:
    """A type as its files say it: the name of the last file, and all keys."""

    file: str
    keys: Mapping[str, Any]


def read_types(folders: Sequence[Path]) -> dict[str, Raw]:
    """Return every type as declared in the folders, later files laid over earlier ones.

    Raises:
        SchemaError: a file that cannot be understood, with its name and what is wrong.
    """
    found: dict[str, Raw] = {}
    for folder in folders:
        for path in sorted((folder / "schema").glob("*.y*ml")):
            new = _read_yaml(path)
            found[path.stem] = _laid_over(found[path.stem], new) if path.stem in found else new
    return found


def _read_yaml(path: Path) -> Raw:
    if path.suffix != ".yaml":
        raise SchemaError("schema-ending", file=path.name, better=f"{path.stem}.yaml")
    try:
        keys = plain_yaml.read(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SchemaError("schema-yaml", file=path.name, reason=" ".join(str(error).split())) from error
    fit(keys, TYPE_KEYS, path.name, "", needed=("name",))
    if keys["name"] != path.stem:
        raise SchemaError("schema-name", file=path.name, name=keys["name"])
    return Raw(path.name, keys)


def _laid_over(old: Raw, new: Raw) -> Raw:
    """Return an earlier declaration with what a later one adds; what a value is may not change."""
    before, after = old.keys.get("properties") or {}, new.keys.get("properties") or {}
    for name, spec in after.items():
        if name in before and _kind_of(spec) != _kind_of(before[name]):
            raise SchemaError("schema-changed", file=new.file, property=name)
    if new.keys.get("kind", old.keys.get("kind")) != old.keys.get("kind"):
        raise SchemaError("schema-changed", file=new.file, property="kind")
    return Raw(new.file, {**old.keys, **new.keys, "properties": {**before, **after}})


def _kind_of(spec: object) -> object:
    return spec.get("type") if isinstance(spec, dict) else None


def build(name: str, raw: Mapping[str, Raw]) -> Type:
    """Return the type called ``name``, with what it inherits.

    Raises:
        SchemaError: a key that is absent, unknown or of another form, or no such ancestor.
    """
    own = raw[name]
    lineage = list(_lineage(name, raw))
    fit(own.keys, TYPE_KEYS, own.file, "", needed=("name", "label", "plural", "description"))

    def inherited(key: str, default: Any = None) -> Any:
        return next((raw[a].keys[key] for a in lineage if key in raw[a].keys), default)

    kind = _kind(own, inherited("kind"))
    role, look = inherited("role"), inherited("look")
    return Type(
        name=name,
        kind=kind,
        label=own.keys["label"],
        plural=own.keys["plural"],
        description=own.keys["description"],
        article=inherited("article", "de"),
        abstract=own.keys.get("abstract", False),
        ancestors=tuple(lineage),
        properties=_properties([raw[ancestor] for ancestor in reversed(lineage)]),
        look=_look(look, own.file) if look is not None else None,
        helix=inherited("helix", ""),
        source=_end("source", inherited("source"), own.file),
        target=_end("target", inherited("target"), own.file),
        role=_property("role", role, own.file) if role is not None else None,
        file=own.file,
    )


def _kind(own: Raw, kind: Any) -> Any:
    """Return the kind of a type, one of two; refuse keys that belong to the other."""
    if kind not in ONLY:
        raise SchemaError("schema-choice", file=own.file, key="kind", value=kind, known=", ".join(ONLY))
    strange = [key for other, keys in ONLY.items() if other != kind for key in keys if key in own.keys]
    if strange:
        known = sorted(set(TYPE_KEYS) - {key for keys in ONLY.values() for key in keys} | set(ONLY[kind]))
        raise SchemaError("schema-key", file=own.file, key=strange[0], known=", ".join(known))
    return kind


def _lineage(name: str, raw: Mapping[str, Raw]) -> Iterator[str]:
    seen: set[str] = set()
    current: str | None = name
    while current:
        if current in seen or current not in raw:
            raise SchemaError("schema-extends", file=raw[name].file, type=current)
        seen.add(current)
        yield current
        current = raw[current].keys.get("extends")


def _properties(line: Sequence[Raw]) -> dict[str, Property]:
    """Return the properties of a type and its ancestors, the farthest ancestor's first."""
    return {
        name: _property(name, spec, declared.file)
        for declared in line
        for name, spec in (declared.keys.get("properties") or {}).items()
    }


def _property(name: object, spec: Any, file: str) -> Property:
    if not COLUMN_NAME.fits(name):
        raise SchemaError("schema-form", file=file, key=name, expected=COLUMN_NAME.example)
    known = isinstance(spec, dict) and isinstance(spec.get("type"), str) and spec["type"] in VALUE_TYPES
    if not known:
        raise SchemaError("schema-property", file=file, property=name, known=", ".join(VALUE_TYPES))
    fit(spec, PROPERTY_KEYS, file, str(name), needed=("label", "description"))
    _needs(spec, file, str(name))
    return Property(name=str(name), **{**spec, "to": tuple(spec.get("to", ()))})


def _needs(spec: Mapping[str, Any], file: str, name: str) -> None:
    """Refuse a term without vocabulary, a reference without types, a pattern that is none."""
    for kind, key in (("term", "vocabulary"), ("ref", "to"), ("identifier", "scheme")):
        if spec["type"] == kind and not spec.get(key):
            form = PROPERTY_KEYS[key]
            raise SchemaError("schema-form", file=file, key=f"{name}.{key}", expected=form.example)
    try:
        re.compile(spec.get("pattern", ""))
    except re.error as error:
        raise SchemaError("schema-pattern", file=file, property=name, reason=error) from error


def _look(spec: Any, file: str) -> Look:
    fit(spec, LOOK_KEYS, file, "look", needed=("shape", "colour"))
    return Look(**spec)


def _end(key: str, spec: Any, file: str) -> End | None:
    if spec is None:
        return None
    fit(spec, END_KEYS, file, key, needed=("name", "types", "label"))
    words: Words = spec["label"]
    return End(spec["name"], tuple(spec["types"]), words)


def read_vocabularies(folders: Sequence[Path]) -> dict[str, dict[str, Term]]:
    """Return every vocabulary as declared in the folders, later files adding to earlier ones.

    Raises:
        SchemaError: a file that cannot be understood, with its name, line and what is wrong.
    """
    found: dict[str, dict[str, Term]] = {}
    for folder in folders:
        for path in sorted((folder / "vocabularies").glob("*.csv")):
            found.setdefault(path.stem, {}).update((term.code, term) for term in _read_terms(path))
    return found


def _read_terms(path: Path) -> Iterator[Term]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemaError("vocabulary-text", file=path.name) from error
    # a comment stays as an empty line, so that line numbers are those of the file
    reader = csv.DictReader("\n" if row.startswith("#") else row for row in text.splitlines(keepends=True))
    missing = set(_COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise SchemaError("vocabulary-columns", file=path.name, columns=", ".join(sorted(missing)))
    seen: set[str] = set()
    for row in reader:
        yield _term(row, path.name, reader.line_num, seen)


def _term(row: Mapping[str | Any, Any], file: str, line: int, seen: set[str]) -> Term:
    if None in row:
        raise SchemaError("vocabulary-cells", file=file, row=line)
    cells = {name: (value or "").strip() for name, value in row.items()}
    empty = [name for name in _COLUMNS[:3] if not cells[name]]
    if empty:
        raise SchemaError("vocabulary-empty", file=file, row=line, column=empty[0])
    if cells["code"] in seen:
        raise SchemaError("vocabulary-twice", file=file, row=line, code=cells["code"])
    seen.add(cells["code"])
    more = {name: value for name, value in cells.items() if name not in _COLUMNS and value}
    return Term(cells["code"], {"nl": cells["nl"], "en": cells["en"]}, cells["source"], more)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the model files of a folder: path in it and text."""
    for pattern in PATTERNS:
        for path in sorted(folder.glob(pattern)):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
