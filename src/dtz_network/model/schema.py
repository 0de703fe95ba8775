"""The network model as declared in ``graph/schema`` and ``graph/vocabularies``; validation of values.

A type is one YAML file; a bureau's own model folder may add types and vocabulary terms. See
``graph/README.md`` (generated) for the types, ``CONTRIBUTING.md`` for the format.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from dtz_network import resources
from dtz_network.errors import SchemaError, nearest
from dtz_network.language import Language
from dtz_network.model.dates import is_date

Words = Mapping[str, str]
ValueType = Literal[
    "text",
    "name",
    "number",
    "amount",
    "boolean",
    "date",
    "url",
    "email",
    "phone",
    "identifier",
    "term",
    "ref",
]
VALUE_TYPES: tuple[str, ...] = ValueType.__args__  # type: ignore[attr-defined]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_IDENTIFIER = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True)
class Property:
    """One property of a type.

    Attributes:
        type: kind of value; ``term`` is a code of ``vocabulary``, ``ref`` the id of an entity of one
            of the types ``to``, ``identifier`` a value of ``scheme`` with its edition (``1234@2008``).
        many: more than one value at a time.
        personal: personal data of a natural person (AVG).
        pattern: regular expression the whole value must match, "" for any.
        edge: name of the relationship that a reference becomes in a property graph.
    """

    name: str
    type: ValueType
    label: Words
    description: Words
    many: bool = False
    required: bool = False
    personal: bool = False
    vocabulary: str = ""
    to: tuple[str, ...] = ()
    scheme: str = ""
    pattern: str = ""
    edge: str = ""


@dataclass(frozen=True)
class End:
    """One end of a relationship type: its name as a column, allowed entity types, words from there."""

    name: str
    types: tuple[str, ...]
    label: Words


@dataclass(frozen=True)
class Look:
    """How entities of a type are drawn: shape, fill and outline (hex), all colour-blind safe."""

    shape: str
    colour: str
    outline: str = "#1b1b1b"


@dataclass(frozen=True)
class Type:
    """An entity type or a relationship type.

    Attributes:
        article: Dutch article ("de", "het").
        ancestors: the type itself and all types that it extends, nearest first.
        helix: default helix of an organisation type, "" for others.
        role: property that describes the role of a relationship, if it has one.
        dated: whether valid-from and valid-to make sense for it.
    """

    name: str
    kind: Literal["entity", "relationship"]
    label: Words
    plural: Words
    description: Words
    article: str
    abstract: bool
    ancestors: tuple[str, ...]
    properties: Mapping[str, Property]
    look: Look | None = None
    helix: str = ""
    source: End | None = None
    target: End | None = None
    role: Property | None = None
    file: str = ""

    def is_a(self, name: str) -> bool:
        """Return whether this type is ``name`` or extends it."""
        return name in self.ancestors


@dataclass(frozen=True)
class Term:
    """One entry of a vocabulary; ``source`` says where the code comes from, ``more`` other columns."""

    code: str
    label: Words
    source: str
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value: the key of its words and the values that fill them."""

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Schema:
    """All types and vocabularies of a network.

    >>> schema = shipped()
    >>> schema.types["Company"].is_a("Organization")
    True
    >>> schema.label("Company", "nl")
    'bedrijf'
    """

    types: Mapping[str, Type]
    vocabularies: Mapping[str, Mapping[str, Term]]
    files: Mapping[str, str] = field(default_factory=dict)
    """Model files added by the bureau (path in the model folder to text); a dump carries them."""

    def entity_types(self, *, abstract: bool = False) -> list[Type]:
        """Return the entity types in the order of their files."""
        return [t for t in self.types.values() if t.kind == "entity" and (abstract or not t.abstract)]

    def relationship_types(self) -> list[Type]:
        """Return the relationship types in the order of their files."""
        return [t for t in self.types.values() if t.kind == "relationship"]

    def type(self, name: str) -> Type:
        """Return the type called ``name``.

        Raises:
            SchemaError: unknown, with the nearest known names.
        """
        if name not in self.types:
            labels = {label: t.name for t in self.types.values() for label in t.label.values()}
            near = [labels[word] for word in nearest(name, labels)]
            known = dict.fromkeys([*nearest(name, self.types), *near]) or sorted(self.types)
            raise SchemaError("unknown-type", type=name, known=", ".join(known))
        return self.types[name]

    def type_meant(self, word: str) -> Type:
        """Return the type that a person means by its name or by its Dutch or English label.

        Raises:
            SchemaError: unknown, with the nearest known names.
        """
        labels = {label.casefold(): t for t in self.types.values() for label in t.label.values()}
        found = None if word in self.types else labels.get(word.casefold())
        return found or self.type(word)

    def concrete(self, name: str) -> tuple[str, ...]:
        """Return the types that are ``name`` or extend it and can have entities."""
        return tuple(t.name for t in self.types.values() if t.is_a(name) and not t.abstract)

    def label(self, name: str, lang: Language, n: int = 1) -> str:
        """Return the word for a type, plural unless ``n`` is 1."""
        words = self.types[name].label if n == 1 else self.types[name].plural
        return words[lang]

    def term(self, vocabulary: str, code: str, lang: Language) -> str:
        """Return the words for a code, the code itself where the vocabulary lacks it."""
        term = self.vocabularies.get(vocabulary, {}).get(code)
        return term.label[lang] if term else code

    def code(self, vocabulary: str, word: str) -> str | None:
        """Return the code meant by a code or by a Dutch or English label, in any case."""
        folded = word.strip().casefold()
        for term in self.vocabularies.get(vocabulary, {}).values():
            if folded in (term.code.casefold(), *(label.casefold() for label in term.label.values())):
                return term.code
        return None

    def value(self, prop: Property, value: str, lang: Language) -> str:
        """Return a value in words; a reference is returned as it is (the network knows its name)."""
        return self.term(prop.vocabulary, value, lang) if prop.type == "term" else value

    def fault(self, prop: Property, value: str) -> Fault | None:
        """Return what is wrong with a value of a property, or None."""
        checks: dict[str, bool] = {
            "number": bool(_NUMBER.fullmatch(value)),
            "amount": bool(_NUMBER.fullmatch(value)),
            "boolean": value in ("true", "false"),
            "date": is_date(value),
            "email": "@" in value.strip("@") and " " not in value,
            "url": value.startswith(("http://", "https://")),
        }
        if not checks.get(prop.type, True):
            return Fault(f"value-{prop.type}", {"value": value, "property": prop.name})
        if prop.pattern and not re.fullmatch(prop.pattern, value):
            return Fault("value-pattern", {"value": value, "property": prop.name, "pattern": prop.pattern})
        if prop.type == "term" and value not in self.vocabularies.get(prop.vocabulary, {}):
            codes = self.vocabularies.get(prop.vocabulary, {})
            known = ", ".join(nearest(value, codes) or sorted(codes)[:12])
            return Fault("value-term", {"value": value, "property": prop.name, "known": known})
        return None


