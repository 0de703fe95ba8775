"""Drawings as PNG, for programs that show no SVG; set by typst with the fonts that it brings along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dtz_network.report.render.pdf import compiler

_TEMPLATE = Path(__file__).parent.parent / "templates" / "pictures.typ"
_DOTS = 120.0
"""Dots on an inch of the drawing: some 160 on an inch of paper, where it is as wide as a page of A4 has room."""


def render(drawings: Sequence[tuple[str, float, float]]) -> list[bytes]:
    """Return each drawing (SVG, width, height) as PNG, all of them at once."""
    if not drawings:
        return []
    told = [{"svg": svg, "wide": wide, "high": high} for svg, wide, high in drawings]
    words = json.dumps(told, ensure_ascii=False)
    made = compiler(_TEMPLATE).compile(_TEMPLATE, format="png", ppi=_DOTS, sys_inputs={"pictures": words})
    return made if isinstance(made, list) else [made or b""]
