// Who are the kin of those who are accused, and what is said to have happened to them?
// من هم أقارب المتهمين، وماذا يقال إنه جرى لهم؟
// $accused: name?. Only of this person
// Example:
MATCH (p:Person)<-[:PATIENT]-(d:Accusation)-[:STATED_IN]->(b:Article)
WHERE $accused IS NULL OR any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $accused + ' '))
MATCH (p)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(x:Person)
WHERE c.type IN ['cousinOf', 'grandparentOf', 'inLawOf', 'parentOf', 'relativeOf', 'siblingOf', 'spouseOf', 'uncleAuntOf']
  AND x.id <> p.id AND c.modality <> 'negated'
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
OPTIONAL MATCH (d)-[:ACCORDING_TO]->(t:Entity)
RETURN DISTINCT p.name AS accused, d.charge AS charge, c.type AS relation, x.name AS relative,
       COLLECT { MATCH (x)<-[:PATIENT]-(h:Claim) RETURN h.type + ': ' + h.quote AS harm ORDER BY harm } AS said_of_relative,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim,
       d.quote AS other_quote, d.start AS other_start, d.end AS other_end, b.doc AS other_doc, b.title AS other_title, b.outlet AS other_outlet,
       t.name AS other_source, d.modality AS other_modality, d.disputed AS other_disputed, d.id AS other_claim
ORDER BY accused, relative, doc, start, claim, other_claim
