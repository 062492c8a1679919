// Which houses and other sites were pulled down, whose were they, by whom, and on what charge?
// ما المنازل والمواقع التي هُدمت، ولمن كانت، ومن هدمها، وبأي تهمة؟
// $by: name?. Only by this group or person
// $owner: name?. Only the property of this person or group
// Example: by=داعش
MATCH (c:Demolition)-[:TARGET]->(t:Entity)
MATCH (c)-[:STATED_IN]->(a:Article)
WITH c, t, a,
     COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS agents,
     COLLECT { MATCH (t)<-[:SUBJECT]-(:OwnedBy)-[:OBJECT]->(w:Entity) RETURN DISTINCT w.name AS name ORDER BY name } AS owners
WHERE ($by IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')) })
  AND ($owner IS NULL OR EXISTS {
        MATCH (t)<-[:SUBJECT]-(:OwnedBy)-[:OBJECT]->(w:Entity) WHERE any(k IN w.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $owner + ' ')) })
OPTIONAL MATCH (c)-[:REASON]->(r:Accusation)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN t.name AS site, owners, agents, r.charge AS charge, r.disputed AS charge_disputed, r.quote AS charge_quote, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, site, charge
