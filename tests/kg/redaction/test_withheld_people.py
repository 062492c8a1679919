"""Whom a policy withholds, what stands in their place, and what stays."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError, IsnadError
from kg.graph import ArticleGraph, Entity
from kg.redaction import edition, people
from kg.redaction.edition import MASK, Tally, masked, plan
from kg.redaction.policy import About, Coarsen, Listed, Policy, read
from tests.kg.redaction.hamlet import FAYIZ, LAYLA, NAWAF, SALIM, YAZAN, arrest, hamlet, meeting, release
from tests.kg.redaction.searching import shows
from tests.sketch import Sketch

KEY = b"k" * 32
ALL = frozenset(("victims", "sources", "minors", "private"))


def policy(*names: str, **more: object) -> Policy:
    return replace(Policy(Path("withheld.yaml"), names=tuple(Listed((name,), i) for i, name in enumerate(names, 1))), **more)  # type: ignore[arg-type]


def published(graphs: Iterable[ArticleGraph], policy: Policy, key: bytes = KEY) -> tuple[list[ArticleGraph], Tally]:
    graphs, tally = list(graphs), Tally()
    return list(masked(graphs, plan(lambda: graphs, policy, key), tally)), tally


def names(graph: ArticleGraph) -> dict[str, str]:
    return {e.id: e.name for e in graph.entities}


def test_a_listed_person_has_a_pseudonym_and_all_else_its_name() -> None:
    (shown, *_), _ = published([arrest()], policy(SALIM))
    code = shown.entities[1].name
    assert code.startswith("شخص-Person-")
    assert names(shown) == {
        "t1": "اللواء الخامس",
        "t2": code,
        "t3": "الكسرة",
        "t4": "قرية ███████",
        "t5": "منزل ████████████",
        "t6": LAYLA,
        "t7": YAZAN,
        "t8": FAYIZ,
        "t9": "آل ███████",
        "t10": "نواف ███████",
    }


def test_the_text_keeps_its_length_and_claims_their_quotes() -> None:
    for before, after in zip(hamlet(), published(hamlet(), policy(SALIM, LAYLA))[0], strict=True):
        assert len(after.article.text) == len(before.article.text)
        assert [(c.id, c.type, c.evidence) for c in after.claims] == [(c.id, c.type, c.evidence) for c in before.claims]
        assert list(after.spans()) == list(before.spans())
        differs = [b for a, b in zip(before.article.text, after.article.text, strict=True) if a != b]
        assert set(differs) <= {MASK}
        assert ArticleGraph.read(after.json()) == after


def test_particulars_of_an_article_that_would_tell_are_withheld() -> None:
    (shown, *_), _ = published([arrest()], policy(SALIM))
    about = shown.article
    assert (about.doc, about.url, about.author) == ("", None, None)
    assert (about.title, about.outlet, about.published) == ("اعتقال ██████████████ (█████████████)", "شبكة الوادي", "2019-03-02")


def test_an_address_that_tells_a_name_is_withheld_though_the_policy_keeps_addresses() -> None:
    told = policy(SALIM, about=About(url="keep", doc="keep", author="keep"))
    (first, _, third), _ = published(hamlet(), told)
    assert (first.article.url, first.article.doc, first.article.author) == (None, "", LAYLA)
    assert third == meeting()


def test_nothing_of_the_hash_of_a_masked_text_is_left() -> None:
    original = arrest()
    (shown, *_), tally = published([original], policy(SALIM))
    assert original.article.id not in str(shown.json())
    assert tally.originals == {original.article.id}


def test_an_article_that_names_nobody_withheld_is_not_changed() -> None:
    shown, tally = published([meeting()], policy(LAYLA))
    assert shown == [meeting()]
    assert tally.masked == set()


def test_one_name_has_one_pseudonym_under_one_key() -> None:
    again = Sketch("again", "قُتل سالم الدرويش.")
    again.entity("t1", "Person", SALIM)
    first, second = (g.entities for g in published([arrest(), again.graph()], policy(SALIM))[0])
    assert first[1].name == second[0].name
    assert first[1].name == published([arrest()], policy(SALIM))[0][0].entities[1].name
    assert first[1].name != published([arrest()], policy(SALIM), b"x" * 32)[0][0].entities[1].name


def test_pseudonyms_of_each_article_lead_to_no_other() -> None:
    again = Sketch("again", "قُتل سالم الدرويش.")
    again.entity("t1", "Person", SALIM)
    first, second = (g.entities for g in published([arrest(), again.graph()], policy(SALIM, pseudonyms="article"))[0])
    assert first[1].name != second[0].name


def test_other_names_of_a_listed_person_lead_to_the_same_pseudonym() -> None:
    s = Sketch("alias", "قال أبو صهيب إنه بخير.")
    s.entity("t1", "Person", "أبو صهيب")
    told = replace(policy(), names=(Listed((SALIM, "أبو صهيب"), 1),))
    first, second = (g.entities for g in published([arrest(), s.graph()], told)[0])
    assert first[1].name == second[0].name


def test_who_has_which_role() -> None:
    assert people.in_roles(arrest(), sorted(ALL)) == {
        "t2": {"victims", "private"},
        "t6": {"sources", "private"},
        "t7": {"victims", "minors", "private"},
        "t10": {"private"},
    }


@pytest.mark.parametrize(
    "words, young",
    [
        ("وأصيب الطفل {}.", True),
        ("وقُتلت {}، وهي طفلة.", False),
        ("وأصيب {} (12 عاماً).", True),
        ("وأصيب {} البالغ من العمر اثني عشر عاماً.", True),
        ("وأصيب {} البالغ من العمر اثنين وعشرين عاماً.", False),
        ("واعتقل {} قبل ثلاثة أعوام.", False),
        ("وسُجن {} لمدة 10 سنوات.", False),
        ("وقال القاصر {} ذلك.", True),
    ],
)
def test_minors_are_known_by_words_and_ages(words: str, young: bool) -> None:
    s = Sketch("m", words.format(YAZAN))
    s.entity("t1", "Person", YAZAN)
    assert people.in_roles(s.graph(), ["minors"]) == ({"t1": {"minors"}} if young else {})


def test_a_nominal_mention_tells_a_minor() -> None:
    s = Sketch("m", "وقُتلت هند الراوي، وهي طفلة.")
    s.entity("t1", "Person", "هند الراوي", "هند الراوي", nominal="طفلة")
    assert people.in_roles(s.graph(), ["minors"]) == {"t1": {"minors"}}


def test_a_name_that_a_role_withholds_is_masked_in_every_article() -> None:
    (first, second, third), tally = published(hamlet(), policy(roles=frozenset({"victims"})))
    for graph in (first, second):
        for name in (SALIM, YAZAN, "أبو خالد", "الدرويش"):
            assert not shows(str(graph.json()), name)
    assert "ليلى العبيد" in first.article.text
    assert third == meeting()
    assert {why for why, _ in tally.pseudonyms.values() for why in why} == {"victims"}


def test_kin_are_withheld_too() -> None:
    (shown, *_), _ = published([arrest()], policy(SALIM, with_kin=True))
    assert [e.id for e in shown.entities if e.name.startswith("شخص-")] == ["t2", "t6"]
    assert not shows(str(shown.json()), LAYLA)
    far = Sketch("far", "سمير شقيق سالم الدرويش، وهدى زوجة سمير.")
    far.entity("t1", "Person", "سمير", "سمير", "سمير#2")
    far.entity("t2", "Person", SALIM)
    far.entity("t3", "Person", "هدى")
    far.relation("r1", "siblingOf", "t1", "t2", "سمير شقيق سالم الدرويش")
    far.relation("r2", "spouseOf", "t1", "t3", "هدى زوجة سمير")
    (shown,), _ = published([far.graph()], policy(SALIM, with_kin=True))
    assert shown.article.text == "████ شقيق ████████████، و███ زوجة ████."


def test_kin_in_another_article_are_withheld_too() -> None:
    """Layla is a source in one article; her son stands in another that only calls him so."""
    s = Sketch("son", "قال نزار العبيد، نجل ليلى العبيد، ذلك.")
    s.entity("t1", "Person", "نزار العبيد")
    s.entity("t2", "Person", LAYLA)
    s.relation("r1", "parentOf", "t2", "t1", "نزار العبيد، نجل ليلى العبيد")
    (son, _), _ = published([s.graph(), arrest()], policy(roles=frozenset({"sources"}), with_kin=True))
    assert son.article.text == "قال ███████████، نجل ███████████، ذلك."


def test_names_that_are_kept_are_withheld_by_no_role_and_stay_readable() -> None:
    s = Sketch("kept", "اعتقل فايز الدرويش في الكسرة سالم الدرويش.")
    s.entity("t1", "Person", "فايز الدرويش")
    s.entity("t2", "Person", SALIM)
    (shown,), _ = published([s.graph()], policy(roles=frozenset({"private"}), keep=("فايز الدرويش",)))
    assert shown.article.text == "اعتقل فايز الدرويش في الكسرة ████████████."
    assert shown.entities[0] == s.graph().entities[0]


def test_a_name_cannot_be_kept_and_withheld() -> None:
    with pytest.raises(InputError, match=r"withheld\.yaml:1: this name is also under keep"):
        published([arrest()], policy(SALIM, keep=("سَالم الدرويش",)))


def test_a_longer_name_that_holds_a_withheld_one_is_withheld() -> None:
    s = Sketch("longer", "قُتل سالم خلف الدرويش الملحم في الكسرة. وقال الملحم ذلك.")
    s.entity("t1", "Person", "سالم خلف الدرويش الملحم", "سالم خلف الدرويش الملحم", "الملحم#2")
    (shown,), _ = published([s.graph()], policy(SALIM))
    assert shown.article.text == "قُتل ███████████████████████ في الكسرة. وقال ██████ ذلك."
    assert shown.entities[0].name.startswith("شخص-Person-")


def test_private_sites_and_places_named_after_people_are_coarse() -> None:
    (shown, *_), _ = published([arrest()], policy(SALIM))
    by_id = {e.id: e for e in shown.entities}
    assert (by_id["t5"].latitude, by_id["t5"].longitude) == (35.6, 40.0)
    assert (by_id["t4"].latitude, by_id["t4"].longitude, by_id["t4"].identifier) == (35.6, 40.0, None)
    assert (by_id["t3"].latitude, by_id["t3"].identifier) == (35.6123, "place/T7")
    (finer, *_), _ = published([arrest()], policy(LAYLA, coarsen=Coarsen(degrees=0.5)))
    assert (finer.entities[4].latitude, finer.entities[4].longitude) == (35.5, 40.0)


def test_ages_beside_masked_names_are_masked() -> None:
    told = policy(roles=frozenset({"minors"}))
    (shown, *_), _ = published([arrest()], told)
    assert "وأصيب الطفل ██████████ (██ عاماً)." in shown.article.text
    (shown, *_), _ = published([arrest()], replace(told, coarsen=Coarsen(ages=False)))
    assert "وأصيب الطفل ██████████ (12 عاماً)." in shown.article.text


def test_listed_places_are_withheld_by_name() -> None:
    (shown, *_), _ = published([meeting()], policy("الكسرة"))
    place: Entity = shown.entities[2]
    assert place.name.startswith("مكان-Place-")
    assert (place.identifier, place.latitude, place.longitude) == (None, 35.6, 40.0)


def test_ids_that_another_extractor_made_of_names_are_numbered() -> None:
    graph = arrest()
    named = replace(
        graph,
        entities=tuple(replace(e, id="salem-darwish" if e.id == "t2" else e.id) for e in graph.entities),
        events=tuple(
            replace(e, args=tuple(replace(a, ref="salem-darwish" if a.ref == "t2" else a.ref) for a in e.args)) for e in graph.events
        ),
        relations=tuple(
            replace(r, subject=r.subject.replace("t2", "salem-darwish"), object=r.object.replace("t2", "salem-darwish"))
            for r in graph.relations
        ),
        extractor="reader of Salem Darwish",
    ).check()
    (shown,), _ = published([named], policy(SALIM, "Salem Darwish"))
    assert [e.id for e in shown.entities] == [f"t{i}" for i in range(1, 11)]
    assert (shown.relations[0].subject, shown.relations[0].object) == ("t5", "t2")
    assert not shows(str(shown.json()), "salemdarwish")


def test_articles_that_differ_in_the_name_alone_stay_apart() -> None:
    graphs = []
    for name in ("سالم الدرويش", "حسن المحاميد", "خلف الرشيدات"):
        s = Sketch("a", f"█ قُتل {name}.")
        s.entity("t1", "Person", name)
        graphs.append(s.graph())
    shown, _ = published([*graphs, graphs[0]], policy("سالم الدرويش", "حسن المحاميد", "خلف الرشيدات"))
    assert [g.article.text for g in shown] == [
        "█ قُتل ████████████.",
        "█ قُتل ▓███████████.",
        "█ قُتل █▓██████████.",
        "█ قُتل ████████████.",
    ]


def test_two_names_with_one_pseudonym_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "DIGITS", 0)
    with pytest.raises(IsnadError, match="make another key"):
        published([arrest()], policy(SALIM, LAYLA))


def test_the_report_counts_and_names_nobody() -> None:
    told = policy(roles=ALL)
    shown, tally = published(hamlet(), told)
    report = tally.json(told)
    assert (report["articles"], report["articles_masked"]) == (3, 3)
    assert report["pseudonyms_by_reason"] == {"minors": 1, "private": 6, "sources": 1, "victims": 2}
    assert {entry["pseudonym"] for entry in report["pseudonyms"]} == {
        e.name for g in shown for e in g.entities if e.name.startswith("شخص-")
    }
    for name in (SALIM, LAYLA, YAZAN, NAWAF, "الدرويش"):
        assert not shows(str(report), name)


FULL = """\
key:
  file: secret.key
