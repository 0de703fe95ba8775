"""How statements lie on the server: nodes whose labels begin with ``_``, with lines of a dump on them.

- ``_Store`` (one): id, format, ``published`` (the last act that readers see), ``records`` (how many were
  given a number), ``graph`` (the act that the current network beside it reflects), ``erasures``, and who
  is loading (``stage*``).
- ``_Act``: an act by its number, with the lines of its sources, of itself and of the hashes it left.
- ``_Said``: what one act said of one record (``of``), one judgement (``one``, ``other``), or that it took a
  statement back (``of`` is then kind and number). On that of a record stand its own line and those of its facts,
  the numbers of the ties that begin at it (``out``), lead to it (``into``) and refer to it (``third``), as text
  with spaces between, and the records of which facts refer to it (``by``).
- ``_Ties``: lines of the ties of one act whose numbers, divided by ``BLOCK``, give ``block``. A node with two
  indexed ends for each tie took more than twice the time of a large load.
- ``_Model``: a model file of the bureau.

Nodes are only added; an erasure alone replaces some. Readers leave out what is newer than ``published``,
so that an act of any size is seen whole or not at all.
"""

from __future__ import annotations

FORMAT = 2
"""Number of this layout; a store with another one is refused. Format 1 had a node for each tie."""

BLOCK = 32
"""So many numbers of ties go on one node."""

LABELS = ("_Store", "_Act", "_Said", "_Ties", "_Model")

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
    "CREATE INDEX _said_one IF NOT EXISTS FOR (n:_Said) ON (n.one)",
    "CREATE INDEX _said_other IF NOT EXISTS FOR (n:_Said) ON (n.other)",
    "CREATE INDEX _ties_block IF NOT EXISTS FOR (n:_Ties) ON (n.block)",
    "CREATE INDEX _ties_act IF NOT EXISTS FOR (n:_Ties) ON (n.cs)",
    """CREATE FULLTEXT INDEX _said_names IF NOT EXISTS FOR (n:_Said) ON EACH [n.names]
    OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}""",
)
READY = "CALL db.awaitIndexes(3600)"
