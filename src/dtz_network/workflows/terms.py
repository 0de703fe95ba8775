"""Which term of a vocabulary, or property of a type, is meant by a code or a word."""

from __future__ import annotations

from collections.abc import Iterable

from dtz_network.errors import InputError, InWords, nearest
from dtz_network.language import LANGUAGES
from dtz_network.model.schema import Property, Schema, Term, Type
from dtz_network.workflows.entity_named import labels


def in_words(named: Iterable[Property | Term]) -> InWords:
    """Return properties or terms as a person reads them."""
    every = list(named)
    nl, en = (", ".join(one.label[lang] for one in every) for lang in LANGUAGES)
    return InWords(nl, en)


def term_meant(schema: Schema, vocabulary: str, said: str) -> str:
    """Return the code of a term.

    Raises:
        InputError: the vocabulary has none that is called so; all are told.
    """
    code = schema.code(vocabulary, said)
    if code is None:
        known = in_words(schema.vocabularies[vocabulary].values())
        raise InputError("log-term", value=said, known=known)
    return code


def property_meant(schema: Schema, spec: Type, said: str) -> Property:
    """Return the property called so: by its name, a label, or the beginning of one ("telefoon").

    Raises:
        InputError: none, or several; the nearest are told.
    """
    if not spec.properties:
        raise InputError("no-properties", property=said, type=labels(schema, [spec.name]))
    words = {p.name: [w.casefold() for w in (p.name, *p.label.values())] for p in spec.properties.values()}
    wanted = said.strip().casefold()
    found = [name for name, known in words.items() if wanted in known][:1]
    if not found and len(wanted) > 2:
        found = [name for name, known in words.items() if any(word.startswith(wanted) for word in known)]
    if len(found) == 1:
        return spec.properties[found[0]]
    like = nearest(wanted, (word for known in words.values() for word in known))
    near = dict.fromkeys(name for word in like for name in words if word in words[name])
    told = in_words([spec.properties[name] for name in found or near or words])
    raise InputError("unknown-property", property=said, type=labels(schema, [spec.name]), known=told)
