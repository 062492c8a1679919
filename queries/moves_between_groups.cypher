// Who joined or left which group?
// من انضم إلى جماعة أو انشق عنها؟
// $group: name?. Only to or from this group
// $name: name?. Only this person or group
// Example:
MATCH (c:Claim)-[:AGENT|PATIENT]->(p:Entity)
WHERE c.type IN ['Joining', 'Defection']
  AND ($name IS NULL OR any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' ')))
  AND ($group IS NULL OR EXISTS {
        MATCH (c)-[:FROM|TO|TARGET]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $group + ' ')) })
WITH DISTINCT c, p
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (p)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS who, m.count_min AS at_least, m.count_max AS at_most, c.type AS type,
       COLLECT { MATCH (c)-[o:FROM|TO|TARGET]->(g:Entity) RETURN type(o) + ': ' + g.name AS other ORDER BY other } AS groups, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, who
