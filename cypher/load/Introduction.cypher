// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references, source, target}
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:INTRODUCTION {id: row.id}]->(b)
SET r = row.values, r.id = row.id
MERGE (n:Introduction {id: row.id})
SET n = row.values, n.id = row.id
MERGE (a)-[:INTRODUCTION_ONE]->(n)
MERGE (n)-[:INTRODUCTION_OTHER]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.via, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:VIA]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.for_project, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:FOR_PROJECT]->(m)
};
