// What happened to a person or by a person, in the order of time?
// ماذا جرى لشخص أو على يده، بترتيب الزمن؟
// $name: name. The person, or whole words of the name
// $since: date?. Nothing that was over before this day; what has no settled date is left out
// $until: date?. Nothing that began after this day; what has no settled date is left out
// Example: name=عواد الخشمان
MATCH (p:Person) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' '))
MATCH (p)<-[r]-(c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.kind = 'event' AND type(r) <> 'ACCORDING_TO'
  AND (($since IS NULL AND $until IS NULL) OR c.earliest IS NOT NULL OR c.latest IS NOT NULL)
  AND ($since IS NULL OR coalesce(c.latest, '9999') >= $since)
  AND ($until IS NULL OR coalesce(c.earliest, '0000') <= $until)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
WITH p, r, c, a, s, coalesce(c.earliest, c.latest, '9999') AS day
RETURN c.time AS time, c.time_text AS time_text, p.name AS person, type(r) AS role, c.type AS type,
       COLLECT { MATCH (c)-[o]->(e:Entity) WHERE e.id <> p.id AND type(o) <> 'ACCORDING_TO' RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS others,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY day, doc, start, claim, role, person
