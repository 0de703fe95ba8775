-- Twin of structure-of-bodies.cypher, which says what is asked and answered.
WITH tie AS (
  SELECT m.type, m.source, m.target, a.name AS source_name, b.name AS target_name
  FROM v_tie m JOIN v_entity a ON a.id = m.source JOIN v_entity b ON b.id = m.target
  WHERE m.type IN ('PartOf', 'Oversight', 'Membership') AND coalesce(m.since_first, '') <= :as_of_last
    AND coalesce(m.until_last, '9999') >= :as_of_first
), wholes AS (
  SELECT source, json_group_array(target_name) AS names FROM tie WHERE type = 'PartOf' GROUP BY source
), above AS (
  SELECT target, json_group_array(source_name) AS names FROM tie WHERE type = 'Oversight' GROUP BY target
), below AS (
  SELECT source, json_group_array(target_name) AS names FROM tie WHERE type = 'Oversight' GROUP BY source
), members AS (
  SELECT target, count(DISTINCT source) AS n FROM tie WHERE type = 'Membership' GROUP BY target
)
SELECT b.name AS body, b.kind, w.names AS part_of, a.names AS overseen_by, l.names AS oversees, coalesce(m.n,
  0) AS members
FROM v_governancebody b
LEFT JOIN wholes w ON w.source = b.id
LEFT JOIN above a ON a.target = b.id
LEFT JOIN below l ON l.source = b.id
LEFT JOIN members m ON m.target = b.id;
