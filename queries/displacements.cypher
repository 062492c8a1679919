// Who fled or was driven from where to where, and because of what?
// من نزح أو فرّ، من أين وإلى أين، وبسبب ماذا؟
// $place: name?. Only from, to or at this place
// Example:
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.type IN ['Displacement', 'Flight']
  AND ($place IS NULL OR EXISTS {
        MATCH (c)-[:FROM|TO|PLACE]->(q:Entity) WHERE any(k IN q.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $place + ' ')) })
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.type AS type,
       COLLECT { MATCH (c)-[:AGENT|PATIENT]->(p:Entity) RETURN DISTINCT p.name AS name ORDER BY name } AS who,
       COLLECT { MATCH (c)-[o:FROM|TO|PLACE]->(q:Entity) RETURN type(o) + ': ' + q.name AS other ORDER BY other } AS way,
       COLLECT { MATCH (c)-[:CAUSE|REASON]->(x:Claim) RETURN x.type + ': ' + x.quote AS other ORDER BY other } AS causes, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim
