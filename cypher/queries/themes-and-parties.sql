-- Twin of themes-and-parties.cypher, which says what is asked and answered.
WITH works AS (
  SELECT DISTINCT m.source, m.target FROM v_activity m
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
)
SELECT t.name AS theme, t.kind, count(o.id) AS organisations, count(p.id) AS projects, count(c.id) AS clusters
FROM v_theme t
LEFT JOIN works m ON m.target = t.id
LEFT JOIN v_organization o ON o.id = m.source
LEFT JOIN v_project p ON p.id = m.source
LEFT JOIN v_cluster c ON c.id = m.source
GROUP BY t.id;
