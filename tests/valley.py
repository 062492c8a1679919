"""Three articles about one invented valley, as a small graph on which every question has an answer that can be told by reading."""

from kg.graph import ArticleGraph
from tests.sketch import Sketch

SAQR = {"identifier": "group/saqr"}
NAKHIL = {"identifier": "place/T1", "latitude": 35.25, "longitude": 40.5}


def demolition() -> ArticleGraph:
    """The Saqr Brigade pulled down Salim al-Hamdan's house in Wadi al-Nakhil, in the Zahra countryside, on 26 August 2016, on the charge
    of dealing with the Valley Council. The People's Observatory says that the Brigade arrested Salim, then let him go. Salim denied the
    charge. Salim is a cousin of Raid al-Hamdan, the former commander in the Saqr Brigade; both are of the Hamdan clan."""
    s = Sketch(
        "valley-1",
        "هدم لواء الصقر منزل سالم الحمدان في قرية وادي النخيل بريف الزهراء يوم 26 آب 2016 بتهمة التعامل مع مجلس الوادي. "
        "وقال المرصد الأهلي إن اللواء اعتقل سالم ثم أفرج عنه. ونفى سالم التهمة. "
        "وسالم ابن عم رائد الحمدان، القائد السابق في لواء الصقر، وهما من عشيرة الحمدان.",
        title="منزل في وادي النخيل",
        outlet="شبكة الوادي",
        published="2016-08-30",
    )
    s.entity("t1", "Group", "لواء الصقر", "لواء الصقر", "اللواء", "لواء الصقر#2", **SAQR)
    s.entity("t2", "Person", "سالم الحمدان", "سالم الحمدان", "سالم#2", "سالم#3", "سالم#4")
    s.entity("t3", "Site", "منزل سالم الحمدان", nominal="منزل", unnamed=True)
    s.entity("t4", "Place", "وادي النخيل", **NAKHIL)
    s.entity("t5", "Place", "الزهراء", identifier="place/T2")
    s.entity("t6", "Group", "مجلس الوادي")
    s.entity("t7", "Group", "المرصد الأهلي")
    s.entity("t8", "Person", "رائد الحمدان")
    s.entity("t9", "Group", "الحمدان", "الحمدان#3")
    s.event(
        "e1", "Demolition", "هدم", "هدم لواء الصقر منزل سالم الحمدان", {"agent": "t1", "target": "t3", "place": "t4", "reason": "e2"},
        time="26 آب 2016", value="2016-08-26",
    )  # fmt: skip
    s.event(
        "e2", "Accusation", "بتهمة", "بتهمة التعامل مع مجلس الوادي", {"agent": "t1", "patient": "t2"},
        charge="التعامل مع مجلس الوادي", alleges=("r1",), disputed=True,
    )  # fmt: skip
    s.event("e3", "Detention", "اعتقل", "اللواء اعتقل سالم", {"agent": "t1", "patient": "t2", "reason": "e2"}, according_to="t7")
    s.event("e4", "Release", "أفرج", "اعتقل سالم ثم أفرج عنه", {"agent": "t1", "patient": "t2"}, according_to="t7")
    s.relation("r1", "contactWith", "t2", "t6", "التعامل مع مجلس الوادي", modality="alleged", according_to="t1")
    s.relation("r2", "ownedBy", "t3", "t2", "منزل سالم الحمدان")
    s.relation("r3", "locatedIn", "t4", "t5", "وادي النخيل بريف الزهراء")
    s.relation("r4", "cousinOf", "t2", "t8", "وسالم ابن عم رائد الحمدان")
    s.relation("r5", "holdsRole", "t8", "t1", "رائد الحمدان، القائد السابق في لواء الصقر", title="القائد", status="former")
    s.relation("r6", "memberOf", "t2", "t9", "وهما من عشيرة الحمدان")
    s.relation("r7", "memberOf", "t8", "t9", "وهما من عشيرة الحمدان")
    return s.graph()


