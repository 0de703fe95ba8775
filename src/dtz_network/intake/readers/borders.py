"""Reads borders of municipalities from GeoJSON (RFC 7946): code, name and simplified rings, in degrees.

The published files have the code ("GM0114") and the name among the properties of each feature, under names that
differ from year to year; the code is known by its form, the name as the first other text with letters.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from dtz_network.errors import InputError

Point = tuple[float, float]
Ring = list[Point]
TOLERANCE = 0.002
"""Degrees that a simplified border may differ from the published one: about 200 metres."""
_SMALL = 0.0004
"""Square degrees below which a part (an islet) is left out, unless it is the largest."""
_CODE = re.compile(r"GM\d{4}")


def read(data: bytes, file: str) -> tuple[tuple[str, ...], ...]:
    """Return one row a municipality: code, name, rings as JSON; nothing where the file has no such borders.

    Raises:
        InputError: broken, or not in degrees.
    """
    try:
        features = json.loads(data)["features"]
        rows = [_row(feature) for feature in features]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise InputError("borders-broken", file=file) from error
    found = tuple(sorted(row for row in rows if row))
    if any(abs(x) > 180 or abs(y) > 90 for row in found for ring in json.loads(row[2]) for x, y in ring[:1]):
        raise InputError("borders-degrees", file=file)
    return found


def _row(feature: Any) -> tuple[str, ...]:
    values = [value.strip() for value in feature["properties"].values() if isinstance(value, str)]
    code = next((value for value in values if _CODE.fullmatch(value)), "")
    name = next((v for v in values if re.search("[a-z]", v) and not _CODE.fullmatch(v)), code)
    rings = list(_rings(feature.get("geometry") or {}))
    if not code or not rings:
        return ()
    largest = max(map(area, rings))
    kept = [simple(ring, TOLERANCE) for ring in rings if area(ring) >= largest or area(ring) > _SMALL]
    return code, re.sub(r"\s*\(gemeente\)$", "", name), json.dumps(kept, separators=(",", ":"))


def _rings(geometry: Any) -> Iterator[Ring]:
    """Yield the outer ring of each part."""
    parts = geometry.get("coordinates", [])
    kind = geometry.get("type")
    for polygon in parts if kind == "MultiPolygon" else [parts] if kind == "Polygon" else []:
        yield [(float(point[0]), float(point[1])) for point in polygon[0]]


def area(ring: Sequence[Point]) -> float:
    """Return the area within a ring (shoelace formula), in the units of its points squared.

    >>> area([(0, 0), (2, 0), (2, 1), (0, 1)])
    2.0
    """
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def simple(line: Sequence[Point], tolerance: float) -> Ring:
    """Return a line with the points that matter (Douglas & Peucker 1973), to three decimals.

    >>> simple([(0, 0), (1, 0.0001), (2, 0), (2, 2), (0, 0)], 0.01)
    [(0, 0), (2, 0), (2, 2), (0, 0)]
    """
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((_distance(line[n], line[first], line[last]), n) for n in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [(round(line[n][0], 3), round(line[n][1], 3)) for n in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    """Return the distance of a point to the line through two others, or to them where they are one."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = math.hypot(dx, dy)
    if not long:
        return math.hypot(point[0] - a[0], point[1] - a[1])
    return abs(dy * (point[0] - a[0]) - dx * (point[1] - a[1])) / long


__all__ = ["TOLERANCE", "area", "read", "simple"]
