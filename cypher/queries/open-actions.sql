-- Twin of open-actions.cypher, which says what is asked and answered.
WITH assigned AS (
  SELECT r.id, r.target, x.name FROM v_reference r JOIN v_entity x ON x.id = r.target
  WHERE r.type = 'Action' AND r.property = 'assignee'
), named AS (
  SELECT id, json_group_array(name) AS names FROM assigned GROUP BY id
)
SELECT a.due, a.name AS action, w.names AS assignees, e.name AS event,
  CASE WHEN a.due IS NULL THEN '' WHEN a.due < substr(:as_of_first, 1, length(a.due)) THEN 'yes' ELSE 'no' END AS late
FROM v_action a
LEFT JOIN named w ON w.id = a.id
LEFT JOIN v_event e ON e.id = a.event
WHERE coalesce(a.status, 'open') NOT IN ('done', 'dropped')
  AND (:assignee IS NULL OR a.id IN (SELECT id FROM assigned WHERE target = :assignee));
