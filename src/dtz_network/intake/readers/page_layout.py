"""The text of a page in reading order: columns one after the other, rows of tables as cells.

Columns are found by recursive cuts along empty strips (Nagy & Seth, 1984), so that a list set in two columns is read column by
column. Rows are lines whose parts stand under each other; what goes on in the next line of a cell is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dtz_network.intake.readers import table_headings

BULLETS = "•‣◦▪■●○–\uf0b7\uf0a7\uf02d*·"
BULLET = re.compile(rf"^\s*(?:[{BULLETS}]|-(?=\s)|o(?=\s\s)|\d{{1,2}}[.)](?=\s))\s*")
_GUTTER = 12.0
"""Width of an empty strip that parts two columns, in points."""
_CELL = 8.0
"""Width of the gap between two cells of a row, in points."""
_ALIGNED = 3.0
"""So far apart, in points, the beginnings of cells of one column may stand."""
_ALONE = re.compile(rf"[{BULLETS}-]|\d{{1,2}}[.)]|\d+(?:\.\d+)+\.?")
"""A bullet or a number that stands before a text, not in a column of its own."""


@dataclass(frozen=True)
class Box:
    """A run of text on a page: left, bottom, right, top in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True)
class Laid:
    """One line of a page; of a row of a table also its cells."""

    text: str
    cells: tuple[str, ...] = ()


def boxes(page: object) -> Iterator[Box]:
    """Yield the runs of text of a page."""
    for index in range(page.count_rects()):  # type: ignore[attr-defined]
        left, bottom, right, top = page.get_rect(index)  # type: ignore[attr-defined]
        text = page.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)  # type: ignore[attr-defined]
        text = " ".join(str(text).replace("\r\n", " ").split())
        if text:
            yield Box(left, bottom, right, top, text)


def in_order(boxes: Sequence[Box]) -> Iterator[Laid]:
    """Yield the lines of boxes: runs of lines with an empty strip from top to bottom as columns, others as they stand."""
    lines = _by_line(boxes)
    begin, end, cut = _columns(lines)
    if end == 0:
        yield from _rows(lines)
        return
    yield from in_order([box for line in lines[:begin] for box in line])
    inside = [box for line in lines[begin:end] for box in line]
    yield from in_order([box for box in inside if box.right <= cut])
    yield from in_order([box for box in inside if box.left >= cut])
    yield from in_order([box for line in lines[end:] for box in line])


def _columns(lines: Sequence[Sequence[Box]]) -> tuple[int, int, float]:
    """Return the longest run of lines that an empty strip parts, as begin, end and place of the strip; end 0 without one."""
    best, judged = (0, 0, 0.0), 0
    for begin in range(len(lines)):
        if len(lines) - begin <= best[1] - best[0]:
            break
        end, cut = _run(lines, begin)
        if end <= judged or end - begin <= best[1] - best[0]:
            continue  # a part of a run that is a table, or too short, is so too
        judged = end
        if _parted(lines[begin:end], cut):
            best = (begin, end, cut)
    return best


