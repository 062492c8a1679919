// Who is charged with what, by whom, and what would be true if the charge were?
// من المتهم، وبماذا، ومن يتهمه، وما الذي يصح لو صحت التهمة؟
// $accused: name?. Only against this person or group
// $accuser: name?. Only by this person or group
// Example: accuser=داعش
MATCH (c:Accusation)-[:STATED_IN]->(a:Article)
WHERE ($accused IS NULL OR EXISTS {
        MATCH (c)-[:PATIENT]->(p:Entity) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $accused + ' ')) })
  AND ($accuser IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $accuser + ' ')) })
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN COLLECT { MATCH (c)-[:PATIENT]->(p:Entity) RETURN p.name AS name ORDER BY name } AS accused,
       COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS accusers,
       c.charge AS charge,
       COLLECT { MATCH (c)-[:ALLEGES]->(x:Claim) RETURN x.type + ': ' + x.quote AS alleged ORDER BY alleged } AS alleges,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim
