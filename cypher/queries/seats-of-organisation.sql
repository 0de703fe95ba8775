-- Twin of seats-of-organisation.cypher, which says what is asked and answered.
SELECT o.name AS organisation, b.name AS body, p.name AS person, m.role, m.since, m.until,
  CASE WHEN coalesce(m.since_last, '') <= :as_of_first AND coalesce(m.until_first, '9999') >= :as_of_last
    THEN 'yes' ELSE 'possibly' END AS certain
FROM v_reference r
JOIN v_organization o ON o.id = r.target
JOIN v_membership m ON m.id = r.id
JOIN v_governancebody b ON b.id = m.target
JOIN v_person p ON p.id = m.source
WHERE r.type = 'Membership' AND r.property = 'on_behalf_of'
  AND (:organisation IS NULL OR o.id = :organisation)
  AND coalesce(m.since_first, '') <= :as_of_last AND coalesce(m.until_last, '9999') >= :as_of_first;
