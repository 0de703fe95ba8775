:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", one: "e-...", other: "e-..."};
// nl: Hoe zijn twee verbonden, rechtstreeks of via één ander?
// en: How are two linked, directly or through one other?
// $as_of: date = latest | peildatum | reference date
// $one: Entity | van | from
// $other: Entity | naar | to
// > through: name | via | through
// > kind: type | soort | kind
// > first_tie: type | eerste relatie | first tie
// > second_tie: type | tweede relatie | second tie
// > certain: answer | geldt zeker | holds for certain
// order: through, first_tie, second_tie
MATCH (a:Entity {id: $one}), (b:Entity {id: $other})
CALL (a, b) {
  MATCH (a)-[r]-(b)
  WHERE r.id IS NOT NULL
  RETURN null AS x, r, r AS s
  UNION ALL
  MATCH (a)-[r]-(x:Entity)-[s]-(b)
  WHERE r.id IS NOT NULL AND s.id IS NOT NULL AND x <> a AND x <> b
  RETURN x, r, s
}
WITH x, r, s
WHERE coalesce(r.since_first, '') <= $as_of_last AND coalesce(r.until_last, '9999') >= $as_of_first
  AND coalesce(s.since_first, '') <= $as_of_last AND coalesce(s.until_last, '9999') >= $as_of_first
RETURN x.name AS through, labels(x) AS kind, type(r) AS first_tie, CASE WHEN x IS NULL
  THEN null ELSE type(s) END AS second_tie,
  CASE WHEN coalesce(r.since_last, '') <= $as_of_first AND coalesce(r.until_first, '9999') >= $as_of_last
    AND coalesce(s.since_last, '') <= $as_of_first AND coalesce(s.until_first, '9999') >= $as_of_last
      THEN 'yes' ELSE 'possibly' END AS certain
ORDER BY through, first_tie, second_tie;
