// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Fund
MATCH (b {id: row.target}) WHERE b:Organization OR b:Project OR b:Region
MERGE (a)-[r:ELIGIBILITY {id: row.id}]->(b)
SET r += row.values
;
