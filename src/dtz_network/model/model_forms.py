"""Which keys a model file may have, and the form of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dtz_network.errors import SchemaError, nearest


@dataclass(frozen=True)
class Form:
    """The form that a key must have, and an example of it."""

    fits: Callable[[Any], bool]
    example: str


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(lang), str) and value[lang].strip() for lang in ("nl", "en")
    )


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict)


def _matching(pattern: str, example: str) -> Form:
    return Form(lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value)), example)


_TEXT = Form(lambda value: isinstance(value, str), "text")
_FLAG = Form(lambda value: isinstance(value, bool), "true")
_WORDS = Form(_is_words, "{nl: bedrijf, en: company}")
_TYPES = Form(_is_list, "[Person, Organization]")
_VOCABULARY = _matching("[a-z][a-z0-9_]*", "helices")
_SPEC = Form(_is_mapping, "{type: text, label: {nl: rol, en: role}, ..}")
_END = Form(_is_mapping, "{name: person, types: [Person], label: {nl: werkt bij, en: works for}}")
_LOOK = Form(_is_mapping, "{shape: square, colour: '#0072B2'}")
_COLOUR = _matching("#[0-9a-fA-F]{6}", "'#0072B2'")
_TYPE_NAME = _matching("[A-Za-z][A-Za-z0-9_]*", "Laboratory")
COLUMN_NAME = _matching("[a-z][a-z0-9_]*", "safety_level")
_EDGE_NAME = _matching("[A-Z][A-Z0-9_]*", "SEAT_OF")
_PROPERTIES = Form(lambda value: value is None or isinstance(value, dict), "safety_level: {type: number, ..}")

TYPE_KEYS = {
    "name": _TYPE_NAME, "kind": _TEXT, "extends": _TYPE_NAME, "abstract": _FLAG, "label": _WORDS, "plural": _WORDS,
    "description": _WORDS, "article": _TEXT, "helix": _TEXT, "look": _LOOK, "properties": _PROPERTIES,
    "role": _SPEC, "source": _END, "target": _END,
}  # fmt: skip
PROPERTY_KEYS = {
    "type": _TEXT, "label": _WORDS, "description": _WORDS, "many": _FLAG, "required": _FLAG, "personal": _FLAG,
    "vocabulary": _VOCABULARY, "to": _TYPES, "scheme": _TEXT, "pattern": _TEXT, "edge": _EDGE_NAME,
    "apart": _FLAG,
}  # fmt: skip
END_KEYS = {"name": COLUMN_NAME, "types": _TYPES, "label": _WORDS}
LOOK_KEYS = {"shape": _TEXT, "colour": _COLOUR, "outline": _COLOUR}
ONLY = {"entity": ("helix", "look"), "relationship": ("role", "source", "target")}
"""Keys that belong to one kind of type."""


def fit(keys: object, forms: Mapping[str, Form], file: str, at: str, needed: Sequence[str]) -> None:
    """Refuse keys that are unknown, of another form, or absent; ``at`` is the place in the file.

    Raises:
        SchemaError: the first of them, with the file, the key and an example of its form.
    """
    if not isinstance(keys, dict):
        raise SchemaError("schema-empty", file=file)
    for key in [*keys, *needed]:
        where = f"{at}.{key}" if at else str(key)
        if key not in forms:
            known = nearest(str(key), forms) or sorted(forms)
            raise SchemaError("schema-key", file=file, key=where, known=", ".join(known))
        form = forms[key]
        if form is _WORDS and not form.fits(keys.get(key)):
            raise SchemaError("schema-words", file=file, key=where)
        if not form.fits(keys.get(key)):
            raise SchemaError("schema-form", file=file, key=where, expected=form.example)
