// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Action {id: row.id})
SET n += row.values
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.assignee, []) AS other
  MATCH (m {id: other}) WHERE m:Person OR m:Organization
  MERGE (n)-[:ASSIGNED_TO]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.event, []) AS other
  MATCH (m {id: other}) WHERE m:Event
  MERGE (n)-[:AGREED_AT]->(m)
}
;
