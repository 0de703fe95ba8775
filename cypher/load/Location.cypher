// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:Project OR a:Event OR a:GovernanceBody
MATCH (b {id: row.target}) WHERE b:Region
MERGE (a)-[r:LOCATION {id: row.id}]->(b)
SET r += row.values
;
