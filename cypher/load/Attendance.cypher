// Generated from graph/schema by `python dev.py generate`. Do not edit.
// $rows: list of maps
UNWIND $rows AS row
MATCH (a {id: row.source}) WHERE a:Person OR a:Organization
MATCH (b {id: row.target}) WHERE b:Event
MERGE (a)-[r:ATTENDANCE {id: row.id}]->(b)
SET r += row.values
;
