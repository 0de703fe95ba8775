"""A person in one line ("Jan Jansen, Bedrijf X, directeur") or in the signature of a mail, as the cells of a contact list.

What is address, number or page is told by its form, what is role or organisation by its words and by the
domain of the address; of a line the order decides what is left. What is not understood is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from dtz_network.intake.offices import office
from dtz_network.intake.reference import Reference, shipped
from dtz_network.intake.written_roles import COLLEGE, split_role
from dtz_network.matching import contact_details, organisation_names
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import kinds, legal_forms, listed
from dtz_network.model import schema

_GREETINGS = re.compile(
    r"^\s*(?:met\s+(?:vriendelijke|hartelijke|beste|warme)\s+groet\w*|hartelijke\s+groet\w*|vriendelijke\s+groet\w*|groet(?:en|jes)?|mvg|m\.v\.g\.?"
    r"|kind\s+regards|best\s+regards|regards|best|met\s+groet|hoogachtend|mit\s+freundlichen\s+gr[üu](?:ß|ss)en)\s*[,.!]*\s*",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:https?://|www\.)\S+|(?<![@\w.])[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net|de|be|example)\b(?!@)\S*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:e-?mail|mail|e|t|tel|telefoon|m|mob|mobiel|mobile|phone|w|web|website|i|internet|f|fax|kvk|linkedin|postbus|adres|a)\s*[.:|]\s*",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\b(?:straat|laan|weg|plein|kade|postbus|singel|dijk)\b.*\d|\w+(?:straat|laan|weg|plein|kade|singel)\s+\d",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s*\t\s*|\s{3,}")
_QUOTED = re.compile(
    r"\s*(?:>|-{3,}|_{5,}|van:|from:|op .* schreef|on .* wrote|disclaimer|dit bericht|this message|de informatie)",
    re.IGNORECASE,
)
"""Where the mail that is answered begins, or a disclaimer."""
COLUMNS = ("Naam", "Functie", "Organisatie", "E-mail", "Telefoon", "LinkedIn", "Website", "Plaats")
"""Headings of the contact list that a signature becomes."""

_JOBS = ("manager", "directeur", "director", "adviseur", "medewerker", "leider", "voorzitter", "coordinator", "secretaris", "bestuurder",
         "eigenaar", "officer")  # fmt: skip
"""Ends of roles behind which the name of the organisation may follow at once."""
_TRADES = ("docent", "makelaar", "regisseur", "specialist", "engineer", "consultant")
"""Ends of roles that begin the name of an organisation as often: "Makelaar Bos B.V."."""

_KINDS = (
    "gemeente",
    "provincie",
    "waterschap",
    "ministerie",
    "stichting",
    "vereniging",
    "municipality",
    "province",
    "ministry",
)
"""Words that the name of an organisation begins with."""
_BETWEEN = re.compile(
    r"^(?:(?:van|bij|of|at|voor|for|de|het|the)\s+)+|(?:\s+(?:van|bij|of|at|voor|for|de|het|the))+$",
    re.IGNORECASE,
)
"""Small words between a role and an organisation, at the end of the one or the begin of the other."""


@dataclass
class Signature:
    """Cells by heading, and what was not understood."""

    cells: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read(text: str, reference: Reference | None = None) -> Signature:
    """Return the person in a line or a signature; of a whole mail the last block after a greeting.

    ``reference`` tells what is a place (the vocabularies if none is given).

    >>> read("Jan Jansen, Bedrijf X, directeur").cells
    {'Naam': 'Jan Jansen', 'Functie': 'directeur', 'Organisatie': 'Bedrijf X'}
    """
    lines = [line.strip(" \t*_>") for line in _block(text.replace("\r", "").split("\n"))]
    lines = [line for line in lines if re.search(r"\w", line)]
    found = Signature()
    parts = (
        _parts(lines[0], found)
        if len(lines) == 1
        else [part for line in lines for part in _pieces(line, found)]
    )
    if parts:
        found.cells["Naam"] = parts.pop(0)
    _Sorting(found, reference or _shipped(), in_order=len(lines) == 1).sort(parts)
    found.cells = {column: found.cells[column] for column in COLUMNS if found.cells.get(column)}
    return found


def _block(lines: Sequence[str]) -> list[str]:
    """Return the lines after the last greeting of the mail itself, up to a quotation or a disclaimer."""
    own = _own(lines)
    begin = max((number for number, line in enumerate(own) if _GREETINGS.match(line)), default=-1)
    kept = []
    for number, line in enumerate(own[max(begin, 0) :]):
        rest = _GREETINGS.sub("", line) if number == 0 and begin >= 0 else line
        if _QUOTED.match(rest):
            break
        kept.append(rest)
    return kept[:15]


def _own(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines before the mail that is answered: in a chain each has a greeting, and the first is that of the sender."""
    greeted = next((number for number, line in enumerate(lines) if _GREETINGS.match(line)), len(lines))
    quoted = (number for number, line in enumerate(lines) if number > greeted and _QUOTED.match(line))
    return lines[: next(quoted, len(lines))]


