"""Fetching from the server what an act or a question needs: all that can bear on the records it names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from dtz_network.model.changes import TYPE
from dtz_network.store.neo4j import nodes, paging
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.working_set import Act, Introduced

T = TypeVar("T")

MANY = 5_000
"""So many ids are asked for at once."""

NEAR = 200
"""The facts of one record in one act mostly have numbers that lie so close together."""

_NODE = "elementId(s) AS id, s.cs AS cs, s.of AS of, s.number AS number, s.record AS record, s.lines AS lines"


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

    def around(self, records: Iterable[str], *, wide: bool) -> Parts:
        """Return all that is said of records and of those judged the same, and what that names.

        ``wide`` brings all their ties, what refers to them, and the ends of ties that refer to them;
        else ties come only between the records themselves.
        """
        self._take(records)
        if wide:
            self._take(self._referring())
            self._ties("s.a IN $ids")
            self._ties("s.b IN $ids")
            self._ties_by_number(self._ties_referring())
            self._take(self._subjects_of_reference())
        self._ties("s.a IN $ids AND s.b IN $all")
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
        rows = self.tx.stream("MATCH (s:_Said) WHERE s.cs IN $acts RETURN s.of, s.a, s.b, s.one, s.other, s.lines",
                              acts=sorted(acts))  # fmt: skip
        for of, a, b, one, other, texts in rows:
            if not texts or _is_about_record(texts[0]):
                found.add(of)
            elif texts[0].startswith('{"retraction"'):
                back.append(of)
            found.update(filter(None, (a, b, one, other)))
            for text in texts:
                if '"reference' in text:
                    found.update(nodes.named(json.loads(text)))
        return found | self.subjects(back)

    def subjects(self, statements: Iterable[str]) -> set[str]:
        """Return the records that statements, named by kind and number, speak of."""
        found: set[str] = set()
        wanted: dict[str, list[int]] = {"fact": [], "tie": [], "judgement": []}
        for name in statements:
            kind, number = name.split(":")
            wanted[kind].append(int(number))
        for kind in ("fact", "tie"):
            for said in wanted[kind]:
                found.update(nodes.speaks_of(self._line(kind, said)))
        names = [f"judgement:{number}" for number in wanted["judgement"]]
        for one, other in self.tx.stream(
            "MATCH (s:_Said) WHERE s.of IN $names AND s.one IS NOT NULL RETURN s.one, s.other", names=names
        ):
            found |= {one, other}
        return found

    def _line(self, kind: str, number: int) -> nodes.Line:
        """Return the line of a fact or a tie: on a node near its first number, else on any."""
        begins = f'{{"{kind}":{number},'
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
        """Add records, those judged the same, and all facts of them."""
        fresh = self._joined(set(records) - self.whole)
        self.parts.said.update(self._facts(fresh))
        self.whole |= fresh

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

    def _facts(self, records: set[str]) -> Iterator[tuple[str, list[tuple[int, nodes.Line]]]]:
        for row in self._rows("s.of IN $ids", records):
            if row["record"]:
                self.parts.records[row["of"]] = Introduced(row["number"], row["cs"], row["record"])
            yield row["id"], _lines(row)

    def _rows(self, where: str, ids: Iterable[str], **more: object) -> Iterator[dict[str, Any]]:
        statement = f"MATCH (s:_Said) WHERE {where} AND s.cs <= $published RETURN {_NODE}"
        for some in chunks(sorted(ids)):
            yield from self.tx.rows(statement, ids=some, published=self.published, **more)

    def _keep(self, row: dict[str, Any]) -> None:
        self.parts.said[row["id"]] = _lines(row)

    def _ties(self, where: str) -> None:
        for row in self._rows(where, self.whole, all=sorted(self.whole) if "$all" in where else []):
            self._keep(row)

    def _referring(self) -> set[str]:
        """Return the records of which a fact refers to one of ours."""
        return {
            by
            for some in chunks(sorted(self.whole))
            for (by,) in self.tx.stream(
                "MATCH (r:_Refer) WHERE r.to IN $ids AND r.by IS NOT NULL AND r.cs <= $published RETURN r.by",
                ids=some, published=self.published,
            )
        }  # fmt: skip

    def _ties_referring(self) -> set[int]:
        return {
            number
            for some in chunks(sorted(self.whole))
            for (number,) in self.tx.stream(
                "MATCH (r:_Refer) WHERE r.to IN $ids AND r.tie IS NOT NULL AND r.cs <= $published RETURN r.tie",
                ids=some, published=self.published,
            )
        }  # fmt: skip

    def _ties_by_number(self, numbers: set[int]) -> None:
        for some in chunks(sorted(numbers)):
            for row in self.tx.rows(
                f"MATCH (s:_Said) WHERE s.first IN $numbers AND s.a IS NOT NULL RETURN {_NODE}",
                numbers=some,
            ):
                self._keep(row)

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


def _is_about_record(text: str) -> bool:
    return text.startswith('{"fact"')


def _lines(row: dict[str, Any]) -> list[tuple[int, nodes.Line]]:
    return [(row["cs"], json.loads(text)) for text in row["lines"]]


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
