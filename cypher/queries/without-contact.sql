-- Twin of without-contact.cypher, which says what is asked and answered.
WITH held AS (
  SELECT c.target FROM v_contact c
  WHERE coalesce(c.since_first, '') <= :as_of_last AND coalesce(c.until_last, '9999') >= :as_of_first
), known AS (
  SELECT target AS id FROM held
  UNION
  SELECT e.target FROM v_employment e JOIN held h ON h.target = e.source
  WHERE coalesce(e.since_first, '') <= :as_of_last AND coalesce(e.until_last, '9999') >= :as_of_first
), projects AS (
  SELECT m.source, count(DISTINCT m.target) AS n FROM v_participation m JOIN v_project p ON p.id = m.target
  WHERE coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first
    GROUP BY m.source
), seats AS (
  SELECT r.target, count(*) AS n FROM v_reference r JOIN v_membership m ON m.id = r.id
  WHERE r.type = 'Membership' AND r.property = 'on_behalf_of' AND coalesce(m.since_first, '') <= :as_of_last
    AND coalesce(m.until_last, '9999') >= :as_of_first GROUP BY r.target
)
SELECT o.name AS organisation, o.type AS kind, coalesce(p.n, 0) AS projects, coalesce(s.n, 0) AS seats
FROM v_organization o
LEFT JOIN projects p ON p.source = o.id
LEFT JOIN seats s ON s.target = o.id
WHERE o.id NOT IN (SELECT id FROM known);
