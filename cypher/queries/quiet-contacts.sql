-- Twin of quiet-contacts.cypher, which says what is asked and answered.
WITH there AS (
  SELECT t.source, e.date FROM v_attendance t JOIN v_event e ON e.id = t.target
  WHERE e.date >= substr(:since_first, 1, length(e.date)) AND e.date <= :as_of_last
    AND coalesce(t.role, '') <> 'excused'
), met AS (
  SELECT source FROM there
  UNION SELECT j.target FROM there t JOIN v_employment j ON j.source = t.source
  WHERE coalesce(j.since_first, '') <= t.date || '~' AND coalesce(j.until_last, '9999') >= t.date
)
SELECT c.last_contact, x.name AS contact, x.type AS kind, h.name AS holder
FROM v_contact c
JOIN v_entity h ON h.id = c.source
JOIN v_entity x ON x.id = c.target
WHERE (:holder IS NULL OR h.id = :holder)
  AND coalesce(c.since_first, '') <= :as_of_last AND coalesce(c.until_last, '9999') >= :as_of_first
  AND (c.last_contact IS NULL OR c.last_contact < substr(:since_first, 1, length(c.last_contact)))
  AND x.id NOT IN (SELECT source FROM met);
