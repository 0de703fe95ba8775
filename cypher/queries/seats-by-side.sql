-- Twin of seats-by-side.cypher, which says what is asked and answered.
WITH held AS (
  SELECT DISTINCT m.seat FROM v_membership m
  WHERE m.seat IS NOT NULL AND coalesce(m.capacity, '') <> 'deputy'
    AND coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
)
SELECT b.name AS body, s.side, count(*) AS seats, count(h.seat) AS held
FROM v_seat s
JOIN v_governancebody b ON b.id = s.body
LEFT JOIN held h ON h.seat = s.id
WHERE :body IS NULL OR b.id = :body
GROUP BY b.id, s.side;
