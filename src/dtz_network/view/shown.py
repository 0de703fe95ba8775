"""What a page shows, as values: nodes and lines in words, with the source of every fact.

``graph_view.build`` makes them; :func:`plain` returns them as JSON values. Nothing here knows of HTML. What a page
has by the hundred thousand (nodes, lines, places in sources) are named tuples: made in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from dtz_network.language import Language
from dtz_network.picture.areas import Area

Family = Literal["organisation", "person", "body", "initiative", "other"]
Holders = Literal["shown", "withheld"]
State = Literal["now", "possibly", "past", "later"]


class Cite(NamedTuple):
    """Where a fact stands: number of the source in :attr:`GraphView.sources`, place in it."""

    source: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One fact in words; ``ref`` is the id of the node it names, ``link`` an address to follow."""

    label: str
    value: str
    ref: str = ""
    link: str = ""
    since: str = ""
    until: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """One seat of a body: side, state in words, holders and on whose behalf (ids of nodes); ``since`` and ``until`` bound its term."""

    number: str
    side: str
    state: str
    word: str
    role: str
    holders: tuple[str, ...]
    parties: tuple[str, ...]
    term: str
    cites: tuple[Cite, ...] = ()
    name: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is told with the node it belongs to: an offer, a need, a figure."""

    kind: str
    name: str
    facts: tuple[Said, ...] = ()
    cites: tuple[Cite, ...] = ()


class Node(NamedTuple):
    """One entity as it is drawn and told.

    Attributes:
        what: what it is, with article ("een bedrijf"); ``noun`` without.
        also: other names by which it is found.
        size: radius in the picture.
        helix: sides that it belongs to, in words.
        home: id of the group that it is drawn with, "" if none.
        since, until: from when and to when it exists itself (an initiative, a meeting), "" where that is not said.
        over: whether it is an initiative that no longer runs on the day of the view, by its phase or its last day.
    """

    id: str
    type: str
    name: str
    what: str
    noun: str
    also: tuple[str, ...] = ()
    x: int = 0
    y: int = 0
    size: int = 8
    home: str = ""
    helix: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    facts: tuple[Said, ...] = ()
    seats: tuple[Bench, ...] = ()
    parts: tuple[Part, ...] = ()
    since: str = ""
    until: str = ""
    over: bool = False


class Link(NamedTuple):
    """One line of the picture: a relationship, or what a relationship says beside its two ends.

    Attributes:
        tie: id of the relationship; the lines of one relationship share it.
        kind: type of the relationship or name of the property it comes from.
        role, code: role in words and its code.
        state: whether it holds on the date of the view.
        side: side of the seat, in words; ``seat`` its number.
        bend: place among the lines between the same two ends, 0 is straight.
        fresh: the newest date of the relationship that has come, "" where it is ``since`` or none.
    """

    id: str
    tie: str
    kind: str
    source: str
    target: str
    role: str = ""
    code: str = ""
    since: str = ""
    until: str = ""
    state: State = "now"
    side: str = ""
    seat: str = ""
    deputy: bool = False
    bend: int = 0
    fresh: str = ""
    facts: tuple[Said, ...] = ()
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the legend."""

    key: str
    label: str
    plural: str
    family: Family
    shape: str
    fill: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind of line is called: as a whole, seen from its source and from its target."""

    label: str
    out: str
    back: str


@dataclass(frozen=True, slots=True)
class GroupArea:
    """A group that is drawn as an area: computed, declared by the bureau, or only ``near`` each other.

    What is only near is no group: it keeps a picture of very many nodes readable.
    """

    id: str
    label: str
    members: tuple[str, ...]
    declared: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding of a layer: what it is about, and why.

    Attributes:
        title: in words.
        about: ids of the nodes that it is about; two of a pair are joined by a line of the layer.
        along: ids of other nodes that the reasons name.
        reasons: each one sentence.
        pair: whether the first two of ``about`` are a pair.
    """

    title: str
    about: tuple[str, ...]
    along: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    pair: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """Findings that can be laid over the picture; ``notes`` say on what they rest, or why there are none."""

    key: str
    label: str
    notes: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as the page names it."""

    name: str
    kind: str
    date: str = ""
    invented: bool = False


@dataclass(frozen=True)
class GraphView:
    """All that a page shows.

    Attributes:
        edition: public, partner or internal.
        as_of: date for which it holds, "" for everything known; ``stand`` is the day that roles are
            judged by: that date, else the day of the last change.
        dated: day of the newest source where all have one, else of the last change: how old the data are.
        fingerprint: of the data, so that two pages can be compared.
        holders: whether relationship holders would be shown if there were any.
        off: kinds that are switched off when the page opens.
        bureau: whom to ask for a newer page, "" if unknown.
        ours: ids of the bureau and its people, from whom ways begin.
        barred: ids of those who do not want to be approached; no way leads past them.
        closed: kinds through which nobody gets to know anybody (regions, themes, funds).
    """

    title: str
    language: Language
    edition: str
    invented: bool
    as_of: str
    stand: str
    dated: str
    recorded: str
    fingerprint: str
    holders: Holders
    bureau: str
    sources: tuple[SourceNote, ...]
    kinds: tuple[Kind, ...]
    off: tuple[str, ...]
    ties: dict[str, Words]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    groups: tuple[GroupArea, ...] = ()
    layers: tuple[Layer, ...] = ()
    map: tuple[Area, ...] = ()
    ours: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


_AS_IT_IS = frozenset({str, int, bool})


def plain(value: Any) -> Any:
    """Return a view as JSON values; what is empty is left out of nodes, links and facts."""
    kind: type = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [plain(found) for found in value]
    if kind is dict:
        return {key: plain(found) for key, found in value.items()}
    if names := _names(kind):
        if kind is GraphView:
            return {name: plain(getattr(value, name)) for name in names}
        return {
            name: found if type(found) in _AS_IT_IS else plain(found)
            for name in names
            if (found := getattr(value, name))
        }
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a value of ours; other values have none."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return getattr(kind, "_fields", ())
