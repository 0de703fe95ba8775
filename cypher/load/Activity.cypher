// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:Project OR a:Cluster
MATCH (b {id: row.target}) WHERE b:Theme
MERGE (a)-[r:ACTIVITY {id: row.id}]->(b)
SET r += row.values
;
