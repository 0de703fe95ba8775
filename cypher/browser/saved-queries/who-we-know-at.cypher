:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", organisation: "e-..."};
// nl: Wie kennen wij bij een organisatie, en wie onderhoudt de relatie?
// en: Whom do we know at an organisation, and who holds the relationship?
// $as_of: date = latest | peildatum | reference date
// $organisation: Organization | organisatie | organisation
// > person: name | wie | person
// > tie: type | hoe | how
// > role: term roles | functie of rol | role
// > body: name | overleg | body
// > holders: names | relatiehouder | contact held by
// > last_contact: date | laatste contact | last contact
// > certain: answer | geldt zeker | holds for certain
// order: person, tie, body, role
MATCH (o:Organization {id: $organisation})
CALL (o) {
  MATCH (p:Person)-[m:EMPLOYMENT]->(o)
  RETURN p, m.id AS id, m.role AS role, null AS body, 'Employment' AS tie, m.since_first AS since_first,
    m.since_last AS since_last,
    m.until_first AS until_first, m.until_last AS until_last
  UNION ALL
  MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(m:Membership)-[:ON_BEHALF_OF]->(o)
  MATCH (m)-[:MEMBERSHIP_BODY]->(b:GovernanceBody)
  RETURN p, m.id AS id, m.role AS role, b.name AS body, 'Membership' AS tie, m.since_first AS since_first,
    m.since_last AS since_last,
    m.until_first AS until_first, m.until_last AS until_last
}
WITH o, p, id, tie, role, body, since_first, since_last, until_first, until_last
WHERE coalesce(since_first, '') <= $as_of_last AND coalesce(until_last, '9999') >= $as_of_first
OPTIONAL MATCH (h:Entity)-[c:CONTACT]->(x)
  WHERE x IN [o, p]
    AND coalesce(c.since_first, '') <= $as_of_last AND coalesce(c.until_last, '9999') >= $as_of_first
WITH p, id, tie, role, body, since_last, until_first, collect(h.name) AS holders, max(c.last_contact) AS last_contact
RETURN p.name AS person, tie, role, body, holders, last_contact,
  CASE WHEN coalesce(since_last, '') <= $as_of_first AND coalesce(until_first, '9999') >= $as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
ORDER BY person, tie, body, role;
