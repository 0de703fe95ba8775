"""Cells that stand in a list and say nothing: a dash, "n.v.t.", "onbekend", "?"."""

from __future__ import annotations

_NOTHING = frozenset(
    {"", "-", "–", "—", "n.v.t.", "n.v.t", "nvt", "n/a", "onbekend", "nog onbekend", "unknown", "?", "n.n.", "nn", "n.t.b.", "ntb", "volgt"}
)  # fmt: skip


def says_nothing(cell: str) -> bool:
    """Return whether a cell says nothing, in any case and with blanks around.

    >>> says_nothing(" N.v.t."), says_nothing("?"), says_nothing("Onbekend B.V.")
    (True, True, False)
    """
    return cell.strip().casefold() in _NOTHING
