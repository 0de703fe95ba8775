// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Person OR a:Organization
MATCH (b {id: row.target}) WHERE b:Person OR b:Organization
MERGE (a)-[r:INTRODUCTION {id: row.id}]->(b)
SET r += row.values
MERGE (n:Introduction {id: row.id})
SET n += row.values
MERGE (a)-[:INTRODUCTION_ONE]->(n)
MERGE (n)-[:INTRODUCTION_OTHER]->(b)
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.via, []) AS other
  MATCH (m {id: other}) WHERE m:Person
  MERGE (n)-[:VIA]->(m)
}
WITH n, row
CALL (n, row) {
  UNWIND coalesce(row.references.for_project, []) AS other
  MATCH (m {id: other}) WHERE m:Project
  MERGE (n)-[:FOR_PROJECT]->(m)
}
;
