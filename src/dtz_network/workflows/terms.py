"""Which term of a vocabulary is meant by a code or a word."""

from __future__ import annotations

from dtz_network.errors import InputError, InWords
from dtz_network.language import LANGUAGES
from dtz_network.model.schema import Schema


def term_meant(schema: Schema, vocabulary: str, said: str) -> str:
    """Return the code of a term.

    Raises:
        InputError: the vocabulary has none that is called so; all are told.
    """
    code = schema.code(vocabulary, said)
    if code is None:
        terms = schema.vocabularies[vocabulary].values()
        known = (", ".join(term.label[lang] for term in terms) for lang in LANGUAGES)
        raise InputError("log-term", value=said, known=InWords(*known))
    return code
