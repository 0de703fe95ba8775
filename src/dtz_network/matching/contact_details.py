"""E-mail addresses and telephone numbers: written alike, and whether they can tell one person from another."""

from __future__ import annotations

import re

from dtz_network.matching.spelling import plain
from dtz_network.matching.word_lists import listed, providers, shared_boxes

_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\(apenstaartje\))\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-–]{6,}\d")
_NO_NUMBER = re.compile(r"[^\d+]")
_DUTCH = re.compile(r"^\+?31(?=\d{9}$)")
_SHORT = re.compile(r"[1-9]\d{8}")


def emails(text: str) -> tuple[str, ...]:
    """Return the addresses in a cell, in lower case.

    >>> emails("Jan <J.Bos@Alfa.example>; info@alfa.example")
    ('j.bos@alfa.example', 'info@alfa.example')
    """
    if "@" not in text:
        return ()
    return tuple(dict.fromkeys(found.casefold().strip(".'") for found in _ADDRESS.findall(text)))


def with_at(text: str) -> str:
    """Return a text in which "(at)" is the sign that it stands for.

    >>> with_at("jan [at] bos.example"), with_at("Katwijk at Zee")
    ('jan@bos.example', 'Katwijk at Zee')
    """
    return _AT.sub("@", text)


def phones(text: str) -> tuple[str, ...]:
    """Return the numbers in a cell as national Dutch or international numbers, digits only.

    >>> phones("0591-123456 / +31 (0)6 12 34 56 78"), phones("0049 59 22 1234")
    (('0591123456', '0612345678'), ('+4959221234',))
    """
    if not _DIGIT.search(text):
        return ()
    pieces = [text] if len(_DIGIT.findall(text)) <= 11 else re.split(r"[/;|]| of ", text)
    found = (_number(part) for piece in pieces for part in _NUMBER.findall(piece.replace("/", "-")))
    return tuple(dict.fromkeys(number for number in found if number))


def _number(text: str) -> str:
    digits = _NO_NUMBER.sub("", text.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    digits = _DUTCH.sub("0", digits)
    if _SHORT.fullmatch(digits):
        digits = f"0{digits}"  # a workbook drops the zero
    return digits if len(digits) >= 9 else ""


def is_mobile(number: str) -> bool:
    """Return whether a number is a Dutch mobile number, which usually is of one person."""
    return number.startswith("06") and len(number) == 10


def is_shared_box(address: str) -> bool:
    """Return whether an address is by its name that of an organisation: info@, or the name of its own domain."""
    local, _, domain = address.partition("@")
    bare = plain(local)
    return (
        bare in shared_boxes()
        or re.split(r"[.\-_+\d]", bare)[0] in shared_boxes()
        or bare == domain.split(".")[0]
    )


def domain(address: str) -> str:
    """Return the part behind the ``@`` if it tells an employer, "" for that of a provider."""
    found = address.rpartition("@")[2]
    return "" if found in providers() else found


def name_told(address: str) -> str:
    """Return what an address tells of a name.

    >>> name_told("j.de.bos@alfa.example"), name_told("willeke_zandvoort@x.example")
    ('J. de Bos', 'Willeke Zandvoort')
    """
    parts = [part for part in re.split(r"[._\-+]+", address.partition("@")[0]) if part]
    said = [
        f"{part.upper()}."
        if len(part) == 1
        else part
        if part in listed("tussenvoegsels")
        else part.capitalize()
        for part in parts
    ]
    return " ".join(said) or address
