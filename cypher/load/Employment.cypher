// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Person
MATCH (b {id: row.target}) WHERE b:Organization
MERGE (a)-[r:EMPLOYMENT {id: row.id}]->(b)
SET r += row.values
;