def _parts(line: str, found: Signature) -> list[str]:
    """Return the parts of one line, apart by commas, without what tells itself by its form."""
    parts = [part for piece in re.split(r"\s*[,;]\s*", line) for part in _pieces(piece, found)]
    if len(parts) > 1 and plain(parts[1].split()[-1]) in listed("tussenvoegsels"):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]  # "Jansen, Jan de"
    return parts


def _pieces(line: str, found: Signature) -> list[str]:
    """Take addresses, numbers and pages out of a line; return what is left, taken apart."""
    for address in contact_details.emails(line):
        found.cells.setdefault("E-mail", address)
    rest = re.sub(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", " ", line)
    for page in _PAGE.findall(rest):
        column = "LinkedIn" if "linkedin" in page.casefold() else "Website"
        found.cells.setdefault(column, page if "://" in page else f"https://{page}")
    rest = _PAGE.sub(" ", rest)
    if not _STREET.search(rest):
        numbers = contact_details.phones(re.sub(r"\bkvk\b.*$", "", rest, flags=re.IGNORECASE))
        for number in numbers:
            known = found.cells.get("Telefoon", "")
            if number not in known:
                found.cells["Telefoon"] = f"{known} / {number}" if known else number
        if numbers:
            rest = re.sub(r"\+?\(?\d[\d\s().\-–]{6,}\d", " ", rest)
    pieces = [_LABEL.sub("", piece).strip(" ,:|/") for piece in _SEPARATORS.split(rest)]
    return [
        piece
        for piece in pieces
        if len(re.sub(r"\W", "", piece)) > 1
        and not re.fullmatch(r"(?:e|t|m|w|tel|mob|mail|e-?mail|of|en)\W*", piece, re.IGNORECASE)
    ]


class _Sorting:
    """Gives what is left of a line or a signature its column: by its words and by the domain of the address, else by its place."""

    def __init__(self, found: Signature, reference: Reference, *, in_order: bool) -> None:
        self.found, self.cells, self._reference, self._in_order = found, found.cells, reference, in_order
        self._domain = letters(contact_details.domain(found.cells.get("E-mail", "")).rpartition(".")[0])

    def sort(self, parts: Sequence[str]) -> None:
        """Give parts their columns; what has none is left."""
        open_parts = [part for whole in parts for part in self._apart(whole) if not self._take(part)]
        if "Organisatie" not in self.cells and (
            held := office(f"{self.cells.get('Functie')} {self.cells.get('Plaats')}", self._reference)
        ):
            self.cells["Organisatie"] = held[1]
            del self.cells["Plaats"]
        for part in open_parts:
            column = next((c for c in ("Organisatie", "Functie") if c not in self.cells), "")
            if column and (self._in_order or len(part) <= 60):
                self.cells[column] = part
            else:
                self.found.left.append(part)

    def _apart(self, whole: str) -> Sequence[str]:
        """Return a line by its commas where each part tells what it is ("Directeur, Alfa B.V., Emmen"), else whole."""
        parts = re.split(r"\s*,\s*", whole)
        return parts if all(map(self._tells, parts)) else [whole]

    def _tells(self, part: str) -> bool:
        return self._is_named(part) or self._is_place(part) or _is_role(part)

    def _take(self, part: str) -> bool:
        """Return whether a part has its place by what it says."""
        if _STREET.search(part) or (re.search(r"\d{4}", part) and not self._in_order):
            self.found.left.append(part)
        elif "Organisatie" not in self.cells and not self._is_of_domain(part) and (both := self._job(part)):
            self.cells["Organisatie"] = both[1]
            self._say("Functie", both[0])
        elif "Organisatie" not in self.cells and self._is_named(part):
            self.cells["Organisatie"] = part
        elif plain(part) == plain(self.cells.get("Organisatie", "")):
            pass  # said again below the role
        elif self._is_place(part):
            self._say("Plaats", part)
        elif "Functie" not in self.cells and _is_role(part):
            self.cells["Functie"] = part
        else:
            return False
        return True

    def _say(self, column: str, text: str) -> None:
        """Fill a column; what it says besides is left."""
        if self.cells.setdefault(column, text) != text:
            self.found.left.append(text)

    def _job(self, part: str) -> tuple[str, str] | None:
        """Return role and organisation of a part that tells both, None where the second may be a department."""
        if held := office(part, self._reference):
            return held
        both = split_role(part)
        if both and (
            self._is_named(both[1]) or re.search(r"\s(?:bij|at)\s", part) or COLLEGE.search(both[0])
        ):
            return both
        words = part.split()
        ends = (n for n, word in enumerate(words[:3], 1) if plain(word).endswith(_JOBS))
        last = max(ends, default=0)
        begin = next((n for n in range(last, len(words)) if self._begins(words[n:])), last)
        role, rest = (_BETWEEN.sub("", " ".join(some)) for some in (words[:begin], words[begin:]))
        return (role, rest) if last and not _is_organisation(role) and self._is_named(rest) else None

    def _begins(self, words: Sequence[str]) -> bool:
        """Return whether an organisation surely begins with the first of some words: by the domain, or by its kind."""
        return self._is_of_domain(" ".join(words)) or (len(words) > 1 and plain(words[0]) in _KINDS)

    def _is_named(self, part: str) -> bool:
        """Return whether a part is an organisation by its words or by the domain of the address."""
        return _is_organisation(part) or self._is_of_domain(part)

    def _is_place(self, part: str) -> bool:
        return bool(self._reference.candidates(part)) or self._reference.is_municipality(part)

    def _is_of_domain(self, part: str) -> bool:
        domain = self._domain
        return bool(domain) and organisation_names.parse(part).key in (domain, letters(domain))


@cache
def _shipped() -> Reference:
    """Return the places that ship with the vocabularies."""
    return shipped(schema.shipped())


def _is_organisation(part: str) -> bool:
    part = COLLEGE.sub("", part)
    words = {plain(word).strip(".,()").replace(".", "") for word in part.split()}
    firm = legal_forms() - listed("tussenvoegsels") - {"en", "und", "and", "et", "of", "voor", "the"}
    return bool(
        words & firm
        or words & kinds().keys()
        or re.search(r"(?:school|college|universiteit|academie|lyceum|bedrijf)\b", plain(part))
    )


def _is_role(part: str) -> bool:
    words = re.split(r"[\s/&-]+", plain(part))
    return bool(COLLEGE.search(part)) or any(
        word in listed("roles") or word.endswith((*_JOBS, *_TRADES)) for word in words
    )
