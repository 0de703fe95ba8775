"""How often every two themes meet, as a heat table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dtz_network.analysis.potential.meetings import Meeting
from dtz_network.picture.drawn.drawings import Cell, MatrixDrawing, Word
from dtz_network.report.report_model import Picture, Text, Writer, paragraph, plain

_WORDS: Mapping[str, Word] = {
    "many": "more", "as_expected": "even", "thin": "less", "none": "less", "unknown": "blank",
}  # fmt: skip
_ORDER: tuple[Word, ...] = ("less", "even", "more", "blank")
_TOLD: tuple[Word, ...] = ("less", "more", "blank")


def of(
    names: Sequence[str],
    pairs: Mapping[tuple[int, int], Meeting],
    shown: Mapping[tuple[int, int], Text],
    write: Writer,
) -> Picture:
    """Return the pairs below the diagonal; ``shown`` has what the table beside it writes in each cell.

    Places are pairs of numbers of names, the higher first.
    """
    words = {place: _WORDS[meeting.word] for place, meeting in pairs.items()}
    rows = tuple(
        tuple(
            Cell(words[row, column], _short(shown[row, column])) if (row, column) in words else None
            for column in range(row)
        )
        for row in range(len(names))
    )
    counts = Counter(words.values())
    legend = tuple((word, write.words(f"picture.matrix.{word}")) for word in _ORDER if counts[word])
    caption = write.words("picture.matrix.caption")
    return Picture(caption, MatrixDrawing(tuple(names), rows, legend), _told(counts, write))


def _short(text: Text) -> str:
    """Return the number of a cell alone, or its word where it has none."""
    return next((part.shown for part in text if not isinstance(part, str)), plain(text))


def _told(counts: Counter[Word], write: Writer) -> Text:
    n = write.count("picture.pairs", sum(counts.values()))
    sentences = [write.sentence("picture.matrix.told", n=n)]
    for word in _TOLD:
        if counts[word]:
            found = write.count(f"picture.matrix.{word}", counts[word])
            sentences.append(write.sentence(f"picture.matrix.told-{word}", n=found))
    return paragraph(*sentences).text
