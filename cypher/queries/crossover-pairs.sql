-- Twin of crossover-pairs.cypher, which says what is asked and answered.
WITH works AS (
  SELECT DISTINCT m.source AS actor, m.target AS theme FROM v_activity m
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
)
SELECT a.name AS one, b.name AS other, count(*) AS actors, json_group_array(x.name) AS names
FROM works m
JOIN works n ON n.actor = m.actor
JOIN v_theme a ON a.id = m.theme
JOIN v_theme b ON b.id = n.theme
JOIN v_entity x ON x.id = m.actor
WHERE a.name < b.name OR a.name = b.name AND a.id < b.id
GROUP BY a.id, b.id HAVING count(*) >= coalesce(:at_least, 1);
