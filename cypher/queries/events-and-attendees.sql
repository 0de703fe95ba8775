-- Twin of events-and-attendees.cypher, which says what is asked and answered.
WITH there AS (
  SELECT DISTINCT t.target, x.id, x.name FROM v_attendance t JOIN v_entity x ON x.id = t.source
)
SELECT e.date, e.name AS event, e.kind, count(t.id) AS attendees, json_group_array(t.name) AS names
FROM v_event e LEFT JOIN there t ON t.target = e.id
WHERE (:year IS NULL OR substr(e.date, 1, 4) = substr(:year, 1, 4)) AND (:kind IS NULL OR e.kind = :kind)
GROUP BY e.id;
