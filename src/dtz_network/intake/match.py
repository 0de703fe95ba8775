"""Finds whom new records may be: candidates with evidence in words; nothing is joined here.

First form: equal names (folded), equal personal e-mail, equal register numbers. The full matcher is
a later step; it will give the same :class:`Match`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dtz_network.intake.rows import EntityRow
from dtz_network.model.network import Entity, Network, fold

_LEGAL = re.compile(r"\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|holding|groep|group|nederland|gmbh|ltd)(?=\W|$)")
_GENERIC = re.compile(r"^(gemeente|gem|provincie|ministerie( van)?|stichting|vereniging)\s+")
SHARED_BOXES = (
    "info",
    "contact",
    "gemeente",
    "post",
    "mail",
    "secretariaat",
    "bestuur",
    "receptie",
    "office",
    "hallo",
)


@dataclass(frozen=True)
class Match:
    """A new row that may be an entity already known.

    Attributes:
        row: the new row's type and key.
        entity: id of the known entity.
        evidence: key of the words that say why, and the value that agrees.
        sure: whether the evidence is strong enough to be proposed as *same*.
    """

    row: tuple[str, str]
    name: str
    entity: str
    evidence: str
    value: str
    sure: bool
    place: str = ""


def organisation_key(name: str) -> str:
    """Return an organisation's name for comparing: no legal form, no spaces, ``&`` as ``en``.

    >>> organisation_key("Dutch TechZone B.V.") == organisation_key("DutchTechZone")
    True
    """
    plain = _LEGAL.sub(" ", fold(name).replace("&", " en "))
    plain = _GENERIC.sub("", plain.strip())
    return re.sub(r"[^a-z0-9]", "", plain) or re.sub(r"\W", "", fold(name))


def find(rows: Iterable[EntityRow], network: Network) -> list[Match]:
    """Return candidates for new rows, the surest first within a row, in the order of the rows."""
    index = _Index(network)
    found: list[Match] = []
    for row in rows:
        found.extend(index.matches(row))
    return found


class _Index:
    """Known entities by comparable name, e-mail and register number."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._names: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._strong: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entity in network.entities.values():
            for name in (*entity.all("name"), *entity.all("other_name"), *entity.all("short_name")):
                self._names[(self._family(entity.type), self._key(entity.type, name))].append(entity.id)
            for prop, value in self._identifiers(entity):
                self._strong[(prop, value)].append(entity.id)

    def _family(self, kind: str) -> str:
        return "Organization" if self.network.schema.types[kind].is_a("Organization") else kind

    def _key(self, kind: str, name: str) -> str:
        return organisation_key(name) if self._family(kind) == "Organization" else fold(name)

    def _identifiers(self, entity: Entity) -> Iterable[tuple[str, str]]:
        for prop in ("email", "kvk", "brin", "cbs", "rsin", "linkedin"):
            for value in entity.all(prop):
                if prop != "email" or value.split("@")[0].lower() not in SHARED_BOXES:
                    yield prop, value.casefold()

    def matches(self, row: EntityRow) -> list[Match]:
        """Return the candidates of one row, surest first, each entity once."""
        names: Sequence[str] = row.values.get("name", ())
        found: dict[str, Match] = {}
        title = names[0] if names else row.key

        def add(entity: str, evidence: str, value: str, *, sure: bool) -> None:
            if entity not in found:
                found[entity] = Match((row.type, row.key), title, entity, evidence, value, sure, row.place)

        by_name = {
            e for name in names for e in self._names[(self._family(row.type), self._key(row.type, name))]
        }
        for prop in ("email", "kvk", "brin", "cbs", "rsin", "linkedin"):
            for value in row.values.get(prop, ()):
                for entity in self._strong.get((prop, value.casefold()), ()):
                    add(entity, f"same-{prop}", value, sure=entity in by_name)
        for entity in sorted(by_name):
            same_type = self.network.entities[entity].type == row.type
            add(entity, "same-name", title, sure=same_type and row.type != "Person" and len(by_name) == 1)
        return sorted(found.values(), key=lambda match: not match.sure)
