"""How long ago something was, in words no more exact than its date."""

from __future__ import annotations

from dtz_network import language
from dtz_network.report.report_model import Writer

_ALMOST, _OVER = 0.75, 0.15
_MONTH = len("2022-03")


def ago(date: str, years: float | None, write: Writer) -> str:
    """Return how long ago a (partial) date was: "bijna 3 jaar geleden"; "" where only its year is known.

    Args:
        date: partial ISO date.
        years: from then to the date of the network, None if not known.
        write: the language.
    """
    if years is None or len(date) < _MONTH:
        return ""
    whole, rest = int(years), years - int(years)
    if rest >= _ALMOST:
        return write.words("ago.almost", n=whole + 1)
    if whole == 0:
        return write.words("ago.fresh")
    return write.words("ago.over" if rest >= _OVER else "ago.years", n=whole)


def last_contact(date: str, years: float | None, write: Writer) -> str:
    """Return when the last contact was, and how long ago."""
    told = write.words("knows.last", date=language.date(date, write.lang))
    since = ago(date, years, write)
    return f"{told}, {since}" if since else told
