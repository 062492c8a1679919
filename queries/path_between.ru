# What path_between.rq reads: the shortest chains from each entity of the one name to each of the other, up to eight edges long. SPARQL
# paths have no length, so they are walked step by step. Run it after view.ru, with the parameters in their graph; what it writes goes
# into that graph and is dropped with it.
PREFIX isnad: <https://w3id.org/isnad/ontology#>
PREFIX given: <https://w3id.org/isnad/query#>
PREFIX step: <https://w3id.org/isnad/query#step->

# The ends, and the edges that a chain may go by, from either end.
INSERT { GRAPH <https://w3id.org/isnad/query> { ?x step:0 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { given:values given:one ?key }
  GRAPH ?any { ?appearance isnad:appearanceOf ?x ; isnad:key|isnad:altKey ?key }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?y a given:End } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { given:values given:other ?key }
  GRAPH ?any { ?appearance isnad:appearanceOf ?y ; isnad:key|isnad:altKey ?key }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?a given:next ?b . ?b given:next ?a } } WHERE {
  VALUES ?link { isnad:agent isnad:patient isnad:from isnad:to isnad:subject isnad:object isnad:cause isnad:reason isnad:alleges }
  GRAPH ?any { ?a ?link ?b ; isnad:statedIn ?article }
};

# Each node at its least distance from the end that it is walked from.
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:1 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:0 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:2 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:1 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:3 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:2 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:4 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:3 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2|step:3 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:5 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:4 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2|step:3|step:4 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:6 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:5 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2|step:3|step:4|step:5 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:7 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:6 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2|step:3|step:4|step:5|step:6 ?x } }
};
INSERT { GRAPH <https://w3id.org/isnad/query> { ?n step:8 ?x } } WHERE {
  GRAPH <https://w3id.org/isnad/query> { ?m step:7 ?x ; given:next ?n FILTER NOT EXISTS { ?n step:0|step:1|step:2|step:3|step:4|step:5|step:6|step:7 ?x } }
};

# The chains, from the far end back; one that leans on a denial or a plan is left out.
INSERT { GRAPH <https://w3id.org/isnad/query> {
  ?chain given:key ?key ; given:node-0 ?x ; given:node-1 ?n1 ; given:node-2 ?n2 ; given:node-3 ?n3 ; given:node-4 ?n4 ; given:node-5 ?n5 ;
         given:node-6 ?n6 ; given:node-7 ?n7 ; given:node-8 ?n8
} } WHERE {
  GRAPH <https://w3id.org/isnad/query> {
    { ?n2 a given:End ; step:2 ?x ; given:next ?n1 . ?n1 step:1 ?x . BIND(2 AS ?length) }
    UNION { ?n3 a given:End ; step:3 ?x ; given:next ?n2 . ?n2 step:2 ?x ; given:next ?n1 . ?n1 step:1 ?x . BIND(3 AS ?length) }
    UNION { ?n4 a given:End ; step:4 ?x ; given:next ?n3 . ?n3 step:3 ?x ; given:next ?n2 . ?n2 step:2 ?x ; given:next ?n1 . ?n1 step:1
      ?x . BIND(4 AS ?length) }
    UNION { ?n5 a given:End ; step:5 ?x ; given:next ?n4 . ?n4 step:4 ?x ; given:next ?n3 . ?n3 step:3 ?x ; given:next ?n2 . ?n2 step:2
      ?x ; given:next ?n1 . ?n1 step:1 ?x . BIND(5 AS ?length) }
    UNION { ?n6 a given:End ; step:6 ?x ; given:next ?n5 . ?n5 step:5 ?x ; given:next ?n4 . ?n4 step:4 ?x ; given:next ?n3 . ?n3 step:3
      ?x ; given:next ?n2 . ?n2 step:2 ?x ; given:next ?n1 . ?n1 step:1 ?x . BIND(6 AS ?length) }
    UNION { ?n7 a given:End ; step:7 ?x ; given:next ?n6 . ?n6 step:6 ?x ; given:next ?n5 . ?n5 step:5 ?x ; given:next ?n4 . ?n4 step:4
      ?x ; given:next ?n3 . ?n3 step:3 ?x ; given:next ?n2 . ?n2 step:2 ?x ; given:next ?n1 . ?n1 step:1 ?x . BIND(7 AS ?length) }
    UNION { ?n8 a given:End ; step:8 ?x ; given:next ?n7 . ?n7 step:7 ?x ; given:next ?n6 . ?n6 step:6 ?x ; given:next ?n5 . ?n5 step:5
      ?x ; given:next ?n4 . ?n4 step:4 ?x ; given:next ?n3 . ?n3 step:3 ?x ; given:next ?n2 . ?n2 step:2 ?x ; given:next ?n1 . ?n1
      step:1 ?x . BIND(8 AS ?length) }
  }
  FILTER(NOT EXISTS { GRAPH ?g1 { ?n1 isnad:modality ?m1 FILTER(?m1 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n2) || NOT EXISTS { GRAPH ?g2 { ?n2 isnad:modality ?m2 FILTER(?m2 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n3) || NOT EXISTS { GRAPH ?g3 { ?n3 isnad:modality ?m3 FILTER(?m3 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n4) || NOT EXISTS { GRAPH ?g4 { ?n4 isnad:modality ?m4 FILTER(?m4 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n5) || NOT EXISTS { GRAPH ?g5 { ?n5 isnad:modality ?m5 FILTER(?m5 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n6) || NOT EXISTS { GRAPH ?g6 { ?n6 isnad:modality ?m6 FILTER(?m6 IN (isnad:negated, isnad:planned)) } })
  FILTER(!BOUND(?n7) || NOT EXISTS { GRAPH ?g7 { ?n7 isnad:modality ?m7 FILTER(?m7 IN (isnad:negated, isnad:planned)) } })
  BIND(CONCAT(STR(?length), " ", STR(?x), COALESCE(CONCAT(" ", STR(?n1)), ""), COALESCE(CONCAT(" ", STR(?n2)), ""),
              COALESCE(CONCAT(" ", STR(?n3)), ""),
              COALESCE(CONCAT(" ", STR(?n4)), ""), COALESCE(CONCAT(" ", STR(?n5)), ""), COALESCE(CONCAT(" ", STR(?n6)), ""),
              COALESCE(CONCAT(" ", STR(?n7)), ""), COALESCE(CONCAT(" ", STR(?n8)), "")) AS ?key)
  BIND(IRI(CONCAT(STR(given:), "chain-", ENCODE_FOR_URI(?key))) AS ?chain)
}
