"""Of which type an organisation is: what is stated or known goes before what a name sounds like."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dtz_network.intake.rows import Doubtful
from dtz_network.matching import organisation_names
from dtz_network.matching.word_lists import type_words
from dtz_network.model.network import Network, fold

_BESIDE = (
    ("Government", r"\bgem\.\s"),
    ("School", r"(?<!gemeente)college\b(?! van)|\b(?-i:TU|KU|FH|CSG|RSG|OSG)\b(?=\s+\w)"),
    ("Association", r"\be\.\s?(?-i:V)\.?(?!\w)|\b(?-i:eV|eG)\b"),
)  # fmt: skip
"""What no list of words can tell: abbreviations that stand so, and a word that means something else before another."""
_COMPANY = re.compile(
    r"\b(?:(?:g|mb|gg?mb)\.?h|gmbh|b\.?v|n\.?v|v\.?o\.?f|bvba|ltd|limited|plc|llc|inc|gbr|holding|(?-i:AG|KG|AB|AS|ApS|Oy|Oyj|SA|SAS|Sarl|SARL|Srl|SRL|SpA|SL)|a/s|s\.?\s?[àa]\s?r\.?\s?l|s\.p\.a|s\.r\.l|s\.l)(?!\w)",
    re.IGNORECASE,
)
"""Legal forms of companies."""

BY_SIDE = {"education": "School", "government": "Government", "civil_society": "Association"}
"""Types by the helix that is stated of an organisation; a company by that of business."""
_WORD = re.compile(r"\w+")
Ground = Literal["name", "side", "nothing"]
"""On what a guess of a type rests: the name, the side that is stated of an organisation, or that most are companies."""
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

    A school goes before the association that carries it; else the word that stands first tells it. What is a company by its
    legal form is no government, whatever city it names.

    >>> told_type("Provinciale Hogeschool Limburg"), told_type("Emmen (gemeente)"), told_type("Alfa")
    ('School', 'Government', '')
    >>> told_type("Ministerium für Schule"), told_type("Stiftung Universität Zwanenborn"), told_type("Stadt Zwanenborn Marketing GmbH")
    ('Government', 'School', '')
    >>> told_type("Hochschule Zwanenborn"), told_type("Alborgs universitet"), told_type("Alborgs Universitetssjukhus")
    ('School', 'School', '')
    """
    plain = _plain(name)
    places = {one.kind: place for one in _telling() if (place := one.place(plain)) is not None}
    if organisation_names.parse(name).kind and "School" not in places:
        places = {"Government": 0}
    if is_company(name):
        places.pop("Government", None)
    if "School" in places:
        places.pop("Association", None)
    return min(places, key=lambda kind: places[kind], default="")  # of one place the first of the kinds


def tells_itself(name: str) -> bool:
    """Return whether a name says by a word or a legal form that it is an organisation."""
    return bool(told_type(name)) or is_company(name)


def is_company(name: str) -> bool:
    """Return whether a name has the legal form of a company.

    >>> is_company("Alfa B.V."), is_company("Coopérations S.à r.l."), is_company("Alfa")
    (True, True, False)
    """
    return _COMPANY.search(name) is not None


def doubt(name: str, kind: str, place: str, otherwise: Ground = "nothing") -> Doubtful:
    """Return that the type of an organisation is a guess, and on what it rests: a word or legal form of the name, or what is given otherwise."""
    by = "name" if told_type(name) == kind or is_company(name) else otherwise
    return Doubtful("type-guessed", {"name": name, "type": kind, "by": by}, place)


@dataclass(frozen=True)
class _Telling:
    """What tells one type: whole words, how words end and begin, and a pattern for what is more than a word."""

    kind: str
    words: frozenset[str]
    ends: tuple[str, ...]
    begins: tuple[str, ...]
    more: re.Pattern[str]

    def place(self, name: str) -> int | None:
        """Return where a name tells this type first, None where it does not."""
        places = [found.start() for found in _WORD.finditer(name) if self._tells(found[0].casefold())]
        found = self.more.search(name)
        return min([*places, *([found.start()] if found else [])], default=None)

    def _tells(self, word: str) -> bool:
        return word in self.words or word.endswith(self.ends) or word.startswith(self.begins)


@cache
def _telling() -> tuple[_Telling, ...]:
    """Return by which words a name tells each type of organisation."""
    made = []
    for kind, beside in _BESIDE:
        single = [word for word in type_words()[kind] if re.fullmatch(r"\*?\w+\*?", word)]
        others = [word for word in type_words()[kind] if word not in single]
        made.append(
            _Telling(
                kind,
                frozenset(word for word in single if "*" not in word),
                tuple(word[1:] for word in single if word.startswith("*")),
                tuple(word[:-1] for word in single if word.endswith("*")),
                re.compile("|".join([*map(_pattern, others), beside]), re.IGNORECASE),
            )
        )
    return tuple(made)


def _pattern(word: str) -> str:
    """Return words of the list as a regular expression: ``*`` for more letters, ``^`` and ``$`` for begin and end of the name."""
    bare = re.escape(word.strip("^$*")).replace(r"\ ", r"\s+")
    begin = "^" if word.startswith("^") else r"\w*" if word.startswith("*") else r"(?<!\w)"
    end = "$" if word.endswith("$") else r"(?!\w)"
    return f"{begin}{bare}{end}"


def _plain(name: str) -> str:
    """Return a name without accents and double blanks, in its own case."""
    apart = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


class KnownTypes:
    """The types of organisations that are known already, by name; none where two of one name differ."""

    def __init__(self, network: Network | None = None, before: Iterable[tuple[str, str]] = ()) -> None:
        """Take the organisations of a network; ``before`` are type and key of what the same series named before, which goes first."""
        self._named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        organisations = network.schema.concrete("Organization") if network else ()
        for entity in network.entities.values() if network else ():
            if entity.type in organisations:
                for name in entity.names:
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
