// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references}
UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
SET n:Fund, n = row.values, n.id = row.id;
// when the nodes of all types are there
UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
CALL (n) {
  MATCH (n)-[old:ABOUT|FOR_AREA|PARTNER_FROM]->() WHERE old.id IS NULL
  DELETE old
}
CALL (n, row) {
  UNWIND coalesce(row.references.theme, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ABOUT]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.area, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:FOR_AREA]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.partner_from, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:PARTNER_FROM]->(m)
};
