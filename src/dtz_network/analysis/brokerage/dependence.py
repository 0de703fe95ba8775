"""How much hangs on the bureau, year by year: who only it keeps in contact with the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dtz_network.analysis.brokerage.departure import along, contact
from dtz_network.analysis.brokerage.split import Split
from dtz_network.model.dates import first_day, is_date
from dtz_network.model.network import Network

COUNTED = ("Participation", "Membership", "Employment", "Contact")
YEARS = 8
"""So many years are told at most."""


@dataclass(frozen=True)
class YearOfDependence:
    """The end of a year (or the day of the last act): organisations with contact, and those that would lose it.

    ``share`` is cut off over organisations, 0..1.
    """

    year: str
    organisations: int
    cut_off: int
    share: float


def by_year(network: Network, bureau: Collection[str]) -> tuple[YearOfDependence, ...]:
    """Return the dependence on the bureau at the end of each year since its ties are dated, the first year first.

    Empty where no bureau is known, where nothing of it is dated or where all of it is of one year. Ties
    without a start count as of always. ``network`` is all that is known, not that of one date.
    """
    own = (tie for tie in network.ties(*COUNTED) if {tie.source, tie.target} & set(bureau))
    started = [first_day(tie.since)[:4] for tie in own if is_date(tie.since)]
    if not started or network.as_of:
        return ()
    now = network.recorded[:10] or f"{max(started)}-12-31"
    years = range(int(min(started)), int(now[:4]) + 1)
    found = [_year(network, str(year), min(f"{year}-12-31", now), bureau) for year in list(years)[-YEARS:]]
    return tuple(found) if len(found) > 1 else ()


def _year(network: Network, year: str, day: str, bureau: Collection[str]) -> YearOfDependence:
    then = network.at(day)
    whole = contact(then, people=True, contacts=True)
    split = Split(then, whole, {*bureau, *along(then, bureau)})
    n = sum(len(part.organisations) for part in split.parts)
    cut = len(split.cut_off)
    return YearOfDependence(year, n, cut, round(cut / n, 4) if n else 0.0)
