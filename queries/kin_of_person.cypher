// Who is related to a person, and how?
// من هم أقارب شخص، وما صلة القرابة؟
// $name: name. The person, or whole words of the name
// Example: name=ياسين الدروبي
MATCH (p:Person) WHERE any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $name + ' '))
MATCH (p)<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE c.type IN ['cousinOf', 'grandparentOf', 'inLawOf', 'parentOf', 'relativeOf', 'siblingOf', 'spouseOf', 'uncleAuntOf']
MATCH (x:Entity)<-[:SUBJECT]-(c)-[:OBJECT]->(y:Entity)
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, CASE WHEN x.id = p.id THEN y.name ELSE x.name END AS relative,
       x.name AS subject, c.type AS relation, y.name AS object,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY person, relative, doc, start, claim
