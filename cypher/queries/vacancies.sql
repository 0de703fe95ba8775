-- Twin of vacancies.cypher, which says what is asked and answered.
WITH holder AS (
  SELECT m.seat, m.until_last, p.name, coalesce(m.since_first, '') <= :as_of_last
    AND coalesce(m.until_last, '9999') >= :as_of_first AS sits
  FROM v_membership m JOIN v_person p ON p.id = m.source
  WHERE m.seat IS NOT NULL AND coalesce(m.capacity, '') <> 'deputy'
), before AS (
  SELECT seat, json_group_array(name) AS names FROM holder WHERE until_last < :as_of_first GROUP BY seat
)
SELECT b.name AS body, s.name AS seat, s.side, a.name AS appointed_by,
  CASE WHEN s.holder_status IN ('vacant', 'withheld') THEN s.holder_status ELSE 'unknown' END AS state,
  s.term_end, h.names AS last
FROM v_seat s
JOIN v_governancebody b ON b.id = s.body
LEFT JOIN v_entity a ON a.id = s.appointed_by
LEFT JOIN before h ON h.seat = s.id
WHERE (:body IS NULL OR b.id = :body)
  AND s.id NOT IN (SELECT seat FROM holder WHERE sits);
