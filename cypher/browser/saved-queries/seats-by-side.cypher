:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", body: null};
// nl: Hoe zijn de zetels over de geledingen verdeeld?
// en: How are the seats divided over the sides?
// $as_of: date = latest | peildatum | reference date
// $body: GovernanceBody = all | overleg | body
// > body: name | overleg | body
// > side: term helices | geleding | side
// > seats: count | zetels | seats
// > held: count | bezet | held
// order: body, side
MATCH (s:Seat)-[:SEAT_OF]->(b:GovernanceBody)
WHERE $body IS NULL OR b.id = $body
WITH b, s, EXISTS {
  MATCH (m:Membership)-[:IN_SEAT]->(s)
  WHERE coalesce(m.capacity, '') <> 'deputy'
    AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
} AS held
WITH b, s.side AS side, count(*) AS seats, sum(CASE WHEN held THEN 1 ELSE 0 END) AS held
RETURN b.name AS body, side, seats, held
ORDER BY body, side;
