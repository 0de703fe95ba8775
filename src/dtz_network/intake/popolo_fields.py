"""The fields of Popolo that are read, those that are private, and those of our own for what Popolo has no field for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dtz_network.intake.popolo_json import Thing, text_of

PRIVATE = (
    "birth_date",
    "death_date",
    "gender",
    "image",
    "images",
    "national_identity",
    "biography",
    "summary",
)
READ = {
    "persons": "id name other_names honorific_prefix email contact_details memberships",
    "organizations": "id name other_names classification identifiers links parent_id",
    "posts": "id label role organization_id",
    "memberships": "id person_id person organization_id organization post_id post role label start_date end_date on_behalf_of_id legislative_period_id",
    "events": "id name classification start_date end_date organization_id",
}  # fmt: skip
"""Fields that are read, or say what others say too."""
AT_THE_LATEST = "end_date_at_the_latest"
"""Field of a membership that is over, and not known since when: the bound of its end, which Popolo has no field for."""
ALSO_ON_BEHALF_OF = "also_on_behalf_of_ids"
"""Field of a membership on behalf of more than one organisation: the others."""
CAPACITY = "capacity"
"""Field of a membership of a deputy."""
ALSO_PART_OF = "also_parent_ids"
"""Field of an organisation that is part of more than one: the others."""
WEBSITE = "website"
"""Note of a link to the website of an organisation."""
BODY_KIND = "body_kind"
"""Field of a body with its kind in our vocabulary, "" for none: more than a classification tells."""
OF_SEAT = ("side", "role", "number", "holder_status")
"""Fields of a post that a seat has and Popolo has not, but for the role."""

_WEBSITES = re.compile(
    r"(?:(?:official|officiële|officiele|own|eigen)\s+)?(?:web\s?site|web|site|home\s?page|url|www)\b.*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"//(?:[\w-]+\.)*(?:wikipedia|wikidata|twitter|x|facebook|instagram|youtube|linkedin|flickr|github)\.(?:org|com)(?:/|$)",
    re.IGNORECASE,
)
"""Pages on other sites, which a link without a note may be too."""


def website(links: Mapping[str, str]) -> str:
    """Return the website among links (their notes by address), "" for none.

    >>> website({"https://nl.wikipedia.org/wiki/X": "", "https://x.example": ""}), website({"https://x.example": "blog"})
    ('https://x.example', '')
    """
    named = (url for url, note in links.items() if _WEBSITES.fullmatch(note))
    bare = (url for url, note in links.items() if url and not note and not _ELSEWHERE.search(url))
    return next(named, "") or next(bare, "")


def identifiers(thing: Thing) -> dict[str, list[str]]:
    """Return identifiers by the name of their scheme, such as ``cbs``."""
    found = (item for item in thing.get("identifiers") or () if isinstance(item, dict))
    pairs = ((text_of(item.get("scheme")).casefold(), text_of(item.get("identifier"))) for item in found)
    return {scheme: [value] for scheme, value in pairs if scheme and value and scheme != "name"}


def other_names(thing: Thing) -> list[str]:
    """Return former and alternate names; translations of a name are not names that people here use."""
    own = text_of(thing.get("name"))
    found = (item for item in thing.get("other_names") or () if isinstance(item, dict))
    names = [text_of(item.get("name")) for item in found if text_of(item.get("note")) != "multilingual"]
    return [name for name in dict.fromkeys(names) if name and name != own]


def of_type(contacts: Sequence[Thing], *types: str) -> list[str]:
    """Return the contact details of some types."""
    return [text_of(item.get("value")) for item in contacts if text_of(item.get("type")) in types]
