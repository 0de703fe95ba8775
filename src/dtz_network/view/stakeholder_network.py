"""pyvis as the builder: its ``Network`` without its losses, and a page without its template.

``nodes``, ``edges`` and ``options`` stay what people who know pyvis expect. Different are: all ties
between two parties are kept, building is not quadratic, and what is written is our own template, one
file, in UTF-8, without a request (stock pyvis fetches Bootstrap, and lets names inject script).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network

from dtz_network.errors import DtzError

_FOLDER = Path(__file__).parent
_SCRIPT = "lib/vis-9.1.2/vis-network.min.js"
_TESTED = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


class StakeholderNetwork(Network):  # type: ignore[misc]
    """A pyvis network that keeps every tie and writes our own page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(height="100%", width="100%", cdn_resources="in_line", **options)
        self.path = "page.html.j2"
        self.template_dir = str(_FOLDER / "templates")
        self.templateEnv = environment()
        self._known: set[str] = set()
        self.toggle_physics(status=False)
        self.options.edges.smooth.enabled = False
        self.options.edges.color.inherit = False

    def toggle_physics(self, status: bool) -> None:  # noqa: FBT001 - as pyvis has it
        """Switch the moving layout on or off; off, as positions come from Python."""
        super().toggle_physics(status)

    def add_node(self, n_id: Any, label: str | None = None, **options: Any) -> None:
        """Add a node once; numbers of numpy become numbers, an empty label stays empty."""
        ident = n_id.item() if hasattr(n_id, "item") else n_id
        if ident in self._known:
            return
        self._known.add(ident)
        node = {**options, "id": ident, "label": str(ident) if label is None else str(label)}
        node.setdefault("shape", "dot")
        self.nodes.append(node)
        self.node_ids.append(ident)
        self.node_map[ident] = node

    def add_edge(self, source: Any, to: Any, **options: Any) -> None:
        """Add a tie, also where the two ends already have one.

        Raises:
            ValueError: an end that is no node.
        """
        ends = [end.item() if hasattr(end, "item") else end for end in (source, to)]
        for end in ends:
            if end not in self._known:
                raise ValueError(end)
        edge = {**options, "from": ends[0], "to": ends[1]}
        if self.directed:
            edge.setdefault("arrows", "to")
        self.edges.append(edge)

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False, **values: Any) -> str:  # noqa: ARG002, FBT001, FBT002 - as pyvis has it
        """Return the page; ``values`` fill the template (see ``page.page``)."""
        self.html = self.templateEnv.get_template(self.path).render(**values)
        return str(self.html)

    def write_html(self, name: str, **values: Any) -> None:
        """Write the page in UTF-8, whole or not at all."""
        target = Path(name)
        handle, made = tempfile.mkstemp(dir=target.parent or Path(), prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(self.generate_html(**values))
            Path(made).replace(target)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise


@cache
def environment() -> Environment:
    """Return the template environment: everything escaped, nothing undefined."""
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def engine() -> str:
    """Return the vis-network script of the installed pyvis, with its licence notice.

    Raises:
        DtzError: the file is another than the one that was tested.
    """
    path = Path(pyvis.__file__).parent / _SCRIPT
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != _TESTED:
        raise DtzError("page-engine", file=str(path))
    return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
