-- Twin of money-by-party.cypher, which says what is asked and answered.
SELECT f.name AS party, substr(m.year, 1, 4) AS year, m.kind, m.status, count(*) AS gifts,
  coalesce(sum(CAST(m.amount AS REAL)), 0) AS amount
FROM v_funding m JOIN v_entity f ON f.id = m.source
WHERE :year IS NULL OR substr(m.year, 1, 4) = substr(:year, 1, 4)
GROUP BY f.id, substr(m.year, 1, 4), m.kind, m.status;
