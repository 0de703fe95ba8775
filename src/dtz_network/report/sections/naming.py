"""Names in running text: a list of them cut short, and kinds of organisations in words."""

from __future__ import annotations

from collections.abc import Sequence

from dtz_network import language
from dtz_network.analysis.kinds import Kind
from dtz_network.model.network import Network
from dtz_network.report.report_model import Writer


def listed(network: Network, idents: Sequence[str], write: Writer, limit: int = 12) -> str:
    """Return the names of entities as a list in words; beyond ``limit`` their number."""
    names = [network.name(ident, write.lang) for ident in idents[:limit]]
    more = len(idents) - len(names)
    if more > 0:
        return ", ".join(names) + " " + write.words("and-more", n=language.number(more, write.lang))
    return language.join(names, write.lang)


def kind_words(network: Network, kind: Kind, code: str, write: Writer) -> str:
    """Return a side, sector or place in words."""
    return (
        network.schema.term("helices", code, write.lang)
        if kind == "helix"
        else network.name(code, write.lang)
    )


def capital(name: str) -> str:
    """Return a name for the beginning of a sentence.

    >>> capital("gemeente Emmen")
    'Gemeente Emmen'
    """
    return name[:1].upper() + name[1:]
