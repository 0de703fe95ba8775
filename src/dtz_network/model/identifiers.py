"""Numbers and codes of registers as (scheme, value, edition): how people write them, how they are kept, and whether they can be right.

A value is kept as ``value`` or ``value@edition`` (``2016@2008``). A scheme that has rules here is checked wherever its values
come in; any other scheme is held to the pattern of its property alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_GLUE = re.compile(r"[\s.\-/|_]+")


class Identifier(NamedTuple):
    """One number of a register, with the edition of the register where it matters."""

    value: str
    edition: str = ""

    def __str__(self) -> str:
        return f"{self.value}@{self.edition}" if self.edition else self.value


def parse(text: str) -> Identifier:
    """Return a kept value taken apart.

    >>> parse("2016@2008"), parse("04012345").edition
    (Identifier(value='2016', edition='2008'), '')
    """
    value, _, edition = text.partition("@")
    return Identifier(value, edition)


def normal(scheme: str, text: str) -> str:
    """Return a value as it is kept, of what somebody wrote; the text itself where it has no form of the scheme.

    >>> normal("KvK", "401.2345"), normal("BRIN", "25 lx-00"), normal("postcode", "7811ab"), normal("SBI", "62.01@2008")
    ('04012345', '25LX00', '7811 AB', '6201@2008')
    """
    found = _SCHEMES.get(scheme.casefold())
    if found is None:
        return text
    value, edition = parse(text.strip())
    return str(Identifier(found.written(value), edition))


def fault(scheme: str, text: str) -> str:
    """Return the key of what is wrong with a kept value, "" where nothing is: ``check`` (its digits do not add up) or
    ``bsn`` (it is, or holds, what may be the citizen service number of a person, and must not be kept).

    >>> fault("RSIN", "002564440"), fault("RSIN", "002564441"), fault("RSIN", "111222333"), fault("BTW", "NL000099998B57")
    ('', 'check', 'bsn', '')
    """
    found = _SCHEMES.get(scheme.casefold())
    return found.fault(parse(text).value) if found else ""


# --- the digits


def eleven_test(digits: str) -> bool:
    """Return whether nine digits pass the test of RSIN and BSN: 9a + 8b + .. + 2h - i is a multiple of 11.

    >>> eleven_test("111222333"), eleven_test("111222334"), eleven_test("000000000")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9]{9}", digits) or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _is_of_organisation(digits: str) -> bool:
    """Return whether nine digits lie where numbers of organisations do; people have the others (8 and 00 begin an RSIN)."""
    return digits.startswith(("8", "00"))


def _rsin(digits: str) -> str:
    if not eleven_test(digits):
        return "check"
    return "" if _is_of_organisation(digits) else "bsn"


def _oin(digits: str) -> str:
    """Return what is wrong with an OIN: prefix of a register, number, zeros (Logius, OIN-stelsel, chapter 6)."""
    if digits.startswith("00000001"):
        return _rsin(digits[8:17]) or ("" if digits.endswith("000") else "check")
    if digits.startswith("00000003"):
        return "" if digits.endswith("0000") else "check"
    return "" if re.fullmatch(r"0000000[0-9][0-9]{12}", digits) else "check"


def _vat(text: str) -> str:
    """Return what is wrong with a Dutch VAT number.

    That of an organisation has its RSIN, that of a sole trader since 2020 satisfies ISO 7064 MOD 97-10; the older ones
    of sole traders have the BSN of a person.
    """
    if re.fullmatch(r"NL[0-9]{9}B[0-9]{2}", text) is None:
        return ""  # of another country
    digits = text[2:11]
    if eleven_test(digits):
        return _rsin(digits)
    return "" if int("".join(str(int(sign, 36)) for sign in text)) % 97 == 1 else "check"


def _postcode(text: str) -> str:
    return "check" if re.fullmatch(r"0.*|.* S[ADS]", text) else ""


# --- what people write


def _digits(length: int, shortest: int) -> Callable[[str], str]:
    """Return how a number is kept that a workbook may have robbed of its zeros."""

    def written(text: str) -> str:
        bare = _GLUE.sub("", text)
        return bare.zfill(length) if bare.isdecimal() and shortest <= len(bare) <= length else text

    return written


def _bare(text: str) -> str:
    return _GLUE.sub("", text).upper()


def _vat_written(text: str) -> str:
    bare = _bare(text)
    return f"NL{bare}" if re.fullmatch(r"[0-9]{9}B[0-9]{2}", bare) else bare


def _postcode_written(text: str) -> str:
    bare = re.sub(r"^(?:NL|D|DE|B|BE)(?=[0-9])", "", _bare(text))
    return f"{bare[:4]} {bare[4:]}" if re.fullmatch(r"[0-9]{4}[A-Z]{2}", bare) else bare


def _region(text: str) -> str:
    """Return a code of Statistics Netherlands; bare digits are those of a municipality."""
    bare = _bare(text)
    return f"GM{bare.zfill(4)}" if re.fullmatch(r"[0-9]{1,4}", bare) else bare


def _right(_value: str) -> str:
    return ""


class _Scheme(NamedTuple):
    written: Callable[[str], str]
    fault: Callable[[str], str] = _right


_SCHEMES: Mapping[str, _Scheme] = {
    "kvk": _Scheme(_digits(8, 5)),
    "vestiging": _Scheme(_digits(12, 6)),
    "rsin": _Scheme(_digits(9, 7), _rsin),
    "oin": _Scheme(_digits(20, 20), _oin),
    "brin": _Scheme(_bare),
    "sbi": _Scheme(_bare),
    "btw": _Scheme(_vat_written, _vat),
    "postcode": _Scheme(_postcode_written, _postcode),
    "cbs": _Scheme(_region),
}
