"""What every answer says about itself: how sure it is, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Literal

from dtz_network.model.network import Network, fold
from dtz_network.model.remembered import remembered

Certainty = Literal["sure", "likely", "too_little"]
"""``sure`` (zeker), ``likely`` (waarschijnlijk), ``too_little`` (te weinig gegevens)."""
CERTAINTIES: tuple[Certainty, ...] = ("sure", "likely", "too_little")
"""The three words, the surest first."""
SURE, LIKELY = 0.9, 0.7
"""Shares of repetitions from which a claim is called sure or likely.

Measured on 411 groups found in networks with planted groups (40 to 150 organisations with two ties or more each in
half of them, 55 to 97 % of ties inside): of those from .9 on 90 to 96 % overlap by half or more (Jaccard) with a
planted group, from .7 to .9 73 to 92 %, below .7 44 to 58 %. Where most organisations have a single tie (90 groups
more) members of sure groups do sit together, but the groups are often a part of the planted one only (38 %).
"""

RANDOM = "random graphs with the same degrees"
"""Band of an answer that was compared with such graphs, after their number."""

Parameter = str | int | float


@dataclass(frozen=True)
class Basis:
    """On what an answer rests: how much, of when, by which method.

    Attributes:
        n: number of entities analysed; ``ties`` the number of relationships between them.
        as_of: partial date for which the network holds, "" for everything recorded.
        recorded: ISO time of the last changeset; ``known_at`` its number.
        fingerprint: of the data, so that the same numbers can be had again.
        method: the method with its source; ``parameters`` its settings.
        seed: of the random numbers, None where there are none.
        band: "exact" = exact on the recorded ties, else what the figures were repeated over.
        possibly: relationships of the network that, by their dates, only possibly hold at ``as_of``.
    """

    n: int
    ties: int
    as_of: str
    recorded: str
    known_at: int
    fingerprint: str
    method: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    seed: int | None = None
    band: str = "exact"
    possibly: int = 0

    @property
    def date(self) -> str:
        """The date to print: that for which it holds, else that of the last changeset, else ""."""
        return self.as_of or self.recorded[:10]


def basis(
    network: Network,
    method: str,
    n: int,
    ties: int = 0,
    *,
    seed: int | None = None,
    band: str = "exact",
    **parameters: Parameter,
) -> Basis:
    """Return the basis of an answer about ``network``; parameters by name."""
    moment = (network.as_of, network.recorded, network.known_at, network.fingerprint)
    return Basis(n, ties, *moment, method, tuple(sorted(parameters.items())), seed, band, network.doubtful)


def certainty(share: float) -> Certainty:
    """Return the word for the share of repetitions in which a claim came out.

    >>> certainty(0.95), certainty(0.7), certainty(0.2)
    ('sure', 'likely', 'too_little')
    """
    return "sure" if share >= SURE else "likely" if share >= LIKELY else "too_little"


def beyond_chance(p: float) -> Certainty:
    """Return how sure it is that something is no chance, by how often chance alone does as well.

    >>> beyond_chance(0.01), beyond_chance(0.05), beyond_chance(0.2)
    ('sure', 'likely', 'too_little')
    """
    return "sure" if p <= 0.01 else "likely" if p <= 0.05 else "too_little"


def q_values(chances: Sequence[float]) -> list[float]:
    """Return for each chance the share of false discoveries if all up to it are taken (Benjamini & Hochberg 1995).

    >>> [round(q, 3) for q in q_values([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    found, lowest = [1.0] * len(chances), 1.0
    largest_first = sorted(range(len(chances)), key=lambda place: chances[place], reverse=True)
    for rank, place in zip(range(len(chances), 0, -1), largest_first, strict=True):
        lowest = min(lowest, float(chances[place]) * len(chances) / rank)
        found[place] = lowest
    return found


def least(words: Iterable[Certainty]) -> Certainty:
    """Return the least sure of some words; "too_little" for none.

    >>> least(["sure", "likely"]), least([])
    ('likely', 'too_little')
    """
    return max(words, key=CERTAINTIES.index, default="too_little")


def jsonable(answer: object) -> object:
    """Return an answer as dictionaries, lists, numbers and text; decimals become text, exactly.

    >>> jsonable({"amount": Decimal("18000.00"), "of": ("a", "b")})
    {'amount': '18000.00', 'of': ['a', 'b']}
    """
    if is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: jsonable(getattr(answer, field.name)) for field in fields(answer)}
    if isinstance(answer, dict):
        return {str(key): jsonable(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [jsonable(value) for value in answer]
    return str(answer) if isinstance(answer, Decimal) else answer


@remembered
def _orders(network: Network) -> Mapping[str, tuple[str, str]]:
    return {ident: (fold(entity.name), ident) for ident, entity in network.entities.items()}


def order(network: Network, ident: str) -> tuple[str, str]:
    """Return the key that sorts entities by name, then id: same content, same order, in any store."""
    return _orders(network).get(ident) or ("", ident)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Return two ids in their own order: the same pair whichever comes first.

    >>> pair_of("b", "a")
    ('a', 'b')
    """
    return (one, other) if one < other else (other, one)


def by_name(network: Network, idents: Iterable[str]) -> tuple[str, ...]:
    """Return ids once each, by name."""
    known = _orders(network)
    return tuple(sorted(set(idents), key=lambda ident: known.get(ident) or ("", ident)))
