"""Roles in a body as people write them: with abbreviations, in the plural, in Dutch, Flemish and English."""

from __future__ import annotations

import re

from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

_ROLES = {
    "vz": "chair",
    "vzr": "chair",
    "voorz": "chair",
    "secr": "secretary",
    "penn": "treasurer",
    "vice-voorzitter": "vice_chair",
    "plv voorzitter": "vice_chair",
    "plv. voorzitter": "vice_chair",
    "plaatsvervangend voorzitter": "vice_chair",
    "vicevoorzitter": "vice_chair",
    "ambtelijk secretaris": "secretary",
    "chairman": "chair",
    "chairperson": "chair",
    "bestuurslid": "member",
    "commissielid": "member",
    "algemeen lid": "member",
    "board member": "member",
    "raadsgriffier": "clerk",
    "loco-burgemeester": "deputy_mayor",
    "ondervoorzitter": "vice_chair",
    "leden": "member",
    "schepen": "alderman",
    "councilor": "councillor",
    "gemeenteraadslid": "councillor",
    "lijsttrekker": "group_leader",
    "group leader": "group_leader",
    "maire": "mayor",
    "burgermeister": "mayor",
}
COUNCILLOR = "councillor"
"""Role of who is in a list of councillors and is said to be nothing else."""
IN_BODY = ("chair", "vice_chair", "secretary", "treasurer", "member", "observer")
"""Roles that one has in a body; other words are what somebody does for the organisation named beside them."""
DEPUTY = re.compile(
    r"^(?:(?:plv\.?|plaatsvervangend|deputy|substitute)(?:\s+(?:lid|member))?|plaatsvervanger|vervanger|reservelid|alternate)(?!\w)[.:]?\s*(?P<who>.*)$",
    re.IGNORECASE,
)
"""A deputy, and whoever is named behind the word."""
_KIND_OF_MEMBER = re.compile(
    r"^(?:onafhankelijk|extern|algemeen|gewoon|vast|ordinary|independent|external|non-executive)e?\s+(?=\w)"
)


def by_vocabulary(schema: Schema) -> dict[str, BodyRoles]:
    """Return the roles of each vocabulary that relationships have their role from."""
    specs = (kind.role for kind in schema.relationship_types())
    return {spec.vocabulary: BodyRoles(schema, spec.vocabulary) for spec in specs if spec and spec.vocabulary}


class BodyRoles:
    """The roles of a vocabulary by what they are called."""

    def __init__(self, schema: Schema, vocabulary: str = "roles") -> None:
        terms = schema.vocabularies[vocabulary]
        self._codes = {
            fold(word): term.code for term in terms.values() for word in (term.code, *term.label.values())
        }
        self._codes |= {fold(word): code for word, code in _ROLES.items() if code in terms}

    def code(self, role: str) -> str:
        """Return the code of a role as written, of several too ("Voorzitters"), "" if it is none of the vocabulary."""
        word = _KIND_OF_MEMBER.sub("", fold(role).strip(" .:"))
        shorter = (word, word.removesuffix("s"), word.removesuffix("en"))
        return next((self._codes[one] for one in shorter if one in self._codes), "")
