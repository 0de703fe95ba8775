-- Twin of introductions.cypher, which says what is asked and answered.
WITH through AS (
  SELECT r.id, json_group_array(x.name) AS names FROM v_reference r JOIN v_person x ON x.id = r.target
  WHERE r.type = 'Introduction' AND r.property = 'via' GROUP BY r.id
)
SELECT m.status, a.name AS one, b.name AS other, v.names AS via, p.name AS for_project, m.decided
FROM v_introduction m
JOIN v_entity a ON a.id = m.source
JOIN v_entity b ON b.id = m.target
LEFT JOIN v_project p ON p.id = m.for_project
LEFT JOIN through v ON v.id = m.id
WHERE :status IS NULL OR m.status = :status;
