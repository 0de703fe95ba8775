"""The network model as declared in ``graph/schema`` and ``graph/vocabularies``; validation of values.

A type is one YAML file; a bureau's own model folder may add types, properties and vocabulary terms.
See ``graph/README.md`` (generated) for the types, ``CONTRIBUTING.md`` for the format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from dtz_network import language, resources
from dtz_network.errors import SchemaError, nearest
from dtz_network.language import Language
from dtz_network.model import identifiers, model_check, model_files
from dtz_network.model.dates import is_date
from dtz_network.model.declared import (
    SHAPES,
    VALUE_TYPES,
    End,
    Fault,
    Look,
    Property,
    Term,
    Type,
    ValueType,
    Words,
)  # fmt: skip

__all__ = [
    "SHAPES", "VALUE_TYPES", "End", "Fault", "Look", "Property", "Schema", "Term", "Type", "ValueType", "Words",
    "load", "shipped",
]  # fmt: skip

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TRUTHS = {"ja": "true", "yes": "true", "waar": "true", "nee": "false", "no": "false", "onwaar": "false"}
_FORMS: Mapping[str, re.Pattern[str]] = {
    "number": _NUMBER,
    "amount": _NUMBER,
    "boolean": re.compile("true|false"),
    "email": re.compile(r"[^\s@]+@[^\s@]+"),
    "url": re.compile(r"https?://[^\s/?#]+\S*"),
}


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

    def name(self, kind: str, name: str, lang: Language) -> str:
        """Return the name of something of a type in a language, where its vocabulary has it; a name of its own as it is.

        >>> shipped().name("Theme", "waterstof", "en"), shipped().name("Theme", "Waterstof", "nl")
        ('hydrogen', 'Waterstof')
        >>> shipped().name("Company", "Waterstof", "en")
        'Waterstof'
        """
        label = self._labels.get(kind, {}).get(name.casefold())
        return name if label is None or label[lang].casefold() == name.casefold() else label[lang]

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, Words]]:
        """The words of a term by its label in each language, for each type that has its names from a vocabulary."""
        made: dict[str, dict[str, Words]] = {}
        for item in self.types.values():
            named = next((prop for prop in item.all_properties if prop.name == "name"), None)
            for term in self.vocabularies.get(named.vocabulary, {}).values() if named else ():
                for label in term.label.values():
                    made.setdefault(item.name, {}).setdefault(label.casefold(), term.label)
        return made

    def code(self, vocabulary: str, word: str) -> str | None:
        """Return the code meant by a code, by a Dutch or English label, or by what it is called also, in any case."""
        folded = word.strip().casefold()
        terms = self.vocabularies.get(vocabulary, {}).values()
        for term in terms:
            if folded in (term.code.casefold(), *(label.casefold() for label in term.label.values())):
                return term.code
        called = (t.code for t in terms if folded in t.more.get("also", "").casefold().split(";"))
        return next(called, None) if folded else None

    def broadest(self, vocabulary: str, code: str) -> str:
        """Return the term that a term is part of, itself where it is part of none.

        >>> shipped().broadest("event_kinds", "work_visit"), shipped().broadest("event_kinds", "meeting")
        ('visit', 'meeting')
        """
        term = self.vocabularies.get(vocabulary, {}).get(code)
        whole = term.more.get("part_of", "") if term else ""
        return self.broadest(vocabulary, whole) if whole and whole != code else code

    def truth(self, word: str) -> str:
        """Return "true" or "false" for a word that means it ("ja", "nee"), another word as it is."""
        folded = word.strip().casefold()
        return _TRUTHS.get(folded, folded)

    def value(self, prop: Property, value: str, lang: Language) -> str:
        """Return a value in words, an amount the local way; a reference is returned as it is (the network knows its name)."""
        if prop.type == "amount":
            return language.amount(Decimal(value), lang)
        if prop.type == "boolean" and value in ("true", "false"):
            return language.text(f"page.{value}", lang)
        return self.term(prop.vocabulary, value, lang) if prop.type == "term" else value

    def normal(self, prop: Property, text: str) -> str:
        """Return a number or code as it is kept, of what somebody wrote; any other value as it is."""
        return identifiers.normal(prop.scheme, text) if prop.type == "identifier" else text

    def fault(self, prop: Property, value: str) -> Fault | None:
        """Return what is wrong with a value of a property, or None; a number of a person is not repeated."""
        form = _FORMS.get(prop.type)
        if (form and not form.fullmatch(value)) or (prop.type == "date" and not is_date(value)):
            return Fault(f"value-{prop.type}", {"value": value, "property": prop.name})
        flags = re.ASCII if prop.type == "identifier" else 0
        if prop.pattern and not re.fullmatch(prop.pattern, value, flags):
            return Fault("value-pattern", {"value": value, "property": prop.name, "pattern": prop.pattern})
        if prop.type == "identifier" and (wrong := identifiers.fault(prop.scheme, value)):
            shown = {} if wrong == "bsn" else {"value": value}
            return Fault(f"value-{wrong}", {**shown, "property": prop.name, "scheme": prop.scheme})
        codes = self.vocabularies.get(prop.vocabulary, {})
        if prop.type == "term" and value not in codes:
            known = ", ".join(nearest(value, codes) or sorted(codes)[:12])
            return Fault("value-term", {"value": value, "property": prop.name, "known": known})
        return None


def load(*folders: Path) -> Schema:
    """Return the schema declared in ``folders``; later folders add to earlier ones.

    Each folder may have ``schema/*.yaml`` and ``vocabularies/*.csv``. A file of a later folder may
    declare a new type, or add keys and properties to a type of an earlier one.

    Raises:
        SchemaError: a file that cannot be understood, with its name and what is wrong.
    """
    raw = model_files.read_types(folders)
    vocabularies = model_files.read_vocabularies(folders)
    types = {name: model_files.build(name, raw) for name in raw}
    model_check.check(types, vocabularies)
    added = {path: text for folder in folders[1:] for path, text in model_files.texts(folder)}
    return Schema(types, vocabularies, added)


@cache
def shipped() -> Schema:
    """Return the schema that ships with the package."""
    return load(resources.graph_folder())
