"""The Isnad ontology: the names of everything that a claim can be made of, in Turtle, and the module that reads them."""