def airstrike() -> ArticleGraph:
    """Radio Riverbank says that a Salim al-Hamdan was killed yesterday by a Coalition strike on the Nakhil checkpoint in Wadi al-Nakhil,
    and six civilians hurt. The Coalition denied that he was killed. The Saqr Brigade arrested Salim al-Hamdan a year ago, and activists
    accuse him of belonging to the Saqr Brigade. Khalid al-Nimr, brother of Fahd al-Nimr, comes from Wadi al-Nakhil; he was no member of
    the Saqr Brigade, Fahd says."""
    s = Sketch(
        "valley-2",
        "قالت إذاعة الضفة إن سالم الحمدان قُتل أمس بغارة للتحالف على حاجز النخيل في وادي النخيل، وجُرح ستة مدنيين. "
        "ونفى التحالف مقتله. واعتقل لواء الصقر سالم الحمدان قبل عام، ويتهمه ناشطون بالانتماء إلى لواء الصقر. "
        "وينحدر خالد النمر، شقيق فهد النمر، من وادي النخيل، ولم يكن عنصراً في لواء الصقر بحسب فهد.",
        outlet="صحيفة الزهراء",
    )
    s.entity("t1", "Group", "إذاعة الضفة")
    s.entity("t2", "Person", "سالم الحمدان", "سالم الحمدان", "سالم الحمدان#2")
    s.entity("t3", "Group", "التحالف", "لتحالف", "التحالف")
    s.entity("t4", "Site", "حاجز النخيل")
    s.entity("t5", "Place", "وادي النخيل", "وادي النخيل", "وادي النخيل#2", **NAKHIL)
    s.entity("t6", "Person", "ستة مدنيين", nominal="مدنيين", unnamed=True, count=(6, 6))
    s.entity("t7", "Group", "لواء الصقر", "لواء الصقر", "لواء الصقر#2", "لواء الصقر#3", **SAQR)
    s.entity("t8", "Group", "ناشطون", nominal="ناشطون", unnamed=True)
    s.entity("t9", "Person", "خالد النمر")
    s.entity("t10", "Person", "فهد النمر", "فهد النمر", "فهد#2")
    s.event("e1", "Airstrike", "غارة", "بغارة للتحالف على حاجز النخيل", {"agent": "t3", "target": "t4", "place": "t5"}, according_to="t1")
    s.event(
        "e2", "Killing", "قُتل", "سالم الحمدان قُتل أمس بغارة للتحالف", {"agent": "t3", "patient": "t2", "cause": "e1"},
        according_to="t1", disputed=True, time="أمس",
    )  # fmt: skip
    s.event("e3", "Injury", "جُرح", "وجُرح ستة مدنيين", {"patient": "t6", "cause": "e1"}, according_to="t1")
    s.event("e4", "Killing", "مقتله", "ونفى التحالف مقتله", {"agent": "t3", "patient": "t2"}, modality="negated", according_to="t3")
    s.event("e5", "Detention", "اعتقل", "واعتقل لواء الصقر سالم الحمدان قبل عام", {"agent": "t7", "patient": "t2"}, time="قبل عام")
    s.event(
        "e6", "Accusation", "يتهمه", "ويتهمه ناشطون بالانتماء", {"agent": "t8", "patient": "t2"},
        charge="الانتماء إلى لواء الصقر", alleges=("r1",),
    )  # fmt: skip
    s.relation("r1", "memberOf", "t2", "t7", "الانتماء إلى لواء الصقر", modality="alleged", according_to="t8")
    s.relation("r2", "siblingOf", "t9", "t10", "خالد النمر، شقيق فهد النمر")
    s.relation("r3", "fromPlace", "t9", "t5", "وينحدر خالد النمر، شقيق فهد النمر، من وادي النخيل")
    s.relation("r4", "memberOf", "t9", "t7", "ولم يكن عنصراً في لواء الصقر", modality="negated", according_to="t10")
    s.relation("r5", "locatedIn", "t4", "t5", "حاجز النخيل في وادي النخيل")
    return s.graph()


def execution() -> ArticleGraph:
    """The Saqr Brigade executed two men in Zahra between 20 and 25 August 2016; it is thought likely that Raid al-Hamdan, of the Hamdan
    clan, has become a member of the Saqr Brigade. Wadi al-Nakhil lies near Zahra, in the Zahra countryside."""
    s = Sketch(
        "valley-3",
        "أعدم لواء الصقر رجلين في الزهراء بين 20 و25 آب 2016، ويرجح أن رائد الحمدان، وهو من عشيرة الحمدان، صار من عناصر لواء الصقر. "
        "ويقع وادي النخيل قرب الزهراء في ريف الزهراء.",
        outlet="شبكة الوادي",
    )
    s.entity("t1", "Group", "الصقر", "لواء الصقر", "لواء الصقر#2", **SAQR)
    s.entity("t2", "Person", "رجلين", nominal="رجلين", unnamed=True, count=(2, 2))
    s.entity("t3", "Place", "الزهراء", "الزهراء", "الزهراء#2", "الزهراء#3", identifier="place/T2")
    s.entity("t4", "Person", "رائد الحمدان")
    s.entity("t5", "Group", "الحمدان", "الحمدان#2")
    s.entity("t6", "Place", "وادي النخيل", **NAKHIL)
    s.event(
        "e1", "Execution", "أعدم", "أعدم لواء الصقر رجلين في الزهراء", {"agent": "t1", "patient": "t2", "place": "t3"},
        time="بين 20 و25 آب 2016", value="2016-08-20/2016-08-25",
    )  # fmt: skip
    s.relation("r1", "memberOf", "t4", "t5", "رائد الحمدان، وهو من عشيرة الحمدان")
    s.relation("r2", "memberOf", "t4", "t1", "ويرجح أن رائد الحمدان، وهو من عشيرة الحمدان، صار من عناصر لواء الصقر", modality="hedged")
    s.relation("r3", "locatedIn", "t6", "t3", "وادي النخيل قرب الزهراء في ريف الزهراء")
    return s.graph()


def valley() -> list[ArticleGraph]:
    return [demolition(), airstrike(), execution()]
