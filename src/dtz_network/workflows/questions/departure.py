"""What if an organisation, a person or the bureau itself leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtz_network.analysis.brokerage import departure, dependence
from dtz_network.analysis.brokerage.departure import Departure
from dtz_network.analysis.brokerage.dependence import YearOfDependence
from dtz_network.errors import InputError
from dtz_network.model.network import Network
from dtz_network.report.report_model import Detail, Section, Writer
from dtz_network.report.sections import departure as sections
from dtz_network.workflows.entity_named import meant
from dtz_network.workflows.ourselves import ours

US = ("wij", "ons", "bureau", "us", "we")
"""Words with which the bureau means itself."""


@dataclass(frozen=True)
class WhatIf:
    """What is left when some leave.

    Attributes:
        dependence: by year, where the bureau itself leaves.
        ended: on the day of the last act none of their ties held any more, so all that was recorded counts.
    """

    departure: Departure
    dependence: tuple[YearOfDependence, ...]
    ended: bool = False


def find(network: Network, names: Sequence[str]) -> WhatIf:
    """Return what is left when some leave, as things stood on the day of the last act unless dated.

    Args:
        network: of a store.
        names: names or ids of organisations and people; "wij" or "us" the bureau itself.

    Raises:
        InputError: nobody of that name, several, or no bureau known.
    """
    bureau = ours(network)
    leaving = list(dict.fromkeys(ident for name in names for ident in _meant(network, name, bureau)))
    own = set(_organisations(network, bureau))
    years = dependence.by_year(network, bureau) if own & set(leaving) else ()
    found = departure.find(network.today(), leaving, bureau=bureau)
    if found.parts:
        return WhatIf(found, years)
    ever = departure.find(network, leaving, bureau=bureau)
    return WhatIf(ever if ever.parts else found, years, ended=bool(ever.parts))


def _meant(network: Network, name: str, bureau: Sequence[str]) -> list[str]:
    if name.casefold() in US:
        own = _organisations(network, bureau) or list(bureau)
        if not own:
            raise InputError("bureau-unknown", name=name)
        return own
    return [meant(network, name, ("Organization", "Person")).id]


def _organisations(network: Network, bureau: Sequence[str]) -> list[str]:
    return [ident for ident in bureau if network.is_a(ident, "Organization")]


def tell(network: Network, found: WhatIf, write: Writer, detail: Detail) -> list[Section]:
    """Return it in words."""
    return sections.sections(network, found.departure, found.dependence, write, detail, ended=found.ended)
