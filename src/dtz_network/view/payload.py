"""What a page carries as data: columns for the picture and the search, details in blocks read on demand.

The columns (``core``) are what is needed to draw, search, filter and walk; texts that return often stand
once. Facts and their sources are details: a block for so many nodes or lines, which the page unpacks when
somebody looks. Small pages carry all of it as plain JSON; large ones gzip it (RFC 1952) in base64.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count
from operator import ne, sub
from typing import Any

from dtz_network.view.shown import GraphView, Link, Node, plain

NODES, LINES = 400, 1000
"""Nodes and lines in a block of details."""
PLAIN = 600_000
"""Characters of JSON up to which a page carries its data as they are."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"))
STATES = ("now", "possibly", "past", "later")
_FEW = PLAIN // (30 * NODES)
"""More blocks of nodes than these are above PLAIN in any case: a node has at least 30 characters."""
_LEVEL = 5
"""Of gzip: of 50,000 nodes level 6 takes nearly twice as long and gains 2 % of the file."""
_APART = ("nodes", "links", "ties", "kinds")
_TEXTS = ("since", "until", "role", "code", "side", "seat", "fresh")


@dataclass(frozen=True)
class Payload:
    """The data of a page: ``core`` at once, blocks of details of nodes and of lines on demand."""

    core: dict[str, Any]
    nodes: tuple[tuple[Any, ...], ...]
    lines: tuple[tuple[Any, ...], ...]

    def written(self) -> str:
        """Return the data as JSON that cannot end its script element, packed if it is much."""
        if len(self.nodes) <= _FEW:
            whole = embedded({"core": self.core, "nodes": self.nodes, "lines": self.lines})
            if len(whole) <= PLAIN:
                return whole
        packed = {
            "core": pack(self.core),
            "nodes": [pack(block) for block in self.nodes],
            "lines": [pack(block) for block in self.lines],
            "packed": True,
        }
        return embedded(packed)


def payload(view: GraphView, **more: Any) -> Payload:
    """Return the data of a view; ``more`` joins the core as it is."""
    number = {node.id: n for n, node in enumerate(view.nodes)}
    kinds = {kind.key: n for n, kind in enumerate(view.kinds)}
    ties = {name: n for n, name in enumerate(view.ties)}
    texts = _Texts()
    header = {name: plain(getattr(view, name)) for name in view.__dataclass_fields__ if name not in _APART}
    core = {
        "view": header,
        "kinds": plain(view.kinds),
        "ties": [[name, *(getattr(words, part) for part in ("label", "out", "back"))] for name, words in view.ties.items()],
        "nodes": _node_columns(view, kinds, texts),
        "lines": _line_columns(view.links, number, ties, texts),
        **more,
    }  # fmt: skip
    core["texts"] = texts.known()
    return Payload(
        core,
        _blocks((_details(node, node.facts, node.parts) for node in view.nodes), NODES),
        _blocks((_details(link, link.facts) for link in view.links), LINES),
    )


