// What is denied or doubted, and by whom was it said?
// ما الذي نُفي أو شُكّك فيه، ومن قاله؟
// $name: name?. Only about this person, group, place or thing
// Example:
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE (c.disputed OR c.modality = 'negated')
  AND ($name IS NULL OR EXISTS {
        MATCH (c)-[]->(e:Entity) WHERE any(k IN e.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' ')) })
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.type AS type,
       COLLECT { MATCH (c)-[o]->(e:Entity) WHERE type(o) <> 'ACCORDING_TO' RETURN type(o) + ': ' + e.name AS other ORDER BY other } AS said_of,
       c.charge AS charge,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim
