"""Of which type an organisation is: what is stated or known goes before what a name sounds like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from dtz_network.matching import organisation_names
from dtz_network.model.network import Network, fold

_KINDS = (
    ("Government", r"\bgem\.\s|\b(gemeente|provincie|ministerie|waterschap|rijksdienst|municipality|province|ministry|stadt|landkreis|ocmw|kommune?|länsstyrelsen?)\b"),
    ("School", r"(school\b|(?<!gemeente)college\b(?! van)|universiteit|university|hogeschool|\bmbo\b|\broc\b|academie|lyceum|atheneum|gymnasium|technasium|hochschule\b|universität\b|universitet(et)?\b|högskolan?\b|højskole\b)"),
    ("Association", r"\b(stichting|vereniging|coöperatie|foundation|association|ondernemersvereniging|vno-?ncw|mkb|vzw|ivzw|asbl)\b"),
)  # fmt: skip

BY_SIDE = {"education": "School", "government": "Government", "civil_society": "Association"}
"""Types by the helix that is stated of an organisation; a company by that of business."""
_OF_ONE = ("same", "concern")
"""Names that are so alike are of one organisation or concern: of one type, but not Stichting Alfa and Alfa B.V."""


def guessed_type(name: str, side: str = "") -> str:
    """Return the type of organisation that a name tells, else that of the helix that is stated of it, else a company.

    >>> guessed_type("gemeente Emmen"), guessed_type("Stichting Open"), guessed_type("Alfa B.V.")
    ('Government', 'Association', 'Company')
    >>> guessed_type("Länsstyrelsen Norrbotten", "government"), guessed_type("Drenthe College", "government")
    ('Government', 'School')
    """
    return told_type(name) or BY_SIDE.get(side, "Company")


def told_type(name: str) -> str:
    """Return the type of organisation that a word of a name tells, "" where none does.

    >>> told_type("Provinciale Hogeschool Limburg"), told_type("Emmen (gemeente)"), told_type("Alfa")
    ('School', 'Government', '')
    >>> told_type("Hochschule Osnabrück"), told_type("Umeå universitet"), told_type("Karolinska Universitetssjukhuset")
    ('School', 'School', '')
    """
    found = [kind for kind, pattern in _KINDS if re.search(pattern, name, re.IGNORECASE)]
    if organisation_names.parse(name).kind and "School" not in found:
        return "Government"
    return found[0] if found else ""


class KnownTypes:
    """The types of organisations that are known already, by name; none where two of one name differ."""

    def __init__(self, network: Network | None = None, before: Iterable[tuple[str, str]] = ()) -> None:
        """Take the organisations of a network; ``before`` are type and key of what the same series named before, which goes first."""
        self._named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        organisations = network.schema.concrete("Organization") if network else ()
        for entity in network.entities.values() if network else ():
            if entity.type in organisations:
                for name in (*entity.all("name"), *entity.all("other_name")):
                    if key := _key(name):
                        self._named[key].append((name, entity.type))
        self._before = {key: kind for kind, key in sorted(before) if kind in organisations}

    def of(self, name: str) -> str:
        """Return the type of the organisation of this name, "" for none."""
        if before := self._before.get(fold(name)):
            return before
        known = self._named.get(_key(name), ())
        types = {kind for called, kind in known if organisation_names.likeness(called, name) in _OF_ONE}
        return types.pop() if len(types) == 1 else ""


def _key(name: str) -> str:
    """Return what names are compared by: of governments with their kind."""
    parsed = organisation_names.parse(name)
    return f"{parsed.kind} {parsed.key}".strip()
