:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", body: null};
// nl: Welke zetels zijn vacant of hebben geen bekende bezetter?
// en: Which seats are vacant or have no known holder?
// $as_of: date = latest | peildatum | reference date
// $body: GovernanceBody = all | overleg | body
// > body: name | overleg | body
// > seat: name | zetel | seat
// > side: term helices | geleding | side
// > appointed_by: name | benoemd door | appointed by
// > state: term seat_states | bezetting | state
// > term_end: date | einde termijn | end of term
// > last: names | laatste bezetters | last holders
// order: body, seat
MATCH (s:Seat)-[:SEAT_OF]->(b:GovernanceBody)
WHERE ($body IS NULL OR b.id = $body)
  AND NOT EXISTS {
    MATCH (m:Membership)-[:IN_SEAT]->(s)
    WHERE coalesce(m.capacity, '') <> 'deputy'
      AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
  }
OPTIONAL MATCH (s)-[:APPOINTED_BY]->(a:Entity)
OPTIONAL MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(h:Membership)-[:IN_SEAT]->(s)
  WHERE coalesce(h.capacity, '') <> 'deputy' AND h.until_last < $as_of_first
RETURN b.name AS body, s.name AS seat, s.side AS side, a.name AS appointed_by,
  CASE WHEN s.holder_status IN ['vacant', 'withheld'] THEN s.holder_status ELSE 'unknown' END AS state,
  s.term_end AS term_end, collect(DISTINCT p.name) AS last
ORDER BY body, seat;
