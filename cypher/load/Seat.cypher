// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Seat {id: row.id})
SET n += row.values
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.body, []) AS other
  MATCH (m {id: other}) WHERE m:GovernanceBody
  MERGE (n)-[:SEAT_OF]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.appointed_by, []) AS other
  MATCH (m {id: other}) WHERE m:Organization OR m:GovernanceBody
  MERGE (n)-[:APPOINTED_BY]->(m)
}
;
