-- Twin of what-hangs-on.cypher, which says what is asked and answered.
WITH way AS (
  SELECT id, type, source AS one, target AS other, role FROM v_tie t
  WHERE coalesce(t.since_first, '') <= :as_of_last AND coalesce(t.until_last, '9999') >= :as_of_first
  UNION ALL
  SELECT id, type, target, source, role FROM v_tie t
  WHERE source <> target AND coalesce(t.since_first, '') <= :as_of_last
    AND coalesce(t.until_last, '9999') >= :as_of_first
), hers AS (
  SELECT * FROM way WHERE one = :person
), others AS (
  SELECT w.type, w.other, count(DISTINCT w.one) AS n
  FROM way w JOIN v_person o ON o.id = w.one
  WHERE w.one <> :person AND w.other IN (SELECT other FROM hers) GROUP BY w.type, w.other
)
SELECT r.type AS tie, x.name AS what, x.type AS kind, r.role, coalesce(o.n, 0) AS others
FROM hers r
JOIN v_entity x ON x.id = r.other
LEFT JOIN others o ON o.type = r.type AND o.other = r.other;
