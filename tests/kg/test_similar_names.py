"""Two names are two people. A wrong link between two people is worse than a missing one."""

from kg.fold import key
from kg.graph import ArticleGraph
from kg.reading import Referent, place_key, same_person
from tests.kg.telling import graph_of
from tests.kg.tree import graph


def people(read: ArticleGraph) -> list[list[str]]:
    """The written names of each person."""
    return [[m.span.of(read.article.text) for m in e.mentions] for e in read.entities if e.type == "Person"]


def known(name: str, *others: str) -> str | None:
    """The earlier name whose bearer ``name`` means."""
    found = same_person(key(name), [Referent("Person", other) for other in others])
    return found.name if found else None


def test_one_letter_apart() -> None:
    assert known("محمد الظاهر", "محمد القاهر") is None
    read = graph("قتل محمد القاهر في بلدة الكسرة.", "واعتقلت قسد محمد الظاهر في بلدة الكسرة.")
    assert people(read) == [["محمد القاهر"], ["محمد الظاهر"]]
    assert len({read.entity_iri(e) for e in read.entities}) == len(read.entities)


def test_two_men_of_one_given_name_in_news() -> None:
    read = graph_of("هدم التنظيم منزل الشاب محمد القاهر ومنزل الشاب محمد الظاهر في بلدة الكسرة.")
    assert people(read) == [["محمد القاهر"], ["محمد الظاهر"]]


def test_names_of_one_father() -> None:
    assert known("سالم ناصر العمر", "وائل ناصر العمر") is None
    assert known("ناصر العمر", "وائل ناصر العمر") is None  # the father


def test_short_form_of_one_and_of_two() -> None:
    assert known("خالد", "خالد العمر") == "خالد العمر"
    assert known("خالد", "خالد الطه", "خالد العمر") is None
    assert known("العمر", "خالد ناصر العمر", "سالم الطه") == "خالد ناصر العمر"
    assert known("العمر", "خالد العمر", "سالم العمر") is None


def test_fuller_name_of_somebody_named_shortly() -> None:
    assert known("خالد العمر", "خالد") == "خالد"
    assert known("خالد الظاهر", "خالد", "خالد العمر") is None


def test_no_person_has_an_identifier_that_other_articles_share() -> None:
    left = graph("اعتقل التنظيم سامي الدرويش ووائل السعيد.")
    right = graph("اعتقل التنظيم سامي الدرويش.")
    iris = [{g.entity_iri(e) for e in g.entities if e.name == "سامي الدرويش"} for g in (left, right)]
    assert iris[0].isdisjoint(iris[1])


def test_spellings_of_one_place() -> None:
    assert place_key("ديرالزور") == place_key("دير الزور")
    assert place_key("ريف دير الزور الشرقي") == place_key("الريف الشرقي لدير الزور")
    assert place_key("ريف دير الزور الغربي") != place_key("ريف دير الزور الشرقي")
    assert place_key("ريف دير الزور") != place_key("دير الزور")
