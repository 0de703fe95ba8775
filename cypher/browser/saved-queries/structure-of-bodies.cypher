:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Waar hoort elk overleg bij, en wie ziet toe?
// en: What does each body belong to, and who oversees it?
// $as_of: date = latest | peildatum | reference date
// > body: name | overleg | body
// > kind: term body_kinds | soort | kind
// > part_of: names | onderdeel van | part of
// > overseen_by: names | valt onder | overseen by
// > oversees: names | ziet toe op | oversees
// > members: count | leden | members
// order: body
MATCH (b:GovernanceBody)
RETURN b.name AS body, b.kind AS kind,
  COLLECT { MATCH (b)-[m:PART_OF]->(x:Entity) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN x.name } AS part_of,
  COLLECT { MATCH (b)<-[m:OVERSIGHT]-(x:Entity) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN x.name } AS overseen_by,
  COLLECT { MATCH (b)-[m:OVERSIGHT]->(x:Entity) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN x.name } AS oversees,
  COUNT { MATCH (x:Person) WHERE EXISTS { MATCH (x)-[m:MEMBERSHIP]->(b)
    WHERE coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first } } AS members
ORDER BY body;
