// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references}
UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
SET n:Action, n = row.values, n.id = row.id;
// when the nodes of all types are there
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
CALL (n) {
  MATCH (n)-[old:ASSIGNED_TO|AGREED_AT]->() WHERE old.id IS NULL
  DELETE old
}
CALL (n, row) {
  UNWIND coalesce(row.references.assignee, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ASSIGNED_TO]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.event, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:AGREED_AT]->(m)
};
