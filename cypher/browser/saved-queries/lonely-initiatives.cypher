:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Welke initiatieven staan alleen?
// en: Which initiatives stand alone?
// $as_of: date = latest | peildatum | reference date
// > project: name | initiatief | project
// > phase: term phases | fase | phase
// > partners: names | partners | partners
// > themes: names | thema's | themes
// order: project
MATCH (p:Project)
WHERE NOT coalesce(p.phase, '') IN ['finished', 'stopped'] AND coalesce(p.kind, '') <> 'programme'
  AND NOT EXISTS {
    MATCH (p)<-[m:PARTICIPATION]-(:Organization)-[n:PARTICIPATION]->(q:Project)
    WHERE q <> p
      AND coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
      AND coalesce(n.since_first, '') <= $as_of_last AND coalesce(n.until_last, '9999') >= $as_of_first
  }
RETURN p.name AS project, p.phase AS phase,
  COLLECT { MATCH (p)<-[m:PARTICIPATION]-(o:Organization) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN o.name } AS partners,
  COLLECT { MATCH (p)-[m:ACTIVITY]->(t:Theme) WHERE coalesce(m.since_first, '') <= $as_of_last
    AND coalesce(m.until_last, '9999') >= $as_of_first RETURN t.name } AS themes
ORDER BY project;
