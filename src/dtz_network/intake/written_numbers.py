"""Numbers and amounts as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

_MANY = re.compile(
    r"(?P<number>.*?\d)\s*(?P<word>mln|miljoen|millions?|millionen|mio|mld|miljard|mrd|milliarden|(?-i:k|M))(?![A-Za-z])\.?\s*(?:€|EUR|euro)?",
    re.IGNORECASE,
)
_TIMES = {
    "k": 10**3,
    **dict.fromkeys(("mln", "miljoen", "million", "millions", "millionen", "mio", "m"), 10**6),
    **dict.fromkeys(("mld", "miljard", "mrd", "milliarden"), 10**9),
}
_FOREIGN = re.compile(
    r"(?<![A-Za-z])(?P<code>DKK|SEK|NOK|ISK|PLN|CZK|HUF|RON|BGN|GBP|CHF|USD|zł|Kč|Ft|kr)(?![A-Za-z])|(?P<sign>[£$])",
    re.IGNORECASE,
)
"""Codes, abbreviations and signs of currencies other than the euro."""


class NumberCell(str):
    """A cell that holds a number, with a point as decimal sign; a number that was typed as text is no such cell."""

    __slots__ = ()


def as_number(text: str) -> str:
    """Return a number or an amount with a point as decimal sign, "" for what is none.

    Of two kinds of signs the last one is the decimal sign; a single one before exactly three digits
    separates thousands, unless it stands behind a nought. A number of a workbook is taken as it is.

    >>> [as_number(x) for x in ("€ 1.292.850", "1.234,56", "1,234.56", "45,5", "12.500", "1235886.68", "veel")]
    ['1292850', '1234.56', '1234.56', '45.5', '12500', '1235886.68', '']
    >>> [as_number(x) for x in ("12’500.50", "(2.500,00)", "1,5 mln", "€ 2 miljoen", "DKK 100", "100 zł")]
    ['12500.50', '-2500.00', '1500000', '2000000', '', '']
    >>> [as_number(x) for x in ("12.345 Euro", "€ 12.500,--", "€ 250k", "3,5 M€", "3 m", "12.345 EUR", "25 kg")]
    ['12345', '12500', '250000', '3500000', '', '12345', '']
    >>> as_number(NumberCell("12.375")), as_number("12.375"), as_number("0,375")
    ('12.375', '12375', '0.375')
    """
    if isinstance(text, NumberCell):
        return str(text)
    if many := _MANY.fullmatch(text.strip()):
        number = as_number(many["number"])
        return str(int(Decimal(number) * _TIMES[many["word"].casefold()])) if number else ""
    plain = re.sub(r"[€\s'’]|euro?|[,.]--?$", "", text.strip(), flags=re.IGNORECASE)
    if below := re.fullmatch(r"\((.+)\)", plain):
        plain = f"-{below[1]}"
    if not re.fullmatch(r"-?\d[\d.,]*", plain):
        return ""
    signs = [c for c in plain if c in ".,"]
    if not signs:
        return plain
    last = plain.rfind(signs[-1])
    single = len(set(signs)) == 1
    whole = plain[:last].lstrip("-")
    if single and (len(signs) > 1 or (len(plain) - last - 1 == 3 and whole != "0")):
        return re.sub(r"[.,]", "", plain)
    return re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]


def currency(text: str) -> str:
    """Return the currency that an amount or a heading names if that is not the euro, "" for the euro or none.

    >>> currency("1.000 kr."), currency("Budget (SEK)"), currency("€ 100"), currency("Kreditering")
    ('kr', 'SEK', '', '')
    """
    found = _FOREIGN.search(text)
    return (found["code"] or found["sign"]) if found else ""


_POWER = re.compile(r"(\d)[.,]?(\d*)E\+?(\d{1,2})", re.IGNORECASE)
_CALLED = re.compile(
    r"^(?:kvk|k\.v\.k\.|rsin|btw|oin|brin)[\s\-.]*(?:(?:nummer|nr|no)\b)?[\s:.]*(?=\S)", re.IGNORECASE
)


def whole_number(cell: str) -> str:
    """Return a number of a register as it was given out, without its name and without what a spreadsheet makes of it; one with lost digits as it stands.

    >>> whole_number("1.2345678E7"), whole_number("4012345.0"), whole_number("KvK-nr. 12345678"), whole_number("1,23E+07"), whole_number("12.345.678")
    ('12345678', '4012345', '12345678', '1,23E+07', '12.345.678')
    """
    bare = _CALLED.sub("", cell.strip())
    if found := _POWER.fullmatch(bare):
        digits, power = found[1] + found[2], int(found[3])
        return digits if len(digits) == power + 1 else cell
    return re.sub(r"^(\d{5,})[.,]0$", r"\1", bare)
