"""A view as tables: parties and ties with their sources, the same rows as the table of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dtz_network import language
from dtz_network.view.shown import Cite, GraphView, Link

Rows = list[list[str | int]]


def parties(view: GraphView) -> Rows:
    """Return headings and one row a node, by name: name, kind, number of ties, source."""
    ties: dict[str, set[str]] = defaultdict(set)
    for link in view.links:
        ties[link.source].add(link.tie)
        ties[link.target].add(link.tie)
    heads = _heads(view, "name", "kind", "ties", "source")
    rows: Rows = [[n.name, n.noun, len(ties[n.id]), _sources(view, n.cites)] for n in view.nodes]
    return [heads, *rows]


def ties(view: GraphView) -> Rows:
    """Return headings and one row a line, by the name at its source: name, tie, with, role, since, until, state, source."""
    names = {node.id: node.name for node in view.nodes}
    place = {node.id: n for n, node in enumerate(view.nodes)}
    main = {link.id: link for link in view.links}
    heads = _heads(view, "name", "tie", "with", "role", "since", "until", "state", "source")
    ordered = sorted(view.links, key=lambda link: (place[link.source], place[link.target], link.id))
    return [heads, *(_tie(view, link, main.get(link.tie, link), names) for link in ordered)]


def _tie(view: GraphView, link: Link, main: Link, names: dict[str, str]) -> list[str | int]:
    words = view.ties[link.kind]
    state = language.text(f"page.state.{link.state}", view.language)
    source = _sources(view, link.cites or main.cites)
    return [
        names[link.source],
        words.out,
        names[link.target],
        main.role,
        main.since,
        main.until,
        state,
        source,
    ]


def _heads(view: GraphView, *keys: str) -> list[str | int]:
    return [language.text(f"page.head.{key}", view.language) for key in keys]


def _sources(view: GraphView, cites: Sequence[Cite]) -> str:
    """Return the sources, each with its places."""
    found: dict[int, list[str]] = {}
    for cite in cites:
        found.setdefault(cite.source, []).append(cite.place)
    return "; ".join(_source(view, number, places) for number, places in found.items())


def _source(view: GraphView, number: int, places: Iterable[str]) -> str:
    return ", ".join(_named(view.sources[number].name, places))


def _named(name: str, places: Iterable[str]) -> Iterator[str]:
    yield name
    yield from dict.fromkeys(place for place in places if place)
