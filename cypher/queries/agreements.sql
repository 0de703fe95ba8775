-- Twin of agreements.cypher, which says what is asked and answered.
WITH parties AS (
  SELECT m.target, json_group_array(x.name) AS names FROM v_participation m JOIN v_entity x ON x.id = m.source
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
    GROUP BY m.target
)
SELECT a.name AS agreement, a.kind, a.start, a."end", p.names AS parties
FROM v_agreement a LEFT JOIN parties p ON p.target = a.id
WHERE coalesce(a.start, '') <= :as_of_last
  AND coalesce(a."end", '9999') >= substr(:as_of_first, 1, length(coalesce(a."end", '9999')));
