// What does one source claim?
// ماذا ينقل مصدر بعينه؟
// $source: name. The person, group or outlet whose word it is
// Example: source=مركز الزيتون للتوثيق
MATCH (s:Entity) WHERE any(k IN s.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $source + ' '))
MATCH (c:Claim)-[:ACCORDING_TO]->(s)
MATCH (c)-[:STATED_IN]->(a:Article)
RETURN c.type AS type,
       COLLECT { MATCH (c)-[o]->(e:Entity) WHERE type(o) <> 'ACCORDING_TO' RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS said_of,
       c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY source, doc, start, claim
