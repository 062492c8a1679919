// Who was detained or abducted and is not said, in the same article, to be free again?
// من اعتُقل أو خُطف ولم يذكر المقال نفسه الإفراج عنه؟
// $by: name?. Only by this group or person
// Example:
MATCH (c:Claim)-[:PATIENT]->(p:Person)
WHERE c.type IN ['Detention', 'Abduction'] AND NOT c.modality IN ['negated', 'planned']
  AND ($by IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')) })
  AND NOT EXISTS { MATCH (p)<-[:PATIENT]-(r:Release) WHERE NOT r.modality IN ['negated', 'planned'] }
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (p)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, m.count_min AS at_least, m.count_max AS at_most, c.type AS type,
       COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS agents, c.time AS time,
       COLLECT { MATCH (y:Person)<-[:PATIENT]-(r:Release) WHERE y.key = p.key AND y.id <> p.id AND m.unnamed = false
                 AND NOT r.modality IN ['negated', 'planned'] RETURN r.quote AS release ORDER BY release } AS release_of_that_name,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, person
