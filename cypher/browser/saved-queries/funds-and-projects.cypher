:params {fund: null};
// nl: Welke regelingen betalen mee aan welke initiatieven?
// en: Which funds pay for which projects?
// $fund: Fund = all | regeling | fund
// > fund: name | regeling | fund
// > code: term funds | code | code
// > project: name | waaraan | funded
// > status: term funding_states | stand | status
// > year: date | jaar | year
// > amount: amount | bedrag in euro | amount in euro
// order: fund, project, year, status
MATCH (f:Fund)
WHERE $fund IS NULL OR f.id = $fund
OPTIONAL MATCH (f)-[m:FUNDING]->(p:Entity)
RETURN f.name AS fund, f.code AS code, p.name AS project, m.status AS status, m.year AS year, m.amount AS amount
ORDER BY fund, project, year, status;
