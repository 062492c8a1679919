"""Articles in which the names of a few invented people stand in every corner: what an edition must withhold."""

from urllib.parse import quote

from kg.graph import ArticleGraph
from tests.sketch import Sketch

SALIM, LAYLA, YAZAN, NAWAF, FAYIZ = "سالم الدرويش", "ليلى العبيد", "يزن الراوي", "نواف الدرويش", "فايز المقداد"
KEY = "f00dfeed" * 8


def arrest() -> ArticleGraph:
    """The Fifth Brigade arrested Salim al-Darwish in Kasra and searched his house, by the village of Darwish; Layla al-Ubayd, his wife,
    says so. The child Yazan al-Rawi (12) was hurt. The house is Salim's. Fayiz al-Miqdad commands the brigade. Nawaf is of the Darwish
    family."""
    s = Sketch(
        "salem_darwish_arrest",
        "اعتقل اللواء الخامس الشاب سالم الدرويش في بلدة الكسرة قرب قرية الدرويش، وفتّش منزل سالم الدرويش. "
        "وقالت زوجته ليلى العبيد إن سالماً لم يفعل شيئاً. وأصيب الطفل يزن الراوي (12 عاماً). "
        "وقائد اللواء الخامس فايز المقداد، وينفي آل الدرويش ونواف الدرويش التهمة، وقال المعتقل أبو خالد إنه بريء. "
        "https://news.example/" + quote("سالم-الدرويش") + " Salem al-Darwish",
        title="اعتقال سَالِم الدرويش (Salem Darwish)",
        url="https://news.example/" + quote(SALIM),
        author=LAYLA,
        outlet="شبكة الوادي",
        published="2019-03-02",
    )
    s.entity("t1", "Group", "اللواء الخامس", "اللواء الخامس", "اللواء الخامس#2")
    s.entity("t2", "Person", SALIM, SALIM, "سالم الدرويش#2", "سالماً", "أبو خالد")
    s.entity("t3", "Place", "الكسرة", identifier="place/T7", latitude=35.6123, longitude=39.9876)
    s.entity("t4", "Place", "قرية الدرويش", identifier="place/T8", latitude=35.6444, longitude=39.9555)
    s.entity("t5", "Site", "منزل سالم الدرويش", latitude=35.61234, longitude=39.98765)
    s.entity("t6", "Person", LAYLA)
    s.entity("t7", "Person", YAZAN)
    s.entity("t8", "Person", FAYIZ)
    s.entity("t9", "Group", "آل الدرويش")
    s.entity("t10", "Person", NAWAF)
    s.event(
        "e1", "Detention", "اعتقل", "اعتقل اللواء الخامس الشاب سالم الدرويش في بلدة الكسرة", {"agent": "t1", "patient": "t2", "place": "t3"}
    )
    s.event("e2", "Raid", "فتّش", "وفتّش منزل سالم الدرويش", {"agent": "t1", "target": "t5"}, according_to="t6")
    s.event("e3", "Injury", "وأصيب", "وأصيب الطفل يزن الراوي", {"patient": "t7"})
    s.relation("r1", "ownedBy", "t5", "t2", "منزل سالم الدرويش")
    s.relation("r2", "spouseOf", "t2", "t6", "زوجته ليلى العبيد")
    s.relation("r3", "holdsRole", "t8", "t1", "وقائد اللواء الخامس فايز المقداد", title="قائد", status="current")
    s.relation("r4", "memberOf", "t10", "t9", "آل الدرويش ونواف الدرويش")
    return s.graph()


def release() -> ArticleGraph:
    """Salim and the others in other spellings, none of them an entity; another Salim, who is Salim al-Hamdan."""
    s = Sketch(
        "second",
        "أُفرج عن سـالـم\u200f الدَّرويش ولِلدرويش شقيق. وبحسب ليلي العبيد وسالم بن خلف الدرويش العكيدي فإن يزن الرّاوى تعافى. "
        "SALEM_DARWISH, Layla Obeid; &#1587;&#1575;&#1604;&#1605; الدرويش; \\u0633\\u0627\\u0644\\u0645 الدرويش; أبي خالد",
        title="الإفراج عن ابن الدرويش",
    )
    s.event("e1", "Release", "أُفرج", "أُفرج عن سـالـم\u200f الدَّرويش", {})
    return s.graph()


def meeting() -> ArticleGraph:
    """Salim al-Hamdan met Fayiz al-Miqdad. Nobody here is withheld by name."""
    s = Sketch("third", "التقى سالم الحمدان فايز المقداد في الكسرة.", url="https://news.example/3")
    s.entity("t1", "Person", "سالم الحمدان")
    s.entity("t2", "Person", FAYIZ)
    s.entity("t3", "Place", "الكسرة", identifier="place/T7", latitude=35.6123, longitude=39.9876)
    s.relation("r1", "contactWith", "t1", "t2", "التقى سالم الحمدان فايز المقداد")
    return s.graph()


def hamlet() -> list[ArticleGraph]:
    return [arrest(), release(), meeting()]
