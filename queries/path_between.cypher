// By which claims are two names connected?
// بأي أخبار يتصل اسمان أحدهما بالآخر؟
// $one: name. A whole name
// $other: name. Another whole name
// Example: one=سالم الحمدان; other=لواء الصقر
MATCH (x:Entity) WHERE $one IN x.keys
MATCH (y:Entity) WHERE $other IN y.keys AND y.id <> x.id
MATCH p = shortestPath((x)-[:AGENT|PATIENT|FROM|TO|SUBJECT|OBJECT|CAUSE|REASON|ALLEGES*..8]-(y))
WITH x, y, nodes(p) AS steps
UNWIND range(0, size(steps) - 1) AS i
WITH x, y, steps, i, steps[i] AS c WHERE c:Claim
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN x.name AS one, y.name AS other, i AS step, coalesce(steps[i - 1].name, steps[i - 1].type) AS before, c.type AS type,
       coalesce(steps[i + 1].name, steps[i + 1].type) AS after,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY one, other, x.id, y.id, step
