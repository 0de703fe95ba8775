"""Text that somebody stored as UTF-8 and somebody else read as cp1252: "potentiÃ«le" is potentiële, where that is certain.

Certain is a run of signs whose cp1252 bytes are valid UTF-8, which is shorter, and which gives letters and signs that Dutch and
its neighbours write. What stood there is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BYTES = {chr(code): code for code in range(0x80, 0x100)}
_BYTES |= {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_FOLLOWING = "".join(re.escape(sign) for sign, code in _BYTES.items() if code < 0xC0)
_RUN = re.compile(rf"[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}")
_WRITTEN = re.compile("[\u00a0-\u017f\u0192\u0218-\u021b\u02dc\u2010-\u203a\u20ac\u2122]")
_ROUNDS = 3
"""A text may have been garbled more than once."""


def mended(text: str) -> str:
    """Return a text with what is certainly garbled put right.

    >>> mended("ZoÃ« uit CuraÃ§ao â€“ potentiÃ«le"), mended("Zoë, CAFÉ»"), mended("geÃƒÂ¯nd")
    ('Zoë uit Curaçao – potentiële', 'Zoë, CAFÉ»', 'geïnd')
    """
    for _ in range(_ROUNDS):
        if text.isascii() or (better := _RUN.sub(_decoded, text)) == text:
            break
        text = better
    return text


def _decoded(found: re.Match[str]) -> str:
    try:
        sign = bytes(_BYTES[part] for part in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return sign if _WRITTEN.fullmatch(sign) else found[0]


def words(raw: str) -> Iterator[tuple[str, str]]:
    """Yield the garbled words of a text, each with what it reads."""
    for word in re.split(r"[ \t\n]+", raw):
        if (better := mended(word)) != word:
            yield word.strip(".,;:()"), better.strip(".,;:()")
