:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Met welke organisaties onderhoudt niemand de relatie?
// en: With which organisations does nobody keep up the relationship?
// $as_of: date = latest | peildatum | reference date
// > organisation: name | organisatie | organisation
// > kind: type | soort | kind
// > projects: count | initiatieven | projects
// > seats: count | lidmaatschappen namens de organisatie | memberships on its behalf
// order: -projects, -seats, organisation
MATCH (o:Organization)
WHERE NOT EXISTS { MATCH (:Entity)-[c:CONTACT]->(o) WHERE coalesce(c.since_first, '') <= $as_of_last
  AND coalesce(c.until_last, '9999') >= $as_of_first }
  AND NOT EXISTS {
    MATCH (o)<-[e:EMPLOYMENT]-(:Person)<-[c:CONTACT]-(:Entity)
    WHERE coalesce(c.since_first, '') <= $as_of_last AND coalesce(c.until_last, '9999') >= $as_of_first
      AND coalesce(e.since_first, '') <= $as_of_last AND coalesce(e.until_last, '9999') >= $as_of_first
  }
RETURN o.name AS organisation, labels(o) AS kind,
  COUNT { MATCH (p:Project) WHERE EXISTS { MATCH (o)-[m:PARTICIPATION]->(p)
    WHERE coalesce(m.since_first, '') <= $as_of_last
      AND coalesce(m.until_last, '9999') >= $as_of_first } } AS projects,
  COUNT { MATCH (o)<-[:ON_BEHALF_OF]-(m:Membership) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first } AS seats
ORDER BY projects DESC, seats DESC, organisation;
