:params {year: null, year_first: null, year_last: null, kind: null};
// nl: Welke bijeenkomsten waren er, en wie was erbij?
// en: Which events were there, and who attended?
// $year: date = all | jaar | year
// $kind: term event_kinds = all | soort | kind
// > date: date | datum | date
// > event: name | bijeenkomst | event
// > kind: term event_kinds | soort | kind
// > attendees: count | aanwezigen | attendees
// > names: names | wie | who
// order: date, event
MATCH (e:Event)
WHERE ($year IS NULL OR left(e.date, 4) = left($year, 4)) AND ($kind IS NULL OR e.kind = $kind)
OPTIONAL MATCH (x:Entity)-[:ATTENDANCE]->(e)
WITH e, collect(DISTINCT x) AS found
RETURN e.date AS date, e.name AS event, e.kind AS kind, size(found) AS attendees, [x IN found | x.name] AS names
ORDER BY date, event;
