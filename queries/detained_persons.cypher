// Who was detained or abducted, by whom, on what charge, and does the same article say that they were released?
// من اعتُقل أو خُطف، وعلى يد من، وبأي تهمة، وهل يذكر المقال نفسه الإفراج عنه؟
// $by: name?. Only by this group or person
// $person: name?. Only this person
// Example: by=قسد
MATCH (c:Claim)-[:PATIENT]->(p:Entity)
WHERE c.type IN ['Detention', 'Abduction']
  AND ($person IS NULL OR any(k IN p.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $person + ' ')))
  AND ($by IS NULL OR EXISTS {
        MATCH (c)-[:AGENT]->(g:Entity) WHERE any(k IN g.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $by + ' ')) })
MATCH (c)-[:STATED_IN]->(a:Article)
OPTIONAL MATCH (p)-[m:MENTIONED_IN]->(a)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN p.name AS person, m.count_min AS at_least, m.count_max AS at_most, c.type AS type,
       COLLECT { MATCH (c)-[:AGENT]->(g:Entity) RETURN g.name AS name ORDER BY name } AS agents,
       COLLECT { MATCH (c)-[:REASON]->(x:Accusation) WHERE x.charge IS NOT NULL RETURN x.charge AS charge ORDER BY charge } AS charges,
       EXISTS { MATCH (p)<-[:PATIENT]-(:Release)-[:STATED_IN]->(a) } AS released, c.time AS time,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim, person
