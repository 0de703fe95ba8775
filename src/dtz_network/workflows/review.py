"""Review: the open questions who is whom, and their answers, each an act that can be undone.

Questions follow from the network as it stands and the judgements that were given; nothing of them is kept elsewhere, so
that a session may stop at any moment. *Different* holds for all records of both; *later* comes back with new evidence,
three times at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dtz_network.intake.match import in_short
from dtz_network.matching import bodies, organisation_names, profiles, twins
from dtz_network.matching.organisations import Organisations
from dtz_network.matching.pairs import SURE, Evidence, Pair, Zone
from dtz_network.matching.people import People
from dtz_network.model.changes import Applied, ChangeSet, Judgement, Source, Tie, Verdict, mint
from dtz_network.model.network import Entity, Network, fold
from dtz_network.store.base import Store
from dtz_network.workflows import review_types

CAP = 50
"""Questions asked at one go: a longer queue makes people press *same*."""
PATIENCE = 3
"""How often a question may be put off."""
Kind = Literal["organisation", "body", "other", "person"]


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that the subject of a question may be."""

    entity: str
    zone: Zone
    evidence: tuple[Evidence, ...]

    @property
    def sure(self) -> bool:
        """Whether it is proposed as *same*."""
        return self.zone in SURE


@dataclass(frozen=True)
class Question:
    """Who is this? ``entity`` is what was heard of last; its candidates, surest first."""

    kind: Kind
    entity: str
    candidates: tuple[Candidate, ...]

    @property
    def sure(self) -> bool:
        """Whether the first candidate is proposed."""
        return self.candidates[0].sure


@dataclass(frozen=True)
class Answer:
    """What a person says about a pair."""

    entity: str
    candidate: str
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Review:
    """The network and its open questions, organisations before bodies before regions and the like before people, surest first; ``more`` wait for another time.

    ``judged`` holds the last verdict about each pair of entities as they stand now.
    """

    network: Network
    questions: Sequence[Question]
    more: int = 0
    judged: Mapping[frozenset[str], Verdict] = field(default_factory=dict)


def open_questions(store: Store, *, cap: int | None = CAP) -> Review:
    """Return what is still to be judged; ``cap`` at most, None for all."""
    network = store.load()
    said = _Said(network, store)
    of_type = network.schema.types
    organisations = [e for e in network.entities.values() if of_type[e.type].is_a("Organization")]
    types = {entity.id: entity.type for entity in organisations}
    alike = Organisations(profiles.organisation(network, entity) for entity in organisations).pairs()
    pairs = [profiles.across_types(pair, types, network.schema) for pair in alike]
    questions = list(_questions("organisation", network, pairs, said))
    named = {e.id: e.names for e in network.of_type("GovernanceBody")}
    questions += _questions("body", network, bodies.pairs(named), said)
    questions += _questions("other", network, twins.pairs(network), said)
    people = People(profiles.person(network, entity) for entity in network.of_type("Person"))
    questions += _questions("person", network, people.pairs(), said)
    chosen = questions if cap is None else questions[:cap]
    return Review(network, chosen, len(questions) - len(chosen), said.verdicts)


def _questions(kind: Kind, network: Network, pairs: Iterable[Pair], said: _Said) -> Iterable[Question]:
    """Yield one question for each entity that others may be, the newest of a pair as subject."""
    asked: dict[str, list[Candidate]] = defaultdict(list)
    for pair in pairs:
        if not said.about(pair):
            newer, older = _sides(network, pair)
            asked[newer].append(Candidate(older, pair.zone, pair.evidence))
    found = (Question(kind, entity, tuple(candidates)) for entity, candidates in asked.items())
    return sorted(found, key=lambda q: (q.candidates[0].zone, fold(network.name(q.entity)), q.entity))


def _sides(network: Network, pair: Pair) -> tuple[str, str]:
    """Return who is asked about and who it may be: the newer one first, or what may be a part before the whole."""
    ends = [network.entities[end] for end in (pair.one, pair.other)]
    if any(item.key in ("name-part", "name-concern") for item in pair.evidence):
        one, other = ends
        part, whole = (other, one) if organisation_names.is_above(one.name, other.name) else (one, other)
        return part.id, whole.id
    older, newer = sorted(ends, key=_first)
    return newer.id, older.id


def _first(entity: Entity) -> tuple[int, str]:
    """Return when an entity was first heard of, as the number of its first statement."""
    numbers = (n for values in entity.values.values() for value in values for n in value.origin.statements)
    return min(numbers, default=0), entity.id


class _Said:
    """What was judged before, by entity as they stand now."""

    def __init__(self, network: Network, store: Store) -> None:
        of = {
            alias: entity.id for entity in network.entities.values() for alias in (entity.id, *entity.aliases)
        }
        self.verdicts: dict[frozenset[str], Verdict] = {}
        self._settled: set[frozenset[str]] = set()
        self._later: Counter[frozenset[str]] = Counter()
        self._known: dict[frozenset[str], set[str]] = defaultdict(set)
        for said in (item.said for item in store.judgements() if isinstance(item.said, Judgement)):
            ends = frozenset((of.get(said.one, said.one), of.get(said.other, said.other)))
            self.verdicts[ends] = said.verdict
            if said.verdict == "later":
                self._later[ends] += 1
                self._known[ends].add(said.evidence)
            else:
                self._settled.add(ends)

    def about(self, pair: Pair) -> bool:
        """Return whether a pair needs no question now."""
        ends = frozenset((pair.one, pair.other))
        if ends in self._settled or self._later[ends] >= PATIENCE:
            return True
        return in_short(pair.evidence) in self._known.get(ends, ())


def answer(
    store: Store, answers: Sequence[Answer], *, who: str, why: str = "", network: Network | None = None
) -> Applied:
    """Record answers as one act: *same* joins, *part of* ties the entity to its candidate as a part of it.

    Of two types that are joined the one that was stated stays, not what a name sounds like; ``network`` is the one that was
    asked about, in which the answers since then need not be.

    Raises:
        RefusedError: an answer contradicts an earlier one (*same* for what was judged different).
    """
    judgements = [
        Judgement(said.candidate, said.entity, said.verdict, in_short(said.evidence)) for said in answers
    ]
    parts = [Tie(mint("r"), "PartOf", a.entity, a.candidate) for a in answers if a.verdict == "part of"]
    joined = [(said.candidate, said.entity) for said in answers if said.verdict == "same"]
    types = list(review_types.kept(network or store.load(), joined)) if joined else []
    source = Source(mint("s"), f"hand:{who}", "own", why or who) if parts or types else None
    return store.apply(
        ChangeSet("judge", who, why, source=source, judgements=judgements, facts=types, ties=parts)
    )


def sure_answers(review: Review) -> list[Answer]:
    """Return *same* for the first candidate of every question that proposes one."""
    return [
        Answer(question.entity, question.candidates[0].entity, "same", question.candidates[0].evidence)
        for question in review.questions
        if question.sure
    ]
