-- Twin of projects-and-partners.cypher, which says what is asked and answered.
WITH part AS (
  SELECT m.target, o.id, o.name, coalesce(m.role, '') IN ('lead', 'lead_partner') AS leads
  FROM v_participation m JOIN v_entity o ON o.id = m.source
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
), helix AS (
  SELECT o.id, j.value AS helix FROM v_organization o, json_each('["' || replace(o.helix, ' | ', '","') || '"]') j
  WHERE o.helix IS NOT NULL
), helices AS (
  SELECT p.target, json_group_array(h.helix) AS codes FROM part p JOIN helix h ON h.id = p.id GROUP BY p.target
), who AS (
  SELECT target, json_group_array(name) FILTER (WHERE leads) AS leads,
    json_group_array(name) FILTER (WHERE NOT leads) AS partners
  FROM part GROUP BY target
)
SELECT p.name AS project, p.kind, p.phase, w.leads, w.partners, h.codes AS helices
FROM v_project p
LEFT JOIN who w ON w.target = p.id
LEFT JOIN helices h ON h.target = p.id
WHERE :phase IS NULL OR p.phase = :phase;
