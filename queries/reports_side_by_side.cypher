// Which two reports seem to tell of one event: of one kind, to one of that name, on days that do not contradict, in two articles or by two sources?
// أي خبرين يبدو أنهما عن حادثة واحدة: من نوع واحد، وقعت لصاحب اسم واحد، في وقت لا يتعارض، في مقالين أو عن مصدرين؟
// $name: name. Whom or what it happened to, or where it was; of a place only reports of one known day are paired
// Example: name=سوق الكرامة
MATCH (x:Entity) WHERE any(k IN x.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' '))
MATCH (x)<-[r:PATIENT|TARGET|PLACE]-(c:Claim)-[:STATED_IN]->(a:Article)
MATCH (y:Entity {key: x.key})
MATCH (y)<-[q:PATIENT|TARGET|PLACE]-(d:Claim)-[:STATED_IN]->(b:Article)
WHERE d.type = c.type AND type(q) = type(r) AND y.type = x.type AND (a.id < b.id OR (a.id = b.id AND c.id < d.id))
  AND coalesce(c.earliest, '0000') <= coalesce(d.latest, '9999') AND coalesce(d.earliest, '0000') <= coalesce(c.latest, '9999')
  AND (type(r) <> 'PLACE' OR (c.earliest = c.latest AND d.earliest = d.latest AND c.earliest = d.earliest))
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
OPTIONAL MATCH (d)-[:ACCORDING_TO]->(t:Entity)
WITH a, b, c, d, s, t, x WHERE a.id <> b.id OR coalesce(s.id, '') <> coalesce(t.id, '')
RETURN DISTINCT c.type AS type, x.name AS name, c.time AS time, d.time AS other_time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim,
       d.quote AS other_quote, d.start AS other_start, d.end AS other_end, b.doc AS other_doc, b.title AS other_title, b.outlet AS other_outlet,
       t.name AS other_source, d.modality AS other_modality, d.disputed AS other_disputed, d.id AS other_claim
ORDER BY name, type, claim, other_claim
