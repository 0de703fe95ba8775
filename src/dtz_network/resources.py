"""Finds the text that ships with the package: ``graph/``, ``cypher/``, ``notebooks/``.

In a wheel these folders lie in ``dtz_network/data/``; in a checkout they lie at its top.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the folder ``name`` ("graph", "cypher", "notebooks") of the wheel or of the checkout."""
    shipped = _PACKAGE / "data" / name
    return shipped if shipped.is_dir() else _CHECKOUT / name


def graph_folder() -> Path:
    """Return the folder with schema, vocabularies and the two shipped networks."""
    return folder("graph")


def cypher_folder() -> Path:
    """Return the folder with the Cypher schema and the named questions."""
    return folder("cypher")
