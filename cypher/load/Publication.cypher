// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references}
UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
SET n:Publication, n = row.values, n.id = row.id;
