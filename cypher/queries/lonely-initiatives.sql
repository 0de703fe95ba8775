-- Twin of lonely-initiatives.cypher, which says what is asked and answered.
WITH part AS (
  SELECT DISTINCT m.source AS organisation, o.name, m.target AS project
  FROM v_participation m JOIN v_organization o ON o.id = m.source JOIN v_project p ON p.id = m.target
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
), partners AS (
  SELECT project, json_group_array(name) AS names FROM part GROUP BY project
), linked AS (
  SELECT DISTINCT m.project FROM part m JOIN part n ON n.organisation = m.organisation AND n.project <> m.project
), themes AS (
  SELECT m.source AS project, json_group_array(t.name) AS names FROM v_activity m JOIN v_theme t ON t.id = m.target
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
    GROUP BY m.source
)
SELECT p.name AS project, p.phase, w.names AS partners, t.names AS themes
FROM v_project p
LEFT JOIN partners w ON w.project = p.id
LEFT JOIN themes t ON t.project = p.id
WHERE coalesce(p.phase, '') NOT IN ('finished', 'stopped') AND coalesce(p.kind, '') <> 'programme'
  AND p.id NOT IN (SELECT project FROM linked);
