"""Names in running text: people with a role or an organisation beside them, which are a question and never a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtz_network.intake.names_in_text import is_known, is_person

SHOWN = 100
"""So many signs of a line are shown around a name in it."""
_ROLE = r"[Ww]ethouder|[Bb]urgemeester|[Gg]edeputeerde(?! Staten)|[Dd]irecteur|[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris|[Ss]ecretaris|[Pp]enningmeester|[Cc]ommissaris|[Ss]chepen|[Cc]o[oö]rdinator|[Pp]rojectleider|[Pp]rogrammamanager"
_BESIDE = r"wethouder|burgemeester|gedeputeerde|(?:algemeen |adjunct-|programma)?directeur|voorzitter|secretaris|penningmeester|programmamanager|projectleider|partner|eigenaar|bestuurder|griffier|CEO|directrice"
_CAPITAL = r"(?:[A-ZÀ-Þ]\.)+|[A-ZÀ-Þ](?:[\w'À-ÿ-]|\.(?=\w))+"
_SURNAME = rf"(?:\s+(?:van|de|der|den|te|ter|ten|het|'t|in|v\.d\.|{_CAPITAL})){{1,4}}"
_GIVEN = r"[A-ZÀ-Þ][\w'À-ÿ-]+"
_INITIALS = rf"(?:[A-ZÀ-Þ]\.)+\s*(?:(?:van|de|der|den|te|ter|ten)\s+)*{_GIVEN}"
_MENTION = re.compile(
    rf"(?:\b(?:{_ROLE})\s+(?:(?:is|was|wordt|werd)\s+)?(?P<role>(?:{_CAPITAL}){_SURNAME}))"
    rf"|(?P<offices>{_INITIALS}|{_GIVEN}{_SURNAME})\s*(?:,|\(|–)\s*(?:{_BESIDE})"
    rf"|(?P<bracket>{_INITIALS}|{_GIVEN}{_SURNAME})\s*\((?=[A-ZÀ-Þ]|gemeente|provincie|waterschap|ministerie)"
)
"""A name with a role or an organisation beside it."""
_SMALL_END = re.compile(r"(?:\s+(?:van|de|der|den|te|ter|ten|het|'t|in|v\.d\.))+$")


def around(text: str, name: str) -> str:
    """Return a text as far as it is short, else whole words around a name in it.

    >>> around("De groep " + "bestaat al lang en " * 8 + "heeft Fatma Yilmaz (Landstede) als lid", "Fatma Yilmaz")
    '… en bestaat al lang en bestaat al lang en bestaat al lang en heeft Fatma Yilmaz (Landstede) als lid'
    """
    if len(text) <= SHOWN:
        return text
    place = max(text.find(name), 0)
    begin = max(min(place - SHOWN // 3, len(text) - SHOWN), 0)
    words = text[begin : begin + SHOWN]
    if begin:
        words = "… " + words.partition(" ")[2]
    return words if begin + SHOWN >= len(text) else words.rpartition(" ")[0] + " …"


def found(text: str) -> Iterator[str]:
    """Yield the names in a text that have a role or an organisation beside them.

    >>> list(found("Secretaris is Tom Brink. Fatma Yilmaz (Landstede Groep) was er, in Groot Zand (Emmen)."))
    ['Tom Brink', 'Fatma Yilmaz']
    """
    for one in _MENTION.finditer(text):
        name = _SMALL_END.sub("", one["role"] or one["offices"] or one["bracket"]).strip(" .,")
        if is_person(name) and (one["offices"] or is_known(name)):
            yield name
