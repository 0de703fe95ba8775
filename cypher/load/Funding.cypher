// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references, source, target}
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:FUNDING {id: row.id}]->(b)
SET r = row.values, r.id = row.id
MERGE (n:Funding {id: row.id})
SET n = row.values, n.id = row.id
MERGE (a)-[:FUNDING_FUNDER]->(n)
MERGE (n)-[:FUNDING_FUNDED]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.total, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ADDS_TO]->(m)
};
