// Who belongs to a group, who is only said or accused to, and of whom is it denied?
// من ينتمي إلى جماعة، ومن يقال أو يُتهم بأنه منها، ومن يُنفى عنه ذلك؟
// $group: name. The group
// Example: group=لواء البادية
MATCH (g:Group) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $group + ' '))
MATCH (p:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(g) WHERE c.type IN ['memberOf', 'holdsRole', 'partOf', 'affiliatedWith']
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (p)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS member, m.count_min AS at_least, m.count_max AS at_most, c.type AS type, c.title AS office, c.status AS status, g.name AS group,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY group, modality, member, doc, start, claim
