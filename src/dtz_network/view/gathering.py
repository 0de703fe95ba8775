"""With which group each node is drawn; of very many, also what is in none stands in an area that opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from dtz_network import language
from dtz_network.language import Language
from dtz_network.model.network import Network
from dtz_network.picture import layout
from dtz_network.view.shown import GroupArea

MANY = 2000
"""Above so many nodes a picture opens as groups; without groups, as neighbourhoods."""
_FEW = 5
Ties = Sequence[tuple[str, str]]


def gather(
    network: Network,
    ids: Sequence[str],
    ties: Ties,
    areas: Sequence[GroupArea],
    light: Collection[str],
    lang: Language,
) -> tuple[tuple[GroupArea, ...], dict[str, str]]:
    """Return the areas, more of them where nodes are very many, and the area of each node that has one.

    What is in no group is drawn with the group that most of its ties go to. Declared clusters are outlines
    over the picture and gather nothing.
    """
    computed = [area for area in areas if not area.declared]
    number = layout.homes(ids, ties, [area.members for area in computed], light, at_least=MANY)
    homes = {ident: computed[n].id for ident, n in number.items() if computed}
    if not computed:
        computed = _around(network, number, ties, lang)
        homes = {ident: area.id for area in computed for ident in area.members}
    if len(ids) > MANY:
        rest = _rest(ids, homes, lang)
        computed += rest
        homes |= {ident: area.id for area in rest for ident in area.members}
    return (*computed, *(area for area in areas if area.declared)), homes


def together(areas: Sequence[GroupArea], homes: Mapping[str, str]) -> list[list[str]]:
    """Return who is laid out together: all that are drawn with an area; of a declared cluster its own members."""
    found: dict[str, list[str]] = {area.id: list(area.members) if area.declared else [] for area in areas}
    for ident, home in homes.items():
        found[home].append(ident)
    return list(found.values())


def _around(network: Network, homes: Mapping[str, int], ties: Ties, lang: Language) -> list[GroupArea]:
    """Return areas of what is near each other, each named after its busiest member."""
    degrees = Counter(chain.from_iterable(ties))
    members: dict[int, list[str]] = {}
    for ident, home in homes.items():
        members.setdefault(home, []).append(ident)
    made: list[GroupArea] = []
    for found in sorted(members.values(), key=lambda idents: (-len(idents), idents[0])):
        if len(found) >= _FEW:
            busiest = max(found, key=lambda ident: (degrees[ident], ident))
            label = language.text("page.around", lang, name=network.name(busiest, lang))
            made.append(GroupArea(f"A{len(made) + 1}", label, tuple(found), near=True))
    return made


def _rest(ids: Sequence[str], homes: Mapping[str, str], lang: Language) -> list[GroupArea]:
    """Return the area of what is in no other, where there is any."""
    rest = tuple(ident for ident in ids if ident not in homes)
    return [GroupArea("A0", language.text("page.outside", lang), rest, near=True)] if rest else []


__all__ = ["MANY", "gather"]
