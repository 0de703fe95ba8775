// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Cluster {id: row.id})
SET n += row.values
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.lead, []) AS other
  MATCH (m {id: other}) WHERE m:Organization OR m:Person
  MERGE (n)-[:LED_BY]->(m)
}
;
