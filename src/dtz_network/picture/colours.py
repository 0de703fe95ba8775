"""Colours on a light and on a dark ground: contrast as WCAG 2.2 computes it."""

from __future__ import annotations

from functools import cache

LIGHT, DARK = "#fbfaf8", "#14191d"
"""Grounds of pictures."""
VISIBLE = 3.0
"""Least contrast of a drawn thing (WCAG 2.2, 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    >>> contrast("#000000", "#ffffff"), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((brighter + 0.05) / (darker + 0.05), 2)


@cache
def outline(fill: str, ground: str, least: float = VISIBLE) -> str:
    """Return the fill, darker on a light ground or lighter on a dark one, until it stands out.

    >>> outline("#F0E442", "#ffffff") != "#F0E442", outline("#0072B2", "#ffffff")
    (True, '#0072b2')
    """
    towards = 0 if _luminance(ground) > 0.4 else 255
    made = _parts(fill)
    while contrast(_hex(made), ground) < least:
        made = tuple(round(part + (towards - part) * 0.08 + (0.5 if towards else -0.5)) for part in made)
        made = tuple(min(255, max(0, part)) for part in made)
    return _hex(made)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _hex(parts: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
