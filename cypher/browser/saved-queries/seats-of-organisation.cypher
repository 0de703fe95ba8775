:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", organisation: null};
// nl: In welke overleggen zit een organisatie, en met wie?
// en: In which bodies does an organisation sit, and through whom?
// $as_of: date = latest | peildatum | reference date
// $organisation: Organization = all | organisatie | organisation
// > organisation: name | organisatie | organisation
// > body: name | overleg | body
// > person: name | wie | person
// > role: term roles | rol | role
// > since: date | vanaf | since
// > until: date | tot en met | until
// > certain: answer | geldt zeker | holds for certain
// order: organisation, body, person
MATCH (o:Organization)<-[:ON_BEHALF_OF]-(m:Membership)-[:MEMBERSHIP_BODY]->(b:GovernanceBody)
MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(m)
WHERE ($organisation IS NULL OR o.id = $organisation)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
RETURN o.name AS organisation, b.name AS body, p.name AS person, m.role AS role, m.since AS since, m.until AS until,
  CASE WHEN coalesce(m.since_last, '') <= $as_of_first AND coalesce(m.until_first, '9999') >= $as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
ORDER BY organisation, body, person;
