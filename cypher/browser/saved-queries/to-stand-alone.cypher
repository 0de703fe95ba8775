:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Welke initiatieven zouden al zelfstandig moeten zijn?
// en: Which projects should stand on their own feet by now?
// $as_of: date = latest | peildatum | reference date
// > independent_from: date | zelfstandig vanaf | independent from
// > project: name | initiatief | project
// > phase: term phases | fase | phase
// > leads: names | trekker of penvoerder | lead
// order: independent_from, project
MATCH (p:Project)
WHERE p.independent_from <= $as_of_last AND NOT coalesce(p.phase, '') IN ['finished', 'stopped']
RETURN p.independent_from AS independent_from, p.name AS project, p.phase AS phase,
  COLLECT { MATCH (x:Entity)-[m:PARTICIPATION]->(p) WHERE m.role IN ['lead', 'lead_partner']
    AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
      RETURN x.name } AS leads
ORDER BY independent_from, project;