def load(*folders: Path) -> Schema:
    """Return the schema declared in ``folders``; later folders add types and terms to earlier ones.

    Each folder may have ``schema/*.yaml`` and ``vocabularies/*.csv``.

    Raises:
        SchemaError: a file that cannot be understood, with its name and what is wrong.
    """
    raw: dict[str, tuple[dict[str, Any], str]] = {}
    vocabularies: dict[str, dict[str, Term]] = {}
    files: dict[str, str] = {}
    for place, folder in enumerate(folders):
        for path in sorted((folder / "schema").glob("*.yaml")):
            raw[path.stem] = (_read_yaml(path), path.name)
        for path in sorted((folder / "vocabularies").glob("*.csv")):
            vocabularies.setdefault(path.stem, {}).update((term.code, term) for term in _read_terms(path))
        if place:
            files.update(_model_files(folder))
    types = {name: _type(name, raw, file) for name, (_, file) in raw.items()}
    schema = Schema(types, vocabularies, files)
    _check(schema)
    return schema


@cache
def shipped() -> Schema:
    """Return the schema that ships with the package."""
    return load(resources.graph_folder())


def _model_files(folder: Path) -> Iterator[tuple[str, str]]:
    for pattern in ("schema/*.yaml", "vocabularies/*.csv"):
        for path in sorted(folder.glob(pattern)):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SchemaError("schema-yaml", file=path.name, reason=" ".join(str(error).split())) from error
    if not isinstance(data, dict):
        raise SchemaError("schema-yaml", file=path.name, reason="no mapping")
    return data


