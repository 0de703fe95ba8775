-- Twin of organisations-by-region.cypher, which says what is asked and answered.
WITH here AS (
  SELECT DISTINCT m.source, m.target FROM v_location m
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
)
SELECT r.name AS region, r.kind AS region_kind, o.type AS kind, count(*) AS organisations,
  json_group_array(o.name) AS names
FROM here m
JOIN v_organization o ON o.id = m.source
JOIN v_region r ON r.id = m.target
WHERE :region IS NULL OR r.id = :region
GROUP BY r.id, o.type;
