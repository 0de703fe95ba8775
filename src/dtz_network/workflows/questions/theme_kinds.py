"""Which kind of themes a question is about."""

from __future__ import annotations

from dtz_network.errors import InputError
from dtz_network.model.network import Network


def kind_meant(network: Network, word: str) -> str | None:
    """Return the code of a kind of themes meant by its code or words; None where none is given.

    Raises:
        InputError: there is no such kind of theme.
    """
    if not word:
        return None
    code = network.schema.code("theme_kinds", word)
    if code is None:
        terms = network.schema.vocabularies.get("theme_kinds", {})
        raise InputError("theme-kind", kind=word, known=", ".join(terms))
    return code
