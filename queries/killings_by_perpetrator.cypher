// Whom is somebody said to have killed or executed, how, and who says so?
// من قُتل أو أُعدم على يد جهة ما، وكيف، ومن يقول ذلك؟
// $by: name?. Only by this group or person
// Example: by=التحالف الدولي
MATCH (c:Claim)-[:AGENT]->(g:Entity)
WHERE c.type IN ['Killing', 'Execution']
  AND ($by IS NULL OR any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')))
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:PATIENT]->(v:Entity)
OPTIONAL MATCH (v)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN g.name AS perpetrator, c.type AS type, v.name AS victim, m.count_min AS at_least, m.count_max AS at_most,
       COLLECT { MATCH (c)-[:CAUSE]->(x:Claim) RETURN x.type AS type ORDER BY type } AS causes, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY perpetrator, doc, start, claim, victim
