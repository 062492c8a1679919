// Who holds or held an office in a group or a place?
// من يشغل منصباً في جماعة أو مكان، ومن شغله سابقاً؟
// $of: name. The group or place, or whole words of its name
// $status: text?. Only current, former or unknown
// Example: of=لواء البادية
MATCH (o:Entity) WHERE any(k IN o.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $of + ' '))
MATCH (p:Person)<-[:SUBJECT]-(c:HoldsRole)-[:OBJECT]->(o) WHERE $status IS NULL OR c.status = $status
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, c.title AS office, c.status AS status, o.name AS of,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY of, status, person, doc, start, claim
