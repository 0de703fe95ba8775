:params {year: null, year_first: null, year_last: null};
// nl: Hoeveel geld gaf elke partij per jaar?
// en: How much money did each party give per year?
// $year: date = all | jaar | year
// > party: name | partij | party
// > year: date | jaar | year
// > kind: term funding_kinds | vorm | kind
// > status: term funding_states | stand | status
// > gifts: count | bijdragen | contributions
// > amount: amount | bedrag in euro | amount in euro
// order: -amount, party, year, kind, status
MATCH (f:Entity)-[m:FUNDING]->(:Entity)
WHERE $year IS NULL OR left(m.year, 4) = left($year, 4)
WITH f, left(m.year, 4) AS year, m.kind AS kind, m.status AS status, count(*) AS gifts, sum(m.amount) AS amount
RETURN f.name AS party, year, kind, status, gifts, amount
ORDER BY amount DESC, party, year, kind, status;
