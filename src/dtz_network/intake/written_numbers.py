"""Numbers and amounts as people write them."""

from __future__ import annotations

import re


class NumberCell(str):
    """A cell that holds a number, with a point as decimal sign; a number that was typed as text is no such cell."""

    __slots__ = ()


def as_number(text: str) -> str:
    """Return a number or an amount with a point as decimal sign, "" for what is none.

    Of two kinds of signs the last one is the decimal sign; a single one before exactly three digits
    separates thousands, unless it stands behind a nought. A number of a workbook is taken as it is.

    >>> [as_number(x) for x in ("€ 1.292.850", "1.234,56", "1,234.56", "45,5", "12.500", "1235886.68", "veel")]
    ['1292850', '1234.56', '1234.56', '45.5', '12500', '1235886.68', '']
    >>> as_number(NumberCell("12.375")), as_number("12.375"), as_number("0,375")
    ('12.375', '12375', '0.375')
    """
    if isinstance(text, NumberCell):
        return str(text)
    plain = re.sub(r"[€\s']|EUR|DKK|SEK|kr\.?|,-$", "", text)
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
