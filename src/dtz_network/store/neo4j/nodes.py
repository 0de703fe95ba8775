"""Lines of a dump as rows for nodes, grouped by what they are about, and the facts about a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dtz_network.model.network import fold
from dtz_network.store.sqlite.ddl import NAMES

Line = dict[str, Any]
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Batch:
    """Rows for nodes of one or more acts."""

    said: list[dict[str, Any]] = field(default_factory=list)
    refer: list[dict[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.said)


def key_of(series: str, kind: str, key: str) -> str:
    """Return the text under which a record is found by what its series calls it."""
    return json.dumps([series, kind, key], ensure_ascii=False, separators=(",", ":"))


def series_prefix(series: str) -> str:
    """Return how the keys of all records of a series begin."""
    return json.dumps([series], ensure_ascii=False, separators=(",", ":"))[:-1] + ","


def batches(given: Iterable[tuple[int, str]], first_record: int, size: int) -> Iterator[tuple[Batch, int]]:
    """Return the rows for lines of acts (number, line), and how many lines each batch took.

    Args:
        given: content of acts in recorded order.
        first_record: the number that the next record gets.
        size: lines in a batch.
    """
    grouping = _Grouping(first_record)
    taken = 0
    for taken, (act, text) in enumerate(given, 1):
        grouping.add(act, text)
        if taken % size == 0:
            yield grouping.done(), size
    if taken % size:
        yield grouping.done(), taken % size


class _Grouping:
    """Collects lines; a record in one act is one node, a tie, judgement or retraction one each."""

    def __init__(self, first_record: int) -> None:
        self._number = first_record
        self._batch = Batch()
        self._of: dict[tuple[int, str], dict[str, Any]] = {}

    def done(self) -> Batch:
        made, self._batch, self._of = self._batch, Batch(), {}
        return made

    def add(self, act: int, text: str) -> None:
        said: Line = json.loads(text)
        what = next(iter(said))
        if what == "fact":
            self._fact(act, text, said)
        elif what == "tie":
            self._tie(act, text, said)
        elif what == "record":
            self._record(act, text, said)
        elif what == "judgement":
            name = f"judgement:{said['judgement']}"
            self._put({"cs": act, "of": name, "one": said["one"], "other": said["other"], "lines": [text]})
        else:
            self._put({"cs": act, "of": f"{said['retraction']}:{said['statement']}", "lines": [text]})

    def _put(self, row: dict[str, Any]) -> dict[str, Any]:
        self._batch.said.append(row)
        return row

    def _about(self, act: int, record: str) -> dict[str, Any]:
        row = self._of.get((act, record))
        if row is None:
            row = self._of[(act, record)] = self._put({"cs": act, "of": record, "lines": []})
        return row

    def _record(self, act: int, text: str, said: Line) -> None:
        row = self._about(act, said["record"])
        row["record"], row["number"] = text, self._number
        self._number += 1
        if "key" in said:
            row["key"] = key_of(said.get("series", ""), said["type"], said["key"])

    def _fact(self, act: int, text: str, said: Line) -> None:
        row = self._about(act, said["record"])
        row["lines"].append(text)
        number = said["fact"]
        row["first"] = min(number, row.get("first", number))
        row["last"] = max(number, row.get("last", number))
        if "reference" in said:
            self._batch.refer.append({"cs": act, "to": said["reference"], "by": said["record"]})
        elif said["property"] in NAMES:
            row["names"] = " ".join([*filter(None, [row.get("names")]), folded(said.get("value", ""))])

    def _tie(self, act: int, text: str, said: Line) -> None:
        number = said["tie"]
        self._put({
            "cs": act, "a": said["source"], "b": said["target"], "first": number, "last": number,
            "lines": [text],
        })  # fmt: skip
        if "references" in said:
            self._batch.refer.extend({"cs": act, "to": uid, "tie": number} for uid in named(said))


def folded(name: str) -> str:
    """Return the words of a name as they are looked for: without case and accents."""
    return " ".join(_WORD.findall(fold(name)))


def words_of(text: str) -> list[str]:
    """Return the words that are looked for."""
    return _WORD.findall(fold(text))


def named(said: Mapping[str, Any]) -> list[str]:
    """Return the records that a line of a statement refers to beside its subject or ends."""
    if "reference" in said:
        return [said["reference"]]
    found: list[str] = []
    for value in said.get("references", {}).values():
        found += [value] if isinstance(value, str) else value
    return list(dict.fromkeys(found))


def speaks_of(said: Mapping[str, Any]) -> list[str]:
    """Return all records that a line of a statement names."""
    subject = [said[end] for end in ("record", "source", "target", "one", "other") if end in said]
    return [*subject, *named(said)]


def statement(said: Mapping[str, Any]) -> str:
    """Return kind and number of the statement of a line, as retractions name it."""
    kind = next(iter(said))
    return f"{kind}:{said[kind]}"
