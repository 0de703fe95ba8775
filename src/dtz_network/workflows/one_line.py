"""A contact in one line, or out of the signature of a mail: the same road as a list of one row."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dtz_network.errors import InputError
from dtz_network.intake import signature
from dtz_network.intake.readers.files import Document
from dtz_network.intake.readers.table import Table, TableRow
from dtz_network.intake.rows import Doubtful
from dtz_network.store.base import Store
from dtz_network.workflows import contacts, reference
from dtz_network.workflows.by_hand import Act
from dtz_network.workflows.contacts import Import
from dtz_network.workflows.provenance import About


def plan(store: Store, text: str, act: Act) -> Import:
    """Return the plan of adding the person in a line or a signature; nothing is stored.

    Raises:
        InputError: there is no name in it.
        ProblemsError: a value that does not fit.
    """
    found = signature.read(text, reference.known(store.schema))
    if not found.cells.get("Naam"):
        raise InputError("line-nameless", text=" ".join(text.split())[:60])
    table = Table(act.source or "-", "", list(found.cells), [TableRow(1, found.cells)])
    digest = hashlib.sha256(text.encode()).hexdigest()
    kind = "confirmed" if act.confirmed else "own"
    about = About(
        series=f"{contacts.ONE_LINE}:{act.who}",
        kind=kind,
        name=act.source or act.why or act.who,
        date=act.date,
    )
    planned = contacts.plan_document(
        store, Document(act.who, digest, [table]), about, who=act.who, why=act.why
    )
    left = [Doubtful("left", {"text": part}, "") for part in found.left]
    return replace(planned, doubtful=[*planned.doubtful, *left])
