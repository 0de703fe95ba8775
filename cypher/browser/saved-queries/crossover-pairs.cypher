:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", at_least: 2};
// nl: Welke sectoren en thema's komen bij dezelfde partijen samen?
// en: Which sectors and themes meet in the same parties?
// $as_of: date = latest | peildatum | reference date
// $at_least: number = 2 | minstens zoveel partijen | at least so many parties
// > one: name | sector of thema | sector or theme
// > other: name | ander | other
// > actors: count | partijen | parties
// > names: names | wie | who
// order: -actors, one, other
MATCH (a:Theme)<-[m:ACTIVITY]-(x:Entity)-[n:ACTIVITY]->(b:Theme)
WHERE (a.name < b.name OR a.name = b.name AND a.id < b.id)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
  AND coalesce(n.since_first, '') <= $as_of_last AND coalesce(n.until_last, '9999') >= $as_of_first
WITH a, b, collect(DISTINCT x) AS actors
WHERE size(actors) >= coalesce($at_least, 1)
RETURN a.name AS one, b.name AS other, size(actors) AS actors, [x IN actors | x.name] AS names
ORDER BY actors DESC, one, other;
