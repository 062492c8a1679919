// Which claims bear a date that is not settled: a relative one, or one without a year?
// أي الأخبار له تاريخ لم يُحسم: نسبي أو بلا سنة؟
// $outlet: text?. Only in articles of this outlet
// Example:
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE c.time_text IS NOT NULL AND c.earliest IS NULL AND c.latest IS NULL AND ($outlet IS NULL OR a.outlet = $outlet)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(s:Entity)
RETURN c.time_text AS time_text, c.time AS time, c.time_start AS time_start, c.time_end AS time_end, a.published AS published, c.type AS type,
       c.quote AS quote, c.start AS start, c.end AS `end`, a.doc AS doc, a.title AS title, a.outlet AS outlet,
       s.name AS source, c.modality AS modality, c.disputed AS disputed, c.id AS claim
ORDER BY doc, start, claim
