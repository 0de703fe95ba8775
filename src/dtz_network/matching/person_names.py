"""What in a written Dutch name is surname, given name, initials, title and remark.

Tussenvoegsels may stand in front, behind or after a comma; a call name in brackets behind initials; a maiden name behind a hyphen.
What is left out is told (``remark``), so that nothing of a cell is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dtz_network.matching.name_parts import Parts, is_initials, surname_part, taken_apart
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import call_names


@dataclass(frozen=True)
class PersonName:
    """A name taken apart, folded for comparing.

    Attributes:
        surnames: the parts of the surname without tussenvoegsels; two for a double or married name.
        given: given names in full, the call name first; several where several are written.
        initials: first letters in order, of given names where those are written.
        tussenvoegsel: as written, folded: "van der".
        titles: forms of address and degrees.
        remark: what is no part of the name, as written.
    """

    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    initials: str = ""
    tussenvoegsel: str = ""
    titles: tuple[str, ...] = ()
    remark: str = ""

    @property
    def surname(self) -> str:
        """All parts of the surname as one word."""
        return "".join(self.surnames)

    @property
    def is_empty(self) -> bool:
        """Whether no surname was found."""
        return not self.surnames


def parse(written: str) -> PersonName:
    """Return the parts of a name; without a surname an empty name.

    >>> parse("Heijden, drs. P.F. (Paul) van der") == PersonName(
    ...     ("heyden",), ("paul",), "pf", "van der", ("drs",), "")
    True
    >>> parse("Mw. J. Grotenhuis-van der Horst").surnames
    ('grotenhuis', 'horst')
    >>> parse("Jan de Vries (vervangt Piet)").remark
    'vervangt Piet'
    """
    return _parse(" ".join(written.split()))


_NO_LATIN = re.compile(r"[^a-z]+")
_BETWEEN = frozenset("-–/")
"""Signs between the parts of a double surname."""


@lru_cache(maxsize=200_000)
def _parse(written: str) -> PersonName:
    parts = taken_apart(written)
    surnames = [surname_part(part) for token in parts.surname for part in _apart(token)]
    surnames = [part for part in (*surnames, *parts.maiden) if part]
    return _made(parts, surnames)


def _apart(token: str) -> Sequence[str]:
    """Return the parts of a double surname."""
    return (token,) if _BETWEEN.isdisjoint(token) else re.split(r"[-–/]+", token)


def _made(parts: Parts, surnames: Sequence[str]) -> PersonName:
    full = [called for name in parts.call if (called := letters(name))]
    initials = ""
    for token in parts.given:
        if is_initials(token):
            initials += (
                _NO_LATIN.sub("", plain(token)) if "." in token or token.isupper() else plain(token)[:1]
            )
        else:
            names = [letters(name) for name in token.split("-")] if "-" in token else [letters(token)]
            initials += "".join(name[:1] for name in names)
            full.append("".join(names))
    if not initials and full:
        initials = full[0][:1]
    return PersonName(
        tuple(dict.fromkeys(surnames)), tuple(dict.fromkeys(full)), initials, " ".join(map(plain, parts.small)),
        tuple(plain(title).replace(".", "") for title in parts.titles), "; ".join(remark for remark in parts.remarks if remark),
    )  # fmt: skip


def other_readings(name: PersonName) -> tuple[PersonName, ...]:
    """Return how a name may be meant too: "Bakker Jan" with the surname in front and no comma.

    >>> other_readings(parse("Bakker Jan"))[0].surnames, other_readings(parse("Jan Bakker"))
    (('bakker',), ())
    """
    if (
        len(name.surnames) == 1
        and len(name.given) == 1
        and name.surname in call_names()
        and name.given[0] not in call_names()
    ):
        return (
            PersonName(
                name.given, name.surnames, name.surname[:1], name.tussenvoegsel, name.titles, name.remark
            ),
        )
    return ()
