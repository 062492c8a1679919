// Which members of a clan, tribe or family are in a group, or are said to be?
// من من أبناء عشيرة أو عائلة في جماعة، أو يقال إنه فيها؟
// $clan: name. The clan, tribe or family
// $group: name. The group
// Example: clan=البوجامل; group=قسد
MATCH (f:Group) WHERE any(k IN f.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $clan + ' '))
MATCH (g:Group) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $group + ' ')) AND g.id <> f.id
MATCH (p:Person)<-[:SUBJECT]-(m:MemberOf)-[:OBJECT]->(f) WHERE m.modality <> 'negated'
MATCH (p)<-[r:SUBJECT|AGENT|PATIENT]-(c:Claim)-[:OBJECT|TO]->(g) WHERE c.type IN ['memberOf', 'holdsRole', 'affiliatedWith', 'Joining']
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN DISTINCT p.name AS person, f.name AS clan, m.quote AS clan_quote, m.modality AS clan_modality, c.type AS type, c.title AS office, c.status AS status,
       g.name AS group,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY person, doc, start, claim
