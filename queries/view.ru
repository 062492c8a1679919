# What the twins (*.rq) need beside the articles' graphs; run once, after the data are loaded and again when they change.
# Of an entity: view:name, what most articles call it (the first by code points of several), and view:key, the folded form of that.
PREFIX isnad: <https://w3id.org/isnad/ontology#>
PREFIX view: <https://w3id.org/isnad/view#>

INSERT { GRAPH <https://w3id.org/isnad/view> { ?entity view:name ?name ; view:key ?key } }
WHERE {
  { SELECT ?entity (MIN(?called) AS ?name) WHERE {
      { SELECT ?entity ?called (COUNT(?appearance) AS ?times) WHERE {
          GRAPH ?article { ?appearance isnad:appearanceOf ?entity ; isnad:name ?words }
          BIND(STR(?words) AS ?called)
        } GROUP BY ?entity ?called }
      { SELECT ?entity (MAX(?often) AS ?times) WHERE {
          { SELECT ?entity ?words (COUNT(?appearance) AS ?often) WHERE {
              GRAPH ?article { ?appearance isnad:appearanceOf ?entity ; isnad:name ?words }
            } GROUP BY ?entity ?words }
        } GROUP BY ?entity }
    } GROUP BY ?entity }
  GRAPH ?any { ?chosen isnad:appearanceOf ?entity ; isnad:name ?form ; isnad:key ?key }
  FILTER(STR(?form) = ?name)
}
