:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", since: "2022-03-16", since_first: "2022-03-16", since_last: "2022-03-16", holder: null};
// nl: Met wie is al lang niet gesproken?
// en: Whom has nobody spoken to for long?
// $as_of: date = latest | peildatum | reference date
// $since: date = latest - 1 year | niet meer sinds | not since
// $holder: Person/Organization = all | relatiehouder | contact holder
// > last_contact: date | laatste contact | last contact
// > contact: name | contact | contact
// > kind: type | soort | kind
// > holder: name | relatiehouder | contact held by
// order: last_contact, contact, holder
MATCH (h:Entity)-[c:CONTACT]->(x:Entity)
WHERE ($holder IS NULL OR h.id = $holder)
  AND coalesce(c.since_first, '') <= $as_of_last AND coalesce(c.until_last, '9999') >= $as_of_first
  AND (c.last_contact IS NULL OR c.last_contact < left($since_first, size(c.last_contact)))
  AND NOT EXISTS {
    MATCH (x)-[a:ATTENDANCE]->(e:Event)
    WHERE e.date >= left($since_first, size(e.date)) AND e.date <= $as_of_last AND coalesce(a.role, '') <> 'excused'
  }
  AND NOT EXISTS {
    MATCH (x)<-[j:EMPLOYMENT]-(:Person)-[a:ATTENDANCE]->(e:Event)
    WHERE e.date >= left($since_first, size(e.date)) AND e.date <= $as_of_last AND coalesce(a.role, '') <> 'excused'
      AND coalesce(j.since_first, '') <= e.date + '~' AND coalesce(j.until_last, '9999') >= e.date
  }
RETURN c.last_contact AS last_contact, x.name AS contact, labels(x) AS kind, h.name AS holder
ORDER BY last_contact, contact, holder;
