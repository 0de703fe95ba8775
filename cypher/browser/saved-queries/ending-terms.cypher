:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", until: "2022-03-16", until_first: "2022-03-16", until_last: "2022-03-16", body: null};
// nl: Welke termijnen lopen af?
// en: Which terms end?
// $as_of: date = latest | peildatum | reference date
// $until: date = latest + 1 year | tot en met | until
// $body: GovernanceBody = all | overleg | body
// > ends: date | einde | ends
// > body: name | overleg | body
// > seat: name | zetel | seat
// > side: term helices | geleding | side
// > person: name | wie | person
// > role: term roles | rol | role
// order: ends, body, seat, person
MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(m:Membership)-[:MEMBERSHIP_BODY]->(b:GovernanceBody)
WHERE ($body IS NULL OR b.id = $body)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
OPTIONAL MATCH (m)-[:IN_SEAT]->(s:Seat)
WITH b, s, p, m, coalesce(m.until, s.term_end) AS ends
WHERE ends <= $until_last AND ends >= left($as_of_first, size(ends))
RETURN ends, b.name AS body, s.name AS seat, s.side AS side, p.name AS person, m.role AS role
ORDER BY ends, body, seat, person;
