-- Twin of briefing-list.cypher, which says what is asked and answered.
WITH behalf AS (
  SELECT r.id, json_group_array(o.name) AS names
  FROM v_reference r JOIN v_entity o ON o.id = r.target
  WHERE r.type = 'Membership' AND r.property = 'on_behalf_of' GROUP BY r.id
), briefed AS (
  SELECT t.source AS person, e.date FROM v_attendance t JOIN v_event e ON e.id = t.target
  WHERE e.kind = 'briefing' AND coalesce(t.role, '') <> 'excused' AND e.date <= :as_of_last
)
SELECT p.name AS person, b.name AS body, s.name AS seat, m.role, m.portfolio, h.names AS on_behalf_of, m.since
FROM v_membership m
JOIN v_person p ON p.id = m.source
JOIN v_governancebody b ON b.id = m.target
LEFT JOIN v_seat s ON s.id = m.seat
LEFT JOIN behalf h ON h.id = m.id
WHERE m.since >= substr(:since_first, 1, length(m.since)) AND (:body IS NULL OR b.id = :body)
  AND coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
  AND NOT EXISTS (
    SELECT 1 FROM briefed e WHERE e.person = m.source AND e.date >= substr(m.since_first, 1, length(e.date))
  );
