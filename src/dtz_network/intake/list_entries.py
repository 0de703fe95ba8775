"""What one line of a list of members says: names, role, on whose behalf, job elsewhere, deputies.

"Peter Cool (voorzitter) (Intergas)", "Annette Verhoef en Robert Dreier (NHL Stenden)", "Jan de Vries, wethouder, gemeente X",
"Ron Bos, directeur van de Coöperatieve Rabobank", "Gemeente Emmen: wethouder J. Bos (plv. A. Vos)". What stands beside a name and
cannot be told apart with certainty is told and not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dtz_network.intake import written_dates
from dtz_network.intake.body_roles import DEPUTY, IN_BODY, BodyRoles
from dtz_network.intake.names_in_text import is_known, is_person
from dtz_network.intake.offices import office
from dtz_network.intake.organisation_types import told_type
from dtz_network.intake.readers.text_lines import TextLine
from dtz_network.intake.reference import Reference
from dtz_network.intake.written_dates import Period
from dtz_network.intake.written_roles import (
    GOVERNING,
    VERBS,
    has_role,
    is_role,
    may_be_organisation,
    split_role,
)
from dtz_network.matching import person_names
from dtz_network.matching.spelling import plain
from dtz_network.model.network import fold
from dtz_network.model.schema import Schema

VACANT = (
    "vacature",
    "vacant",
    "vacancy",
    "nog in te vullen",
    "n.t.b.",
    "ntb",
    "tbd",
    "openstaande zetel",
    "open",
)
_UNNAMED = ("n.n.b", "nnb", "n.n", "nognietbekend", "naamvolgt", "tobeannounced", "tba")
"""Instead of a name: it is to follow."""
_CALL = re.compile(r"\b((?:[A-Z][a-z]?\.)+)\s*\(([A-ZÀ-Þ][\w'-]+)\)(?=\s+[\w'])")
"""Initials with a call name in brackets before the surname."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ)]{4})\.$|(?<=\))\.$")
PARTS = re.compile(r"[,;]\s*(?![^()]*\))|\s+en\s+(?![^()]*\))")
"""Between the members of a list in one line, not within brackets."""
_LONGEST = 160
_BEHALF = r",?\s+namens\s+(?:de\s+|het\s+)?|,?\s+\(?vanuit\s+(?:de\s+|het\s+)?|,?\s+(?:on\s+behalf\s+of|representing)\s+(?:the\s+)?"
_DASH = re.compile(r"\s+[-–—|]\s+")
_SPLIT = re.compile(rf"{_BEHALF}|\s+[-–—|/]\s+|\s*[,;]\s+")
_REMARK = re.compile(
    r"^(?:tevens|per|sinds|vanaf|tot|t/m|afwezig|aanwezig|a\.i\.|ad interim|interim|m\.k\.a\.|online|deels|since|until|from|as of|absent)\b|^\d{4}(?:\s*[-–]\s*(?:\d{4}|heden))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """What one line of a list says.

    Attributes:
        names: as written.
        role: in the body, or a job for the one organisation beside it, as written.
        organisations: on whose behalf.
        job: a role that is expressly one at the one organisation ("directeur van X").
        deputies: names of those who stand in.
        stands_in: whether the names themselves are deputies.
        unclear: what stands beside the name and was not understood.
        since, until: from when to when, where the line tells it plainly of one name.
    """

    names: tuple[str, ...]
    role: str = ""
    organisations: tuple[str, ...] = ()
    job: str = ""
    deputies: tuple[str, ...] = ()
    stands_in: bool = False
    unclear: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def at(self, period: Period | None) -> Entry:
        """Return the entry with when it holds; of more people, or beside a job, it is not certain of what that is told."""
        if period is None:
            return self
        if len(self.names) > 1 or self.deputies or self.job:
            return replace(self, unclear=(*self.unclear, period.written))
        return replace(self, since=period.since, until=period.until)


@dataclass
class _Beside:
    """What stands beside names, sorted."""

    role: str = ""
    job: str = ""
    stands_in: bool = False

    def __post_init__(self) -> None:
        self.organisations: list[str] = []
        self.deputies: list[str] = []
        self.unclear: list[str] = []

    def settle(self) -> None:
        """Leave one word beside an organisation that tells itself unclear: "B. Krüger, Landrat (Landkreis Emsland)"."""
        told = [name for name in self.organisations if told_type(name)]
        if told:
            self.unclear += [name for name in self.organisations if name not in told and " " not in name]
            self.organisations = [name for name in self.organisations if name in told or " " in name]


class Grammar:
    """Reads entries, with the roles of a schema and the municipalities that are known."""

    def __init__(self, schema: Schema, reference: Reference | None = None) -> None:
        self._roles = BodyRoles(schema)
        self._reference = reference or Reference()
        self.met: set[str] = set()
        """Names of people of this document."""

    def is_known(self, name: str) -> bool:
        """Return whether a name is one that is known, or of somebody who stands in another list of the document."""
        return is_known(name) or fold(name) in self.met

    def code(self, role: str) -> str:
        """Return the code of a role as written, of several too ("Voorzitters"), "" if it is none of the vocabulary."""
        return self._roles.code(role)

    def is_role(self, text: str) -> bool:
        """Return whether a text is a role and no more."""
        return bool(self.code(text)) or is_role(text)

    def entry(self, line: TextLine, *, sided: bool = False) -> Entry | None:
        """Return what a line of a list says, None if it is no entry; below a side a word before a colon is an organisation."""
        text = SENTENCE_END.sub("", line.text.strip(" ;,"))
        text, period = written_dates.taken(re.sub(r"^de\s+(?=heer\b)", "", text, flags=re.IGNORECASE))
        if not text or len(text) > _LONGEST or text.endswith(":"):
            return None
        beside = _Beside()
        bullet = line.bullet
        if found := re.match(r"^([^:()]{3,60}):\s*(.+)$", text):
            if not self._before(found[1].strip(), beside, sided=sided):
                return None
            text, bullet = re.sub(r"^de\s+(?=heer\b)", "", found[2]), True
        call = _CALL.search(text)
        text = _CALL.sub(r"\1 \2", text)  # "M. (Maarten) Kok": no organisation
        for inner in _BRACKETS.findall(text):
            for part in _apart(inner):
                self.sort(part, beside)
        rest = " ".join(_BRACKETS.sub(" ", text).split()).strip(" ,;-–")
        names, more = self._names(rest, beside, bullet=bullet)
        for part in more:
            self.sort(part, beside)
        if not names or len(beside.organisations) > 4:
            return None
        if call:
            names = [name.replace(f"{call[1]} {call[2]}", f"{call[1]} ({call[2]})") for name in names]
        beside.settle()
        return Entry(
            tuple(names), beside.role, tuple(dict.fromkeys(beside.organisations)), beside.job, tuple(beside.deputies),
            beside.stands_in, tuple(beside.unclear),
        ).at(period)  # fmt: skip

    def each(self, line: TextLine, *, sided: bool = False) -> list[Entry]:
        """Return the entries of a line, one for each member where what is in brackets is of the name before it.

        "Leden: A. Bos (Alfa), B. Vos (Beta) en C. Mos" are three, "A. Bos en B. Vos (Alfa)" is one.
        """
        whole = self.entry(line, sided=sided)
        if whole is None or len(whole.names) < 2:
            return [whole] if whole else []
        head, colon, tail = line.text.partition(":")
        parts = [part.strip() for part in PARTS.split(SENTENCE_END.sub("", tail if colon else head))]
        if not any("(" in part for part in parts[:-1]):
            return [whole]
        found = [self.entry(replace(line, text=part, bullet=True), sided=sided) for part in parts]
        alone = [
            replace(one, role=one.role or whole.role if colon else one.role)
            for one in found
            if one and len(one.names) == 1
        ]
        return alone if len(alone) == len(parts) else [whole]

    def _before(self, head: str, beside: _Beside, *, sided: bool) -> bool:
        """Sort what stands before a colon: a role, a deputy, an organisation that tells itself; return whether it is one."""
        if deputy := DEPUTY.match(head):
            beside.stands_in = not deputy["who"]
            return beside.stands_in
        if self.code(head):
            beside.role = head
            return True
        named = re.sub(r"^namens\s+(?:de\s+|het\s+)?", "", head, flags=re.IGNORECASE)
        told = bool(told_type(named)) and len(named.split()) > 1 and named[:1].isalpha()
        if (told or (sided and may_be_organisation(named) and not has_role(named))) and not VERBS.search(
            named
        ):
            beside.organisations.append(named)
            return True
        return False

    def sort(self, part: str, beside: _Beside) -> None:
        """Give what stands beside a name its place."""
        part = (
            part.strip(" .")
            if part.count(".") == 1 and part.endswith(".") and len(part) > 6
            else part.strip()
        )
        deputy = DEPUTY.match(part)
        if code := self.code(part):
            self._role(part, code, beside)
        elif deputy and not deputy["who"]:
            beside.stands_in = True
        elif deputy and is_person(who := self._without_role(deputy["who"], _Beside())):
            beside.deputies.append(who)
        elif _REMARK.match(part):
            beside.unclear.append(part)
        elif split := office(part, self._reference) or split_role(part):
            if beside.job or beside.organisations:
                beside.unclear.append(part)
            else:
                beside.job, organisation = split
                beside.organisations.append(organisation)
        elif is_role(part):
            if not beside.role:
                beside.role = part
            elif self.code(beside.role) and not beside.job and len(beside.organisations) == 1:
                beside.job = part  # "Voorzitter: B. Krüger, Landrat (Landkreis Emsland)"
            else:
                beside.unclear.append(part)
        elif has_role(part) or not may_be_organisation(part):
            beside.unclear.append(part)
        else:
            beside.organisations.append(part)

    def _role(self, part: str, code: str, beside: _Beside) -> None:
        """Take a role in the body; of two the office is a job at the one organisation beside it, of other two the second is not certain."""
        before = self.code(beside.role)
        if not beside.role or before == code:
            beside.role = beside.role or part
        elif code in IN_BODY and before not in IN_BODY and not beside.job and len(beside.organisations) == 1:
            beside.job, beside.role = beside.role, part  # "Burgemeester A. Bos (gemeente Emmen), voorzitter"
        else:
            beside.unclear.append(part)

    def _names(self, text: str, beside: _Beside, *, bullet: bool) -> tuple[list[str], list[str]]:
        """Return the names that a text begins with, and what follows them after a comma or a dash."""
        text = self._without_role(_married(text), beside)
        dashed = len(_DASH.split(text, maxsplit=1)) > 1
        head, *more = [part.strip() for part in _SPLIT.split(text) if part.strip()] or [""]
        if (
            more
            and re.search(r"[|–—-]", text[len(head) : len(head) + 3])
            and (not is_person(head) or has_role(head))
            and is_person(more[0])
        ):
            self.sort(head, beside)  # "Lid | Wim Bos | Alfa": what she is stands before her
            head, *more = more
        turned = f"{head}, {more[0]}" if more else ""
        if turned and is_person(turned) and not is_person(head) and person_names.parse(turned).initials:
            head, more = turned, more[1:]
        if not dashed:  # behind a dash stands what somebody is or whom she represents, not another name
            several = [name for part in (head, *more) for name in _joined_names(part)]
            if more and all(map(is_person, several)) and sum(map(self.is_known, several)) * 2 > len(several):
                return several, []
            if any(is_person(part) and self.is_known(part) and told_type(part) == "" for part in more):
                return [], []  # two people in one line, and what belongs to whom is not certain
        names = _joined_names(head)
        if not all(map(is_person, names)):
            return [], []
        sure = beside.role or beside.organisations or more or bullet or any(map(self.is_known, names))
        return (names, more) if sure else ([], [])

    def _without_role(self, text: str, beside: _Beside) -> str:
        """Return a text without the role before its name: "wethouder J. Bos"."""
        found = re.match(r"^([A-Za-z-]+)\s+(?=[A-ZÀ-Þ'])(.+)$", text)
        if not found or not is_person(_joined_names(_SPLIT.split(found[2], maxsplit=1)[0])[0]):
            return text
        if (self.code(found[1]) or plain(found[1]) in GOVERNING) and not is_person(found[1]):
            beside.role = beside.role or found[1].lower()
            return found[2]
        return text


def _joined_names(part: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s+(?:en|and|&)\s+", part)]


def _married(text: str) -> str:
    """Return a text in which the two names of a married woman are one: "mevrouw T. Mornout - van Orsouw"."""
    if not re.match(r"^(?:mevrouw|mevr\.?|mw\.?)\s", text, re.IGNORECASE):
        return text
    return re.sub(r"(?<=[a-z])\s*[-–]\s+(?=(?:van|de|der|den|ten|ter|te|in|op|het|'t)\s)", "-", text, count=1)


def _apart(text: str) -> list[str]:
    several = re.split(r"\s*/\s*", text)
    slash = r"|\s*/\s*" if all(len(part) > 3 for part in several) else ""
    return [
        part.strip()
        for part in re.split(rf"\s*(?:;|,(?!\d))\s*|\s+en\s+(?=[A-Z]){slash}", text)
        if part.strip()
    ]


def seat_state(text: str) -> str:
    """Return what an entry says of a seat without a name: that it is vacant, that its holder is unknown, "" if it says neither.

    >>> seat_state("Vacature (gemeente Emmen)"), seat_state("N.n.b. - ROC"), seat_state("Jan Bos")
    ('vacant', 'unknown', '')
    """
    bare = fold(_BRACKETS.sub("", text).strip(" :.-–"))
    begins = any(bare == word or bare.startswith((f"{word} ", f"{word},", f"{word}:")) for word in VACANT[:3])
    if begins or bare in VACANT:
        return "vacant"
    head = _SPLIT.split(_BRACKETS.sub("", text).strip(), maxsplit=1)[0]
    return "unknown" if fold(head).replace(" ", "").strip(":.-–") in _UNNAMED else ""


def vacant_for(grammar: Grammar, text: str) -> Sequence[str]:
    """Return the organisations that an empty seat is for: "vacature (gemeente Emmen)", "vacature namens VNO-NCW"."""
    beside = _Beside()
    for inner in _BRACKETS.findall(text):
        for part in _apart(inner):
            grammar.sort(part, beside)
    for part in _SPLIT.split(_BRACKETS.sub(" ", text))[1:]:
        if part and part.strip():
            grammar.sort(part, beside)
    return tuple(dict.fromkeys(beside.organisations))
