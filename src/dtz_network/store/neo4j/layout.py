"""How statements lie on the server: nodes whose labels begin with ``_``, with lines of a dump on them.

- ``_Store`` (one): id, format, ``published`` (the last act that readers see), ``records`` (how many were
  given a number), ``graph`` (the act that the current network beside it reflects), ``erasures``, and who
  is loading (``stage*``).
- ``_Act``: an act by its number, with the lines of its sources, of itself and of the hashes it left.
- ``_Said``: what one act said of one record (``of``), one tie (``a``, ``b``), one judgement (``one``,
  ``other``), or that it took a statement back (``of`` is then kind and number).
- ``_Refer``: a record (``to``) that facts of a record (``by``) or a tie (``tie``, its number) refer to.
- ``_Model``: a model file of the bureau.

Nodes are only added; an erasure alone replaces some. Readers leave out what is newer than ``published``,
so that an act of any size is seen whole or not at all.
"""

from __future__ import annotations

FORMAT = 1
"""Number of this layout; a store with a newer one is refused."""

CONSTRAINTS = (
    "CREATE CONSTRAINT _store_one IF NOT EXISTS FOR (n:_Store) REQUIRE n.one IS UNIQUE",
    "CREATE CONSTRAINT _act_number IF NOT EXISTS FOR (n:_Act) REQUIRE n.number IS UNIQUE",
    "CREATE CONSTRAINT _said_key IF NOT EXISTS FOR (n:_Said) REQUIRE n.key IS UNIQUE",
)
INDEXES = (
    "CREATE INDEX _act_token IF NOT EXISTS FOR (n:_Act) ON (n.token)",
    "CREATE INDEX _said_of IF NOT EXISTS FOR (n:_Said) ON (n.of)",
    "CREATE INDEX _said_act IF NOT EXISTS FOR (n:_Said) ON (n.cs)",
    "CREATE INDEX _said_first IF NOT EXISTS FOR (n:_Said) ON (n.first)",
    "CREATE INDEX _said_a IF NOT EXISTS FOR (n:_Said) ON (n.a)",
    "CREATE INDEX _said_b IF NOT EXISTS FOR (n:_Said) ON (n.b)",
    "CREATE INDEX _said_one IF NOT EXISTS FOR (n:_Said) ON (n.one)",
    "CREATE INDEX _said_other IF NOT EXISTS FOR (n:_Said) ON (n.other)",
    "CREATE INDEX _refer_to IF NOT EXISTS FOR (n:_Refer) ON (n.to)",
    """CREATE FULLTEXT INDEX _said_names IF NOT EXISTS FOR (n:_Said) ON EACH [n.names]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}""",
)
READY = "CALL db.awaitIndexes(3600)"
