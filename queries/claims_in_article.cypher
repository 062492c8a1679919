// What does one article say, in the order of its text?
// ماذا يقول مقال واحد، بترتيب نصه؟
// $doc: text. The article's name (its file's stem or given id)
// Example: doc=01_houses_pulled_down
MATCH (a:Article {doc: $doc})<-[:STATED_IN]-(c:Claim)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.type AS type,
       COLLECT { MATCH (c)-[o]->(e:Entity) WHERE type(o) <> 'ACCORDING_TO' RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS said_of,
       c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY start, `end`, claim
