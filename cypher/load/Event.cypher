// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references}
UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
SET n:Event, n = row.values, n.id = row.id;
// when the nodes of all types are there
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
CALL (n) {
  MATCH (n)-[old:MEETING_OF|CONCERNS]->() WHERE old.id IS NULL
  DELETE old
}
CALL (n, row) {
  UNWIND coalesce(row.references.body, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:MEETING_OF]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.about, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:CONCERNS]->(m)
};
