// What happened at a place, or at a place within it, between two days?
// ماذا حدث في مكان، أو في مكان يقع فيه، بين يومين؟
// $place: name. The place or site, or whole words of its name
// $since: date?. Nothing that was over before this day; what has no settled date is left out
// $until: date?. Nothing that began after this day; what has no settled date is left out
// Example: place=الكرامة; since=2017-03-01; until=2017-03-31
MATCH (p:Entity) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $place + ' ')) AND p.type IN ['Place', 'Site']
MATCH (q:Entity)-[:LOCATED_IN*0..4]->(p)
MATCH (c:Claim)-[r:PLACE|TARGET|FROM|TO]->(q)
WHERE c.kind = 'event'
  AND (($since IS NULL AND $until IS NULL) OR c.earliest IS NOT NULL OR c.latest IS NOT NULL)
  AND ($since IS NULL OR coalesce(c.latest, '9999') >= $since)
  AND ($until IS NULL OR coalesce(c.earliest, '0000') <= $until)
WITH DISTINCT c, r, q
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.time AS time, c.type AS type, q.name AS place, type(r) AS role,
       COLLECT { MATCH (c)-[o:AGENT|PATIENT]->(e:Entity) RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS others,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY time, doc, start, claim, place, role
