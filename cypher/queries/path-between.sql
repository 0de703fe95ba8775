-- Twin of path-between.cypher, which says what is asked and answered.
WITH way AS (
  SELECT id, type, source AS one, target AS other, since_first, since_last, until_first, until_last FROM v_tie t
  WHERE coalesce(t.since_first, '') <= :as_of_last AND coalesce(t.until_last, '9999') >= :as_of_first
  UNION ALL
  SELECT id, type, target, source, since_first, since_last, until_first, until_last FROM v_tie t
  WHERE source <> target AND coalesce(t.since_first, '') <= :as_of_last
    AND coalesce(t.until_last, '9999') >= :as_of_first
)
SELECT NULL AS through, NULL AS kind, r.type AS first_tie, NULL AS second_tie,
  CASE WHEN coalesce(r.since_last, '') <= :as_of_first AND coalesce(r.until_first, '9999') >= :as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
FROM way r WHERE r.one = :one AND r.other = :other
UNION ALL
SELECT x.name, x.type, r.type, s.type,
  CASE WHEN coalesce(r.since_last, '') <= :as_of_first AND coalesce(r.until_first, '9999') >= :as_of_last
    AND coalesce(s.since_last, '') <= :as_of_first AND coalesce(s.until_first, '9999') >= :as_of_last
      THEN 'yes' ELSE 'possibly' END
FROM way r
JOIN way s ON s.one = r.other AND s.other = :other
JOIN v_entity x ON x.id = r.other
WHERE r.one = :one AND x.id NOT IN (:one, :other);
