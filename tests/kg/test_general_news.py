"""General news: told from news of the conflict by its words, its names read in their own way, and none of another kind let into a graph."""

from importlib.resources import files
from pathlib import Path

import pytest

import kg
from kg.graph import Article
from kg.kind import CONFLICT, NEWS, kind, table
from kg.mention import default_tagger
from kg.naming import OTHER, NamedMention, named_elsewhere
from kg.syntax import Sentence, Token, default_analyser
from kg.train.material import Labelled, anercorp, parted
from kg.train.measure_names import on_words, score
from kg.train.mentions import bare
from kg.world import World

FOOTBALL = (
    "فاز فريق برشلونة على ضيفه ريال مدريد بهدفين مقابل هدف في المباراة التي أقيمت بينهما أمس ضمن الدوري الإسباني لكرة القدم. "
    "وسجل اللاعب كارلوس مورالو هدف الفوز في الدقيقة الأخيرة. وقال مورالو إن فريقه يستحق صدارة الترتيب."
)
TRADE = "ارتفع سعر صرف الدولار أمام اليورو في بورصة نيويورك، وأعلنت شركة تويوتا اليابانية أن أرباحها زادت هذا العام في ألمانيا والصين."
STRIKE = "قتل ثلاثة مدنيين جراء قصف لقوات النظام على بلدة كفرلاتة بريف إدلب، فيما اعتقلت قسد سامي الدرويش في الشدادي."


def named(text: str, of_kind: str | None = None) -> set[tuple[str, str]]:
    """(words, type) of the names of a text."""
    sentences = default_analyser()(text)
    found = set()
    for m in default_tagger()(sentences, of_kind):
        tokens = sentences[m.sentence].tokens
        found.add((text[tokens[m.first].start : tokens[m.last].end], m.type))
    return found


@pytest.mark.parametrize("text,expected", [(FOOTBALL, NEWS), (TRADE, NEWS), (STRIKE, CONFLICT), ("", CONFLICT), ("كلمة", CONFLICT)])
def test_kind_of_text(text: str, expected: str) -> None:
    assert kind(default_analyser()(text)) == expected


def test_every_sample_is_news_of_the_conflict() -> None:
    for sample in (files("kg") / "samples").iterdir():
        if sample.name.endswith(".txt"):
            assert kind(default_analyser()(sample.read_text("utf-8"))) == CONFLICT, sample.name


def test_words_of_one_kind_weigh_for_it() -> None:
    assert table()["المباراه"] > 0 > table()["قسد"]


def test_names_of_general_news() -> None:
    assert {("برشلونة", "Group"), ("ريال مدريد", "Group"), ("كارلوس مورالو", "Person")} <= named(FOOTBALL)
    assert {("تويوتا", "Group"), ("ألمانيا", "Place"), ("الصين", "Place"), ("الدولار", OTHER)} <= named(TRADE)


def test_caller_can_say_how_to_read() -> None:
    assert OTHER not in {of_type for _, of_type in named(TRADE, CONFLICT)}
    assert ("مورالو", "Person") in named(FOOTBALL, NEWS)


def test_names_of_no_type_of_the_guide_stay_out_of_the_graph() -> None:
    assert ("الدولار", OTHER) in named(TRADE)
    graph = kg.extract(Article(text=TRADE, doc="trade"))
    assert {e.name for e in graph.entities} >= {"تويوتا", "ألمانيا"}
    assert "الدولار" not in {e.name for e in graph.entities}


def tokens(words: str) -> list[Token]:
    return [Token(i, 0, 0, form, "NN", i, "root", False, True) for i, form in enumerate(words.split())]


def test_word_that_is_mostly_a_name_is_one_everywhere() -> None:
    sentences = [tokens("وصل كارلوس مورالو"), tokens("مورالو لاعب"), tokens("زار مورالو ليون الجميلة"), tokens("في ليون")]
    found = [NamedMention(0, 1, 2, "Person"), NamedMention(3, 1, 1, "Place")]
    assert set(named_elsewhere(sentences, found)) == {
        NamedMention(1, 0, 0, "Person"),
        NamedMention(2, 1, 1, "Person"),
        NamedMention(2, 2, 2, "Place"),
    }


def test_word_that_is_seldom_a_name_is_none_elsewhere() -> None:
    sentences = [tokens("السلام الآن"), *[tokens("عملية السلام")] * 9]
    assert list(named_elsewhere(sentences, [NamedMention(0, 0, 0, "Group")])) == []


def test_lists_of_the_world() -> None:
    world = World.load()
    kinds = {phrase: set(world.phrases.values[phrase]) for phrase in ("المانيا", "طوكيو", "ريال مدريد", "دولار")}
    assert kinds == {"المانيا": {"country"}, "طوكيو": {"city"}, "ريال مدريد": {"club"}, "دولار": {"currency"}}
    assert world.classes("نادي") == ("<organisation>",)


# --- how it is measured --------------------------------------------------------------------------------------------------


def test_spans_stand_for_whole_words() -> None:
    starts = [0, 5, 12]  # و+ليون stands from 5 to 10: the clitic is outside our span, the word is not
    assert on_words(starts, [(6, 10, "Group"), (0, 14, "Site")]) == {(1, 1, "Group"), (0, 2, "Place")}


def test_names_to_learn_from_have_no_clitics() -> None:
    text = "وصل كارلوس وليون وقال"
    pieces = (("وصل", 0, 3, False), ("كارلوس", 4, 10, False), ("و", 11, 12, False), ("ليون", 12, 16, True), ("وقال", 17, 21, False))
    rows = tuple(Token(i, a, b, form, "NN", i, "root", joined, True) for i, (form, a, b, joined) in enumerate(pieces))
    assert bare([Sentence(text, rows)], [(4, 10, "Person"), (11, 16, "Place")]) == [(4, 10, "Person"), (12, 16, "Place")]


def test_score_counts_exact_names() -> None:
    reference, ours = {(0, 1, "Person"), (3, 3, "Place")}, {(0, 1, "Person"), (3, 4, "Place")}
    assert score([(reference, ours)]) == {"Person": (1.0, 1.0, 1.0), "Place": (0.0, 0.0, 0.0), "all": (0.5, 0.5, 0.5)}


def test_reading_the_news_corpus(tmp_path: Path) -> None:
    (tmp_path / "data" / "ner").mkdir(parents=True)
    rows = "وصل O|كارلوس B-PERS|مورالو I-PERS|إلى O|ليون B-LOC|. O||فاز O|الدولار B-MISC"
    (tmp_path / "data" / "ner" / "anercorp_train.conll").write_text(rows.replace("|", "\n") + "\n", "utf-8")
    (piece,) = anercorp(tmp_path)
    assert piece.text == "وصل كارلوس مورالو إلى ليون .\nفاز الدولار"
    assert [(piece.text[a:b], t) for a, b, t in piece.marked()] == [("كارلوس مورالو", "Person"), ("ليون", "Place"), ("الدولار", OTHER)]


def test_last_sixth_of_the_words_is_held_out() -> None:
    pieces = [Labelled(str(n), ((0, 1),) * 10, ()) for n in range(13)]
    learned, held = parted(pieces)
    assert ([p.text for p in learned], [p.text for p in held]) == ([str(n) for n in range(10)], ["10", "11", "12"])
