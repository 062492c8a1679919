// By which claims are two names connected? The five shortest chains; one that leans on a denial or a plan is left out.
// بأي أخبار يتصل اسمان أحدهما بالآخر؟ أقصر خمس سلاسل، دون ما يقوم على نفي أو نية.
// $one: name. A whole name
// $other: name. Another whole name
// Example: one=صالح المشعان; other=عبود المشعان
MATCH (x:Entity) WHERE $one IN x.keys
MATCH (y:Entity) WHERE $other IN y.keys AND y.id <> x.id
MATCH p = allShortestPaths((x)-[:AGENT|PATIENT|FROM|TO|SUBJECT|OBJECT|CAUSE|REASON|ALLEGES*..8]-(y))
WITH DISTINCT nodes(p) AS steps
WHERE none(n IN steps WHERE coalesce(n.modality, '') IN ['negated', 'planned'])
WITH steps ORDER BY size(steps), reduce(ids = '', n IN steps | ids + ' ' + n.id)
WITH collect(steps)[..5] AS chains
UNWIND range(0, size(chains) - 1) AS number
UNWIND range(1, size(chains[number]) - 2) AS step
WITH number + 1 AS chain, step, chains[number][step - 1] AS before, chains[number][step] AS c, chains[number][step + 1] AS after
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN chain, step, coalesce(before.name, before.type) AS before, c.type AS type, coalesce(after.name, after.type) AS after,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY chain, step
