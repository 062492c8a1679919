"""The picture of article graphs: Arabic labels, certainty in the line, the same bytes each time."""

import re
from xml.etree import ElementTree

import pytest

from kg.errors import InputError
from kg.graph import Article, ArticleGraph, Entity, Mention, Relation, Span
from loaders.picture import LARGEST, svg

TEXT = "سالم <شقيق> نواف & عضو في لواء الصقر."


def graph(modality: str, count: int = 0) -> ArticleGraph:
    def entity(id: str, type: str, name: str) -> Entity:
        return Entity(id, type, name, (Mention(Span(0, 4)),))

    more = [entity(f"x{i}", "Person", f"شخص {i}") for i in range(count)]
    return ArticleGraph(
        article=Article(text=TEXT),
        entities=(entity("t1", "Person", "سالم <ا>"), entity("t2", "Person", "نواف & ب"), entity("t3", "Group", "لواء الصقر"), *more),
        relations=(
            Relation(id="r1", type="siblingOf", evidence=Span(0, 16), rule="x", subject="t1", object="t2"),
            Relation(id="r2", type="memberOf", evidence=Span(0, 30), rule="x", subject="t2", object="t3", modality=modality),
            *(
                Relation(id=f"r{i + 3}", type="siblingOf", evidence=Span(0, 4), rule="x", subject=e.id, object="t1")
                for i, e in enumerate(more)
            ),
        ),
    )


def labels(picture: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def test_names_and_relations_are_drawn_in_arabic_and_escaped() -> None:
    shown = labels(svg([graph("asserted")]))
    assert {"سالم <ا>", "نواف & ب", "لواء الصقر", "شقيق", "عضو في"} <= set(shown)


def test_alleged_tie_is_dashed_and_asserted_ones_are_not() -> None:
    def dashed(modality: str) -> int:
        return len(re.findall(r"<path [^>]*marker-end[^>]*stroke-dasharray", svg([graph(modality)])))

    assert (dashed("asserted"), dashed("alleged"), dashed("negated")) == (0, 1, 1)


def test_same_graph_same_bytes() -> None:
    assert svg([graph("hedged")]) == svg([graph("hedged")])


def test_labels_do_not_stand_on_each_other() -> None:
    picture = svg([graph("asserted", 25)])
    places = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="11"', picture)]
    assert len(places) == 28
    assert all(abs(a[0] - b[0]) > 60 or abs(a[1] - b[1]) > 30 for i, a in enumerate(places) for b in places[:i])


def test_more_than_can_be_read_is_refused() -> None:
    with pytest.raises(InputError, match=f"more than {LARGEST} nodes"):
        svg([graph("asserted", LARGEST)])


def test_nothing_is_an_empty_picture() -> None:
    assert "سالم" not in "".join(labels(svg([])))
