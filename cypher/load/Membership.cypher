// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Person
MATCH (b {id: row.target}) WHERE b:GovernanceBody
MERGE (a)-[r:MEMBERSHIP {id: row.id}]->(b)
SET r += row.values
MERGE (n:Membership {id: row.id})
SET n += row.values
MERGE (a)-[:MEMBERSHIP_PERSON]->(n)
MERGE (n)-[:MEMBERSHIP_BODY]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.seat, []) AS other
  MATCH (m {id: other}) WHERE m:Seat
  MERGE (n)-[:IN_SEAT]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.on_behalf_of, []) AS other
  MATCH (m {id: other}) WHERE m:Organization
  MERGE (n)-[:ON_BEHALF_OF]->(m)
}
;
