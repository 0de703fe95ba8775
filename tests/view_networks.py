"""Small networks for tests of page and editions, made by hand, and names that try to break a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dtz_network.model.changes import Source
from dtz_network.model.network import Entity, Network, Origin, Relationship, Value
from dtz_network.model.schema import shipped

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"><svg onload=window.hacked=1>",
    "{{7*7}}{% raw %}",
    "javascript:window.hacked=1",
    "<!--<script>",
    "href=javascript:window.hacked=1 href",
    "__proto__",
    "\u202evan rechts\u202c مرحبا 🏭",
    "lang " * 45,
    "a\u2028b\u0000c",
    "${window.hacked=1}",
)  # fmt: skip


def origin(place: str = "regel 1", source: str = "s-list") -> Origin:
    """Return an origin in a source of :func:`network`."""
    return Origin((1,), source, place, "c-1")


def entity(ident: str, kind: str, place: str = "regel 1", source: str = "s-list", /, **values: str) -> Entity:
    """Return an entity with one value a property."""
    found = {name: (Value(value, "", "", origin(place, source)),) for name, value in values.items()}
    return Entity(ident, kind, found)


def tie(
    ident: str,
    kind: str,
    ends: tuple[str, str],
    role: str = "",
    since: str = "",
    until: str = "",
    place: str = "regel 1",
    source: str = "s-list",
    /,
    **details: str | tuple[str, ...],
) -> Relationship:
    """Return a relationship."""
    return Relationship(ident, kind, *ends, role, since, until, details, origin(place, source))


def network(
    entities: Sequence[Entity], ties: Sequence[Relationship] = (), sources: Mapping[str, Source] | None = None
) -> Network:
    """Return a network with a list and an own entry as sources, last changed on 1 May 2026."""
    given = sources or {
        "s-list": Source("s-list", "leden", "list", "Ledenlijst", date="2026-04-30"),
        "s-own": Source("s-own", "eigen", "own", "gesprek met Karel Geheim"),
    }
    return Network(shipped(), {e.id: e for e in entities}, list(ties), given, 2, "2026-05-01T09:00:00+00:00")