people:
  - سالم الدرويش
  - name: ليلى العبيد
    names: [Layla Obeid]
    reason: source
places:
  - الكسرة
roles: [victims, minors]
with_kin: true
keep: [فايز المقداد]
mask: words
pseudonyms: article
coarsen:
  degrees: 0.25
  sites: all
  ages: false
article:
  title: withhold
  url: keep
"""


def test_a_policy_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "withheld.yaml"
    file.write_text(FULL, encoding="utf-8")
    assert read(file) == Policy(
        file=file,
        key_file=tmp_path / "secret.key",
        names=(Listed((SALIM,), 4), Listed((LAYLA, "Layla Obeid"), 5, "source"), Listed(("الكسرة",), 9)),
        roles=frozenset({"victims", "minors"}),
        with_kin=True,
        keep=(FAYIZ,),
        mask="words",
        pseudonyms="article",
        coarsen=Coarsen(0.25, "all", False),
        about=About(title="withhold", url="keep"),
    )


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "is empty"),
        ("people: [سالم\n", ":2: is no YAML"),
        ("- سالم\n", ":1: should have lines of the form key: value"),
        ("roles: [victims]\npeopel:\n  - سالم الدرويش\n", ':2: "peopel" is not known here'),
        ("roles: [victims]\nroles: [minors]\n", ':2: "roles" is given twice'),
        ("roles:\n  - victims\n  - witneses\n", ':3: "witneses" is not known here; choose victims or sources or minors or private'),
        ("key:\n  file: k\n", ":1: nothing is withheld"),
        ("key:\n  file: k\n  env: K\nroles: [victims]\n", ":2: a key comes from a file or from a variable"),
        ("people:\n  - سالم الدرويش\n  - names: [أبو خالد]\n", ":3: whom this withholds is not said"),
        ("people:\n  - سالم الدرويش\n  -\n", ":3: should be words"),
        ("people:\n  - '…'\n", ":2: is no name"),
        ("people: سالم الدرويش\n", ":1: should be a list"),
        ("roles: [victims]\nwith_kin: perhaps\n", ":2: should be true or false"),
        ("roles: [victims]\ncoarsen:\n  degrees: far\n", ":3: degrees are a number above 0"),
        ("roles: [victims]\nmask: half\n", ':2: "half" is not known here; choose parts or words or full'),
        ("roles: [victims]\narticle:\n  title: keep\n", ':3: "keep" is not known here; choose mask or withhold'),
    ],
)
def test_a_policy_that_is_wrong_says_where(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "withheld.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read(file)
    assert str(error.value).startswith(str(file))
    assert said in str(error.value)


def test_spellings_of_second_article_are_found() -> None:
    """Every spelling in the second article is of somebody withheld: nothing of their names is left, and all else is."""
    (_, shown), _ = published([arrest(), release()], policy(SALIM, LAYLA, YAZAN, "أبو خالد"))
    left = "".join(c if c != MASK else " " for c in shown.article.text).split()
    assert left == ["أُفرج", "عن", "ولِل", "شقيق.", "وبحسب", "و", "فإن", "تعافى.", ",", ";", ";", ";"]


def test_the_example_in_the_documentation_is_a_policy() -> None:
    told = read(Path(__file__).resolve().parents[3] / "docs" / "withheld.yaml")
    assert [entry.names for entry in told.names] == [(SALIM,), (LAYLA, "أم يزن", "Layla Obeid"), ("قرية الدرويش",)]
    assert (told.roles, told.with_kin, told.keep) == (frozenset({"victims", "sources", "minors"}), True, (FAYIZ,))
    assert replace(told, key_file=None, names=(), roles=frozenset(), with_kin=False, keep=()) == Policy(told.file)
