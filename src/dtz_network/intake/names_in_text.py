"""Whether a text may be the name of a person, and whether that is a name that is known."""

from __future__ import annotations

import re

from dtz_network.matching import person_names
from dtz_network.matching.spelling import plain
from dtz_network.matching.word_lists import call_names, kinds, legal_forms, listed


def is_person(text: str) -> bool:
    """Return whether a text may be a name: two to seven words, capitals but for tussenvoegsels, no words of organisations."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 7 or re.search(r"\d|[:;@/&]", text):
        return False
    bare = [plain(word).strip(".,'") for word in words]
    forms = legal_forms() - listed("tussenvoegsels") - {"ab", "as", "ag", "st", "co", "en", "nl"}
    if any(word in forms or word in kinds() or _ORGANISED.search(word) for word in bare):
        return False
    if not text.isupper() and any(_ABBREVIATION.fullmatch(word) for word in words):
        return False
    if "," not in text and _COMPANY.search(text):
        return False
    small = listed("tussenvoegsels") | listed("titles") | listed("degrees")
    named = [word for word, low in zip(words, bare, strict=True) if low not in small and len(low) > 0]
    if not named or not all(word[:1].isupper() or "-" in word for word in named):
        return False
    name = person_names.parse(text)
    return bool(name.surnames and name.initials) and not name.remark


_COMPANY = re.compile(r"\s(?:b\.v|n\.v|c\.v|v\.o\.f)\.?$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}|[A-Z]*\d+[A-Z]*")
_ORGANISED = re.compile(
    r"(?:school|campus|atheneum|college|universiteit|academie|lyceum|bedrijf|groep|bank|techniek|zone|instituut|centrum|vereniging|stichting|ministerie|kamer|fonds|programma|project|regio|zetel|zaken|bestuur|overleg|platform|agenda|begroting)$"
)


def is_known(text: str) -> bool:
    """Return whether a name has a known given or call name, initials or a tussenvoegsel."""
    name = person_names.parse(text)
    return bool(name.tussenvoegsel) or any(given in call_names() for given in name.given) or not name.given
