"""What somebody is, or was, by a row of a contact list: a job, a seat in a body, attendance of a meeting; from when to when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from dtz_network.errors import Problem
from dtz_network.intake.body_roles import COUNCILLOR, IN_BODY, BodyRoles
from dtz_network.intake.dated_columns import DatedColumns
from dtz_network.intake.empty_cells import names_no_party
from dtz_network.intake.memberships import TERM, Memberships
from dtz_network.intake.readers import header
from dtz_network.intake.readers.header import is_of_councillors
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful, EntityRow, Ref, RelationRow, Understood
from dtz_network.intake.status_words import bound, status
from dtz_network.intake.written_roles import is_role
from dtz_network.language import few
from dtz_network.matching import written_names
from dtz_network.model.dates import AT_LATEST, last_day
from dtz_network.model.network import EXCUSED, fold
from dtz_network.model.schema import Schema

_ABSENT = ("nee", "no", "afwezig", "afgemeld", "declined", "absent", "niet", "verhinderd", "false", "0", "komt niet", "kan niet", "afgezegd",
           "geannuleerd", "cancel", "deleted", "refunded", "ingetrokken")  # fmt: skip
_UNSURE = ("misschien", "maybe", "tentative", "onder voorbehoud", "weet nog niet", "onbekend", "nog niet", "wachtlijst", "waitlist", "waiting", "unknown", "pending", "uitgenodigd",
           "invited", "geen reactie", "no response", "no reply", "not responded")  # fmt: skip
"""Of these it is not known whether they were there."""
_SAID_NO = re.compile(r"\b(?:niet|helaas|geen tijd|not|afwezig|afgemeld|verhinderd|unfortunately)\b")
_SAID_UNSURE = re.compile(
    r"\b(?:misschien|wellicht|nog niet|niet zeker|weet (?:ik )?(?:het )?niet|onder voorbehoud|not (?:yet|sure)|perhaps|maybe)\b"
)
_SAID_YES = re.compile(r"(?:ja|jazeker|yes)\b")
_SHOWN = 12
_ONGOING = (
    "heden",
    "nu",
    "tot heden",
    "lopend",
    "nog steeds",
    "present",
    "now",
    "to date",
    "current",
    "ongoing",
)
"""In place of a last day: there is none."""


class Roles(NamedTuple):
    """What somebody is, as a row tells it, and whether it stands with her name."""

    at_work: str
    in_body: str
    beside: bool = False


class ListedRoles:
    """The roles of the people of one table; ``event`` is the meeting of a list of attendees, ``as_of`` the day on which the list stood so."""

    def __init__(
        self, table: Table, columns: Mapping[str, str], cell: Callable[[TableRow, str], str], schema: Schema, result: Understood,
        event: Ref | None, as_of: str,
    ) -> None:  # fmt: skip
        self.table, self.columns, self._cell, self.result, self.event = table, columns, cell, result, event
        self._dates = DatedColumns(table, result.doubtful)
        self._body_roles = BodyRoles(schema)
        self._bound = bound(as_of)
        self._over: dict[str, None] = {}
        self._unsure: dict[str, list[str]] = {}
        self._named: set[Ref] = set()
        self._terms: dict[tuple[int, tuple[str, str]], tuple[str, str]] = {}
        self._memberships = Memberships(table, columns, cell, schema, result.doubtful)
        self._of_body = self._are_of_body()

    def _are_of_body(self) -> bool:
        """Return whether the column of roles tells what people are in the bodies beside it: each is a role that only a body has; it is told."""
        if "body_role" in self.columns or "membership" in self.columns:
            return False
        said = [self._cell(line, "role") for line in self.table.rows if self._cell(line, "body")]
        found = {self._body_roles.code(role) for role in said if role}
        if not found or not found.issubset(IN_BODY):
            return False
        told = {"column": self.columns["role"], "meaning": header.SYNONYMS["body_role"][0]}
        self.result.doubtful.append(Doubtful("column-guessed", told, self.table.name))
        return True

    def told(self, line: TableRow, name: str, organisation: Ref | None) -> Roles:
        """Return what somebody is at the organisation and in the body of a row.

        What stands with the name is the role in the body if that is one, else at the organisation, where no column tells it; of
        somebody without an organisation the column of roles tells what she is in the body.
        """
        role, beside = self._cell(line, "role"), _role_beside(name)
        in_body = self._cell(line, "body_role") or self._memberships.role(line)
        if self._of_body and role and self._cell(line, "body"):
            return Roles("", role)
        if self._cell(line, "body") and not in_body:
            code = self._body_roles.code(beside)
            if code in IN_BODY or (code and organisation is None):
                return Roles(role, beside, beside=True)
            if organisation is None and self._body_roles.code(role):
                return Roles("", role)
        if beside and organisation and not role:
            return Roles(beside, in_body, beside=True)
        return Roles(role, in_body)

    def is_in_body(self, line: TableRow) -> bool:
        """Return whether the column of roles tells what somebody without an organisation is in a body."""
        plain = self._cell(line, "body") and not self._cell(line, "body_role")
        return bool(plain and self._body_roles.code(self._cell(line, "role")))

    def of(
        self, line: TableRow, person: Ref, organisation: Ref | None, name: str, told: Roles
    ) -> Iterator[EntityRow | RelationRow]:
        """Yield what somebody is, or was, and where; ``name`` is the cell that names her."""
        place = self.table.source_text(line)
        body = self._cell(line, "body")
        of_member = TERM if self._memberships.dated else ("since", "until")
        if organisation:
            # beside a body the dates are of the seat, unless columns of their own have these
            term = ("", "") if body and not self._memberships.dated else self._term(line, name)
            yield RelationRow("Employment", person, organisation, told.at_work, *term, place=place)
        if body:
            term = self._term(line, name, of_member)
            yield from self._membership(line, person, organisation, body, told, term)
        if self.event and (presence := self._presence(line, name)):
            yield RelationRow("Attendance", person, self.event, presence, place=place)

    def _membership(
        self,
        line: TableRow,
        person: Ref,
        organisation: Ref | None,
        body: str,
        told: Roles,
        term: tuple[str, str],
    ) -> Iterator[EntityRow | RelationRow]:
        """Yield a seat in a body, on behalf of an organisation and a party, and the office that somebody holds there besides."""
        place = self.table.source_text(line)
        ends = person, Ref("GovernanceBody", fold(body))
        yield from self._entity("GovernanceBody", body, place)
        behalf = [organisation] if organisation else []
        if party := self._party(line):
            yield from self._entity("Association", party, place)
            behalf.append(Ref("Association", fold(party)))
        references = {"on_behalf_of": tuple(behalf)} if behalf else {}
        role = self._role(told.in_body, place) or self._councillor(told.in_body)
        details = self._memberships.details(line)
        yield RelationRow("Membership", *ends, role, *term, details, references, place)
        # dates and party are of the seat: since when somebody holds an office besides it is not said
        if (office := self._role(self._cell(line, "office"), place)) and office != role:
            yield RelationRow("Membership", *ends, office, place=place)

    def _entity(self, kind: str, name: str, place: str) -> Iterator[EntityRow]:
        """Yield a body or a party, once."""
        ref = Ref(kind, fold(name))
        if ref not in self._named:
            self._named.add(ref)
            yield EntityRow(kind, ref.key, {"name": (name,)}, place=place)

    def _party(self, line: TableRow) -> str:
        """Return the party on whose behalf somebody sits, "" for none or for who is of no party."""
        party = self._cell(line, "party")
        return "" if names_no_party(party) else party

    def _councillor(self, said: str) -> str:
        """Return that somebody is a councillor, where a list is of those and says no more of her."""
        named = (self.columns.get(field, "") for field in ("name", "body"))
        return "" if said or not any(map(is_of_councillors, named)) else COUNCILLOR

    def _role(self, said: str, place: str) -> str:
        role = self._body_roles.code(said)
        if said and not role:
            self.result.doubtful.append(Doubtful("role-unknown", {"role": said}, place))
        return role

    def _presence(self, line: TableRow, name: str) -> str:
        """Return the role of somebody on an attendee list: excused who said no, "" (and told) where it is not known."""
        said = fold(self._cell(line, "present"))
        if _SAID_YES.match(said):
            return "attendee"
        if said.startswith(_UNSURE) or _SAID_UNSURE.search(said):
            self._unsure.setdefault(self._cell(line, "present"), []).append(name)
            return ""
        return EXCUSED if said.startswith(_ABSENT) or _SAID_NO.search(said) else "attendee"

    def of_nobody(self, line: TableRow) -> None:
        """Tell that a row without a person says that something is over."""
        said, column = self._cell(line, "status"), self.columns.get("status", "")
        if status(said, column) == "over":
            self._doubt("status-of-nobody", line, value=said, column=column)

    def _term(
        self, line: TableRow, name: str, fields: tuple[str, str] = ("since", "until")
    ) -> tuple[str, str]:
        """Return from when to when by two columns; read once for all people and roles of a row."""
        if (line.number, fields) not in self._terms:
            self._terms[line.number, fields] = (
                self._date(line, fields[0]),
                self._until(line, name, fields[1]),
            )
        return self._terms[line.number, fields]

    def _until(self, line: TableRow, name: str, field_name: str) -> str:
        """Return the last day of what a row says; of what is over by its status without a date a bound."""
        date, (said, column) = self._date(line, field_name), self._status(line)
        is_of_job = field_name == "until" and self._memberships.dated and self._cell(line, "body")
        if not said or is_of_job:
            return date
        state = status(said, column)
        if state == "unknown":
            self._doubt("status-unknown", line, value=said, column=column)
        elif date and (state == "over") != (last_day(date) <= last_day(self._bound)):
            self._doubt("status-differs", line, value=said, column=column, date=date)
        elif state == "over" and not date:
            self._over[name] = None
            return self._bound
        return date

    def _status(self, line: TableRow) -> tuple[str, str]:
        """Return what a row says of its state, and the column that says it."""
        if said := self._cell(line, "status"):
            return said, self.columns["status"]
        state = self._memberships.state(line) if self._cell(line, "body") else ""
        return state, self.columns.get("membership", "")

    def tell(self) -> None:
        """Tell of whom it is not known whether they were there, and who is over by a status without a date; each in one line."""
        for said, names in self._unsure.items():
            told = {"said": said, "names": few(names, _SHOWN), "column": self.columns["present"]}
            self.result.doubtful.append(Doubtful("presence-unsure", told, self.table.name))
        self._memberships.tell()
        if self._over:
            told = {"names": few([*self._over], _SHOWN), "date": self._bound.removeprefix(AT_LATEST)}
            self.result.doubtful.append(Doubtful("ended", told, self.table.name))

    def _doubt(self, key: str, line: TableRow, /, **values: object) -> None:
        self.result.doubtful.append(Doubtful(key, values, self.table.source_text(line)))

    def _date(self, line: TableRow, field_name: str) -> str:
        text = self._cell(line, field_name)
        if field_name in ("until", TERM[1]) and fold(text) in _ONGOING:
            return ""
        date = (
            self._dates.read(line, self.columns[field_name], end=field_name in ("until", TERM[1]))
            if text
            else ""
        )
        if text and not date:
            where = self.table.file, self.table.sheet, line.number, self.columns[field_name]
            self.result.problems.append(Problem.at("value-date", *where, value=text, property=field_name))
        return date


def _role_beside(name: str) -> str:
    """Return the role that stands beside a name in its cell, "" for none."""
    remark = written_names.natural(name).remark
    return remark if remark and is_role(remark) else ""
