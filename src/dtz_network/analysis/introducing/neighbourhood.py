"""What is near an entity, and the shortest way from one to another, step by step with its ties."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from dtz_network.analysis.claims import Basis, basis, order
from dtz_network.model.network import Network, Relationship

TOO_BROAD = ("Region", "Theme", "Figure")
"""Types that nearly everybody is tied to: a way through them says nothing."""
METHOD = "shortest path, fewest ties (breadth first)"


@dataclass(frozen=True)
class Step:
    """One tie walked: from an entity to the next, against its direction where ``reverse``.

    ``relationship`` is "" where the step follows a property (such as the body of a seat), then ``type``
    is the property's name.
    """

    start: str
    end: str
    type: str
    role: str
    relationship: str
    reverse: bool
    statements: tuple[int, ...]


@dataclass(frozen=True)
class Path:
    """A shortest way between two entities; no steps and ``found`` False where there is none."""

    one: str
    other: str
    found: bool
    steps: tuple[Step, ...]
    basis: Basis

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids along the way, both ends included; empty where there is none."""
        return (self.one, *(step.end for step in self.steps)) if self.found else ()


@dataclass(frozen=True)
class Near:
    """An entity near another: how many ties away, by which first tie."""

    entity: str
    distance: int
    step: Step


@dataclass(frozen=True)
class Neighbourhood:
    """What lies within some ties of an entity, nearest first; ``ties`` its own ties by type."""

    entity: str
    near: tuple[Near, ...]
    ties: tuple[tuple[str, int], ...]
    basis: Basis


def path(
    network: Network,
    one: str,
    other: str,
    *,
    without: Iterable[str] = (),
    not_through: Collection[str] = TOO_BROAD,
) -> Path:
    """Return a shortest way between two entities (ids or aliases); equal ways: the first by name.

    Args:
        network: any network; direction of ties is ignored.
        one, other: where the way begins and ends.
        without: entities not to pass, such as the bureau.
        not_through: types not to pass; they may be an end.
    """
    start, end = _known(network, one), _known(network, other)
    banned = set(without) - {start, end}
    broad = {e.id for kind in not_through for e in network.of_type(kind)} - {start, end}
    came = _search(network, start, banned | broad, end) if start and end else {}
    steps: list[Step] = []
    at = end
    while at != start and at in came:
        steps.append(came[at])
        at = came[at].start
    found = bool(start) and at == start
    about = basis(network, METHOD, len(network.entities), len(network.relationships))
    return Path(start or one, end or other, found, tuple(reversed(steps)) if found else (), about)


def around(
    network: Network, ident: str, depth: int = 1, *, not_through: Collection[str] = TOO_BROAD
) -> Neighbourhood:
    """Return what lies within ``depth`` ties of an entity; types ``not_through`` are shown, not passed."""
    start = _known(network, ident)
    seen, frontier, near = {start}, [start] if start else [], []
    for distance in range(1, depth + 1):
        reached: list[str] = []
        for at in frontier:
            if at != start and network.is_a(at, *not_through):
                continue
            for step in _steps(network, at):
                if step.end not in seen:
                    seen.add(step.end)
                    reached.append(step.end)
                    near.append(Near(step.end, distance, step))
        frontier = reached
    about = basis(network, METHOD, len(near), len(network.ties_of(start)), depth=depth)
    near.sort(key=lambda n: (n.distance, order(network, n.entity)))
    return Neighbourhood(start or ident, tuple(near), _counts(network, start), about)


def _counts(network: Network, ident: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(tie.type for tie in network.ties_of(ident))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _known(network: Network, ident: str) -> str:
    entity = network.resolve(ident)
    return entity.id if entity else ""


def _search(network: Network, start: str, closed: set[str], goal: str) -> dict[str, Step]:
    """Return by which step each entity was first reached, until the goal."""
    came: dict[str, Step] = {}
    queue = deque([start])
    while queue and goal not in came:
        at = queue.popleft()
        for step in _steps(network, at):
            if step.end not in came and step.end != start and step.end not in closed:
                came[step.end] = step
                queue.append(step.end)
    return came


def _steps(network: Network, at: str) -> list[Step]:
    """Return every tie to walk from an entity, by the name of where it leads."""
    steps = [step for tie in network.ties_of(at) for step in _over(network, tie, at)]
    steps.extend(_references(network, at))
    known = (step for step in steps if step.end in network.entities and step.end != at)
    return sorted(known, key=lambda s: (order(network, s.end), s.type, s.relationship))


def _over(network: Network, tie: Relationship, at: str) -> Iterator[Step]:
    """Yield the steps over one tie: to its other end, and between its source and what it refers to."""
    spec = network.schema.types[tie.type].properties
    others = [ref for name, prop in spec.items() if prop.type == "ref" for ref in tie.all(name)]
    said = (tie.type, tie.role, tie.id)
    if at == tie.source:
        for end in (tie.target, *others):
            yield Step(at, end, *said, reverse=False, statements=tie.origin.statements)
    elif at == tie.target or at in others:
        yield Step(at, tie.source, *said, reverse=True, statements=tie.origin.statements)


def _references(network: Network, at: str) -> Iterator[Step]:
    """Yield the steps by properties that refer, such as the body of a seat."""
    entity = network.entities[at]
    for name, prop in network.schema.types[entity.type].properties.items():
        if prop.type == "ref":
            for value in entity.values.get(name, ()):
                yield Step(at, value.value, name, "", "", reverse=False, statements=value.origin.statements)
    for kind in network.schema.entity_types():
        for name, prop in kind.properties.items():
            if prop.type == "ref":
                yield from _referring(network, at, name)


def _referring(network: Network, at: str, name: str) -> Iterator[Step]:
    for other in network.referring(at, name):
        numbers = tuple(n for v in other.values[name] if v.value == at for n in v.origin.statements)
        yield Step(at, other.id, name, "", "", reverse=True, statements=numbers)
