-- Twin of offers-and-needs.cypher, which says what is asked and answered.
WITH theme AS (
  SELECT id, target FROM v_reference WHERE type IN ('Need', 'Offer') AND property = 'theme'
)
SELECT n.kind, n.name AS need, a.name AS needed_by, f.name AS offer, b.name AS offered_by,
  CASE WHEN EXISTS (SELECT 1 FROM theme x JOIN theme y ON y.target = x.target WHERE x.id = n.id
    AND y.id = f.id) THEN 'yes'
    WHEN n.id IN (SELECT id FROM theme) AND f.id IN (SELECT id FROM theme) THEN 'no' ELSE 'possibly' END AS same_theme
FROM v_need n
JOIN v_offer f ON f.kind = n.kind
JOIN v_organization a ON a.id = n."by"
JOIN v_organization b ON b.id = f."by"
WHERE a.id <> b.id
  AND coalesce(n."from", '') <= :as_of_last
    AND coalesce(n."until", '9999') >= substr(:as_of_first, 1, length(coalesce(n."until", '9999')))
  AND coalesce(f."from", '') <= :as_of_last
    AND coalesce(f."until", '9999') >= substr(:as_of_first, 1, length(coalesce(f."until", '9999')));
