:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", since: "2022-03-16", since_first: "2022-03-16", since_last: "2022-03-16", body: null};
// nl: Wie is nieuw in een overleg en nog niet bijgepraat?
// en: Who is new in a body and was not briefed yet?
// $as_of: date = latest | peildatum | reference date
// $since: date = latest - 1 year | nieuw sinds | new since
// $body: GovernanceBody = all | overleg | body
// > person: name | wie | person
// > body: name | overleg | body
// > seat: name | zetel | seat
// > role: term roles | rol | role
// > portfolio: text | portefeuille | portfolio
// > on_behalf_of: names | namens | on behalf of
// > since: date | vanaf | since
// order: since, body, person
MATCH (p:Person)-[:MEMBERSHIP_PERSON]->(m:Membership)-[:MEMBERSHIP_BODY]->(b:GovernanceBody)
WHERE m.since >= left($since_first, size(m.since)) AND ($body IS NULL OR b.id = $body)
  AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
  AND NOT EXISTS {
    MATCH (p)-[a:ATTENDANCE]->(e:Event)
    WHERE e.kind = 'briefing' AND coalesce(a.role, '') <> 'excused'
      AND e.date >= left(m.since_first, size(e.date)) AND e.date <= $as_of_last
  }
OPTIONAL MATCH (m)-[:IN_SEAT]->(s:Seat)
RETURN p.name AS person, b.name AS body, s.name AS seat, m.role AS role, m.portfolio AS portfolio,
  [(m)-[:ON_BEHALF_OF]->(o:Organization) | o.name] AS on_behalf_of,
  m.since AS since
ORDER BY since, body, person;
