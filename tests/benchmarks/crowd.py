"""A large invented store: as many claims as one asks for, spread over articles as news spreads them.

A few armed groups and some hundred places come in most articles (they have identifiers, so that each is one node with thousands of
claims), people in one article each, many of one name. The same number gives the same articles.
"""

import random
from collections.abc import Iterator

from kg.graph import ArticleGraph
from tests.sketch import Sketch

CLAIMS = 20
"""Claims in each article."""
_GIVEN = "سالم رائد خالد فهد حسن جاسم مطلق ياسر عمر زيد نواف ثامر صقر هادي لؤي مازن أنس بشار تيسير غازي".split()  # given names
_FAMILY = "الحمدان النمر العيسى الحنيفي المشعان الدرويش السلوم الفارس الرشيد الخليل الجاسم العبيد الصالح المطر الزعبي الهلال".split()
_GROUPS = "لواء الصقر|مجلس الوادي|كتيبة النهر|لواء الضفة|حركة البادية|فوج الجسر|قوات السد|ألوية التل".split("|")  # brigades and councils
_HEADS = "تل خربة عين وادي جسر مزرعة".split()  # hill, ruin, spring, valley, bridge, farm
_TAILS = "النخيل الزهراء الرمان الغزال الحصى الصفصاف القصب البيدر الشمس الحجر العوسج السدر اللوز التين الزيتون".split()
_EVENTS = {"Killing": "قتل", "Detention": "اعتقل", "Injury": "جرح", "Abduction": "خطف", "Release": "أفرج", "Torture": "عذب"}
_KIN = {"cousinOf": "ابن عم", "siblingOf": "شقيق", "parentOf": "والد"}


def articles(claims: int) -> Iterator[ArticleGraph]:
    for number in range(claims // CLAIMS):
        yield _article(number)


def _article(number: int) -> ArticleGraph:
    dice = random.Random(number)
    people = [f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}" for _ in range(12)]
    groups = sorted({min(int(dice.expovariate(0.6)), len(_GROUPS) - 1) for _ in range(3)})
    places = sorted({min(int(dice.expovariate(0.03)), len(_HEADS) * len(_TAILS) - 1) for _ in range(3)})
    year, month, day = dice.randint(2012, 2024), dice.randint(1, 12), dice.randint(1, 28)
    sentences: list[str] = []
    for i, person in enumerate(people):
        group, place = groups[i % len(groups)], places[i % len(places)]
        verb = list(_EVENTS.values())[(number + i) % len(_EVENTS)]
        sentences.append(f"{verb} {_GROUPS[group]} {person} في {_place(place)}، رقم {i}")
    for i in range(CLAIMS - len(people)):
        word = list(_KIN.values())[i % len(_KIN)]
        sentences.append(f"{people[i]} {word} {people[i + 1]}، رقم {i}")
    s = Sketch(f"crowd-{number}", ". ".join([f"خبر رقم {number} يوم {year}-{month:02}-{day:02}", *sentences]), outlet=f"شبكة {number % 9}",
               published=f"{year}-{month:02}-{day:02}")  # fmt: skip
    for i, person in enumerate(people):
        s.entity(f"p{i}", "Person", person)
    for group in groups:
        s.entity(f"g{group}", "Group", _GROUPS[group], identifier=f"group/crowd{group}")
    for place in places:
        where = {"latitude": 33 + place / 40, "longitude": 36 + place / 30}
        s.entity(f"l{place}", "Place", _place(place), identifier=f"place/crowd{place}", **where)
    for i in range(len(people)):
        group, place = groups[i % len(groups)], places[i % len(places)]
        kind, verb = list(_EVENTS.items())[(number + i) % len(_EVENTS)]
        when = {"time": f"{year}-{month:02}-{day:02}", "value": f"{year}-{month:02}-{day:02}"} if i % 3 else {}
        s.event(
            f"e{i}", kind, f"{verb} ", sentences[i], {"agent": f"g{group}", "patient": f"p{i}", "place": f"l{place}"},
            modality=dice.choice(("asserted", "asserted", "asserted", "alleged", "hedged", "negated")), disputed=dice.random() < 0.05,
            according_to=f"g{groups[0]}" if dice.random() < 0.3 else None, **when,
        )  # fmt: skip
    for i in range(CLAIMS - len(people)):
        s.relation(f"r{i}", list(_KIN)[i % len(_KIN)], f"p{i}", f"p{i + 1}", sentences[len(people) + i])
    return s.graph()


def _place(number: int) -> str:
    return f"{_HEADS[number % len(_HEADS)]} {_TAILS[number // len(_HEADS)]}"
