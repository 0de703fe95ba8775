"""Refuses a schema whose files do not fit together: names that are unknown, taken or of another kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from dtz_network.errors import SchemaError, nearest
from dtz_network.model.declared import SHAPES, Term, Type

Types = Mapping[str, Type]
Vocabularies = Mapping[str, Mapping[str, Term]]

_TAKEN = {
    "entity": ("id", "key", "type"),
    "relationship": ("id", "key", "place", "role", "since", "source", "target", "type", "until"),
}
"""Columns that every table of entities or of relationships has; no property may bear these names."""

_GENERAL = ("Entity", "Tie", "Reference")
"""Names of views and labels for all entities together; no type may bear these names."""


def check(types: Types, vocabularies: Vocabularies) -> None:
    """Return nothing if all fits together.

    Raises:
        SchemaError: the first thing that does not, with its file.
    """
    _check_names(types)
    for item in types.values():
        _check_ancestors(item, types)
        _check_ends(item)
        _check_columns(item)
        _check_references(item, types)
        _check_terms(item, vocabularies)
        _check_choices(item, vocabularies)


def _check_names(types: Types) -> None:
    """Refuse two types whose names differ in case only: views, labels and some file systems ignore it."""
    folded = {name.casefold(): "" for name in _GENERAL}
    for item in types.values():
        if folded.setdefault(item.name.casefold(), item.name) != item.name:
            raise SchemaError("schema-taken", file=item.file, name=item.name)


def _check_ancestors(item: Type, types: Types) -> None:
    strange = [name for name in item.ancestors if types[name].kind != item.kind]
    if strange:
        raise SchemaError("schema-extends", file=item.file, type=strange[0])


def _check_ends(item: Type) -> None:
    if item.kind == "relationship" and not item.abstract and len(item.ends) < 2:
        raise SchemaError("schema-ends", file=item.file)


def _check_columns(item: Type) -> None:
    columns = Counter([*(end.name for end in item.ends), *item.properties])
    taken = [name for name, n in columns.items() if n > 1 or name in _TAKEN[item.kind]]
    if taken:
        raise SchemaError("schema-taken", file=item.file, name=taken[0])


def _references(item: Type) -> Iterator[str]:
    for end in item.ends:
        yield from end.types
    for prop in item.all_properties:
        yield from prop.to


def _check_references(item: Type, types: Types) -> None:
    """Refuse ends and references to what is no entity type."""
    entities = [name for name, other in types.items() if other.kind == "entity"]
    for name in _references(item):
        if name not in entities:
            known = ", ".join(nearest(name, entities) or sorted(entities))
            raise SchemaError("schema-unknown-type", file=item.file, type=name, known=known)


def _check_terms(item: Type, vocabularies: Vocabularies) -> None:
    for prop in item.all_properties:
        if prop.vocabulary and prop.vocabulary not in vocabularies:
            raise SchemaError("schema-unknown-vocabulary", file=item.file, vocabulary=prop.vocabulary)


def _check_choices(item: Type, vocabularies: Vocabularies) -> None:
    """Refuse an article, a shape or a helix that does not exist."""
    choices: list[tuple[str, str, tuple[str, ...]]] = [("article", item.article, ("de", "het"))]
    if item.look:
        choices.append(("look.shape", item.look.shape, SHAPES))
    if item.helix:
        choices.append(("helix", item.helix, tuple(vocabularies.get("helices", ()))))
    for key, value, known in choices:
        if value not in known:
            raise SchemaError("schema-choice", file=item.file, key=key, value=value, known=", ".join(known))
