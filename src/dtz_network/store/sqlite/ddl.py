"""Tables, indexes and full text of the embedded store.

Inside, ids are small integers and words that come back often (types, properties, roles, series) are
numbered in ``word``; outside, ids are the texts that were minted once. Truth is only ever added to;
what is kept for speed and can be remade at any time is: ``changeset.eff`` (in force), ``fact.top``
and ``tie.top`` (shown), ``cluster`` (entities of more than one record), ``tie_group`` (ties of more
than one statement), ``reference`` and the full text.
"""

from __future__ import annotations

APPLICATION_ID = 0x44545A4E
"""Marks a file as one of ours ("DTZN")."""
FORMAT = 1
"""Number of the layout below; older files are brought up to it, newer ones refused."""

TABLES = (
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    # model files of the bureau, each with the changeset after which it was added
    "CREATE TABLE model(id INTEGER PRIMARY KEY, after INT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL)",
    """CREATE TABLE source(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, cs INT NOT NULL
        REFERENCES changeset DEFERRABLE INITIALLY DEFERRED, series TEXT NOT NULL, kind INT NOT NULL,
        name TEXT NOT NULL, digest TEXT NOT NULL, date TEXT NOT NULL, controller TEXT NOT NULL,
        ground TEXT NOT NULL, purpose TEXT NOT NULL, keep_until TEXT NOT NULL, invented INT NOT NULL)""",
    """CREATE TABLE changeset(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
        kind TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
        source INT REFERENCES source DEFERRABLE INITIALLY DEFERRED, eff INT NOT NULL DEFAULT 1)""",
    # the numbers that a changeset gave to its statements (first to last) and how many are there
    """CREATE TABLE extent(cs INT NOT NULL REFERENCES changeset, kind TEXT NOT NULL, first INT NOT NULL,
        last INT NOT NULL, n INT NOT NULL, PRIMARY KEY(cs, kind)) WITHOUT ROWID""",
    """CREATE TABLE undone(cs INT NOT NULL REFERENCES changeset, of INT NOT NULL REFERENCES changeset,
        place INT NOT NULL, PRIMARY KEY(cs, of)) WITHOUT ROWID""",
    """CREATE TABLE needs(cs INT NOT NULL REFERENCES changeset, of INT NOT NULL REFERENCES changeset,
        PRIMARY KEY(cs, of)) WITHOUT ROWID""",
    """CREATE TABLE record(id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, cs INT NOT NULL,
        series INT NOT NULL, type INT NOT NULL, key TEXT)""",
    # fact and tie name records and words without a foreign key: looking up 2.6 million took a third
    # of a large load; ids come from one table of records in memory, and check() looks for danglers
    """CREATE TABLE fact(id INTEGER PRIMARY KEY, cs INT NOT NULL, rec INT NOT NULL, prop INT NOT NULL,
        val TEXT, ref INT, since TEXT, until TEXT, place TEXT, top INT NOT NULL)""",
    # extra: details as JSON, in which a number is a record; top: 2 leads a tie, 1 belongs to one
    """CREATE TABLE tie(id INTEGER PRIMARY KEY, cs INT NOT NULL, rel TEXT NOT NULL, type INT NOT NULL,
        a INT NOT NULL, b INT NOT NULL, role INT, since TEXT, until TEXT, extra TEXT, place TEXT,
        top INT NOT NULL)""",
    """CREATE TABLE judgement(id INTEGER PRIMARY KEY, cs INT NOT NULL REFERENCES changeset,
        a INT NOT NULL REFERENCES record, b INT NOT NULL REFERENCES record, verdict TEXT NOT NULL,
        evidence TEXT NOT NULL)""",
    """CREATE TABLE retraction(kind TEXT NOT NULL, item INT NOT NULL, cs INT NOT NULL REFERENCES changeset,
        PRIMARY KEY(kind, item, cs)) WITHOUT ROWID""",
    "CREATE TABLE reference(tie INT NOT NULL, rec INT NOT NULL, PRIMARY KEY(tie, rec)) WITHOUT ROWID",
    "CREATE TABLE cluster(rec INTEGER PRIMARY KEY, head INT NOT NULL)",
    "CREATE TABLE tie_group(tie INTEGER PRIMARY KEY, lead INT NOT NULL, place INT NOT NULL)",
    """CREATE TABLE suppressed(prefix INT NOT NULL, hash BLOB NOT NULL, cs INT NOT NULL,
        PRIMARY KEY(prefix, hash)) WITHOUT ROWID""",
    """CREATE TABLE erasure(cs INTEGER PRIMARY KEY REFERENCES changeset, records INT NOT NULL,
        facts INT NOT NULL, texts INT NOT NULL)""",
)

INDEXES = {
    "record_key": "CREATE UNIQUE INDEX record_key ON record(series, type, key) WHERE key IS NOT NULL",
    "fact_rec": "CREATE INDEX fact_rec ON fact(rec, prop)",
    "fact_ref": "CREATE INDEX fact_ref ON fact(ref) WHERE ref IS NOT NULL",
    "tie_a": "CREATE INDEX tie_a ON tie(a, type, b)",
    "tie_b": "CREATE INDEX tie_b ON tie(b)",
    "reference_rec": "CREATE INDEX reference_rec ON reference(rec)",
    "judgement_a": "CREATE INDEX judgement_a ON judgement(a)",
    "judgement_b": "CREATE INDEX judgement_b ON judgement(b)",
    "retraction_cs": "CREATE INDEX retraction_cs ON retraction(cs)",
    "undone_of": "CREATE INDEX undone_of ON undone(of)",
    "needs_of": "CREATE INDEX needs_of ON needs(of)",
    "cluster_head": "CREATE INDEX cluster_head ON cluster(head)",
    "tie_group_lead": "CREATE INDEX tie_group_lead ON tie_group(lead)",
}

BULK_INDEXES = ("record_key", "fact_rec", "fact_ref", "tie_a", "tie_b", "reference_rec")
"""Indexes that an empty store builds after a large load instead of during it."""

FULL_TEXT = (
    """CREATE VIEW named AS SELECT f.id, f.val FROM fact f
        WHERE f.prop IN (SELECT id FROM word WHERE text IN ('name', 'other_name', 'short_name'))""",
    """CREATE VIRTUAL TABLE name_index USING fts5(val, content='named', content_rowid='id',
        detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 2')""",
)
NAMES = ("name", "other_name", "short_name")
"""Properties by which an entity is found."""
