"""A person in one line ("Jan Jansen, Bedrijf X, directeur") or in the signature of a mail, as the cells of a contact list.

What is address, number or page is told by its form, what is role or organisation by its words and by the
domain of the address; of a line the order decides what is left. What is not understood is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dtz_network.matching import contact_details, organisation_names
from dtz_network.matching.spelling import letters, plain
from dtz_network.matching.word_lists import kinds, legal_forms, listed

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
COLUMNS = ("Naam", "Functie", "Organisatie", "E-mail", "Telefoon", "LinkedIn", "Website")
"""Headings of the contact list that a signature becomes."""


@dataclass
class Signature:
    """Cells by heading, and what was not understood."""

    cells: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read(text: str) -> Signature:
    """Return the person in a line or a signature; of a whole mail the last block after a greeting.

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
    _sort(parts, found, in_order=len(lines) == 1)
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


def _sort(parts: Sequence[str], found: Signature, *, in_order: bool) -> None:
    """Give what is left its column: organisation or role by its words, else by its place."""
    open_parts = []
    domain = letters(contact_details.domain(found.cells.get("E-mail", "")).rpartition(".")[0])
    for part in parts:
        if _STREET.search(part) or (re.search(r"\d{4}", part) and not in_order):
            found.left.append(part)
        elif "Organisatie" not in found.cells and (
            _is_organisation(part)
            or (domain and organisation_names.parse(part).key in (domain, letters(domain)))
        ):
            found.cells["Organisatie"] = part
        elif "Functie" not in found.cells and _is_role(part):
            found.cells["Functie"] = part
        else:
            open_parts.append(part)
    for part in open_parts:
        column = next((c for c in ("Organisatie", "Functie") if c not in found.cells), "")
        if column and (in_order or len(part) <= 60):
            found.cells[column] = part
        else:
            found.left.append(part)


def _is_organisation(part: str) -> bool:
    words = {plain(word).strip(".,()").replace(".", "") for word in part.split()}
    firm = legal_forms() - listed("tussenvoegsels") - {"en", "und", "and", "et", "of", "voor", "the"}
    return bool(
        words & firm
        or words & kinds().keys()
        or re.search(r"(?:school|college|universiteit|academie|lyceum|bedrijf)\b", plain(part))
    )


def _is_role(part: str) -> bool:
    words = re.split(r"[\s/&-]+", plain(part))
    ends = (
        "manager",
        "directeur",
        "adviseur",
        "medewerker",
        "leider",
        "voorzitter",
        "coordinator",
        "secretaris",
        "docent",
        "eigenaar",
        "bestuurder",
        "makelaar",
        "regisseur",
        "specialist",
        "officer",
        "engineer",
        "consultant",
        "director",
    )
    return any(word in listed("roles") or word.endswith(ends) for word in words)
