"""Reading a whole in pages: many rows in one answer, a bounded number at a time.

A row of its own costs the driver more than three times as much as a place in a list. Pages follow the order of an
index, so neither side holds more than one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dtz_network.store.neo4j import layout, nodes
from dtz_network.store.neo4j.connection import Transaction
from dtz_network.store.neo4j.working_set import Introduced

PAGE = 5_000
"""Rows on a page."""

_BY_NAME = """MATCH (s:_Said) USING INDEX s:_Said(of) WHERE s.of >= $begin AND s.cs <= $published{more}
    WITH s ORDER BY s.of LIMIT $size RETURN collect([s.of, s.cs, {what}])"""
_TIES = """MATCH (t:_Ties) USING INDEX t:_Ties(block) WHERE t.block >= $low AND t.block < $high AND t.cs <= $published
    RETURN collect([t.cs, t.lines])"""
_LAST = "MATCH (t:_Ties) USING INDEX t:_Ties(block) WHERE t.block >= 0 RETURN t.block ORDER BY t.block DESC LIMIT 1"


def all_records(tx: Transaction, published: int) -> Iterator[Introduced]:
    """Return every record."""
    statement = _BY_NAME.format(more=" AND s.record IS NOT NULL", what="s.number, s.record")
    for _, act, number, text in pages(tx, statement, published=published):
        yield Introduced(number, act, text)


def all_statements(tx: Transaction, published: int) -> Iterator[tuple[int, nodes.Line]]:
    """Return every statement and retraction with its act."""
    for _, act, texts in pages(
        tx, _BY_NAME.format(more=" AND s.lines IS NOT NULL", what="s.lines"), published=published
    ):
        for text in texts:
            yield act, json.loads(text)
    end, wide = tx.value(_LAST), max(PAGE // layout.BLOCK, 1)
    for low in range(0, -1 if end is None else end + 1, wide):
        for act, texts in tx.value(_TIES, low=low, high=low + wide, published=published):
            for text in texts:
                yield act, json.loads(text)


def pages(tx: Transaction, statement: str, **values: object) -> Iterator[list[Any]]:
    """Return the rows of a statement that gives one list of them, in the order of their first value.

    It takes ``$begin``, the least first value, and ``$size``, the most rows. More rows may have the same
    first value: those at the end of a page come again with the next one.
    """
    begin, size = "", PAGE
    while True:
        page = tx.value(statement, begin=begin, size=size, **values)
        if len(page) < size:
            yield from page
            return
        end = page[-1][0]
        whole = [row for row in page if row[0] != end]
        yield from whole
        begin, size = end, PAGE if whole else 2 * size
