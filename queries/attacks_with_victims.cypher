// Which attacks were there, and who was killed or hurt by them, by whose account?
// ما الهجمات التي وقعت، ومن قُتل أو أصيب فيها، وبحسب من؟
// $by: name?. Only by this group
// $place: name?. Only on or at this place or site
// Example: place=الكرامة
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.type IN ['Airstrike', 'Shelling', 'Explosion', 'Shooting', 'Clash', 'Attack']
  AND ($by IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')) })
  AND ($place IS NULL OR EXISTS {
        MATCH (c)-[:TARGET|PLACE]->(p:Entity) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $place + ' ')) })
OPTIONAL MATCH (h:Claim)-[:CAUSE]->(c) WHERE h.type IN ['Killing', 'Injury']
OPTIONAL MATCH (h)-[:PATIENT]->(v:Entity)
OPTIONAL MATCH (v)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.type AS type, COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS agents,
       COLLECT { MATCH (c)-[:TARGET|PLACE]->(p:Entity) RETURN DISTINCT p.name AS name ORDER BY name } AS places, c.time AS time,
       h.type AS harm, v.name AS victim, m.count_min AS at_least, m.count_max AS at_most, h.quote AS harm_quote, h.modality AS harm_modality,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, harm, victim
