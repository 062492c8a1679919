// What is a group or person said to have done, to whom and where?
// ماذا يقال إن جماعة أو شخصاً فعل، وبمن، وأين؟
// $by: name. The group or person, or whole words of the name
// $since: date?. Nothing that was over before this day; what has no settled date is left out
// $until: date?. Nothing that began after this day; what has no settled date is left out
// Example: by=قسد
MATCH (g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' '))
MATCH (g)<-[:AGENT]-(c:Claim)
WHERE (($since IS NULL AND $until IS NULL) OR c.earliest IS NOT NULL OR c.latest IS NOT NULL)
  AND ($since IS NULL OR coalesce(c.latest, '9999') >= $since)
  AND ($until IS NULL OR coalesce(c.earliest, '0000') <= $until)
WITH DISTINCT c, g
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN g.name AS by, c.type AS type,
       COLLECT { MATCH (c)-[o:PATIENT|TARGET]->(e:Entity) RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS whom,
       COLLECT { MATCH (c)-[o:PLACE|FROM|TO]->(e:Entity) RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS places, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY by, doc, start, claim
