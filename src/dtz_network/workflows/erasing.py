"""Erasing a person, and words that name one: what goes, what may still name her, and which documents were given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.store.base import Erasure, Mention, Store
from dtz_network.store.cleaning import Cleaner
from dtz_network.workflows import publishing
from dtz_network.workflows.publishing import GivenOut


@dataclass(frozen=True)
class Erased:
    """What an erasure did.

    Attributes:
        receipt: of the store.
        given: documents that were given out with her in them; ``perhaps`` those of which it was not kept whom they name.
    """

    receipt: Erasure
    given: tuple[GivenOut, ...]
    perhaps: tuple[GivenOut, ...]


def erase(store: Store, records: Sequence[str], who: str, ground: str) -> Erased:
    """Erase a person and return what was done and what is left to do.

    Raises:
        RefusedError: a record that is judged the same is not named.
    """
    given = publishing.looked_at(store.load())
    receipt = store.erase(records, who, ground)
    gone = {one.id: one.since.gone for one in publishing.looked_at(store.load()) if one.since}
    named = (one for one in given if one.since and gone.get(one.id, 0) > one.since.gone)
    perhaps = (one for one in given if one.since and not one.since.known and one.edition != "public")
    return Erased(receipt, tuple(named), tuple(perhaps))


def containing(store: Store, words: str) -> tuple[Mention, ...]:
    """Return the texts in which words stand together."""
    cleaner = Cleaner((), (), (words,))
    return tuple(found for found in store.mentions((words,)) if cleaner.names(found.text))


def told(network: Network, found: Mention, lang: Language) -> str:
    """Return in words where a text stands, with the text."""
    if found.kind == "fact":
        return _fact(network, found, lang)
    label = network.schema.label(found.property, lang) if found.property else ""
    about = f"{label} {_ends(network, found.of, lang)}".strip() if found.kind == "tie" else found.of
    return language.text(f"privacy.in.{found.kind}", lang, of=about, text=found.text)


def _fact(network: Network, found: Mention, lang: Language) -> str:
    entity = network.resolve(found.of)
    if entity is None:
        return language.text("privacy.in.undone", lang, text=found.text)
    spec = network.schema.types[entity.type].properties.get(found.property)
    prop = spec.label[lang] if spec else found.property
    about = network.schema.label(entity.type, lang)
    if found.property != "name":
        about += f" {network.name(entity.id, lang)}"
    key = "fact" if found.text in entity.all(found.property) else "former"
    return language.text(f"privacy.in.{key}", lang, property=prop, of=about, text=found.text)


def _ends(network: Network, ident: str, lang: Language) -> str:
    tie = next((tie for tie in network.relationships if tie.id == ident), None)
    return f"{network.name(tie.source, lang)} – {network.name(tie.target, lang)}" if tie else ""


__all__ = ["Erased", "containing", "erase", "told"]
