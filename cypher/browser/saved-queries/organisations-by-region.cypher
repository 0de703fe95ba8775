:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", region: null};
// nl: Welke organisaties zijn er in elk gebied?
// en: Which organisations are in each region?
// $as_of: date = latest | peildatum | reference date
// $region: Region = all | gebied | region
// > region: name | gebied | region
// > region_kind: term region_kinds | soort gebied | kind of region
// > kind: type | soort organisatie | kind of organisation
// > organisations: count | aantal | number
// > names: names | welke | which
// order: region, kind
MATCH (o:Organization)-[m:LOCATION]->(r:Region)
WHERE ($region IS NULL OR r.id = $region)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
WITH r, [l IN labels(o) WHERE NOT l IN ['Entity', 'Organization']][0] AS kind, collect(DISTINCT o) AS found
RETURN r.name AS region, r.kind AS region_kind, kind, size(found) AS organisations, [o IN found | o.name] AS names
ORDER BY region, kind;
