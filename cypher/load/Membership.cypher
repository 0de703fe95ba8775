// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps {id, values, references, source, target}
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:MEMBERSHIP {id: row.id}]->(b)
SET r = row.values, r.id = row.id
MERGE (n:Membership {id: row.id})
SET n = row.values, n.id = row.id
MERGE (a)-[:MEMBERSHIP_PERSON]->(n)
MERGE (n)-[:MEMBERSHIP_BODY]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.seat, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:IN_SEAT]->(m)
}
CALL (n, row) {
  UNWIND coalesce(row.references.on_behalf_of, []) AS other
  MATCH (m:Entity {id: other})
  MERGE (n)-[:ON_BEHALF_OF]->(m)
};
