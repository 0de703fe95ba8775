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
        through: of a link, the property of the row whose value is the other end: who is named sits in the seat of the row,
            as a member of its body.
    """

    key: str
    what: What
    name: str = ""
    role: str = ""
    width: int = 18
    shown: bool = False
    through: str = ""


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

_MEMBER = (
    Column("body", "other", "target", width=28, shown=True), Column("person", "other", "source", width=28, shown=True),
)  # fmt: skip
_INITIATIVE = next(sheet for sheet in SHEETS if sheet.key == "initiatives")
_ORGANISATIONS = next(sheet for sheet in SHEETS if sheet.key == "organisations").types

GAPS = {
    "initiatives": Sheet("gap_initiatives", (_NAME, *_INITIATIVE.columns[5:7]), ("Project",)),
    "sector": Sheet("gap_sector", (_NAME, Column("sector", "link", "Activity", width=32)), ("Company", "School")),
    "theme": Sheet("gap_theme", (_NAME, Column("theme", "link", "Activity", width=32)), ("Project",)),
    "place": Sheet("gap_place", (_NAME, Column("place", "link", "Location", width=32)), _ORGANISATIONS),
    "employer": Sheet(
        "gap_employer",
        (
            _NAME, Column("organisation", "other", "target", width=32), Column("role", "role", width=22),
            Column("since", "since", width=12),
        ),
        ("Person",),
        "Employment",
    ),
    "holder": Sheet(
        "gap_holder",
        (_NAME, Column("body", "value", "body", width=28, shown=True), Column("holder", "link", "Membership", width=32, through="body")),
        ("Seat",),
    ),
    "behalf": Sheet("gap_behalf", (*_MEMBER, Column("on_behalf_of", "detail", "on_behalf_of", width=32)), (), "Membership"),
    "term": Sheet("gap_term", (_NAME, _value("term_start", 14), _value("term_end", 14)), ("Seat",)),
    "since": Sheet("gap_since", (*_MEMBER, Column("since", "since", width=14)), (), "Membership"),
    "start": Sheet("gap_start", (_NAME, _value("start", 14)), ("Project",)),
    "funding": Sheet("gap_funding", (_NAME, Column("funder", "link", "Funding", width=32)), ("Project",)),
    "contact": Sheet("gap_contact", (_NAME, Column("keeper", "link", "Contact", width=32)), _ORGANISATIONS),
}  # fmt: skip
"""The sheet in which each gap is filled in: the rows that lack something, and what they lack."""
FILL_IN = "gaps"
"""Said on the hidden sheet of a workbook that has these sheets."""
