:params {status: null};
// nl: Welke introducties lopen er, en hoe ver zijn ze?
// en: Which introductions are there, and how far are they?
// $status: term introduction_states = all | stand | status
// > status: term introduction_states | stand | status
// > one: name | wie | one
// > other: name | met wie | other
// > via: names | via | via
// > for_project: name | voor initiatief | for project
// > decided: date | besloten op | decided on
// order: status, decided, one, other
MATCH (a:Entity)-[:INTRODUCTION_ONE]->(m:Introduction)-[:INTRODUCTION_OTHER]->(b:Entity)
WHERE $status IS NULL OR m.status = $status
OPTIONAL MATCH (m)-[:FOR_PROJECT]->(p:Project)
RETURN m.status AS status, a.name AS one, b.name AS other, [(m)-[:VIA]->(x:Person) | x.name] AS via,
  p.name AS for_project, m.decided AS decided
ORDER BY status, decided, one, other;
