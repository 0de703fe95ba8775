"""What a column "Status" or "Actief" of a list tells: whether what a row says still runs, or is over."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dtz_network.intake.readers.header import squeeze
from dtz_network.model.dates import AT_LATEST, day_before, is_date

Status = Literal["runs", "over", "unknown"]

_OVER = frozenset(
    squeeze(word)
    for word in (
        "beëindigd", "geëindigd", "afgelopen", "gestopt", "voorbij", "voormalig", "voormalig lid", "oud-lid", "ex-lid", "oud", "inactief",
        "niet actief", "niet meer actief", "niet meer", "afgetreden", "teruggetreden", "uitgetreden", "vertrokken", "opgezegd", "uit dienst",
        "vervallen", "verlopen", "ended", "former", "former member", "inactive", "not active", "no longer active", "left", "resigned",
        "past", "past member", "retired", "expired", "terminated", "stepped down",
    )
)  # fmt: skip
_RUNS = frozenset(
    squeeze(word)
    for word in (
        "actief", "actief lid", "lid", "huidig", "huidig lid", "lopend", "loopt", "in functie", "zittend", "in dienst", "nieuw", "active",
        "active member", "member", "current", "current member", "running", "ongoing", "sitting", "in office", "new",
    )
)  # fmt: skip
_NO = frozenset({"nee", "no", "n", "false", "0", "onwaar"})
_YES = frozenset({"ja", "yes", "j", "y", "true", "1", "x", "waar"})


def status(cell: str, heading: str) -> Status:
    """Return what a cell tells; under a heading that asks ("Actief?") yes and no tell it too.

    >>> status("Oud-lid", "Status"), status("actief", "Status"), status("nee", "Actief?"), status("nee", "Status")
    ('over', 'runs', 'over', 'unknown')
    """
    word, asks = squeeze(cell), "acti" in squeeze(heading)
    if word in _OVER or (asks and word in _NO):
        return "over"
    return "runs" if word in _RUNS or (asks and word in _YES) else "unknown"


def bound(as_of: str = "") -> str:
    """Return the end of what is over, and not since when, on the day of a list (today if that is not known): the day before at the latest.

    >>> bound("2026-03-12"), bound("2026")
    ('..2026-03-11', '..2026')
    """
    day = as_of if is_date(as_of) else dt.date.today().isoformat()  # noqa: DTZ011  the day of who reads it
    return f"{AT_LATEST}{day_before(day)}"
