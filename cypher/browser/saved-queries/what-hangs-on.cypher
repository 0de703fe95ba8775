:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", person: "e-..."};
// nl: Wat hangt er aan één persoon?
// en: What hangs on one person?
// $as_of: date = latest | peildatum | reference date
// $person: Person | wie | person
// > tie: type | relatie | tie
// > what: name | waarmee | what
// > kind: type | soort | kind
// > role: text | rol | role
// > others: count | anderen daar | others there
// order: others, tie, what, role
MATCH (p:Person {id: $person})-[r]-(x:Entity)
WHERE r.id IS NOT NULL
  AND coalesce(r.since_first, '') <= $as_of_last AND coalesce(r.until_last, '9999') >= $as_of_first
RETURN type(r) AS tie, x.name AS what, labels(x) AS kind, r.role AS role,
  COUNT {
    MATCH (o:Person)
    WHERE o <> p AND EXISTS {
      MATCH (o)-[q]-(x)
      WHERE q.id IS NOT NULL AND type(q) = type(r)
        AND coalesce(q.since_first, '') <= $as_of_last AND coalesce(q.until_last, '9999') >= $as_of_first
    }
  } AS others
ORDER BY others, tie, what, role;
