// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:Fund
MATCH (b {id: row.target}) WHERE b:Project OR b:Organization OR b:GovernanceBody
MERGE (a)-[r:FUNDING {id: row.id}]->(b)
SET r += row.values
MERGE (n:Funding {id: row.id})
SET n += row.values
MERGE (a)-[:FUNDING_FUNDER]->(n)
MERGE (n)-[:FUNDING_FUNDED]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.total, []) AS other
  MATCH (m {id: other}) WHERE m:Figure
  MERGE (n)-[:ADDS_TO]->(m)
}
;
