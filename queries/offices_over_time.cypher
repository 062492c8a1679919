// Who held, was given or lost which office, in the order of time?
// من شغل منصباً أو عُيّن فيه أو أُقيل منه، بترتيب الزمن؟
// $of: name?. Only in this group or place
// $person: name?. Only this person
// Example: of=لواء البادية
MATCH (p:Person)<-[:SUBJECT|PATIENT]-(c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.type IN ['holdsRole', 'Appointment', 'Dismissal']
  AND ($person IS NULL OR any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $person + ' ')))
  AND ($of IS NULL OR EXISTS {
        MATCH (c)-[:OBJECT|TO|FROM|PLACE]->(o:Entity) WHERE any(k IN o.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $of + ' ')) })
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
WITH p, c, a, s, coalesce(c.earliest, c.latest, '9999') AS day
RETURN c.time AS time, p.name AS person, c.type AS type, c.title AS office, c.status AS status,
       COLLECT { MATCH (c)-[r:OBJECT|TO|FROM|PLACE]->(o:Entity) RETURN type(r) + ': ' + o.name AS other ORDER BY other } AS of,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY day, doc, start, claim, person
