-- Twin of seats-on-date.cypher, which says what is asked and answered.
WITH behalf AS (
  SELECT r.id, json_group_array(o.name) AS names
  FROM v_reference r JOIN v_entity o ON o.id = r.target
  WHERE r.type = 'Membership' AND r.property = 'on_behalf_of' GROUP BY r.id
)
SELECT b.name AS body, s.number, s.side, p.name AS person, m.role, h.names AS on_behalf_of, m.capacity,
  m.since, m.until,
  CASE WHEN coalesce(m.since_last, '') <= :as_of_first AND coalesce(m.until_first, '9999') >= :as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
FROM v_membership m
JOIN v_person p ON p.id = m.source
JOIN v_governancebody b ON b.id = m.target
LEFT JOIN v_seat s ON s.id = m.seat
LEFT JOIN behalf h ON h.id = m.id
WHERE (:body IS NULL OR b.id = :body)
  AND coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first;
