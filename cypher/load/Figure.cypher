// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Figure {id: row.id})
SET n += row.values
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.subject, []) AS other
  MATCH (m {id: other}) WHERE m:Organization OR m:Project OR m:Cluster OR m:GovernanceBody OR m:Theme OR m:Region OR m:Fund OR m:Agreement OR m:Event
  MERGE (n)-[:ABOUT]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.total, []) AS other
  MATCH (m {id: other}) WHERE m:Figure
  MERGE (n)-[:ADDS_TO]->(m)
}
;
