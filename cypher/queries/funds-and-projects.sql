-- Twin of funds-and-projects.cypher, which says what is asked and answered.
SELECT f.name AS fund, f.code, p.name AS project, m.status, m.year, m.amount
FROM v_fund f
LEFT JOIN v_funding m ON m.source = f.id
LEFT JOIN v_entity p ON p.id = m.target
WHERE :fund IS NULL OR f.id = :fund;
