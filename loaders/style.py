"""How Neo4j Browser draws the graph: a style file (``.grass``) for every label and relationship type that the loaders write.

    kg export --format grass -o isnad.grass      # then drop the file on the Browser's window, or `:style` with its address

A node is named by what people know it by: an entity by its name, a claim by its trigger or kind. Kinds of entities have the colours of
the project's pictures, claims of harm are red, other events orange, standing ties grey; edges that are only alleged are pale and thin.
Styles look at labels and types, not at properties: how sure a claim is stands in its ``modality``.
"""

from collections.abc import Iterator

from loaders import schema
from ontology import vocabulary

ENTITIES = {"Person": "#4c78a8", "Group": "#7b5ea7", "Place": "#54a24b", "Site": "#8c6d31", "Object": "#7f7f7f"}
HARM = frozenset({
    "Abduction", "Airstrike", "Attack", "Clash", "Death", "Demolition", "Detention", "Execution", "Explosion", "Injury", "Killing",
    "Shelling", "Shooting", "Torture",
})  # fmt: skip
_HARM, _EVENT, _RELATION, _ARTICLE = "#c44e52", "#dd8452", "#a6a6a6", "#d9c89e"
_ALLEGED, _PLAIN, _ROLE = "#c9c9c9", "#4c4c4c", "#8a8a8a"


def grass() -> str:
    """The style sheet; the same each time."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    yield _rule("node", _node("#a5abb6", "{id}", 50))
    yield _rule("relationship", _edge(_ROLE, 1))
    yield _rule("node.Article", _node(_ARTICLE, "{title}", 40))
    # Where several rules fit a node, the later ones hold, so what they are kinds of stands before the kinds.
    yield _rule("node.Entity", _node(ENTITIES["Object"], "{name}", 60))
    yield _rule("node.Claim", _node(_RELATION, "{type}", 50))
    for name, colour in ENTITIES.items():
        yield _rule(f"node.{schema.label(name)}", _node(colour, "{name}", 60))
    for name in sorted(vocabulary.event_types()):
        yield _rule(f"node.{schema.label(name)}", _node(_HARM if name in HARM else _EVENT, "{trigger}", 50))
    for name in sorted(vocabulary.relations()):
        yield _rule(f"node.{schema.label(name)}", _node(_RELATION, "{type}", 35))
    bookkeeping = (schema.STATED_IN, schema.MENTIONED_IN, schema.ACCORDING_TO, schema.ALLEGES, schema.SUBJECT, schema.OBJECT)
    for type in (*(form.type for form in bookkeeping), *sorted(schema.roles())):
        yield _rule(f"relationship.{type}", _edge(_ROLE, 1))
    for form in schema.plain_forms():
        yield _rule(f"relationship.{form.type}", _edge(_ALLEGED, 1) if form.type.startswith(schema.ALLEGED) else _edge(_PLAIN, 3))


def _rule(selector: str, properties: dict[str, str]) -> str:
    body = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{body}}}\n"


def _node(colour: str, caption: str, diameter: int) -> dict[str, str]:
    return {
        "color": colour, "border-color": "#5c5c5c", "border-width": "1px", "diameter": f"{diameter}px", "caption": f'"{caption}"',
        "text-color-internal": "#ffffff", "font-size": "11px",
    }  # fmt: skip


def _edge(colour: str, width: int) -> dict[str, str]:
    return {
        "color": colour, "shaft-width": f"{width}px", "font-size": "9px", "padding": "3px", "text-color-external": "#000000",
        "text-color-internal": "#ffffff", "caption": '"<type>"',
    }  # fmt: skip
