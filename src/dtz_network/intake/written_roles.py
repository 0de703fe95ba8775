"""Roles and organisations as they stand beside a name: what is a role, what an organisation, and what tells both."""

from __future__ import annotations

import re

from dtz_network.intake.organisation_types import told_type
from dtz_network.matching.spelling import plain
from dtz_network.matching.word_lists import kinds, listed

COLLEGE = re.compile(
    r"\b(Raad|College|Board|Executive)\s+(van|of)\s+(Bestuur|Toezicht|Commissarissen|Advies|B\s?(?:&|en)\s?W|burgemeester\s+en\s+wethouders|Directors|Management)\b|\b(?:CvB|RvB|RvT|RvC)\b",
    re.IGNORECASE,
)
"""A college that governs an organisation, and no organisation itself: "Raad van Bestuur"."""
_OF = re.compile(
    r"^(?P<role>.+?)\s+(?P<by>van|bij|of|at|voor|for)\s+(?:de\s+|het\s+|the\s+)?(?P<org>(?:gemeente|provincie|ministerie|waterschap|stichting|vereniging)?\s*[A-Z0-9À-Þ].*)$"
)
GOVERNING = frozenset(
    {"wethouder", "burgemeester", "locoburgemeester", "gedeputeerde", "raadslid", "schepen", "gemeentesecretaris", "griffier", "dijkgraaf",
     "mayor", "alderman", "councillor"}
)  # fmt: skip
"""Offices of a government, whatever its name sounds like: "burgemeester van Eemsdelta"."""
_BESIDE = (
    "directeur",
    "burgemeester",
    "eigenaar",
    "bestuurder",
    "rector",
    "magnificus",
    "ceo",
    "cfo",
    "dga",
    "gedeputeerde",
    "voorzitter",
    "wethouder",
    "raadslid",
)
"""Roles after which the name of the organisation may follow at once: "algemeen directeur Nefarma"."""
_OF_A_PART = (
    "head",
    "hoofd",
    "manager",
    "officer",
    "adviseur",
    "coordinator",
    "medewerker",
    "adviser",
    "chef",
)
"""Roles that are of a department as often as of an organisation."""
_MORE_ROLES = frozenset(
    {"lid", "vz", "plv", "secr", "head", "officer", "hoogleraar", "professor", "partner", "oprichter", "founder", "mede-eigenaar",
     "managing", "vice", "kamerlid", "dijkgraaf", "programmadirecteur", "bestuursvoorzitter", "regiodirecteur", "fractievoorzitter"}
)  # fmt: skip
_GOVERNMENT = re.compile(r"\b(gemeente|provincie|waterschap|ministerie(?:\s+van)?)\s+[A-Z].*$", re.IGNORECASE)
VERBS = re.compile(r"[.!?]\s|\b(?:is|zijn|wordt|worden|heeft|hebben|kan|zal|zullen|are|has|will|die|dat)\b")


def split_role(text: str) -> tuple[str, str] | None:
    """Return role and organisation of what tells both, None where that is not certain.

    >>> split_role("directeur van de Coöperatieve Rabobank"), split_role("burgemeester Gemeente Alblasserdam")
    (('directeur', 'Coöperatieve Rabobank'), ('burgemeester', 'Gemeente Alblasserdam'))
    >>> split_role("directeur-eigenaar Specht Metaal BV")
    ('directeur-eigenaar', 'Specht Metaal BV')
    >>> split_role("wethouder Economische Zaken van de gemeente Venlo"), split_role("Head of Communications Damen Shipyards")
    (('wethouder Economische Zaken', 'gemeente Venlo'), None)
    """
    found = _split(text)
    if found is None:
        return None
    role = re.sub(r"(?:\s+(?:van|bij|of|at|voor|for|de|het|the))+$", "", text[: text.rfind(found[1])].strip())
    return (role, found[1]) if role else None


def _split(text: str) -> tuple[str, str] | None:
    glued = COLLEGE.sub(lambda found: found[0].replace(" ", "_") if " " in found[0] else f"{found[0]}_", text)
    if not has_role(glued.split("_")[0]) and "_" not in glued:
        return None
    first = plain(glued.split()[0]) if glued.split() else ""
    if first in GOVERNING and (found := _GOVERNMENT.search(glued)):
        role = re.sub(r"\s+(?:van|bij)(?:\s+de|\s+het)?$", "", glued[: found.start()].strip())
        return (role, found[0]) if role else None
    if found := _OF.match(glued):
        sure = found["by"] in ("bij", "at") or first not in _OF_A_PART or bool(told_type(found["org"]))
        return _whole(found["role"], found["org"]) if sure else None
    words = glued.split()
    last = max((n for n, word in enumerate(words[:3]) if _is_beside(word)), default=-1)
    rest = words[last + 1 :]
    if (
        last < 0
        or not rest
        or first in GOVERNING
        or not all(word[:1].islower() or n == 0 for n, word in enumerate(words[: last + 1]))
    ):
        return None
    return _whole(" ".join(words[: last + 1]), " ".join(rest)) if rest[0][:1].isupper() else None


def _is_beside(word: str) -> bool:
    """Return whether the name of an organisation may follow a role at once; also one of two: "directeur-eigenaar"."""
    return all(part in _BESIDE for part in plain(word).split("-"))


def _whole(role: str, organisation: str) -> tuple[str, str] | None:
    """Return role and organisation where a college ("Raad van Bestuur") belongs to the role, None where one is no such thing."""
    if found := re.match(r"^(\w*_\w*)\s+(?:van\s+)?(?:de\s+|het\s+)?(.+)$", organisation):
        role, organisation = f"{role} {found[1]}", found[2]
    role, organisation = role.replace("_", " ").strip(), organisation.replace("_", " ").strip()
    first = plain(role.split()[0])
    begins = (
        first in listed("roles")
        or first in _MORE_ROLES
        or _is_beside(first)
        or any(plain(w) in listed("roles") for w in role.split()[:3])
    )
    fits = begins and len(role.split()) <= 7 and len(organisation.split()) <= 7 and " en " not in role
    return (
        (role, organisation)
        if fits and not has_role(organisation) and not VERBS.search(organisation)
        else None
    )


def is_role(text: str) -> bool:
    """Return whether a text is a role: at most four words, one of them of a role, none of them a name."""
    words = re.split(r"[\s-]+", plain(text))
    return (
        len(words) <= 4
        and has_role(text)
        and not any(word[:1].isupper() for word in text.split()[1:] if plain(word) not in listed("roles"))
    )


def has_role(text: str) -> bool:
    """Return whether a word of a text is one of a role."""
    words = [word.strip(".,") for word in re.split(r"[\s-]+", plain(text))]
    return any(
        word in listed("roles")
        or word in _MORE_ROLES
        or word.endswith(("manager", "directeur", "director", "voorzitter", "leider", "adviseur"))
        for word in words
    )


def may_be_organisation(text: str) -> bool:
    """Return whether a text may be the name of an organisation: a few words, the first with a capital, no sentence."""
    text = re.sub(r"^gem\.\s", "gemeente ", text)
    words = text.split()
    if not words or len(words) > 8 or VERBS.search(text) or re.search(r"@|https?:|\d{5}|\bfte\b", text):
        return False
    return (
        words[0][:1].isupper()
        or words[0][:1].isdigit()
        or plain(words[0]) in kinds()
        or bool(told_type(text))
    )
