// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Organization OR a:GovernanceBody OR a:Project OR a:Region OR a:Theme OR a:Fund OR a:Cluster
MATCH (b {id: row.target}) WHERE b:Organization OR b:GovernanceBody OR b:Project OR b:Region OR b:Theme OR b:Fund OR b:Cluster
MERGE (a)-[r:PART_OF {id: row.id}]->(b)
SET r += row.values
;
