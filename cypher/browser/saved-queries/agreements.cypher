:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Welke overeenkomsten lopen er, tot wanneer en met wie?
// en: Which agreements run, until when and with whom?
// $as_of: date = latest | peildatum | reference date
// > agreement: name | overeenkomst | agreement
// > kind: text | soort | kind
// > start: date | begin | start
// > end: date | einde | end
// > parties: names | partijen | parties
// order: end, agreement
MATCH (a:Agreement)
WHERE coalesce(a.start, '') <= $as_of_last
  AND coalesce(a.end, '9999') >= left($as_of_first, size(coalesce(a.end, '9999')))
RETURN a.name AS agreement, a.kind AS kind, a.start AS start, a.end AS end,
  COLLECT { MATCH (x:Entity)-[m:PARTICIPATION]->(a) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN x.name } AS parties
ORDER BY end, agreement;
