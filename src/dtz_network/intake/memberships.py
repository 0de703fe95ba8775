"""The columns of a member list that are of the membership itself: "Lid sinds", "Lid tot", and "Lidmaatschap" with its kind.

They say something of the tie with the body of the row, never of the job beside it. Where a list names no body they are told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dtz_network.intake.body_roles import DEPUTY, BodyRoles
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful
from dtz_network.intake.status_words import status
from dtz_network.language import few
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

TERM = ("member_since", "member_until")
"""Fields with the term of a membership."""
_FIELDS = ("membership", *TERM)
_SHOWN = 6


class Memberships:
    """What the rows of one table say of a membership, besides the body and on whose behalf."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[str, str],
        cell: Callable[[TableRow, str], str],
        schema: Schema,
        told: list[Doubtful],
    ) -> None:
        self.table, self.columns, self._cell, self._told = table, columns, cell, told
        self._roles = BodyRoles(schema)
        terms = schema.vocabularies["capacities"].values()
        self._capacities = {fold(word): term.code for term in terms for word in term.label.values()}
        self._unknown: dict[str, None] = {}

    @property
    def dated(self) -> bool:
        """Whether columns of their own have the dates of the membership."""
        return any(field in self.columns for field in TERM)

    def role(self, line: TableRow) -> str:
        """Return the kind of a membership where it is a role in the body ("voorzitter"), else ""."""
        said = self._cell(line, "membership")
        return said if self._roles.code(said) else ""

    def state(self, line: TableRow) -> str:
        """Return the kind of a membership where it says whether that runs ("beëindigd"), else ""."""
        said = self._cell(line, "membership")
        return said if self._state(said) else ""

    def details(self, line: TableRow) -> dict[str, str]:
        """Return member or deputy, where the kind says so; another kind, for which there is no place, is kept to be told."""
        said = self._cell(line, "membership")
        found = DEPUTY.match(said)
        capacity = "deputy" if found and not found["who"] else self._capacities.get(fold(said), "")
        if said and not (capacity or self._state(said) or self._roles.code(said)):
            self._unknown[said] = None
        return {"capacity": capacity} if capacity == "deputy" else {}

    def tell(self) -> None:
        """Tell the kinds for which there is no place, and the columns of a list that names no body."""
        filled = [
            self.columns[field]
            for field in _FIELDS
            if field in self.columns and any(self._cell(line, field) for line in self.table.rows)
        ]
        if filled and "body" not in self.columns:
            self._told.append(
                Doubtful("membership-of-nothing", {"columns": ", ".join(filled)}, self.table.name)
            )
        elif self._unknown:
            said = {"column": self.columns["membership"], "values": few([*self._unknown], _SHOWN)}
            self._told.append(Doubtful("membership-kind", said, self.table.name))

    def _state(self, said: str) -> bool:
        return bool(said) and status(said, self.columns["membership"]) == "over"
