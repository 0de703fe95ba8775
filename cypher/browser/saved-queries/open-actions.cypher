:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16", assignee: null};
// nl: Welke afspraken staan open, en van wie?
// en: Which actions are open, and whose?
// $as_of: date = latest | peildatum | reference date
// $assignee: Person/Organization = all | wie | assignee
// > due: date | uiterlijk | due
// > action: name | actie | action
// > assignees: names | wie | assignees
// > event: name | uit bijeenkomst | from event
// > late: answer | te laat | late
// order: due, action
MATCH (a:Action)
WHERE NOT coalesce(a.status, 'open') IN ['done', 'dropped']
  AND ($assignee IS NULL OR EXISTS { (a)-[:ASSIGNED_TO]->(:Entity {id: $assignee}) })
OPTIONAL MATCH (a)-[:AGREED_AT]->(e:Event)
RETURN a.due AS due, a.name AS action, [(a)-[:ASSIGNED_TO]->(x:Entity) | x.name] AS assignees, e.name AS event,
  CASE WHEN a.due IS NULL THEN '' WHEN a.due < left($as_of_first, size(a.due)) THEN 'yes' ELSE 'no' END AS late
ORDER BY due, action;
