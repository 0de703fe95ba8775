"""Numbers and amounts as people write them."""

from __future__ import annotations

import re


def as_number(text: str) -> str:
    """Return a number or an amount with a point as decimal sign, "" for what is none.

    Of two kinds of signs the last one is the decimal sign; a single one before exactly three digits
    separates thousands.

    >>> [as_number(x) for x in ("€ 1.292.850", "1.234,56", "1,234.56", "45,5", "12.500", "1235886.68", "veel")]
    ['1292850', '1234.56', '1234.56', '45.5', '12500', '1235886.68', '']
    """
    plain = re.sub(r"[€\s']|EUR|DKK|SEK|kr\.?|,-$", "", text)
    if not re.fullmatch(r"-?\d[\d.,]*", plain):
        return ""
    signs = [c for c in plain if c in ".,"]
    if not signs:
        return plain
    last = plain.rfind(signs[-1])
    single = len(set(signs)) == 1
    if single and (len(signs) > 1 or len(plain) - last - 1 == 3):
        return re.sub(r"[.,]", "", plain)
    return re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
