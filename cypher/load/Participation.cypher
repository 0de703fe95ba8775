// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:Person
MATCH (b {id: row.target}) WHERE b:Project OR b:Cluster OR b:Agreement
MERGE (a)-[r:PARTICIPATION {id: row.id}]->(b)
SET r += row.values
;
