// What do articles say of a person, in which words, and on whose word?
// ماذا تقول المقالات عن شخص، وبأي ألفاظ، ونقلاً عمّن؟
// $name: name. The person, or whole words of the name
// Example: name=راشد الحنيفي
MATCH (p:Person) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' '))
MATCH (p)<-[r]-(c:Claim)-[:STATED_IN]->(a:Article) WHERE type(r) <> 'ACCORDING_TO'
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, type(r) AS role, c.type AS type,
       COLLECT { MATCH (c)-[o]->(e:Entity) WHERE e.id <> p.id AND type(o) <> 'ACCORDING_TO' RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS others,
       c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, role
