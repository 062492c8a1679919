// Where does one account deny what another says of somebody or something of that name?
// أين تنفي رواية ما تقوله رواية أخرى عن صاحب اسم واحد أو شيء واحد؟
// $name: name?. Only about this person, group or thing
// Example:
MATCH (y:Entity)<-[q:PATIENT|TARGET|SUBJECT]-(d:Claim {modality: 'negated'})-[:STATED_IN]->(b:Article)
WHERE $name IS NULL OR any(k IN y.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' '))
MATCH (x:Entity {key: y.key})<-[r:PATIENT|TARGET|SUBJECT]-(c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.type = d.type AND type(r) = type(q) AND x.type = y.type AND NOT c.modality IN ['negated', 'planned']
  AND coalesce(c.earliest, '0000') <= coalesce(d.latest, '9999') AND coalesce(d.earliest, '0000') <= coalesce(c.latest, '9999')
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (d)-[:OBJECT]->(w:Entity)
WITH a, b, c, d, x, o, w, r WHERE type(r) <> 'SUBJECT' OR o.key = w.key
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
OPTIONAL MATCH (d)-[:ACCORDING_TO]->(t:Entity)
RETURN DISTINCT c.type AS type, x.name AS name, o.name AS object,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim,
       d.quote AS other_quote, d.start AS other_start, d.end AS other_end, b.doc AS other_doc, b.title AS other_title, b.outlet AS other_outlet,
       t.name AS other_source, d.modality AS other_modality, d.disputed AS other_disputed, d.id AS other_claim
ORDER BY name, type, claim, other_claim
