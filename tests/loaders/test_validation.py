"""What `kg validate` finds in article graphs that somebody changed, and that it finds nothing in those that are whole."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest

from kg.errors import GraphError, InputError
from kg.graph import Article, ArticleGraph, Entity, Mention, Relation, Span
from loaders import rdf, validation
from tests.gold import GOLD, gold_graph
from tests.loaders.test_rdf import GRAPH, HOSTILE, needs_gold, written
from tests.loaders.test_round_trip import MEGABYTE
from tests.valley import demolition, valley

SLIPS = "dev/aw_0006", "train/aw_0090", "train/aw_0150", "train/t_03", "train/t_04"
VALLEY = demolition()
IRI = re.escape(VALLEY.article.id)


def found(data: bytes, format: str = "nquads") -> list[str]:
    return [str(f) for quads in validation.articles(BytesIO(data), "file", format) for f in validation.check(quads)]


def said(graph: ArticleGraph) -> list[str]:
    return [str(finding) for finding in validation.check(rdf.quads(graph))]


@pytest.mark.parametrize("format", validation.FORMATS)
def test_nothing_is_wrong_with_what_is_exported(format: str) -> None:
    assert found(written(valley(), format), format) == []


def strange(words: str) -> ArticleGraph:
    """A well-formed graph whose every string is these words."""
    text = f"😀{words} {words}"
    here = Span(1, 1 + len(words))
    return ArticleGraph(
        Article(text, words, words, "2016", words, words, words),
        (Entity("t1", "Person", words, (Mention(here),)), Entity("t2", "Group", words, (Mention(here),))),
        relations=(Relation(id="r1", type="holdsRole", evidence=here, rule=words, subject="t1", object="t2", title=words),),
        extractor=words,
    )


@pytest.mark.parametrize("words", [*HOSTILE, MEGABYTE], ids=[*range(len(HOSTILE)), "long"])
def test_strange_words_are_not_wrong(words: str) -> None:
    assert said(strange(words)) == []


R4, E1, E2, R1 = ("وسالم ابن عم رائد الحمدان", "هدم لواء الصقر منزل سالم الحمدان", "بتهمة التعامل مع مجلس الوادي", "التعامل مع مجلس الوادي")
PLACE = {name: f"({VALLEY.article.text.index(quote)}:{VALLEY.article.text.index(quote) + len(quote)})" for name, quote in
         (("r4", R4), ("e1", E1), ("e2", E2), ("r1", R1))}  # fmt: skip


@pytest.mark.parametrize(
    "old,new,expected",
    [
        (rf"<\S+{IRI}-r4> \S+#quote> .*\n", "", [f"claim r4 {PLACE['r4']}: a claim must have its quote, once, in Arabic"]),
        (
            rf"(<\S+{IRI}-r4> \S+#quote>) \S.*@ar",
            r'\1 "قريب"@ar',
            [f"claim r4 “قريب” {PLACE['r4']}: the quote is not the words of the passage that it is taken from"],
        ),
        (rf"<\S+{IRI}-r4> \S+#evidence> .*\n", "", [f"claim r4 “{R4}”: a claim must have the passage that it is taken from, once"]),
        (
            rf"(<\S+{IRI}-e1> \S+#modality>) \S+",
            r"\1 <https://w3id.org/isnad/ontology#certain>",
            [
                f"claim e1 “{E1}” {PLACE['e1']}: it is not said how sure the claim is in one of the words of the ontology: isnad:certain",
            ],
        ),
        (rf"<\S+{IRI}-e1> \S+#modality> .*\n", "", [f"claim e1 “{E1}” {PLACE['e1']}: a claim must say how sure it is, once"]),
        (rf"<\S+{IRI}-e1> \S+#statedIn> .*\n", "", [f"claim e1 “{E1}” {PLACE['e1']}: a claim must say which article states it, once"]),
        (rf"<\S+{IRI}-e1> \S+#rule> .*\n", "", [f"claim e1 “{E1}” {PLACE['e1']}: a claim must name the rule that made it, once"]),
        (rf"<\S+{IRI}-e1> \S+#trigger> .*\n", "", [f"claim e1 “{E1}” {PLACE['e1']}: an event must have the word that says it, once"]),
        (
            rf"(<\S+{IRI}-e1> \S+#agent>) \S+",
            rf"\1 <https://w3id.org/isnad/id/entity/{VALLEY.article.id}-t3>",
            [f"claim e1 “{E1}” {PLACE['e1']}: the agent of an event must be a group or a person: “منزل سالم الحمدان” (site)"],
        ),
        (
            rf"(<\S+{IRI}-r4> \S+#object>) \S+",
            r"\1 <https://w3id.org/isnad/id/place/T1>",
            [
                f"claim r4 “{R4}” {PLACE['r4']}: “cousin of” goes from a person to a person, and this one does not: "
                "from “سالم الحمدان” (person) to “وادي النخيل” (place)",
                "entity t2 “سالم الحمدان”: a plain tie must be a claim that is asserted and not disputed: “رائد الحمدان” (person)",
            ],
        ),
        (r'"2016-08-26"\^\^\S+EDTF>', '"2016-08-26"', [f"claim e1 “{E1}” {PLACE['e1']}: a time is one date typed as EDTF: 2016-08-26"]),
        (rf"<\S+{IRI}-e1> \S+#timeWords> .*\n", "",
         [f"claim e1 “{E1}” {PLACE['e1']}: a claim that has a time must have the words that say it"]),
        (
            rf"(<\S+{IRI}-r4> \S+#)disputed>.*\n",
            r"\1status> <https://w3id.org/isnad/ontology#former> <https://w3id.org/isnad/id/article/" + VALLEY.article.id + "#graph> .\n",
            [
                f"claim r4 “{R4}” {PLACE['r4']}: a claim must say whether it is disputed (true or false), once",
                f"claim r4 “{R4}” {PLACE['r4']}: only an office that is held has a title or a status",
                "entity t2 “سالم الحمدان”: a plain tie must be a claim that is asserted and not disputed: “رائد الحمدان” (person)",
            ],
        ),
        (
            rf"(<\S+{IRI}-)e2(> \S+#charge>)",
            r"\1e1\2",
            [f"claim e1 “{E1}” {PLACE['e1']}: only an accusation has what “charge” says"],
        ),
        (r"(#position=0,3> \S+#)end(> )\"3\"", r'\1end\2"0"',
         ["passage “هدم” (0:3): a passage must begin at one offset, before its end: 0"]),
        (r'"لواء الصقر"( <\S+> \.\n<\S+#char=)', r'"لواء السقر"\1', []),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_quote_and_place(old: str, new: str, expected: list[str]) -> None:
    data = written([VALLEY], "nquads").decode()
    broken = re.sub(old, new, data)
    assert broken != data
    told = [line.removeprefix("article valley-1: ") for line in found(broken.encode())]
    if expected:
        assert [line for line in told if "do not stand" not in line] == expected
    else:
        assert all("the words of the passage do not stand in the text at its offsets" in line for line in told)
        assert told


def test_an_alleged_tie_that_was_made_plain_is_found() -> None:
    """What no store or file may do: turn an accusation into a membership."""
    entity = f"https://w3id.org/isnad/id/entity/{VALLEY.article.id}"
    plain = f"<{entity}-t2> <https://w3id.org/isnad/ontology#contactWith> <{entity}-t6> <{VALLEY.article.iri}#graph> .\n"
    assert found(written([VALLEY], "nquads") + plain.encode()) == [
        "article valley-1: entity t2 “سالم الحمدان”: a plain tie must be a claim that is asserted and not disputed: “مجلس الوادي” (group)"
    ]


def test_a_changed_text_is_found() -> None:
    data = written([VALLEY], "nquads").decode().replace("يوم 26", "يوم 27")
    assert "article valley-1: the text: the text is not the one that was read: its SHA-256 differs" in found(data.encode())


@pytest.mark.parametrize("format", validation.FORMATS)
def test_each_article_is_told_of_by_its_name(format: str) -> None:
    accused = GRAPH  # memberOf with a title and a status, which only an office has
    whole = replace(GRAPH, article=replace(GRAPH.article, text=GRAPH.article.text + " ", doc="river-2"), relations=GRAPH.relations[:1])
    whole = replace(whole, events=(replace(GRAPH.events[0], alleges=()), GRAPH.events[1]))
    told = found(written([whole, accused, *valley()], format), format)
    assert {line.partition(": only")[0] for line in told} == {"article river-1: claim r2 “الانتماء إلى جماعة الوادي” (76:101)"}


def test_a_file_in_another_order_is_held_together() -> None:
    lines = written([*valley(), GRAPH], "nquads").splitlines(keepends=True)
    told = found(b"".join(lines))
    Random(1).shuffle(lines)
    assert len(told) == 1
    assert found(b"".join(lines)) == told


def test_a_file_without_articles_is_refused() -> None:
    with pytest.raises(InputError, match="file: no article is in it"):
        found(b"<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n")


def test_an_article_graph_that_breaks_its_form_is_a_finding() -> None:
    assert (
        str(validation.broken(GraphError("x.jsonl:3: article a: r1 has an empty quote"), "x.jsonl", 3))
        == "article a: line 3: r1 has an empty quote"
    )
    assert str(validation.broken(GraphError("x.jsonl:3: is none"), "x.jsonl", 3)) == "article ?: line 3: is none"


@needs_gold
def test_annotations_that_break_the_guide_are_found() -> None:
    """Known slips of the reference, two break a domain, three give a membership the status of an office."""
    told = [finding for name in SLIPS for finding in validation.check(rdf.quads(gold_graph(GOLD / f"{name}.json")))]
    assert Counter(finding.message for finding in told) == {
        "“affiliated with” goes from a group or person to a group, and this one does not": 1,
        "the target of an event must be an object or a place or a site": 1,
        "only an office that is held has a title or a status": 3,
    }
    assert all(finding.quote and finding.start is not None for finding in told)
