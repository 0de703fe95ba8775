-- Twin of ending-terms.cypher, which says what is asked and answered.
WITH sitting AS (
  SELECT coalesce(m.until, s.term_end) AS ends, m.target AS body, s.name AS seat, s.side, m.source AS person, m.role
  FROM v_membership m LEFT JOIN v_seat s ON s.id = m.seat
  WHERE (:body IS NULL OR m.target = :body)
    AND coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
)
SELECT m.ends, b.name AS body, m.seat, m.side, p.name AS person, m.role
FROM sitting m
JOIN v_governancebody b ON b.id = m.body
JOIN v_person p ON p.id = m.person
WHERE m.ends <= :until_last AND m.ends >= substr(:as_of_first, 1, length(m.ends));
