// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Project {id: row.id})
SET n += row.values
;
