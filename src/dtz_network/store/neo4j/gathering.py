"""Fetching from the server what an act or a question needs: all that can bear on the records it names."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar

from dtz_network.model.changes import TYPE
from dtz_network.store.neo4j import layout, nodes, paging
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.working_set import Act, Introduced

T = TypeVar("T")

MANY = 5_000
"""So many ids are asked for at once."""

NEAR = 200
"""The facts of one record in one act mostly have numbers that lie so close together."""

_NODE = "elementId(s) AS id, s.cs AS cs, s.of AS of, s.number AS number, s.record AS record, s.lines AS lines"
_NAMED = ", s.out AS out, s.into AS into, s.third AS third, s.by AS by"
_OF_ACTS = """MATCH (s:_Said) WHERE s.cs IN $acts
    RETURN s.of, s.one, s.other, s.lines[0] STARTS WITH '{"retraction"'"""
_TIES = """UNWIND $rows AS row MATCH (t:_Ties {block: row[0]}) WHERE t.cs <= $published
    RETURN t.cs, [line IN t.lines WHERE any(begin IN row[1] WHERE line STARTS WITH begin)]"""


@dataclass
class Parts:
    """Records and statements that belong together."""

    records: dict[str, Introduced] = field(default_factory=dict)
    said: dict[str, list[tuple[int, nodes.Line]]] = field(default_factory=dict)
    """Statements by the node that holds them."""

    def statements(self) -> Iterator[tuple[int, nodes.Line]]:
        """Return the statements with their acts."""
        for found in self.said.values():
            yield from found


def chunks(items: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """Return items in lists of at most ``size``."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


