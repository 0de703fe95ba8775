"""The sheets of a workbook and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal["type", "value", "link", "other", "role", "since", "until", "detail", "source"]
"""What a cell holds: the type of the entity, a value of it, names of those it is tied to; of the tie of the row its
other end, role, dates or a detail; or the sources of the row, which are only shown."""
FORMAT = 1
"""Number of this layout, kept in the workbook."""
ABOUT = "_dtz"
"""Name of the hidden sheet that says which store and act a workbook was made of."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: its name; the heading follows from it or from the label of the property.
        name: of the property, of the relationship for a link, of the end for ``other`` (source or target).
        role: of a link, "" for any.
        shown: only shown, never read.
    """

    key: str
    what: What
    name: str = ""
    role: str = ""
    width: int = 18
    shown: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: a row an entity of some types, or a tie, or an entity with each of its ties of one type.

    Attributes:
        types: of the entities, the first one for new rows without a type; empty if a row is a tie alone.
        tie: type of the tie of a row, "" without.
    """

    key: str
    columns: tuple[Column, ...]
    types: tuple[str, ...] = ()
    tie: str = ""


def _value(name: str, width: int = 18) -> Column:
    return Column(name, "value", name, width=width)


_NOTE, _SOURCE = _value("note", 30), Column("source", "source", width=26, shown=True)
_NAME = _value("name", 32)

SHEETS = (
    Sheet(
        "people",
        (
            _NAME, _value("title", 10), Column("organisation", "other", "target", width=32), Column("role", "role", width=22),
            Column("since", "since", width=12), Column("until", "until", width=12), _value("email", 28), _value("phone"),
            _value("linkedin"), _NOTE, _SOURCE,
        ),
        ("Person",),
        "Employment",
    ),
    Sheet(
        "organisations",
        (
            Column("type", "type", width=16), _NAME, _value("other_name", 24), _value("short_name", 12),
            Column("place", "link", "Location", width=18), _value("kvk", 12), _value("email", 28), _value("phone"),
            _value("url", 26), _value("size_class", 14), _NOTE, _SOURCE,
        ),
        ("Company", "School", "Government", "Association"),
    ),
    Sheet(
        "members",
        (
            Column("body", "other", "target", width=28), Column("person", "other", "source", width=28),
            Column("seat", "detail", "seat", width=28, shown=True), Column("side", "detail", "side", width=14, shown=True),
            Column("on_behalf_of", "detail", "on_behalf_of", width=28), Column("role", "role", width=18),
            Column("portfolio", "detail", "portfolio", width=24), Column("since", "since", width=12),
            Column("until", "until", width=12), _SOURCE,
        ),
        (),
        "Membership",
    ),
    Sheet(
        "talks",
        (
            _value("date", 12), _value("kind", 14), _NAME, _value("place"),
            Column("attendees", "link", "Attendance", width=40), _value("about", 32), _value("description", 40), _NOTE, _SOURCE,
        ),
        ("Event",),
    ),
    Sheet(
        "actions",
        (_NAME, _value("assignee", 26), _value("due", 12), _value("status", 12), _value("event", 28), _NOTE, _SOURCE),
        ("Action",),
    ),
    Sheet(
        "initiatives",
        (
            _NAME, _value("kind", 14), _value("phase", 14), _value("start", 12), _value("end", 12),
            Column("lead", "link", "Participation", "lead", 28), Column("partners", "link", "Participation", "partner", 36),
            _value("description", 40), _NOTE, _SOURCE,
        ),
        ("Project",),
    ),
    Sheet(
        "offers",
        (
            Column("offer_type", "type", width=16), _value("by", 28), _NAME, _value("kind", 16), _value("quantity", 14), _value("from", 12),
            _value("until", 12), _value("description", 40), _NOTE, _SOURCE,
        ),
        ("Offer", "Need"),
    ),
)  # fmt: skip