def _run(lines: Sequence[Sequence[Box]], begin: int) -> tuple[int, float]:
    """Return the end of the longest run from a line that an empty strip parts, and the middle of the strip; end 0 without one."""
    found, boxes = (0, 0.0), 0
    spans: list[tuple[float, float]] = []
    for end in range(begin + 1, len(lines) + 1):
        boxes += len(lines[end - 1])
        spans = _merged([*spans, *((box.left, box.right) for box in lines[end - 1])])
        cut = _strip(spans, _GUTTER)
        if cut is None and end - begin > 1 and boxes > end - begin:
            break
        if cut is not None:
            found = (end, cut)
    return found


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return spans with those that touch each other as one."""
    found: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def _parted(run: Sequence[Sequence[Box]], cut: float) -> bool:
    """Return whether a strip parts a run of lines into columns of more than two lines, and not into cells of a table."""
    left = sum(any(box.right <= cut for box in line) for line in run)
    right = sum(any(box.left >= cut for box in line) for line in run)
    return min(left, right) > 2 and not _is_table(run, cut)


def _strip(spans: Sequence[tuple[float, float]], width: float) -> float | None:
    """Return the middle of the widest gap between spans that is wide enough, None without one."""
    best, place, reach = width, None, spans[0][1]
    for begin, end in spans:
        if begin - reach >= best:
            best, place = begin - reach, (begin + reach) / 2
        reach = max(reach, end)
    return place


def _by_line(boxes: Sequence[Box]) -> list[list[Box]]:
    """Return boxes as lines from top to bottom, each from left to right."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (-(box.top + box.bottom) / 2, box.left)):
        middle = (box.top + box.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def _is_table(lines: Sequence[Sequence[Box]], cut: float) -> bool:
    """Return whether nearly every line stands on both sides of a cut with short cells: columns of a table."""
    if any(table_headings.is_heading([box.text for box in line]) for line in lines[:3]) or _is_grid(lines):
        return True
    both = sum(line[0].right <= cut <= line[-1].left for line in lines)
    first = [line[0].text for line in lines if line[0].right <= cut]
    bullets = sum(bool(BULLET.match(text)) for text in first) > len(first) // 3
    return both >= 0.9 * len(lines) and not bullets and all(len(text) < 25 for text in first)


# --- rows of tables


def _rows(lines: Sequence[Sequence[Box]]) -> Iterator[Laid]:
    """Yield lines; those in a row whose parts begin under each other as rows of a table."""
    parts = [_cells(line) for line in lines]
    number = 0
    while number < len(parts):
        end = number + 1
        while end < len(parts) and _under(parts[number:end], parts[end]):
            end += 1
        run = parts[number:end]
        if sum(len(line) > 1 for line in run) < 2:
            yield Laid(" ".join(box.text for box in lines[number]))
            number += 1
            continue
        yield from _table(run)
        number = end


def _cells(line: Sequence[Box]) -> list[Box]:
    """Return the parts of a line between wide gaps; a bullet or number alone belongs to what follows."""
    found: list[Box] = []
    for box in line:
        last = found[-1] if found else None
        if last and (box.left - last.right < _CELL or _ALONE.fullmatch(last.text)):
            joined = f"{last.text} {box.text}"
            found[-1] = Box(
                last.left, min(last.bottom, box.bottom), box.right, max(last.top, box.top), joined
            )
        else:
            found.append(box)
    return found


def _under(run: Sequence[Sequence[Box]], line: Sequence[Box]) -> bool:
    """Return whether a line goes on with a run of rows: two parts begin where parts of the rows do, or one that is no first."""
    if len(run[0]) < 2:
        return False
    widest = max(run, key=len)
    at = [_column(widest, box) for box in line]
    near = [n for n, box in zip(at, line, strict=True) if abs(widest[n].left - box.left) <= _ALIGNED]
    close = run[-1][0].bottom - line[0].top < 2.5 * (line[0].top - line[0].bottom)
    if len(line) == 1:
        return close and bool(near) and near[0] > 0
    return len(set(near)) >= 2


def _column(widest: Sequence[Box], box: Box) -> int:
    """Return the column of a box: the last one that begins before it."""
    return max((n for n, head in enumerate(widest) if head.left <= box.left + _ALIGNED), default=0)


def _table(run: Sequence[Sequence[Box]]) -> Iterator[Laid]:
    widest = max(run, key=len)
    rows: list[list[str]] = []
    for line in run:
        cells = [""] * len(widest)
        for box in line:
            n = _column(widest, box)
            cells[n] = f"{cells[n]} {box.text}".strip()
        if len(line) == 1 and rows:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    for cells in rows:
        yield Laid(" ".join(filter(None, cells)), tuple(cells))


def _is_grid(lines: Sequence[Sequence[Box]]) -> bool:
    """Return whether two lines below each other have three parts or more that begin under each other."""
    parts = [_cells(line) for line in lines]
    return any(min(len(a), len(b)) > 2 and _under([a], b) for a, b in pairwise(parts))
