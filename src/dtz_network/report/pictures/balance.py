"""The balance of a set beside what draws from the whole network give."""

from __future__ import annotations

from dtz_network import language
from dtz_network.analysis.composition.balance import Balance, Share
from dtz_network.model.network import Network
from dtz_network.picture.drawn.drawings import BalanceDrawing, Bar
from dtz_network.report.report_model import Picture, Writer
from dtz_network.report.sections.bodies import side_words


def of(network: Network, name: str, found: Balance, write: Writer) -> Picture:
    """Return the counts with their expectation; the table of shares beside it has the same numbers."""
    bars = tuple(_bar(network, share, write) for share in found.shares)
    count, expected, usual = (
        write.words(f"picture.balance.{part}") for part in ("count", "expected", "usual")
    )
    caption = write.words("picture.balance.caption", name=name)
    return Picture(caption, BalanceDrawing(bars, (count, expected, usual)), ())


def _bar(network: Network, share: Share, write: Writer) -> Bar:
    shown = language.number(share.expected, write.lang, 1)
    return Bar(
        side_words(network, share.helix, write),
        share.n,
        share.expected,
        share.low,
        share.high,
        language.number(share.n, write.lang),
        write.words("picture.balance.beside", expected=shown),
    )
