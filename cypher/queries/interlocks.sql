-- Twin of interlocks.cypher, which says what is asked and answered.
WITH shared AS (
  SELECT DISTINCT m.target AS one, n.target AS other, m.source AS person
  FROM v_membership m JOIN v_membership n ON n.source = m.source
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
    AND coalesce(n.since_first, '') <= :as_of_last AND coalesce(n.until_last, '9999') >= :as_of_first
    AND coalesce(m.since_first, '') <= coalesce(n.until_last, '9999')
    AND coalesce(n.since_first, '') <= coalesce(m.until_last, '9999')
)
SELECT a.name AS one, b.name AS other, count(*) AS members, json_group_array(p.name) AS persons
FROM shared s
JOIN v_governancebody a ON a.id = s.one
JOIN v_governancebody b ON b.id = s.other
JOIN v_person p ON p.id = s.person
WHERE a.name < b.name OR a.name = b.name AND a.id < b.id
GROUP BY a.id, b.id;
