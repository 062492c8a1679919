"""The page of the ontology: every term with what the Turtle says of it, in both languages, and nothing that reaches out."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from ontology import page
from ontology.vocabulary import NAMESPACE

HERE = Path(__file__).parents[2]
TURTLE = files("ontology").joinpath("isnad.ttl").read_text("utf-8")
ONTOLOGY = Graph().parse(data=TURTLE, format="turtle")
HTML = page.html()


class Reader(HTMLParser):
    """The text of each element with an id, Arabic apart; all links, and the elements that were not closed in order."""

    void = frozenset({"meta", "link", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[tuple[str, str], list[str]] = {}
        self.links: list[str] = []
        self.ids: list[str] = []
        self.slips: list[str] = []
        self.right_to_left: set[bool] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in self.void:
            self.open.append((tag, given))
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"] or ""] if "href" in given else []
        if given.get("lang") == "ar":
            self.right_to_left.add(given.get("dir") == "rtl")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop()[0] != tag:
            self.slips.append(tag)

    def handle_data(self, data: str) -> None:
        id = next((str(a["id"]) for tag, a in reversed(self.open) if tag == "article"), "")
        language = next((str(a["lang"]) for _, a in reversed(self.open) if "lang" in a), "")
        self.texts.setdefault((id, language), []).append(data.strip())


READ = Reader()
READ.feed(HTML)


def test_the_page_is_well_formed_and_its_arabic_runs_from_the_right() -> None:
    assert (READ.slips, READ.open) == ([], [])
    assert READ.right_to_left == {True}
    assert len(READ.ids) == len(set(READ.ids))


def test_every_term_has_its_texts_in_both_languages() -> None:
    terms = {s for s in ONTOLOGY.subjects(RDFS.label) if isinstance(s, URIRef) and s.startswith(NAMESPACE)}
    for term in terms:
        for language in ("en", "ar"):
            shown = READ.texts[term.removeprefix(NAMESPACE), language]
            for predicate in (RDFS.label, SKOS.definition, SKOS.example):
                for text in ONTOLOGY.objects(term, predicate):
                    if isinstance(text, Literal) and text.language == language:
                        assert any(line.endswith(text) for line in shown), text


def test_terms_say_what_they_are_aligned_with_and_between_what_they_go() -> None:
    told = {
        term.name: {fact.name.en: [link.text for link in fact.links] for fact in term.facts}
        for s in page.sections(ONTOLOGY)
        for term in s.terms
    }
    assert told["memberOf"] == {
        "goes from": ["isnad:Group", "isnad:Person"],
        "goes to": ["isnad:Group"],
        "close to": ["org:memberOf", "schema:memberOf"],
    }
    assert told["Claim"] == {"kind of": ["prov:Entity"], "made up of": ["isnad:Event", "isnad:Relation"]}
    assert told["spouseOf"]["reads the same"] == ["owl:SymmetricProperty"]
    assert told["time"] == {
        "narrower than": ["sem:hasTimeStamp"],
        "goes from": ["isnad:Claim"],
        "goes to": ["edtf:EDTF"],
        "related to": ["time:hasTime"],
    }


def test_links_within_the_page_lead_somewhere_and_nothing_is_loaded_from_elsewhere() -> None:
    within = {link.removeprefix("#") for link in READ.links if link.startswith("#")}
    assert within <= set(READ.ids)
    for loaded in ("<script", "<link", "<img", "src=", "@import", "url("):
        assert loaded not in HTML


def test_texts_are_escaped() -> None:
    assert "&#34;the Saqr Brigade&#34; in:" in HTML
    assert '"the Saqr Brigade"' not in HTML


def test_the_same_ontology_gives_the_same_bytes() -> None:
    code = "import sys; from ontology import page; sys.stdout.buffer.write(page.html().encode())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=HERE, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {HTML.encode()}
