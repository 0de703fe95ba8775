-- Twin of cluster-members.cypher, which says what is asked and answered.
WITH part AS (
  SELECT DISTINCT m.source, m.target, m.role FROM v_participation m
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
), member AS (
  SELECT source, target, role FROM part
  UNION ALL
  SELECT c.lead, c.id, NULL FROM v_cluster c
  WHERE c.lead IS NOT NULL AND NOT EXISTS (SELECT 1 FROM part m WHERE m.source = c.lead AND m.target = c.id)
)
SELECT c.name AS cluster, x.name AS member, x.type AS kind, m.role,
  CASE WHEN c.lead = x.id THEN 'yes' ELSE 'no' END AS lead
FROM v_cluster c
JOIN member m ON m.target = c.id
JOIN v_entity x ON x.id = m.source
WHERE :cluster IS NULL OR c.id = :cluster;
