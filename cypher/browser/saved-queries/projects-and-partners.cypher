:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", phase: null};
// nl: Welke initiatieven lopen er, met welke partners?
// en: Which projects run, with which partners?
// $as_of: date = latest | peildatum | reference date
// $phase: term phases = all | fase | phase
// > project: name | initiatief | project
// > kind: term project_kinds | aard | kind
// > phase: term phases | fase | phase
// > leads: names | trekker of penvoerder | lead
// > partners: names | partners | partners
// > helices: terms helices | geledingen | sides
// order: project
MATCH (p:Project)
WHERE $phase IS NULL OR p.phase = $phase
OPTIONAL MATCH (o:Entity)-[m:PARTICIPATION]->(p)
  WHERE coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
WITH p, collect([o, m.role]) AS found
RETURN p.name AS project, p.kind AS kind, p.phase AS phase,
  [x IN found WHERE x[1] IN ['lead', 'lead_partner'] | x[0].name] AS leads,
  [x IN found WHERE NOT coalesce(x[1], '') IN ['lead', 'lead_partner'] | x[0].name] AS partners,
  reduce(all = [], x IN found | all + coalesce(x[0].helix, [])) AS helices
ORDER BY project;
