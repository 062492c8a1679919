// How much does each source say, and how much of it is alleged, hedged or denied? Sources of one name are counted together.
// كم يُنقل عن كل مصدر، وكم منه مزعوم أو مرجح أو منفي؟ تُجمع المصادر ذات الاسم الواحد.
// $source: name?. Only this source
// Example:
MATCH (c:Claim)-[:ACCORDING_TO]->(s:Entity)
WHERE $source IS NULL OR any(k IN s.keys WHERE (' ' + k + ' ') CONTAINS (' ' + $source + ' '))
WITH s.name AS source, count(c) AS claims, min(c.id) AS first,
     sum(CASE WHEN c.modality = 'asserted' THEN 1 ELSE 0 END) AS asserted,
     sum(CASE WHEN c.modality = 'alleged' THEN 1 ELSE 0 END) AS alleged,
     sum(CASE WHEN c.modality = 'hedged' THEN 1 ELSE 0 END) AS hedged,
     sum(CASE WHEN c.modality = 'negated' THEN 1 ELSE 0 END) AS negated,
     sum(CASE WHEN c.modality = 'planned' THEN 1 ELSE 0 END) AS planned,
     sum(CASE WHEN c.disputed THEN 1 ELSE 0 END) AS in_dispute
MATCH (c:Claim {id: first})-[:STATED_IN]->(a:Article)
RETURN claims, asserted, alleged, hedged, negated, planned, in_dispute,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY claims DESC, source
