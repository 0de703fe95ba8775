// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references, source, target}
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:ELIGIBILITY {id: row.id}]->(b)
SET r = row.values, r.id = row.id;