class Gatherer:
    """Collects parts around records, up to the last act that readers see."""

    def __init__(self, tx: Transaction, published: int) -> None:
        self.tx, self.published = tx, published
        self.parts = Parts()
        self.whole: set[str] = set()
        self._asked: set[str] = set()
        self._named: dict[str, set[Any]] = {"out": set(), "into": set(), "third": set(), "by": set()}

    def around(self, records: Iterable[str], *, wide: bool) -> Parts:
        """Return all that is said of records and of those judged the same, and what that names.

        ``wide`` brings all their ties, what refers to them, and the ends of ties that refer to them;
        else ties come only between the records themselves.
        """
        self._take(records)
        named = self._named
        if wide:
            self._take(named["by"])
            self._ties(named["out"] | named["into"] | named["third"])
            self._take(self._subjects_of_reference())
        self._ties(named["out"] & named["into"])
        self._add_named()
        self._retractions()
        return self.parts

    def everything(self) -> Parts:
        """Return all that the store holds."""
        records = {
            json.loads(found.line)["record"]: found for found in paging.all_records(self.tx, self.published)
        }
        return Parts(records, {"": list(paging.all_statements(self.tx, self.published))})

    def of_acts(self, acts: Collection[int]) -> set[str]:
        """Return the records that the statements of acts name, and those of what they took back."""
        found: set[str] = set()
        back: list[str] = []
        rows = self.tx.stream(_OF_ACTS, acts=sorted(acts))
        for of, one, other, takes_back in rows:
            if one:
                found |= {one, other}
            elif takes_back:
                back.append(of)
            else:
                found.add(of)
        return found | self.subjects(back)

    def subjects(self, statements: Iterable[str]) -> set[str]:
        """Return the records that statements, named by kind and number, speak of."""
        found: set[str] = set()
        wanted: dict[str, list[int]] = {"fact": [], "tie": [], "judgement": []}
        for name in statements:
            kind, number = name.split(":")
            wanted[kind].append(int(number))
        for fact in wanted["fact"]:
            found.update(nodes.speaks_of(self._fact(fact)))
        for _, line in self._tie_lines(wanted["tie"]):
            found.update(nodes.speaks_of(line))
        names = [f"judgement:{number}" for number in wanted["judgement"]]
        for one, other in self.tx.stream(
            "MATCH (s:_Said) WHERE s.of IN $names AND s.one IS NOT NULL RETURN s.one, s.other", names=names
        ):
            found |= {one, other}
        return found

    def _fact(self, number: int) -> nodes.Line:
        """Return the line of a fact: on a node near its first number, else on any."""
        begins = f'{{"fact":{number},'
        for low in (number - NEAR, 0):
            for (texts,) in self.tx.stream(
                "MATCH (s:_Said) WHERE s.first > $low AND s.first <= $number AND s.last >= $number RETURN s.lines",
                low=low, number=number,
            ):  # fmt: skip
                for text in texts:
                    if text.startswith(begins):
                        found: nodes.Line = json.loads(text)
                        return found
        return {}

    def keyed(self, keys: Iterable[str]) -> set[str]:
        """Return the records that series call so (see :func:`nodes.key_of`)."""
        return {
            of
            for some in chunks(keys)
            for (of,) in self.tx.stream("MATCH (s:_Said) WHERE s.key IN $keys RETURN s.of", keys=some)
        }

    def of_series(self, series: str) -> set[str]:
        """Return the records to which a series gave a key."""
        rows = self.tx.stream("MATCH (s:_Said) WHERE s.key STARTS WITH $prefix RETURN s.of",
                              prefix=nodes.series_prefix(series))  # fmt: skip
        return {of for (of,) in rows}

    # --- steps

    def _take(self, records: Iterable[str]) -> None:
        """Add records, those judged the same, and all facts of them; note which ties name them."""
        fresh = self._joined(set(records) - self.whole)
        self.parts.said.update(self._facts(fresh, self._note))
        self.whole |= fresh

    def _note(self, row: dict[str, Any]) -> None:
        for name in ("out", "into", "third"):
            self._named[name] |= nodes.numbers(row[name])
        self._named["by"].update(row["by"] or ())

    def _joined(self, records: set[str]) -> set[str]:
        """Return records with all that a judgement, live or not, ever tied to them; judgements are kept."""
        found, todo = set(records), set(records)
        while todo:
            asked, todo = todo - self._asked, set()
            self._asked |= asked
            for end in ("one", "other"):
                for row in self._rows(f"s.{end} IN $ids", asked):
                    self._keep(row)
                    for _, line in self.parts.said[row["id"]]:
                        todo |= {line["one"], line["other"]} - found
            found |= todo
        return found

    def _facts(
        self, records: set[str], note: Callable[[dict[str, Any]], None] | None = None
    ) -> Iterator[tuple[str, list[tuple[int, nodes.Line]]]]:
        for row in self._rows("s.of IN $ids", records, _NAMED if note else ""):
            if row["record"]:
                self.parts.records[row["of"]] = Introduced(row["number"], row["cs"], row["record"])
            if note:
                note(row)
            yield row["id"], _lines(row)

    def _rows(self, where: str, ids: Iterable[str], more: str = "") -> Iterator[dict[str, Any]]:
        statement = f"MATCH (s:_Said) WHERE {where} AND s.cs <= $published RETURN {_NODE}{more}"
        for some in chunks(sorted(ids)):
            yield from self.tx.rows(statement, ids=some, published=self.published)

    def _keep(self, row: dict[str, Any]) -> None:
        self.parts.said[row["id"]] = _lines(row)

    def _ties(self, numbers: set[int]) -> None:
        for act, line in self._tie_lines(numbers):
            self.parts.said[nodes.statement(line)] = [(act, line)]

    def _tie_lines(self, numbers: Iterable[int]) -> Iterator[tuple[int, nodes.Line]]:
        """Return the lines of ties, each with its act."""
        rows = (
            [block, [f'{{"tie":{number},' for number in some]]
            for block, some in groupby(sorted(numbers), lambda number: number // layout.BLOCK)
        )
        for some in chunks(rows, MANY // layout.BLOCK):
            for act, texts in self.tx.stream(_TIES, rows=some, published=self.published):
                for text in texts:
                    yield act, json.loads(text)

    def _subjects_of_reference(self) -> set[str]:
        """Return the ends of the ties that refer to our records: other ties between them compete."""
        found: set[str] = set()
        for _, line in self.parts.statements():
            if "references" in line and not ({line["source"], line["target"]} & self.whole):
                found |= {line["source"], line["target"]}
        return found

    def _add_named(self) -> None:
        """Add the records that are only named: who they are, and with whom they were ever joined."""
        named = {uid for _, line in self.parts.statements() for uid in nodes.speaks_of(line)} - self.whole
        while named:
            joined = self._joined(named)
            for node, found in self._facts(joined - self.parts.records.keys()):
                self.parts.said[node] = [(act, line) for act, line in found if line.get("property") == TYPE]
            named = {
                uid for _, line in self.parts.statements() for uid in nodes.speaks_of(line)
            } - self.parts.records.keys() - joined  # fmt: skip

    def _retractions(self) -> None:
        names = {nodes.statement(line) for _, line in self.parts.statements() if "retraction" not in line}
        for row in self._rows("s.of IN $ids", names):
            if row["id"] not in self.parts.said:
                self._keep(row)


def _lines(row: dict[str, Any]) -> list[tuple[int, nodes.Line]]:
    return [(row["cs"], json.loads(text)) for text in row["lines"] or ()]


_ACT = "a.number AS number, a.heads AS heads, a.counts AS counts"


def acts(tx: Transaction, after: int, published: int) -> list[Act]:
    """Return the acts after a number up to the last one that readers see."""
    rows = tx.rows(
        f"MATCH (a:_Act) WHERE a.number > $after AND a.number <= $published RETURN {_ACT} ORDER BY number",
        after=after, published=published,
    )  # fmt: skip
    return [act_from(row) for row in rows]


def act_from(row: dict[str, Any]) -> Act:
    """Return an act from a row of a node."""
    counts = {kind: (int(a), int(b), int(n)) for kind, (a, b, n) in json.loads(row["counts"]).items()}
    return Act(row["number"], tuple(row["heads"]), counts)


def models(tx: Transaction) -> list[tuple[int, str, str]]:
    """Return the model files of the bureau: after which act, path and text."""
    return tx.tuples("MATCH (m:_Model) RETURN m.after, m.path, m.text ORDER BY m.number", {})