def _read_terms(path: Path) -> Iterator[Term]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(row for row in lines if not row.startswith("#"))
        missing = {"code", "nl", "en", "source"} - set(reader.fieldnames or ())
        if missing:
            raise SchemaError("vocabulary-columns", file=path.name, columns=", ".join(sorted(missing)))
        for row in reader:
            more = {k: v for k, v in row.items() if k not in ("code", "nl", "en", "source") and v}
            yield Term(row["code"], {"nl": row["nl"], "en": row["en"]}, row["source"], more)


def _type(name: str, raw: Mapping[str, tuple[dict[str, Any], str]], file: str) -> Type:
    lineage = list(_lineage(name, raw, file))
    properties: dict[str, Property] = {}
    for ancestor in reversed(lineage):
        for key, spec in (raw[ancestor][0].get("properties") or {}).items():
            properties[key] = _property(key, spec, raw[ancestor][1])
    own = raw[name][0]

    def inherited(key: str, default: Any = None) -> Any:
        return next((raw[a][0][key] for a in lineage if key in raw[a][0]), default)

    kind = inherited("kind")
    if own.get("name") != name or kind not in ("entity", "relationship"):
        raise SchemaError("schema-yaml", file=file, reason="name / kind")
    role = inherited("role")
    look = inherited("look")
    return Type(
        name=name,
        kind=kind,
        label=_words(own, "label", file),
        plural=_words(own, "plural", file),
        description=_words(own, "description", file),
        article=own.get("article", "de"),
        abstract=bool(own.get("abstract", False)),
        ancestors=tuple(lineage),
        properties=properties,
        look=Look(**look) if look else None,
        helix=inherited("helix", ""),
        source=_end(inherited("source"), file),
        target=_end(inherited("target"), file),
        role=_property("role", role, file) if role else None,
        file=file,
    )


def _lineage(name: str, raw: Mapping[str, tuple[dict[str, Any], str]], file: str) -> Iterator[str]:
    seen: set[str] = set()
    current: str | None = name
    while current:
        if current in seen or current not in raw:
            raise SchemaError("schema-extends", file=file, type=current)
        seen.add(current)
        yield current
        current = raw[current][0].get("extends")


def _words(spec: Mapping[str, Any], key: str, file: str) -> Words:
    words = spec.get(key)
    if not isinstance(words, dict) or not all(isinstance(words.get(lang), str) for lang in ("nl", "en")):
        raise SchemaError("schema-words", file=file, key=key)
    return {"nl": words["nl"], "en": words["en"]}


_KNOWN = frozenset(Property.__dataclass_fields__) - {"name"}


def _property(name: str, spec: Mapping[str, Any], file: str) -> Property:
    if not isinstance(spec, dict) or spec.get("type") not in VALUE_TYPES or not _IDENTIFIER.fullmatch(name):
        raise SchemaError("schema-property", file=file, property=name, known=", ".join(VALUE_TYPES))
    unknown = set(spec) - _KNOWN
    if unknown:
        raise SchemaError(
            "schema-property", file=file, property=f"{name}.{min(unknown)}", known=", ".join(_KNOWN)
        )
    words = {key: _words(spec, key, file) for key in ("label", "description")}
    return Property(name=name, **{**spec, **words, "to": tuple(spec.get("to", ()))})


def _end(spec: Mapping[str, Any] | None, file: str) -> End | None:
    return End(spec["name"], tuple(spec["types"]), _words(spec, "label", file)) if spec else None


def _check(schema: Schema) -> None:
    """Refuse references to types and vocabularies that do not exist."""
    for item in schema.types.values():
        if item.kind == "relationship" and not item.abstract and not (item.source and item.target):
            raise SchemaError("schema-ends", file=item.file)
        ends: Iterable[str] = [name for end in (item.source, item.target) if end for name in end.types]
        properties = [*item.properties.values(), *([item.role] if item.role else [])]
        for name in [*ends, *(name for prop in properties for name in prop.to)]:
            if name not in schema.types:
                raise SchemaError("schema-unknown-type", file=item.file, type=name)
        for prop in properties:
            if prop.type == "term" and prop.vocabulary not in schema.vocabularies:
                raise SchemaError("schema-unknown-vocabulary", file=item.file, vocabulary=prop.vocabulary)