class _Texts:
    """Texts by number, 0 is no text."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {"": 0}

    def numbers(self, texts: Sequence[str]) -> list[int]:
        """Return the number of each text; new ones are numbered as they come."""
        for text in dict.fromkeys(texts):
            self._number.setdefault(text, len(self._number))
        return [self._number[text] for text in texts]

    def some(self, texts: Iterable[str]) -> dict[int, int]:
        """Return the numbers of the texts that say something, by their places."""
        said = {n: text for n, text in enumerate(texts) if text}
        return dict(zip(said, self.numbers(list(said.values())), strict=True))

    def known(self) -> list[str]:
        return list(self._number)


def _node_columns(view: GraphView, kinds: dict[str, int], texts: _Texts) -> dict[str, Any]:
    areas = {area.id: n for n, area in enumerate(view.groups)}
    of = _turned(view.nodes, Node._fields)
    return {
        "id": of["id"],
        "name": of["name"],
        "type": [kinds[kind] for kind in of["type"]],
        "noun": texts.numbers(of["noun"]),
        "what": texts.numbers(of["what"]),
        "x": of["x"],
        "y": of["y"],
        "size": of["size"],
        "home": [areas.get(home, -1) for home in of["home"]],
        "helix": {n: texts.numbers(helix) for n, helix in enumerate(of["helix"]) if helix},
        "also": {n: also for n, also in enumerate(of["also"]) if also},
        "seats": {n: plain(seats) for n, seats in enumerate(of["seats"]) if seats},
        "since": texts.some(of["since"]),
        "until": texts.some(of["until"]),
        "over": _sparse(of["over"]),
    }


def _line_columns(
    links: Sequence[Link], number: dict[str, int], ties: dict[str, int], texts: _Texts
) -> dict[str, Any]:
    of = _turned(links, Link._fields)
    tie = {ident: n for n, ident in enumerate(dict.fromkeys(of["tie"]))}
    states = {state: n for n, state in enumerate(STATES)}
    columns: dict[str, Any] = {
        "from": [number[source] for source in of["source"]],
        "to": [number[target] for target in of["target"]],
        "kind": [ties[kind] for kind in of["kind"]],
        "tie": _steps([tie[ident] for ident in of["tie"]]),
        "beside": _sparse(map(ne, of["id"], of["tie"])),
        "deputy": _sparse(of["deputy"]),
        "state": _numbered([states[state] for state in of["state"]]),
        "bend": {n: bend for n, bend in enumerate(of["bend"]) if bend},
    }
    return columns | {name: _column(of[name], texts) for name in _TEXTS}


def _turned(rows: Sequence[Node] | Sequence[Link], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """Return the columns of some rows, by name."""
    return dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))


def _column(said: Sequence[str], texts: _Texts) -> list[int] | dict[int, int]:
    """Return the numbers of texts, or where few say anything these by their places."""
    few = 3 * (len(said) - said.count("")) <= len(said)
    return texts.some(said) if few else texts.numbers(said)


def _numbered(numbers: list[int]) -> list[int] | dict[int, int]:
    """Return numbers, or where few are other than 0 these by their places."""
    few = 3 * (len(numbers) - numbers.count(0)) <= len(numbers)
    return {n: number for n, number in enumerate(numbers) if number} if few else numbers


def _steps(numbers: Sequence[int]) -> dict[int, int]:
    """Return where numbers that begin with 0 do not rise by one, by their places: how much too much.

    >>> _steps([0, 1, 2, 2, 5])
    {3: -1, 4: 2}
    """
    found = map(sub, numbers, chain((-1,), numbers))
    return {n: step - 1 for n, step in enumerate(found) if step != 1}


def _sparse(flags: Iterable[bool]) -> list[int]:
    return list(compress(count(), flags))


def _details(thing: Node | Link, *more: tuple[Any, ...]) -> Any:
    """Return what is told on demand: sources, each with its place, then what else there is; 0 is nothing."""
    if not any(more):
        return [thing.cites] if thing.cites else 0
    told = [thing.cites, *(plain(found) for found in more)]
    while not told[-1]:
        told.pop()
    return told


def _blocks(details: Iterable[Any], size: int) -> tuple[tuple[Any, ...], ...]:
    every = tuple(details)
    return tuple(every[start : start + size] for start in range(0, len(every), size))


def embedded(value: Any) -> str:
    """Return a value as JSON that cannot end its script element, lone surrogates replaced."""
    whole = _json(value)
    return whole.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _json(value: Any) -> str:
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def pack(value: Any) -> str:
    """Return a value as JSON, gzipped, in base64; the same value gives the same text."""
    return base64.b64encode(gzip.compress(_json(value).encode(), _LEVEL, mtime=0)).decode()


def unpack(text: str) -> Any:
    """Return what was packed.

    >>> unpack(pack({"name": "Henriëtte"}))
    {'name': 'Henriëtte'}
    """
    return json.loads(gzip.decompress(base64.b64decode(text)))


__all__ = ["Payload", "embedded", "pack", "payload", "unpack"]
