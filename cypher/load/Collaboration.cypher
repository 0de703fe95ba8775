// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:Project OR a:Region OR a:Person
MATCH (b {id: row.target}) WHERE b:Organization OR b:Project OR b:Region OR b:Person
MERGE (a)-[r:COLLABORATION {id: row.id}]->(b)
SET r += row.values
;
