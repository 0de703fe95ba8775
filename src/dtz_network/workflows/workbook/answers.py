"""What the answers in a workbook do: judge who is whom, take back a value or a tie, give a role its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dtz_network.intake.match import in_short
from dtz_network.model.changes import TYPE, Fact, Judgement, Retraction, Tie, Verdict, mint
from dtz_network.model.network import Network, Relationship
from dtz_network.store.base import HistoryLine, Store
from dtz_network.workflows import review, review_types
from dtz_network.workflows.workbook.questions import Answered

_VERDICTS: dict[str, Verdict] = {
    "same": "same",
    "different": "different",
    "part-of": "part of",
    "later": "later",
}


@dataclass
class Done:
    """What answers add to an act: judgements, ties and what is taken back; ``told`` are (key, names) for the plan."""

    judgements: list[Judgement] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    retractions: dict[tuple[str, int], Retraction] = field(default_factory=dict)
    told: list[tuple[str, int, str]] = field(default_factory=list)


def take(store: Store, network: Network, answers: Sequence[Answered]) -> Done:
    """Return what the answers do; *stays* does nothing, and what was judged meanwhile is left as it is."""
    done = Done()
    pairs = [said for said in answers if said.kind == "same"]
    if pairs:
        _judge(store, network, pairs, done)
    ties = {tie.id: tie for tie in network.relationships}
    for said in answers:
        if said.kind == "same" or said.answer == "stays":
            continue
        if said.kind == "tie":
            _tie(ties[said.ids[0]], said, network, done)
        else:
            _entity(store, network, said, done)
    return done


def _judge(store: Store, network: Network, answers: Sequence[Answered], done: Done) -> None:
    found = review.open_questions(store, cap=None)
    evidence = {
        frozenset((question.entity, candidate.entity)): in_short(candidate.evidence)
        for question in found.questions
        for candidate in question.candidates
    }
    for said in answers:
        one, other = (network.resolve(ident) for ident in said.ids)
        pair = frozenset((one.id, other.id)) if one and other else frozenset[str]()
        before, verdict = found.judged.get(pair), _VERDICTS[said.answer]
        if one is None or other is None or (before and before != "later"):
            continue
        if before == verdict and pair not in evidence:
            continue  # put off before, and nothing new speaks for it
        done.judgements.append(Judgement(other.id, one.id, verdict, evidence.get(pair, "")))
        if verdict == "same":
            done.facts += review_types.kept(network, [(other.id, one.id)])
        if verdict == "part of":
            done.ties.append(Tie(mint("r"), "PartOf", one.id, other.id))
        done.told.append((f"judged-{said.answer}", said.row, f"{one.name} – {other.name}"))


def _tie(tie: Relationship, said: Answered, network: Network, done: Done) -> None:
    shown = f"{network.name(tie.source)} – {network.name(tie.target)}"
    if said.answer == "over" and said.date == tie.until:
        return  # answered so before
    if said.answer == "over":
        done.ties.append(
            Tie(tie.id, tie.type, tie.source, tie.target, tie.role, tie.since, said.date, tie.details)
        )
        done.told.append(("over", said.row, f"{shown}: {said.date}"))
        return
    done.retractions |= {("tie", number): Retraction("tie", number) for number in tie.origin.statements}
    done.told.append(("taken-back", said.row, shown))


def _entity(store: Store, network: Network, said: Answered, done: Done) -> None:
    """Take back one value of an entity, or all that is said of it."""
    entity = network.resolve(said.ids[0])
    if entity is None:
        return
    lines = [
        line for line in store.history(entity.id) if line.stated.live and line.stated.kind != "judgement"
    ]
    if said.kind == "value":
        lines = [line for line in lines if _says(line, said.ids[1], said.ids[2], network)]
    if not lines:
        return  # taken back before
    done.retractions |= {
        (line.stated.kind, line.stated.number): Retraction(line.stated.kind, line.stated.number)
        for line in lines
    }
    shown = f"{entity.name}: {said.ids[2]}" if said.kind == "value" else entity.name
    done.told.append(("taken-back", said.row, shown))


def _says(line: HistoryLine, prop: str, value: str, network: Network) -> bool:
    said = line.stated.said
    if not isinstance(said, Fact) or said.property != prop or prop == TYPE:
        return False
    other = network.resolve(said.value)
    return said.value == value or (other is not None and other.id == value)
