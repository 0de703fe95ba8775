"""What the columns of a table of members mean, in annual plans and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dtz_network.intake.readers import header

Column = Literal[
    "name",
    "first",
    "last",
    "organisation",
    "municipality",
    "role",
    "body",
    "side",
    "deputy",
    "since",
    "until",
    "period",
    "status",
    "present",
    "",
]
_SAID: dict[Column, str] = {
    "name": "lid leden bestuurslid bestuurder vertegenwoordiger vertegenwoordigers members member representative wie naamlid naambestuurslid",
    "organisation": "namens partij partner partners organisaties vertegenwoordigt namensorganisatie onbehalfof representing organisatie/bedrijf bedrijf/organisatie fractie",
    "municipality": "gemeente municipality",
    "role": "rol functie role position functieinbestuur rolinbestuur taak",
    "side": "geleding sector categorie groep pijler side helix",
    "since": "lidsinds lidvanaf sinds vanaf benoemd benoemdper benoemdop datumbenoeming benoeming aangetreden insinds infunctiesinds membersince appointed",
    "until": "lidtot totenmet t/m aftredend aftredenper aftreden aftreeddatum herbenoembaartot memberuntil",
    "period": "periode zittingsperiode termijn zittingstermijn zittingsduur lidvan-tot term periodinoffice period",
    "present": "aanwezig afwezig aanwezigheid present absent attended attendance",
    "deputy": "plaatsvervanger plaatsvervangers plv plvlid plaatsvervangendlid vervanger deputy alternate substitute",
}
_WORDS: dict[str, Column] = {word: column for column, words in _SAID.items() for word in words.split()}
_OTHERS: dict[str, Column] = {
    "name": "name", "first": "first", "last": "last", "organisation": "organisation", "role": "role",
    "body": "body", "body_role": "role", "since": "since", "until": "until", "member_since": "since", "member_until": "until", "status": "status",
}  # fmt: skip


def column(heading: str) -> Column:
    """Return what a heading of a table means, "" if it is none that is known.

    >>> column("Namens"), column("Plv."), column("Naam lid"), column("Budget")
    ('organisation', 'deputy', 'name', '')
    """
    bare = header.squeeze(heading)
    return _WORDS.get(bare) or _OTHERS.get(header.meaning(heading) or "", "")


def columns(cells: Sequence[str]) -> list[Column]:
    """Return what each cell of a row means as a heading."""
    return [column(cell) for cell in cells]


def is_heading(cells: Sequence[str]) -> bool:
    """Return whether a row of cells is the heading of a table of people."""
    found = set(columns(cells)) - {""}
    return len(found) > 1 and bool(found & {"name", "last"})
