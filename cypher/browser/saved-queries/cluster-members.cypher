:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", cluster: null};
// nl: Wie doet mee aan een vastgesteld cluster?
// en: Who takes part in a declared cluster?
// $as_of: date = latest | peildatum | reference date
// $cluster: Cluster = all | cluster | cluster
// > cluster: name | cluster | cluster
// > member: name | deelnemer | member
// > kind: type | soort | kind
// > role: term participation_roles | rol | role
// > lead: answer | trekker | lead
// order: cluster, member, role
MATCH (c:Cluster)
WHERE $cluster IS NULL OR c.id = $cluster
CALL (c) {
  MATCH (x:Entity)-[m:PARTICIPATION]->(c)
  WHERE coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
  RETURN x, m.role AS role
  UNION
  MATCH (c)-[:LED_BY]->(x:Entity)
  WHERE NOT EXISTS { MATCH (x)-[m:PARTICIPATION]->(c) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first }
  RETURN x, null AS role
}
RETURN c.name AS cluster, x.name AS member, labels(x) AS kind, role,
  CASE WHEN EXISTS { (c)-[:LED_BY]->(x) } THEN 'yes' ELSE 'no' END AS lead
ORDER BY cluster, member, role;
