"""Headings of lists in documents: which body, which side; and lines that only say that members follow, or who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.model.network import fold

_BODY = re.compile(
    r"\b(?:stuurgroep|werkgroep|projectgroep|regiegroep|kopgroep|klankbordgroep|kerngroep|begeleidingsgroep|adviesgroep|initiatiefgroep|expertgroep|themagroep|ontwikkelgroep|gebruikersgroep|ambassadeursgroep|kenniskring|denktank|taskforce"
    r"|program(?:ma)?\s?(?:board|raad|team|bureau)|\w*bestuur|\w*team|\w*raad(?:\s+van\s+\w+)?|\w*commissie|\w*board|\w*overleg|\w*college(?:\s+van\s+b(?:en|&)w)?"
    r"|\w*vergadering|directie|presidium|platform|\w*tafel|bureau|comit[eé]|steering\s+(?:group|committee)|working\s+group|committee|council|task\s?force|gedeputeerde\s+staten|provinciale\s+staten)\b",
    re.IGNORECASE,
)
_SIDES = {
    "business": "ondernemers|ondernemer|bedrijven|bedrijfsleven|ondernemingen|business|companies|industrie|industry|ondernemerschap",
    "education": "onderwijs|scholen|onderwijsinstellingen|kennisinstellingen|kennis|onderwijs en onderzoek|onderwijs en kennis|education|schools|knowledge institutions|kennis en onderwijs",
    "government": "overheid|overheden|gemeenten|gemeente|provincie|provincies|government|governments|public sector|lokale overheid|openbaar bestuur",
    "civil_society": "maatschappelijk|maatschappelijke organisaties|maatschappelijk middenveld|samenleving|civil society|society",
}
_MEANT = {word: side for side, words in _SIDES.items() for word in words.split("|")}
_NUMBERED = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?|[A-Z]\.|(?:tabel|bijlage|table|annex)\s+\d+\s*[.:–-]?)\s+", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:in\s+(?:de|het|ons|onze)\s+|ons\s+|onze\s+|verslag\s+(?:van\s+)?(?:(?:de|het)\s+)?|(?:deelnemers|leden)\s+(?:aan|in|van)\s+(?:de|het)\s+|(?:de\s+)?volgende\s+(?:leden|personen|mensen)\s+(?:vormen|zitten\s+in)\s+(?:de|het)\s+(?:nieuwe\s+)?|de\s+|het\s+|the\s+"
    r"|(?:overzicht\s+)?(?:leden|deelnemers|bezetting|samenstelling)(?:\s+van)?(?:\s+(?:de|het))?\s+|members?\s+of\s+(?:the\s+)?|composition\s+of\s+(?:the\s+)?|leden\s*[:–-]\s*)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s*(?:(?:waren|zijn|was|were|are)(?:\s+in\s+\d{4})?|(?:bestaat|bestaan)\s+(?:momenteel\s+|in\s+\d{4}\s+)?uit(?:\s+(?:de\s+volgende|\w+)\s+(?:leden|personen|mensen|medewerkers))?|(?:hebben\s+zitting|zitten|zaten|nemen\s+deel|namen\s+deel)(?:\s+in\s+\d{4})?(?:\s+namens\s+de\s+partners)?"
    r"|samenstelling|leden|members|\(?(?:m\.?i\.?v\.?|met\s+ingang\s+van|as\s+of|situatie|stand)\s[^()]*\d[^()]*\)?|\((?:per|vanaf|sinds|since)\s[^()]*\)|wordt\s+gevormd\s+door|per\s+\d.*|\(?(?:vervolg|continued|cont\.)\)?|\(\d{4}.*\)|\(\d{1,3}(?:\s+(?:leden|personen|zetels|members|seats))?\)|\d{4}|consists\s+of(?:\s+the\s+following(?:\s+members)?)?)?\s*:?\s*$",
    re.IGNORECASE,
)
_WITH_SIDE = re.compile(r"^(?P<body>.+?)(?:\s+[-–—]\s*|\s*[,:]\s+|\s+(?=\())\(?(?P<side>[^()]+?)\)?\s*:?\s*$")
"""A heading with the side whose members follow: "Werkgroep Waterstof – bedrijven"."""
_PARTIES = frozenset(
    {"bedrijven", "ondernemers", "ondernemingen", "companies", "scholen", "onderwijsinstellingen", "kennisinstellingen", "schools",
     "knowledge institutions", "overheden", "gemeenten", "provincies", "governments", "maatschappelijke organisaties"}
)  # fmt: skip
"""Sides that are parties and no theme: "Werkgroep – Onderwijs" is a body of that name."""
_WITHIN = frozenset(
    {"leden", "lid", "members", "deelnemers", "samenstelling", "overige leden", "bestuurders", "overige bestuurders", "bestuursleden", "directors", "vaste leden", "de leden", "other members", "bezetting"}
)  # fmt: skip
_THERE = frozenset(
    {
        "aanwezig",
        "aanwezigen",
        "present",
        "afwezig",
        "afwezigen",
        "afgemeld",
        "afwezig m.k",
        "afwezig met kennisgeving",
        "met kennisgeving afwezig",
        "m.k. afwezig",
        "afwezig met bericht",
        "absent",
        "genodigden",
        "aanwezig namens",
        "in attendance",
    }
)
_BEHALF = re.compile(r"(?:namens|vanuit|on behalf of)\s", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:concept[\s-]?)?(?:(?:notulen|besluitenlijst|actielijst|presentielijst|aanwezigheidslijst|minutes|attendance)\b"
    r"|(?:\w*verslag|report)\b.*\b\d{1,2}(?:-\d{1,2}-|\s+[a-z]+\s+)\d{4})",
    re.IGNORECASE,
)
Cell = tuple[TextLine, str]
"""A cell of a table, with its row."""
_SMALL = ("VAN", "DE", "HET", "EN", "VOOR", "OF", "THE", "AND", "B&W")
_NAMED = 90


def side_meant(text: str) -> str:
    """Return the side that a word means, "" for none.

    >>> side_meant("Namens de ondernemers:"), side_meant("Jan Bos")
    ('business', '')
    """
    word = re.sub(
        r"^(?:namens|vanuit|on behalf of|from)\s+(?:de\s+|het\s+|the\s+)?", "", fold(text.strip(" :"))
    )
    return _MEANT.get(word, "")


def side(line: TextLine) -> str:
    """Return the side that a heading such as "Ondernemers:" means, "" for none."""
    marked = (
        line.text.endswith(":") or line.heading or len(line.text.split()) <= 2 or _BEHALF.match(line.text)
    )
    return side_meant(line.text) if marked and not line.bullet else ""


def body_named(text: str) -> str:
    """Return the name of the body in a heading, "" if it names none.

    >>> body_named("4.2 Samenstelling stuurgroep Wonen (2024)"), body_named("PROGRAM BOARD:"), body_named("Begroting")
    ('Stuurgroep Wonen', 'Program Board', '')
    """
    shown = without_frame(text) if len(text) <= _NAMED and not is_minutes(text) else ""
    if not shown or not _BODY.search(shown):
        return ""
    return titled(shown) if is_capitals(shown) else shown[:1].upper() + shown[1:]


def body_and_side(text: str) -> tuple[str, str]:
    """Return the body that a heading names and the side whose members follow, "" each for none.

    >>> body_and_side("WERKGROEP WATERSTOF – bedrijven"), body_and_side("Stuurgroep Zorg - Onderwijs en Arbeid")
    (('Werkgroep Waterstof', 'business'), ('Stuurgroep Zorg - Onderwijs en Arbeid', ''))
    """
    found = _WITH_SIDE.match(text)
    if found and fold(found["side"]) in _PARTIES and (body := body_named(found["body"])):
        return body, side_meant(found["side"])
    return body_named(text), ""


def without_frame(text: str) -> str:
    """Return a heading without its number and the words that only say that members follow."""
    shown = _NUMBERED.sub("", text)
    for _ in range(2):
        shown = _TRAILING.sub("", _LEADING.sub("", shown)).strip(" :–-")
    return shown


def has_frame(text: str) -> bool:
    """Return whether words in a heading say that members follow."""
    return without_frame(text) != _NUMBERED.sub("", text).strip(" :–-")


def is_capitals(shown: str) -> bool:
    """Return whether a heading is in capitals."""
    return shown.isupper() and len(re.sub(r"\W", "", shown)) > 3


def titled(shown: str) -> str:
    """Return a heading in capitals as a name: PROGRAM BOARD becomes Program Board, STUURGROEP WONEN Stuurgroep Wonen."""
    return " ".join(word.lower() if word in _SMALL else word.capitalize() for word in shown.split())


def is_within(line: TextLine) -> bool:
    """Return whether a line only says that members follow ("Leden:")."""
    return fold(line.text.strip(" :")) in _WITHIN and not line.bullet


def is_minutes(text: str) -> bool:
    """Return whether a heading is that of minutes or of a list of who was there: it tells of a meeting, not who is a member.

    >>> is_minutes("Notulen stuurgroep Wonen"), is_minutes("Verslag overleg 12 maart 2026"), is_minutes("Verslag Raad van Toezicht")
    (True, True, False)
    """
    return _MINUTES.match(text) is not None


def attendance(rows: Sequence[TextLine]) -> tuple[dict[str, list[Cell]], list[Cell]]:
    """Return the cells of a table that tell who was there, by the word before or above them, and all other cells."""
    there: dict[str, list[Cell]] = {}
    heads = [cell for cell in rows[0].cells if cell] if rows else []
    if heads and all(map(_is_there, heads)):
        for line in rows[1:]:
            for head, cell in zip(rows[0].cells, line.cells, strict=False):
                there.setdefault(head, []).append((line, cell))
        return there, []
    others: list[Cell] = []
    label = ""
    for line in rows:
        label = line.cells[0] or label
        if _is_there(label):
            there.setdefault(label, []).extend((line, cell) for cell in line.cells[1:])
        else:
            others += [(line, cell) for cell in line.cells]
    return there, others


def _is_there(text: str) -> bool:
    return fold(text.strip(" :?.(")) in _THERE


def is_attendance(line: TextLine) -> bool:
    """Return whether a line says who was there, which is no membership."""
    said = re.sub(r"\s+(?:bij|op|tijdens|at|during|on)\s.*", "", fold(line.text.partition(":")[0].strip()))
    return (_is_there(said) and ":" in line.text[len(said) :]) or (_is_there(line.text) and not line.bullet)
