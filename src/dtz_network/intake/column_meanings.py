"""What the columns of a contact list mean, by their headings, by each other and by what stands in them.

Every guess is told, and so is what is not understood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from dtz_network.intake import columns_by_cells
from dtz_network.intake.document_headings import body_named
from dtz_network.intake.empty_cells import says_nothing
from dtz_network.intake.project_columns import names_organisations
from dtz_network.intake.readers import header
from dtz_network.intake.readers.table import Table
from dtz_network.intake.rows import Doubtful, Understood
from dtz_network.matching import written_names
from dtz_network.matching.name_parts import is_title
from dtz_network.model.network import fold

MANY = {"email": "; ", "phone": " / "}
"""Fields that may have several columns, and what stands between their values."""
_GROUP = ("group", "groep", "gruppe", "groupe", "grupp")


class ColumnMeanings:
    """The columns of one table by field.

    With ``present`` a column tells who was at a meeting; else it is not understood. ``meant`` has the field of columns
    of which the heading alone does not tell it.

    Attributes:
        columns: the heading of each field.
        more: further columns of fields that may have several.
        kinds: the column that tells of which kind the values of another are (home, work).
        councils: whether the bodies are the councils of the municipalities named.
    """

    def __init__(
        self, table: Table, result: Understood, *, present: bool, meant: Mapping[str, str] | None = None
    ) -> None:
        self.table, self._result, self._present = table, result, present
        self.more: dict[str, list[str]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        self.councils = False
        self._meant = meant or {}
        self._second_name = self._second_title = ""
        self.columns = self._understand(table.columns)

    def _understand(self, columns: Sequence[str]) -> dict[str, str]:
        """Return the column of each field; more columns of addresses and numbers stand in ``more``.

        A column that is empty from top to bottom is not spoken of.
        """
        filled = {column for column in columns if any(line.get(column).strip() for line in self.table.rows)}
        found: dict[str, str] = {}
        unclear, private = list[str](), list[str]()
        for column in columns:
            meaning = self._meant.get(column) or header.meaning(column) or _party_beside(column, columns)
            if header.kind_of(column):
                self.kinds[header.kind_of(column)] = column
            elif header.is_private(column):
                private.append(column)
            elif meaning is None:
                unclear.append(column)
            else:
                self._take(column, meaning, found, filled)
        self._result.not_read.extend(column for column in private if column in filled)
        self._tell_unknown(unclear, found, filled)
        self._settle(found)
        return found

    def _settle(self, found: dict[str, str]) -> None:
        """Put right what columns mean beside each other, and by what stands in them."""
        if self._names_bodies(found):
            found["body"] = found.pop("membership")
        self._settle_party(found)
        self._settle_name(found)
        self._settle_title(found)
        self._settle_organisations(found)
        if self._second_name and self._second_name not in found.values():
            told = {"column": self._second_name}
            self._result.doubtful.append(Doubtful("column-twice", told, self.table.name))
        if column := found.pop("postcode_place", ""):
            for field_name in ("postcode", "place"):
                found.setdefault(field_name, column)

    def _take(self, column: str, meaning: str, found: dict[str, str], filled: Container[str]) -> None:
        """Take a column for its field; another column of one is told, of addresses and numbers there may be more."""
        if meaning not in found or (meaning not in MANY and found[meaning] not in filled):
            found[meaning] = column
        elif meaning in MANY:
            self.more[meaning].append(column)
        elif meaning == "name" and column in filled and not self._second_name:
            self._second_name = column
        elif meaning == "title" and column in filled and not self._second_title:
            self._second_title = column
        elif column in filled:
            self._result.doubtful.append(Doubtful("column-twice", {"column": column}, self.table.name))

    def _tell_unknown(self, unclear: Iterable[str], found: dict[str, str], filled: Container[str]) -> None:
        """Tell the columns that are not understood, guesses taken out; on a list of attendees the status is whether they come."""
        unknown = [
            column
            for column in sorted(unclear, key=header.is_of_organisation)
            if not self._guessed(column, found, filled)
        ]
        for column, meant in columns_by_cells.told(self.table, unknown, found):
            found[meant] = column
            self._tell_guess(column, meant)
        unknown = [column for column in unknown if column not in found.values()]
        unknown += self._of_others(unknown, found)
        other = "status" if self._present else "present"
        if other in found:
            unknown.append(found.pop(other))
        if told := [column for column in unknown if column in filled]:
            self._result.doubtful.append(
                Doubtful("column-unknown", {"column": ", ".join(told)}, self.table.name)
            )

    def _names_bodies(self, found: Mapping[str, str]) -> bool:
        """Return whether the column "Lidmaatschap" names of what somebody is a member, not what kind of member she is."""
        if "membership" not in found or "body" in found:
            return False
        said = [
            cell
            for line in self.table.rows
            if not says_nothing(cell := line.get(found["membership"]).strip())
        ]
        return bool(said) and all(map(body_named, said))

    def _settle_party(self, found: dict[str, str]) -> None:
        """Leave a party out unless it is one of which somebody sits in a body; of members of a council by municipality the council is the body.

        On whose behalf somebody sits is public; of what party anybody else is, is not for here.
        """
        if "party" not in found or "body" in found:
            return
        if "municipality" in found and header.is_of_councillors(found.get("name", "")):
            found["body"] = found.pop("municipality")
            self.councils = True
            told = {"column": found["body"]}
            self._result.doubtful.append(Doubtful("column-council", told, self.table.name))
        else:
            self._result.not_read.append(found.pop("party"))

    def _settle_name(self, found: dict[str, str]) -> None:
        """Take a column "Name" beside one with first names for the surname, and beside one with surnames for the first name, where it holds no more than that."""
        other, means = ("first", "last") if "first" in found else ("last", "first")
        if "name" not in found or other not in found or means in found:
            return
        both = [(line.get(found["name"]), line.get(found[other])) for line in self.table.rows]
        both = [(fold(name), fold(part)) for name, part in both if name.strip() and part.strip()]
        if both and not any(part in name for name, part in both):
            found[means] = found.pop("name")
            self._tell_guess(found[means], means)

    def _settle_title(self, found: dict[str, str]) -> None:
        """Take a column "Title" that holds few forms of address or degrees for the role, as many programs call it so."""
        for column in filter(None, (found.get("title"), self._second_title)):
            whole = [line for line in self.table.rows if sum(map(bool, line.cells.values())) > 1]
            cells = [cell for line in whole if not says_nothing(cell := line.get(column))]
            if "role" not in found and 2 * sum(map(is_title, cells)) < len(cells):
                found["role"] = column
                self._tell_guess(column, "role")
        if self._second_title and found.get("title") == found.get("role"):
            found["title"] = self._second_title
        elif found.get("title") == found.get("role", ""):
            found.pop("title", None)
        if self._second_title and self._second_title not in found.values():
            told = {"column": self._second_title}
            self._result.doubtful.append(Doubtful("column-twice", told, self.table.name))

    def _settle_organisations(self, found: dict[str, str]) -> None:
        """Take a column of names for that of the organisations where it holds these, and a second one for that of the people."""
        if "name" not in found or not {"organisation", "first", "last"}.isdisjoint(found):
            return
        cells = (line.get(found["name"]) for line in self.table.rows)
        if not names_organisations(written_names.natural(cell).name for cell in cells):
            return
        found["organisation"] = found.pop("name")
        if self._second_name:
            found["name"] = self._second_name
        told = {"column": found["organisation"]}
        self._result.doubtful.append(Doubtful("column-organisations", told, self.table.name))

    def _of_others(self, unread: Iterable[str], found: Mapping[str, str]) -> list[str]:
        """Take out the addresses and numbers of people whose names are not read, by their number: "Contactpersoon 2", "E-mail 2"; return them."""
        others = {_number(column) for column in unread if header.guess(column) == "name"} - {
            "",
            _number(found.get("name", "")),
        }
        left = [column for columns in self.more.values() for column in columns if _number(column) in others]
        for columns in self.more.values():
            columns[:] = [column for column in columns if column not in left]
        return left

    def _guessed(self, column: str, found: dict[str, str], filled: Container[str]) -> bool:
        """Take a column for what its heading may mean, and tell it; return whether it was taken."""
        meant = header.guess(column)
        if not meant or column not in filled:
            return False
        if (has := found.get(meant)) is None or has not in filled:
            found[meant] = column
        elif meant in MANY and not header.is_of_organisation(column):
            self.more[meant].append(column)
        elif (
            meant == "name"
            and "display" not in found
            and not all(line.get(has).strip() for line in self.table.rows)
        ):
            found["display"] = column  # stands in where the name is empty
        else:
            return False
        self._tell_guess(column, meant)
        return True

    def _tell_guess(self, column: str, meant: str) -> None:
        values = {"column": column, "meaning": header.SYNONYMS[meant][0]}
        self._result.doubtful.append(Doubtful("column-guessed", values, self.table.name))


def _party_beside(column: str, columns: Iterable[str]) -> str | None:
    """Return that a column "group" beside one with the body is the party there."""
    beside_body = header.squeeze(column) in _GROUP and any(header.meaning(one) == "body" for one in columns)
    return "party" if beside_body else None


def _number(heading: str) -> str:
    """Return the number that a heading ends with, "" for none."""
    found = re.search(r"\d+$", heading.strip())
    return found[0] if found else ""
