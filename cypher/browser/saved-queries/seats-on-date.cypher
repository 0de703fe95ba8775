:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", body: null};
// nl: Wie zit waar op een datum?
// en: Who sits where on a date?
// $as_of: date = latest | peildatum | reference date
// $body: GovernanceBody = all | overleg | body
// > body: name | overleg | body
// > number: number | zetel | seat
// > side: term helices | geleding | side
// > person: name | wie | person
// > role: term roles | rol | role
// > on_behalf_of: names | namens | on behalf of
// > capacity: term capacities | hoedanigheid | capacity
// > since: date | vanaf | since
// > until: date | tot en met | until
// > certain: answer | geldt zeker | holds for certain
// order: body, number, person
MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(m:Membership)-[:MEMBERSHIP_BODY]->(b:GovernanceBody)
WHERE ($body IS NULL OR b.id = $body)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
OPTIONAL MATCH (m)-[:IN_SEAT]->(s:Seat)
RETURN b.name AS body, s.number AS number, s.side AS side, p.name AS person, m.role AS role,
  [(m)-[:ON_BEHALF_OF]->(o:Organization) | o.name] AS on_behalf_of, m.capacity AS capacity,
  m.since AS since, m.until AS until,
  CASE WHEN coalesce(m.since_last, '') <= $as_of_first AND coalesce(m.until_first, '9999') >= $as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
ORDER BY body, number, person;
