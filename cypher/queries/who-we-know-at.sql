-- Twin of who-we-know-at.cypher, which says what is asked and answered.
WITH known AS (
  SELECT id, source AS person, role, NULL AS body, 'Employment' AS tie, since_first, since_last, until_first,
    until_last
  FROM v_employment WHERE target = :organisation
  UNION ALL
  SELECT m.id, m.source, m.role, b.name, 'Membership', m.since_first, m.since_last, m.until_first, m.until_last
  FROM v_membership m
  JOIN v_reference r ON r.id = m.id AND r.type = 'Membership' AND r.property = 'on_behalf_of'
    AND r.target = :organisation
  JOIN v_governancebody b ON b.id = m.target
), held AS (
  SELECT c.target, h.name AS holder, c.last_contact
  FROM v_contact c JOIN v_entity h ON h.id = c.source
  WHERE coalesce(c.since_first, '') <= :as_of_last AND coalesce(c.until_last, '9999') >= :as_of_first
)
SELECT p.name AS person, k.tie, k.role, k.body, json_group_array(h.holder) AS holders,
  max(h.last_contact) AS last_contact,
  CASE WHEN coalesce(k.since_last, '') <= :as_of_first AND coalesce(k.until_first, '9999') >= :as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
FROM known k
JOIN v_person p ON p.id = k.person
LEFT JOIN held h ON h.target IN (:organisation, p.id)
WHERE coalesce(k.since_first, '') <= :as_of_last AND coalesce(k.until_last, '9999') >= :as_of_first
GROUP BY k.id;
