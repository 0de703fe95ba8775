"""Where everything stood on an earlier page, so that a picture that grows stays the picture people know."""

from __future__ import annotations

import json
import re

from dtz_network.view.payload import unpack

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def places(html: str) -> dict[str, tuple[int, int]]:
    """Return the position of each node by id on a page; nothing where it is no page of ours.

    >>> places("<p>Anything else.</p>")
    {}
    """
    found = _DATA.search(html)
    try:
        data = json.loads(found[1]) if found else {}
        core = unpack(data["core"]) if data.get("packed") else data["core"]
        nodes = core["nodes"]
        rows = zip(nodes["id"], nodes["x"], nodes["y"], strict=True)
        return {str(ident): (int(x), int(y)) for ident, x, y in rows}
    except (AttributeError, KeyError, TypeError, ValueError, OSError):
        return {}
