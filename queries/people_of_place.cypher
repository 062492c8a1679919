// Who comes from a place, or from a place within it?
// من ينحدر من مكان، أو من مكان يقع فيه؟
// $place: name. The place, or whole words of its name
// Example: place=ذيبان
MATCH (o:Place) WHERE any(k IN o.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $place + ' '))
MATCH (q:Entity)-[:LOCATED_IN*0..4]->(o)
MATCH (p:Person)<-[:SUBJECT]-(c:FromPlace)-[:OBJECT]->(q)
WITH DISTINCT p, c, q
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, q.name AS place,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY place, person, doc, start, claim
