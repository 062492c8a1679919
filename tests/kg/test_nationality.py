"""A strike with an adjective of nationality was done by that state: the party that the article names, else the adjective is its mention."""

from tests.kg.tree import events, graph


def test_adjective_is_the_doer() -> None:
    read = graph("أصيب طفل بقصف تركي على قرية الجيعة.")
    states = [(e.name, e.identifier, e.unnamed, [m.kind for m in e.mentions]) for e in read.entities if e.type == "Group"]
    assert states == [("تركي", "group/turkey", True, ["nominal"])]
    assert events("أصيب طفل بقصف تركي على قرية الجيعة.") == [
        ("Injury", "أصيب", {"patient": ["طفل"], "cause": ["قصف"], "agent": ["تركي"], "place": ["الجيعة"]}),
        ("Shelling", "قصف", {"agent": ["تركي"], "target": ["الجيعة"]}),
    ]


def test_party_that_the_article_names_is_meant() -> None:
    _, injury, shelling = events("وصلت القوات التركية إلى بلدة المسطومة.", "أصيب طفل بقصف تركي على قرية الجيعة.")
    assert injury[2]["agent"] == shelling[2]["agent"] == ["القوات التركية"]


def test_country_that_acts_is_a_party() -> None:
    assert events("قصفت تركيا قرية الجيعة.") == [("Shelling", "قصفت", {"agent": ["تركيا"], "target": ["الجيعة"]})]
