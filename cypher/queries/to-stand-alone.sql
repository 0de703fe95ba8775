-- Twin of to-stand-alone.cypher, which says what is asked and answered.
WITH leads AS (
  SELECT m.target, json_group_array(x.name) AS names FROM v_participation m JOIN v_entity x ON x.id = m.source
  WHERE m.role IN ('lead', 'lead_partner') AND coalesce(m.since_first, '') <= :as_of_last
    AND coalesce(m.until_last, '9999') >= :as_of_first GROUP BY m.target
)
SELECT p.independent_from, p.name AS project, p.phase, l.names AS leads
FROM v_project p LEFT JOIN leads l ON l.target = p.id
WHERE p.independent_from <= :as_of_last AND coalesce(p.phase, '') NOT IN ('finished', 'stopped');
