// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MERGE (n:Offer {id: row.id})
SET n += row.values
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.by, []) AS other
  MATCH (m {id: other}) WHERE m:Organization
  MERGE (n)-[:OFFERED_BY]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.theme, []) AS other
  MATCH (m {id: other}) WHERE m:Theme
  MERGE (n)-[:ABOUT]->(m)
}
;
