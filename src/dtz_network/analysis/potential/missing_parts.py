"""What a theme lacks: a side of the three, a level of education, a fund."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dtz_network.analysis.claims import by_name
from dtz_network.analysis.helices import TRIPLE, helices
from dtz_network.model.network import Network
from dtz_network.model.remembered import remembered


@dataclass(frozen=True)
class Missing:
    """What lacks, as far as is recorded.

    Attributes:
        helices: of business, education and government those of which no organisation works on the theme, though
            the network has some.
        levels: levels of education that schools of the network have and those on the theme have not; () where no
            school on the theme has a level recorded.
        funds: funds that pay an initiative on the theme; ``fitting`` others that name the theme, or are open to an
            initiative on it or an organisation. ``unfunded``: no fund at all, though others have one.
    """

    helices: tuple[str, ...]
    levels: tuple[str, ...]
    funds: tuple[str, ...]
    fitting: tuple[str, ...]
    unfunded: bool


def missing(network: Network, theme: str, organisations: Collection[str], projects: Sequence[str]) -> Missing:
    """Return what a theme lacks, given who works on it."""
    there = {helix for organisation in organisations for helix in helices(network, organisation)}
    all_of_them, known = _everywhere(network)
    taught = _levels(network, organisations)
    order = list(network.schema.vocabularies.get("school_levels", ()))
    paying = _funds(network, "Funding", set(projects))
    naming = {fund.id for fund in network.of_type("Fund") if theme in fund.all("theme")}
    fitting = (naming | _funds(network, "Eligibility", {*projects, *organisations})) - paying
    return Missing(
        tuple(helix for helix in TRIPLE if helix in all_of_them - there),
        tuple(level for level in order if level in known - taught) if taught else (),
        by_name(network, paying),
        by_name(network, fitting),
        not paying and not fitting and bool(_funds(network, "Funding", None)),
    )


@remembered
def _everywhere(network: Network) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sides and the levels of education that the network has."""
    sides = {helix for o in network.of_type("Organization") for helix in helices(network, o.id)}
    return frozenset(sides), frozenset(_levels(network, [school.id for school in network.of_type("School")]))


def _funds(network: Network, tie: str, ends: Collection[str] | None) -> set[str]:
    """Return the funds with a tie of a type to one of these (to anything without)."""
    sources = (t.source for t in network.ties(tie) if ends is None or t.target in ends)
    return {fund for fund in sources if network.is_a(fund, "Fund")}


def _levels(network: Network, organisations: Collection[str]) -> set[str]:
    schools = (network.entities[ident] for ident in organisations if network.is_a(ident, "School"))
    return {level for school in schools for level in school.all("level")}
