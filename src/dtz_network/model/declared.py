"""What a schema is made of: types, their properties and ends, terms of vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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
SHAPES = ("square", "triangle", "triangleDown", "diamond", "hexagon", "star", "dot", "ellipse", "box")


@dataclass(frozen=True)
class Property:
    """One property of a type.

    Attributes:
        type: kind of value; ``term`` is a code of ``vocabulary``, ``ref`` the id of an entity of one
            of the types ``to``, ``identifier`` a value of ``scheme`` with its edition (``1234@2008``); a
            ``name`` that is a label of its ``vocabulary``, if it has one, is told in the language of the reader.
        many: more than one value at a time.
        personal: personal data of a natural person (AVG).
        pattern: regular expression the whole value must match, "" for any.
        edge: name of the relationship that a reference becomes in a property graph.
        apart: of a relationship: two that differ in it are two (grants for two years), not one that changed.
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
    apart: bool = False


@dataclass(frozen=True)
class End:
    """One end of a relationship type: its name as a column, allowed entity types, words from there."""

    name: str
    types: tuple[str, ...]
    label: Words


@dataclass(frozen=True)
class Look:
    """How entities of a type are drawn: shape (one of ``SHAPES``), fill and outline (``#rrggbb``)."""

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
        file: name of its file, for messages.
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

    @property
    def all_properties(self) -> tuple[Property, ...]:
        """The role, if there is one, and the properties."""
        return (*([self.role] if self.role else []), *self.properties.values())

    @property
    def ends(self) -> tuple[End, ...]:
        """Source and target of a relationship type; of an entity type none."""
        return tuple(end for end in (self.source, self.target) if end)


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

    def said(self, text: str) -> dict[str, object]:
        """Return the values with the text as somebody wrote it, unless it must not be repeated."""
        return {**self.values, "value": text} if "value" in self.values else dict(self.values)
