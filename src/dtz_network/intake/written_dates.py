"""Dates as people write them, and from when to when something held as a document tells it; nothing is filled in.

Plain are a date with its year ("12-3-2026", "1 januari 2022", "maart 2022", "2022") behind a word that says what it is ("per",
"sinds", "t/m", "tot"), and two years with a dash. "tot 1 september" (of which year?) and "tot 2023" (that year with it or not?) are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from dtz_network.intake.written_roles import has_role
from dtz_network.model.dates import AT_LATEST, day_before, first_day, is_date, last_day
from dtz_network.model.network import fold

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "januari january jan januar janvier enero gennaio", "februari february feb februar fevrier febrero febbraio",
            "maart march mrt mar marz maerz marts mars marzo", "april apr avril abril aprile", "mei may mai maj mayo maggio",
            "juni june jun juin junio giugno", "juli july jul juillet julio luglio", "augustus august aug augusti aout agosto",
            "september sept sep septembre septiembre settembre", "oktober october okt oct octobre octubre ottobre",
            "november nov novembre noviembre", "december dec dezember dez decembre diciembre dicembre",
        ), 1,
    )
    for month in months.split()
}  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})(?P<sign>[-/.]?)(\d{1,2})(?P=sign)(\d{1,2})")
_CLOCK = re.compile(
    r"(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*(?:Z|[AP]M|uur|[+-]\d{2}(?::?\d{2})?))?$",
    re.IGNORECASE,
)
"""A time of day behind a date."""
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})(?:e|ste|de|st|nd|rd|th|er|\.)?(?:\s+(?:de\s+)?|-))?({_MONTH})\.?(?:\s+(?:de\s+)?|-)(\d{{4}})",
    re.IGNORECASE,
)
_ENGLISH = re.compile(rf"({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_DATE = rf"(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|(?:\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?\s+)?(?:{_MONTH})\.?\s+\d{{4}}|\d{{1,2}}[-/.]\d{{4}}|(?:19|20)\d{{2}})(?![\d-])"
_SINCE = r"(?:met\s+ingang\s+van|m\.?i\.?v\.?|ingaande|per|sinds|vanaf|as\s+of|as\s+from|with\s+effect\s+from|since|from|van)"
_WITH = r"(?:tot\s+en\s+met|t/m|t\.e\.m\.|through|up\s+to\s+and\s+including)"
_BEFORE = r"(?:tot|until|till)"
_TO = rf"(?:(?P<with>{_WITH})|(?P<before>{_BEFORE}|to))"
_NOW = r"(?:heden|nu|present|now)"
_PERIOD = re.compile(
    rf"(?<!\w)(?:(?P<since>{_SINCE})\s+(?:de\s+)?(?P<first>{_DATE})(?:\s*,?\s*(?:{_TO}\s+(?:(?P<last>{_DATE})|{_NOW})))?"
    rf"|{_TO.replace('with', 'with2').replace('before', 'before2')}\s+(?P<only>{_DATE})"
    rf"|(?P<one>(?:19|20)\d{{2}})\s*[-–—]\s*(?:(?P<two>(?:19|20)\d{{2}})|{_NOW}))(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


_LATEST = re.compile(
    r"(?:\.\.|uiterlijk\s+|at\s+the\s+latest\s+)(?P<date>.+)|(?P<behind>.+?)\s+(?:at\s+the\s+latest|uiterlijk)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"[\s,;]*\b(?:af|terug|uit)getreden|[\s,;]*\b(?:vertrokken|vertrekt|gestopt|stopt|opgezegd|beëindigd|ontslagen|resigned|stepped\s+down|left)",
    re.IGNORECASE,
)
"""Before "per" a date: that is when it ended."""
_PART = re.compile(r"[(),;]|\s[-–—|](?=\s|$)")
"""What stands between the parts of an entry."""


@dataclass(frozen=True)
class Period:
    """From when to when, partial ISO dates, the last day counts; and as it was written."""

    since: str = ""
    until: str = ""
    written: str = field(default="", compare=False, repr=False)


def to_date(text: str, *, month_first: bool = False) -> str | None:
    """Return a partial ISO date written the Dutch or English way (months also as neighbours write them), None if it is none; nothing is filled in.

    Of three numbers the first is the day; with ``month_first`` the month, where slashes stand between them.

    >>> to_date("12-3-2026"), to_date("3-2026"), to_date("2022"), to_date("maart")
    ('2026-03-12', '2026-03', '2022', None)
    >>> to_date("1 januari 2022"), to_date("March 5, 2022"), to_date("mrt. 2022"), to_date("31 februari 2022")
    ('2022-01-01', '2022-03-05', '2022-03', None)
    >>> to_date("05/04/2025"), to_date("05/04/2025", month_first=True), to_date("05-04-2025", month_first=True)
    ('2025-04-05', '2025-05-04', '2025-04-05')
    >>> to_date("01-Apr-2015"), to_date("2015/4/1"), to_date("20150401"), to_date("1. März 2015"), to_date("1er août 2015")
    ('2015-04-01', '2015-04-01', '2015-04-01', '2015-03-01', '2015-08-01')
    """
    text = fold(text)
    if full := _NUMERIC.fullmatch(text):
        day, month = (2, 1) if month_first and "/" in text else (1, 2)
        text = f"{full[3]}-{int(full[month]):02}-{int(full[day]):02}"
    elif turned := _YEAR_FIRST.fullmatch(text):
        text = f"{turned[1]}-{int(turned[3]):02}-{int(turned[4]):02}"
    elif partial := _MONTH_YEAR.fullmatch(text):
        text = f"{partial[2]}-{int(partial[1]):02}"
    elif named := _NAMED.fullmatch(text):
        behind = f"-{int(named[1]):02}" if named[1] else ""
        text = f"{named[3]}-{_MONTHS[named[2]]:02}{behind}"
    elif english := _ENGLISH.fullmatch(text):
        text = f"{english[3]}-{_MONTHS[english[1]]:02}-{int(english[2]):02}"
    return text if is_date(text) else None


def as_date(text: str, *, month_first: bool = False) -> str:
    """Return a date as ISO text, without the time of day, "" for what is none.

    >>> as_date("15.08.2014"), as_date("2014-08-15 00:00:00"), as_date("2014"), as_date("ooit")
    ('2014-08-15', '2014-08-15', '2014', '')
    >>> as_date("2014-08-15T09:30:00.000+02:00"), as_date("01-01-2020 - 31-12-2023"), as_date("12-03-20145")
    ('2014-08-15', '', '')
    """
    return to_date(without_time(text), month_first=month_first) or ""


def to_end(text: str, *, month_first: bool = False) -> str:
    """Return an end as partial ISO text, a bound for what says "at the latest", "" for what is none.

    >>> to_end("31-12-2024"), to_end("uiterlijk 2024"), to_end("12-3-2024 at the latest"), to_end("..2024"), to_end("ooit")
    ('2024-12-31', '..2024', '..2024-03-12', '..2024', '')
    """
    found = _LATEST.fullmatch(text.strip())
    read = as_date((found["date"] or found["behind"]) if found else text, month_first=month_first)
    return f"{AT_LATEST}{read}" if found and read else read


def without_time(text: str) -> str:
    """Return a date as it is written, without the time of day behind it."""
    return _CLOCK.sub("", text.strip())


def taken(text: str) -> tuple[str, Period | None]:
    """Return a text without the one period that it tells plainly, and the period; the text as it was, and None, without one.

    >>> taken("Jan Bos (voorzitter, per 1 januari 2022)"), taken("A. Bos, 2019-2023")
    (('Jan Bos (voorzitter)', Period(since='2022-01-01', until='')), ('A. Bos', Period(since='2019', until='2023')))
    >>> taken("Jan Bos (tot 1 september 2023)"), taken("Jan Bos (tot 1 september)"), taken("Jan Bos, tot 2023")
    (('Jan Bos', Period(since='', until='2023-08-31')), ('Jan Bos (tot 1 september)', None), ('Jan Bos, tot 2023', None))
    >>> taken("Jan Bos (Regio Deal 2020-2025)"), taken("Jan Bos (voorzitter 2020-2025)")
    (('Jan Bos (Regio Deal 2020-2025)', None), ('Jan Bos (voorzitter)', Period(since='2020', until='2025')))
    >>> taken("Jan Bos (afgetreden per 1 juli 2024)"), taken("Jan Bos (gestopt per juli 2024)")
    (('Jan Bos', Period(since='', until='2024-06-30')), ('Jan Bos (gestopt per juli 2024)', None))
    """
    found = [one for one in _PERIOD.finditer(text) if not one["one"] or _is_alone(text, *one.span())]
    period = _read(found[0]) if len(found) == 1 else None
    if period is None:
        return text, None
    begin, end = found[0].span()
    if left := re.search(rf"(?:{_LEFT.pattern})\s+$", text[:begin], re.IGNORECASE):
        period, begin = (
            Period("", period.until or _last(found[0]["first"] or "", with_it=False)),
            left.start(),
        )
        if not period.until:
            return text, None
    rest = re.sub(r"\(\s*[,;]?\s*\)", " ", text[:begin] + text[end:])
    rest = re.sub(r"\s*[,;–-]\s*(?=\)|$)", "", " ".join(rest.split()))
    rest = re.sub(r"(?<=\()\s*[,;]\s*|\s+(?=[),;])", "", rest).strip(" ,;:–-")
    return rest, replace(period, written=found[0][0])


def _is_alone(text: str, begin: int, end: int) -> bool:
    """Return whether two years stand alone in their part of a text, or with one word that is a role.

    Years behind more words are of a name: "programmamanager Regio Deal 2020-2025".
    """
    before, after = _PART.split(text[:begin])[-1].strip(), _PART.split(text[end:])[0].strip()
    role = len(before.split()) == 1 and has_role(before)
    return not after and (not before or role)


def _read(found: re.Match[str]) -> Period | None:
    """Return the period of what was found, None where it does not tell it plainly."""
    if found["one"]:
        period = Period(found["one"], found["two"] or "")
    elif found["only"]:
        period = Period("", _last(found["only"], with_it=bool(found["with2"])))
    else:
        last = _last(found["last"], with_it=bool(found["with"])) if found["last"] else ""
        if found["last"] and not last:
            return None
        period = Period(to_date(found["first"]) or "", last)
        if not period.since or (
            found["since"].casefold() in ("van", "from") and not period.until and not found["before"]
        ):
            return None
    if not (period.since or period.until):
        return None
    wrong = period.since and period.until and first_day(period.since) > last_day(period.until)
    return None if wrong else period


def _last(text: str, *, with_it: bool) -> str:
    """Return the last day of "tot en met" a date, or of "tot" one.

    "tot 1 september" ends the day before and "tot 31 augustus" on that day; of another day, a month or a year "tot" tells nothing certain.
    """
    read = to_date(text) or ""
    if with_it or len(read) < len("2023-08-31"):
        return read if with_it else ""
    if read == last_day(read[: len("2023-08")]):
        return read
    return day_before(read) if read.endswith("-01") and read > date.min.isoformat() else ""
