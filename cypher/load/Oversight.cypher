// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:GovernanceBody OR a:Person
MATCH (b {id: row.target}) WHERE b:Organization OR b:GovernanceBody OR b:Project OR b:Person
MERGE (a)-[r:OVERSIGHT {id: row.id}]->(b)
SET r += row.values
;
