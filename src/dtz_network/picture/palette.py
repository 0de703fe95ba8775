"""The colours of pictures on a white ground, safe for the colour-blind; what they mean is also said by shape or sign.

Blue, orange and grey are those of Okabe & Ito (2008), which page and types of the model use too.
"""

from __future__ import annotations

from dtz_network.picture.colours import contrast

GROUND, INK, SOFT, LINE = "#ffffff", "#1b2429", "#55606a", "#8b959d"
MARK = "#0072b2"
"""What is counted."""
BAND = "#dbe6ee"
"""What may be expected; its edge is drawn in ``LINE``."""
LESS, EVEN, MORE, BLANK = "#e69f00", "#eceff1", "#0072b2", "#ffffff"
"""Fewer than expected, as expected, more than expected, not to be said."""


def on(fill: str) -> str:
    """Return the colour of letters on a fill: dark or white, whichever can be read better.

    >>> on("#ffffff") == INK, on("#0072b2")
    (True, '#ffffff')
    """
    return max((INK, GROUND), key=lambda letters: contrast(letters, fill))
