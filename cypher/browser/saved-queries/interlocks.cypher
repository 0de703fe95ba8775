:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Welke overleggen hebben gezamenlijke leden?
// en: Which bodies share members?
// $as_of: date = latest | peildatum | reference date
// > one: name | overleg | body
// > other: name | ander overleg | other body
// > members: count | gezamenlijke leden | shared members
// > persons: names | wie | persons
// order: -members, one, other
MATCH (a:GovernanceBody)<-[m:MEMBERSHIP]-(p:Person)-[n:MEMBERSHIP]->(b:GovernanceBody)
WHERE (a.name < b.name OR a.name = b.name AND a.id < b.id)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
  AND coalesce(n.since_first, '') <= $as_of_last AND coalesce(n.until_last, '9999') >= $as_of_first
  AND coalesce(m.since_first, '') <= coalesce(n.until_last, '9999')
  AND coalesce(n.since_first, '') <= coalesce(m.until_last, '9999')
WITH a, b, collect(DISTINCT p) AS persons
RETURN a.name AS one, b.name AS other, size(persons) AS members, [p IN persons | p.name] AS persons
ORDER BY members DESC, one, other;
