:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Welk aanbod past bij welke vraag?
// en: Which offer fits which need?
// $as_of: date = latest | peildatum | reference date
// > kind: term capacity_kinds | soort | kind
// > need: name | vraag | need
// > needed_by: name | gevraagd door | needed by
// > offer: name | aanbod | offer
// > offered_by: name | aangeboden door | offered by
// > same_theme: answer | zelfde thema | same theme
// order: kind, need, offer
MATCH (n:Need)-[:NEEDED_BY]->(a:Organization), (f:Offer)-[:OFFERED_BY]->(b:Organization)
WHERE n.kind = f.kind AND a <> b
  AND coalesce(n.from, '') <= $as_of_last
    AND coalesce(n.until, '9999') >= left($as_of_first, size(coalesce(n.until, '9999')))
  AND coalesce(f.from, '') <= $as_of_last
    AND coalesce(f.until, '9999') >= left($as_of_first, size(coalesce(f.until, '9999')))
RETURN n.kind AS kind, n.name AS need, a.name AS needed_by, f.name AS offer, b.name AS offered_by,
  CASE WHEN EXISTS { (n)-[:ABOUT]->(:Theme)<-[:ABOUT]-(f) } THEN 'yes'
    WHEN EXISTS { (n)-[:ABOUT]->(:Theme) } AND EXISTS { (f)-[:ABOUT]->(:Theme) }
      THEN 'no' ELSE 'possibly' END AS same_theme
ORDER BY kind, need, offer;
