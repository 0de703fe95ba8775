:params {as_of: "2022-03-16", as_of_first: "2022-03-16", as_of_last: "2022-03-16"};
// nl: Hoeveel partijen en initiatieven werken aan elk thema?
// en: How many parties and projects work on each theme?
// $as_of: date = latest | peildatum | reference date
// > theme: name | sector of thema | sector or theme
// > kind: term theme_kinds | aard | kind
// > organisations: count | organisaties | organisations
// > projects: count | initiatieven | projects
// > clusters: count | clusters | clusters
// order: theme
MATCH (t:Theme)
OPTIONAL MATCH (x:Entity)-[m:ACTIVITY]->(t)
  WHERE coalesce(m.since_first, '') <= $as_of_last AND coalesce(m.until_last, '9999') >= $as_of_first
WITH t, collect(DISTINCT x) AS actors
RETURN t.name AS theme, t.kind AS kind, size([x IN actors WHERE x:Organization]) AS organisations,
  size([x IN actors WHERE x:Project]) AS projects, size([x IN actors WHERE x:Cluster]) AS clusters
ORDER BY theme;
