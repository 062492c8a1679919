"""Where article graphs go: the property graph of a Neo4j server or of the embedded store, RDF, and files for graph programs."""
