// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references}
UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
SET n:Figure, n = row.values, n.id = row.id;
// when the nodes of all types are there
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
CALL (n) {
  MATCH (n)-[old:ABOUT|ADDS_TO]->() WHERE old.id IS NULL
  DELETE old
}
CALL (n, row) {
  UNWIND coalesce(row.references.subject, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ABOUT]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.total, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ADDS_TO]->(m)
};
