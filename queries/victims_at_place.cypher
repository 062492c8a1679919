// Who was killed, hurt, taken or driven out at a place or a place within it, and by whom?
// من قُتل أو أُصيب أو أُخذ أو هُجّر في مكان أو في مكان يقع فيه، وعلى يد من؟
// $place: name. The place or site, or whole words of its name
// $by: name?. Only by this group or person
// Example: place=الكرامة
MATCH (l:Entity) WHERE any(k IN l.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $place + ' ')) AND l.type IN ['Place', 'Site']
MATCH (q:Entity)-[:LOCATED_IN*0..4]->(l)
MATCH (x:Claim)-[:PLACE|TARGET|FROM]->(q)
MATCH (c:Claim)-[:CAUSE*0..1]->(x)
WHERE c.type IN ['Killing', 'Injury', 'Death', 'Execution', 'Torture', 'Detention', 'Abduction', 'Displacement', 'Siege']
  AND ($by IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')) })
MATCH (c)-[:PATIENT]->(v:Entity)
WITH DISTINCT c, v, q
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (v)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN q.name AS place, c.type AS type, v.name AS victim, m.count_min AS at_least, m.count_max AS at_most,
       COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS agents, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY place, doc, start, claim, victim
