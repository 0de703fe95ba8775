"""What differs between two tellings of one report: number by number, then texts without a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Literal

from dtz_network.report.traced import Traced, TracedFact

Kind = Literal["changed", "gone", "new", "text", "hand", "file"]


@dataclass(frozen=True)
class Difference:
    """One thing that differs.

    Attributes:
        kind: a number that changed, is gone or is new; a text that changed without a number; a number that was
            changed in the document by hand; a file that is not as it was written.
        section: title of its section, or the name of the file.
        where: row of a table or sentence in which it stands.
        question: what the number answers.
        before, now: as written; what reads the same is the same.
    """

    kind: Kind
    section: str
    where: str = ""
    question: str = ""
    before: str = ""
    now: str = ""


_Key = Callable[[TracedFact], Hashable]
_KEYS: tuple[_Key, ...] = (
    lambda fact: (fact.section, fact.question, fact.row, fact.value, fact.entities),
    lambda fact: (fact.section, fact.question, fact.row, fact.entities),
    lambda fact: (fact.section, fact.question, fact.row),
    lambda fact: (fact.section, fact.question) if not fact.row else fact,
)
"""By what a number is known again, the surest first."""


def compare(before: Traced, now: Traced) -> list[Difference]:
    """Return what differs, in the order of the report; [] if every number and text is the same."""
    pairs, gone, new = _paired(list(before.facts), list(now.facts))
    found = [
        Difference("changed", one.section, _where(one), one.question, one.shown, other.shown)
        for one, other in pairs
        if one.shown != other.shown
    ]
    found += [Difference("gone", one.section, _where(one), one.question, one.shown) for one in gone]
    found += [Difference("new", one.section, _where(one), one.question, "", one.shown) for one in new]
    told = {difference.section for difference in found}
    found += [Difference("text", title) for title in _texts(before, now) if title not in told]
    order = {title: place for place, (title, _) in enumerate((*before.sections, *now.sections))}
    return sorted(found, key=lambda difference: order.get(difference.section, -1))


def _paired(
    before: list[TracedFact], now: list[TracedFact]
) -> tuple[list[tuple[TracedFact, TracedFact]], list[TracedFact], list[TracedFact]]:
    """Return the numbers known again, those gone and those new."""
    pairs: list[tuple[TracedFact, TracedFact]] = []
    for key in _KEYS:
        waiting: dict[Hashable, list[TracedFact]] = defaultdict(list)
        for fact in reversed(now):
            waiting[key(fact)].append(fact)
        met = [(fact, waiting[key(fact)].pop()) for fact in before if waiting.get(key(fact))]
        pairs += met
        known, again = {one.id for one, _ in met}, {other.id for _, other in met}
        before = [fact for fact in before if fact.id not in known]
        now = [fact for fact in now if fact.id not in again]
    return sorted(pairs, key=lambda pair: int(pair[0].id[1:])), before, now


def _where(fact: TracedFact) -> str:
    return fact.row or fact.sentence


def _texts(before: Traced, now: Traced) -> Iterator[str]:
    """Yield the titles of the sections of which the words changed, came or went."""
    was, is_now = dict(before.sections), dict(now.sections)
    for title in dict.fromkeys((*was, *is_now)):
        if was.get(title) != is_now.get(title):
            yield title
