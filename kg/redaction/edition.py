"""A published edition: article graphs with people withheld.

Two passes. ``plan`` reads all graphs and collects whom the policy withholds, since a name that one article makes a victim's must not
stand in another. ``masked`` then gives each graph with

* every withheld name masked, in the text at unchanged offsets (as many code points as before), and in whatever else is words;
* a pseudonym as the name of each withheld entity: HMAC-SHA-256 of the folded name under the policy's key. It stands for a name, as the
  name itself did: two people of one name have one pseudonym and stay two entities;
* no shared identifier where it would tell the name, coordinates of private sites on a coarse grid;
* no document name, address or author where something is withheld. The article's id is the hash of its masked text: nothing of the hash of
  the original is left.

What is not guaranteed: words that describe somebody without a name, and an article that can be found by its other words.
"""

import hashlib
import hmac
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from kg.errors import InputError, IsnadError
from kg.fold import key as folded
from kg.graph import Argument, Article, ArticleGraph, Entity, Event, Relation, Span, Unread
from kg.redaction import ages, names, people
from kg.redaction.finder import Finder, Reading, merged
from kg.redaction.policy import Policy
from kg.redaction.script import letters
from ontology import vocabulary

MASK = "\u2588"
_OTHER_MASK = "\u2593"
DIGITS = 10
"""Hexadecimal digits of a pseudonym: among ten thousand names, two are alike once in twenty thousand keys (and then an error says so)."""
_PLAIN_ID = re.compile(r"[a-z]\d{1,6}")

C = TypeVar("C", Event, Relation)


@dataclass(slots=True)
class Withheld:
    """One name that is withheld: the key of its pseudonym, all its forms, and why. ``line`` of the policy where it is listed."""

    key: str
    forms: list[str]
    reasons: set[str] = field(default_factory=set)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom an edition withholds. ``by_key`` leads from a name's key to its number in ``withheld``."""

    policy: Policy
    key: bytes
    withheld: tuple[Withheld, ...]
    by_key: Mapping[str, int]
    finder: Finder
    kept: Finder


@dataclass(slots=True)
class Tally:
    """What an edition withheld, filled as graphs pass. ``pseudonyms`` leads to reasons and (masked) articles; ``originals`` are the
    ids of articles before they were changed, which must not be published; ``found`` the numbers of names that stood somewhere."""

    articles: int = 0
    masked: set[str] = field(default_factory=set)
    characters: int = 0
    sites: int = 0
    pseudonyms: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)
    originals: set[str] = field(default_factory=set)
    found: set[int] = field(default_factory=set)
    meanings: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def json(self, policy: Policy) -> dict[str, Any]:
        """The report: counts and pseudonyms, no names."""
        reasons: dict[str, int] = defaultdict(int)
        for why, _ in self.pseudonyms.values():
            for reason in why:
                reasons[reason] += 1
        return {
            "articles": self.articles,
            "articles_masked": len(self.masked),
            "characters_masked": self.characters,
            "sites_coarsened": self.sites,
            "pseudonyms_by_reason": dict(sorted(reasons.items())),
            "pseudonyms": [
                {"pseudonym": name, "reasons": sorted(why), "articles": sorted(where)}
                for name, (why, where) in sorted(self.pseudonyms.items())
            ],
            "policy": {
                "roles": sorted(policy.roles),
                "with_kin": policy.with_kin,
                "mask": policy.mask,
                "pseudonyms": policy.pseudonyms,
                "degrees": policy.coarsen.degrees,
                "sites": policy.coarsen.sites,
                "ages": policy.coarsen.ages,
            },
        }


def plan(graphs: Callable[[], Iterable[ArticleGraph]], policy: Policy, key: bytes) -> Plan:
    """Reads all graphs (``graphs`` begins anew at each call) and settles whom the policy withholds in them. Raises ``InputError`` where
    a name is to be kept and withheld."""
    withheld: list[Withheld] = []
    by_key: dict[str, int] = {}
    for entry in policy.names:
        forms = list(entry.names)
        for form in forms:
            by_key.setdefault(name_key(form), len(withheld))
        withheld.append(Withheld(name_key(forms[0]), forms, {entry.reason}, entry.line))
    kept = {name_key(name) for name in policy.keep}
    for other in sorted(kept & set(by_key)):
        raise InputError(f"{policy.file}:{withheld[by_key[other]].line}: this name is also under keep; take it out of one of the two")
    listed = Finder({i: w.forms for i, w in enumerate(withheld)})
    while True:
        before = len(withheld)
        for graph in graphs():
            for entity, why in _withheld(graph, policy, listed, by_key, kept).items():
                _add(people.called(graph, entity), why, withheld, by_key)
        if not policy.with_kin or len(withheld) == before:
            break
    finder, spare = Finder({i: w.forms for i, w in enumerate(withheld)}), Finder({i: [name] for i, name in enumerate(policy.keep)})
    return Plan(policy, key, tuple(withheld), by_key, finder, spare)


def name_key(name: str) -> str:
    """What two spellings of one name have in common: ``kg.fold.key`` of its compatibility form, without spaces."""
    return folded(unicodedata.normalize("NFKC", name).casefold()).replace(" ", "")


def _withheld(graph: ArticleGraph, policy: Policy, listed: Finder, by_key: Mapping[str, int], kept: Set[str]) -> dict[Entity, set[str]]:
    by_id = {e.id: e for e in people.persons(graph)}
    out: dict[str, set[str]] = defaultdict(set)
    for id, why in people.in_roles(graph, policy.roles).items():
        out[id] |= why
    for id, entity in by_id.items():
        called = people.called(graph, entity)
        if policy.names and any(listed.read(name).whole for name in called):
            out[id].add("named")
    if policy.with_kin:
        known = {id for id, entity in by_id.items() if name_key(people.called(graph, entity)[0]) in by_key}
        for id in people.kin(graph, known | set(out)):
            out[id].add("kin")
    return {
        by_id[id]: why
        for id, why in out.items()
        if "named" in why or not any(name_key(name) in kept for name in people.called(graph, by_id[id]))
    }


def _add(called: list[str], why: set[str], withheld: list[Withheld], by_key: dict[str, int]) -> None:
    """Adds a person's names to what is withheld. A short form of the name is no name of its own."""
    key = name_key(called[0])
    if not key:
        return
    main = {unit.letters for unit in names.units(called[0])}
    forms = [called[0]]
    for other in called[1:]:
        found = names.units(other)
        if found and not (len(found) == 1 and found[0].letters in main):
            forms.append(other)
    if key not in by_key:
        by_key[key] = len(withheld)
        withheld.append(Withheld(key, [], set()))
    known = withheld[by_key[key]]
    known.reasons |= why if known.line is None else why - {"named"}
    known.forms += [form for form in forms if form not in known.forms]


def masked(graphs: Iterable[ArticleGraph], plan: Plan, tally: Tally) -> Iterator[ArticleGraph]:
    """The graphs as the edition has them, checked. Order, offsets and the number of entities and claims are those of ``graphs``.

    Raises ``IsnadError`` where two names would have one pseudonym."""
    for graph in graphs:
        tally.articles += 1
        yield _Masking(graph, plan, tally).graph().check()


class _Masking:
    """What is known of one graph while it is masked."""

    def __init__(self, graph: ArticleGraph, plan: Plan, tally: Tally) -> None:
        self._graph, self._plan, self._tally = graph, plan, tally
        self._mask = plan.policy.mask
        self._readings: dict[str, Reading] = {}
        self._spares: dict[str, list[tuple[int, int]]] = {}
        self._present: set[int] = set()
        self._touched = False
        self._covered: list[tuple[int, int]] = []

    def graph(self) -> ArticleGraph:
        graph, article, finder = self._graph, self._graph.article, self._plan.finder
        ids = [part.id for part in (*graph.entities, *graph.claims) if not _PLAIN_ID.fullmatch(part.id)]
        told = [article.text, article.title, article.outlet, article.author, article.url, article.doc]
        told += [e.name for e in graph.entities] + [r.title for r in graph.relations]
        for text in filter(None, told):
            self._present |= finder.named(self._read(text), self._mask, self._spared(text))
        technical = [graph.extractor, *ids, *(c.rule for c in graph.claims), *(u.reason for u in graph.unread)]
        numbers = {e.id: self._number(e) for e in graph.entities}
        self._present |= {n for n in numbers.values() if n is not None}
        self._touched |= any(self._spans(text) for text in filter(None, told)) or any(map(self._technical_spans, technical))
        self._tally.found |= {number for text in filter(None, told) for number, _, _ in self._read(text).whole}
        self._tally.found |= {n for n in numbers.values() if n is not None}
        hidden = {e.id for e in graph.entities if numbers[e.id] is not None or self._bears_a_withheld_name(e)}
        text = self._text(hidden)
        entities = tuple(self._entity(e, e.id in hidden, numbers[e.id]) for e in graph.entities)
        relations = tuple(self._claim(r, title=r.title and self._words(r.title)) for r in graph.relations)
        events = tuple(self._claim(e) for e in graph.events)
        unread = tuple(Unread(u.span, self._technical(u.reason)) for u in graph.unread)
        sites = self._private_sites(hidden)
        entities = tuple(self._coarsened(e) if e.id in sites else e for e in entities)
        out = replace(
            graph, entities=entities, relations=relations, events=events, unread=unread, extractor=self._technical(graph.extractor)
        )
        if not self._touched:
            return out
        return self._settled(replace(out, article=self._about(text)), bool(ids))

    def _read(self, text: str) -> Reading:
        if text not in self._readings:
            self._readings[text] = self._plan.finder.read(text)
        return self._readings[text]

    def _spared(self, text: str) -> list[tuple[int, int]]:
        """Where names stand that the policy keeps readable."""
        if text not in self._spares:
            found = self._plan.kept.read(text).whole if self._plan.policy.keep else ()
            self._spares[text] = [(first, last) for _, first, last in found]
        return self._spares[text]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return self._plan.finder.spans(self._read(text), self._present, self._mask, self._spared(text))

    def _technical_spans(self, text: str) -> list[tuple[int, int]]:
        return self._plan.finder.spans(self._plan.finder.read(text, by_consonants=False), self._present, self._mask)

    def _technical(self, text: str) -> str:
        """The name of a rule or a program, which holds no names unless another extractor put them there."""
        return cover(text, self._technical_spans(text))

    def _words(self, text: str) -> str:
        """A text that no offsets point into, masked."""
        spans = self._spans(text)
        self._touched |= bool(spans)
        return cover(text, spans)

    def _text(self, hidden: Set[str]) -> str:
        text = self._graph.article.text
        spans = self._spans(text)
        spans += [(m.span.start, m.span.end) for e in self._graph.entities if e.id in hidden for m in e.mentions if m.kind == "name"]
        if self._plan.policy.coarsen.ages:
            spans += ages.beside(text, spans)
        self._covered = merged(spans)
        self._touched |= bool(spans)
        self._tally.characters += sum(end - start for start, end in self._covered)
        return cover(text, self._covered)

    def _number(self, entity: Entity) -> int | None:
        """The number of the withheld name that an entity bears: a person any, another thing one that is listed."""
        for i, name in enumerate(people.called(self._graph, entity)):
            number = self._plan.by_key.get(name_key(name))
            if number is not None:
                withheld = self._plan.withheld[number]
                if withheld.line is not None or (i == 0 and entity.type == "Person"):
                    return number
        return None

    def _bears_a_withheld_name(self, entity: Entity) -> bool:
        """Whether a whole withheld name is part of a person's (سالم الدرويش العكيدي)."""
        return entity.type == "Person" and not entity.unnamed and bool(self._read(entity.name).whole)

    def _entity(self, entity: Entity, hidden: bool, number: int | None) -> Entity:
        spans = [(0, len(entity.name))] if hidden else self._spans(entity.name)
        if not spans and not any(self._is_covered(m.span) for m in entity.mentions if m.kind == "name"):
            return entity
        self._touched = True
        shown = cover(entity.name, spans)
        if not letters(shown).tokens and letters(entity.name).tokens:
            shown = self._pseudonym(entity, number)
        return _coarse(replace(entity, name=shown), self._plan.policy.coarsen.degrees)

    def _is_covered(self, span: Span) -> bool:
        return any(start < span.end and span.start < end for start, end in self._covered)

    def _pseudonym(self, entity: Entity, number: int | None) -> str:
        known = self._plan.withheld[number] if number is not None else None
        called = people.called(self._graph, entity) or [entity.name]
        key = known.key if known else name_key(called[0])
        salt = self._graph.article.sha256 if self._plan.policy.pseudonyms == "article" else ""
        meaning = f"{entity.type}\0{key}\0{salt}"
        code = hmac.new(self._plan.key, meaning.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:DIGITS].upper()
        name = f"{vocabulary.label(entity.type, 'ar')}-{entity.type}-{code}"
        if self._tally.meanings.setdefault(name, meaning) != meaning:
            raise IsnadError("two names have one pseudonym under this key, which happens once in many thousand keys: make another key")
        why, _ = self._tally.pseudonyms.setdefault(name, (set(), set()))
        why |= known.reasons if known else {"shares a name"}
        return name

    def _claim(self, claim: C, **changed: Any) -> C:
        return replace(claim, rule=self._technical(claim.rule), **changed)

    def _private_sites(self, hidden: Set[str]) -> set[str]:
        """Sites whose coordinates are to be coarse: houses, and what belongs to somebody who is withheld."""
        wanted = self._plan.policy.coarsen.sites
        sites = {e.id for e in self._graph.entities if e.type == "Site"}
        if wanted != "private":
            return sites if wanted == "all" else set()
        people_ = {e.id for e in self._graph.entities if e.type == "Person"}
        owned = {r.subject for r in self._graph.relations if r.type == "ownedBy" and r.object in people_ | hidden}
        return sites & (owned | {e.id for e in self._graph.entities if _house(e.name)})

    def _coarsened(self, entity: Entity) -> Entity:
        if entity.latitude is None and entity.longitude is None:
            return entity
        self._tally.sites += 1
        return _coarse(entity, self._plan.policy.coarsen.degrees)

    def _about(self, text: str) -> Article:
        article, about = self._graph.article, self._plan.policy.about

        def kept(value: str | None, choice: str) -> str | None:
            return value if choice == "keep" and value and not self._spans(value) else None

        return replace(
            article,
            text=text,
            doc=kept(article.doc, about.doc) or "",
            title=self._words(article.title) if article.title and about.title == "mask" else None,
            outlet=article.outlet and self._words(article.outlet),
            author=kept(article.author, about.author),
            url=kept(article.url, about.url),
        )

    def _settled(self, graph: ArticleGraph, renumber: bool) -> ArticleGraph:
        """The graph with an id of its own, and ids of its parts that tell nothing."""
        original = self._graph.article.sha256
        if graph.article.text != self._graph.article.text:
            self._tally.originals.add(self._graph.article.id)
        turn = 0
        while self._tally.ids.setdefault(graph.article.id, original) != original:
            # Another article is the same but for the names: the masks are told apart, or a store would take the two for one.
            turn += 1
            graph = replace(graph, article=replace(graph.article, text=_patterned(graph.article.text, self._covered, turn)))
        here = graph.article.id
        self._tally.masked.add(here)
        for entity in graph.entities:
            if entity.name in self._tally.pseudonyms:
                self._tally.pseudonyms[entity.name][1].add(here)
        return _renumbered(graph) if renumber else graph


def cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with each of its spans masked: as many code points as before."""
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], MASK * (end - start)]
        at = end
    return "".join((*out, text[at:]))


def _patterned(text: str, spans: Iterable[tuple[int, int]], turn: int) -> str:
    """``turn`` in binary, in the shades of the masks at ``spans``."""
    at = [i for start, end in spans for i in range(start, end)]
    if turn >> len(at):
        raise IsnadError("more articles differ in one short name alone than masks can tell apart: leave copies out")
    out = list(text)
    for bit, i in enumerate(at):
        out[i] = _OTHER_MASK if turn >> bit & 1 else MASK
    return "".join(out)


def _coarse(entity: Entity, degrees: float) -> Entity:
    """The entity on a grid of ``degrees``, without the identifier that would lead to its exact place."""

    def coarse(value: float | None) -> float | None:
        return None if value is None else round(round(value / degrees) * degrees, 6)

    return replace(entity, identifier=None, latitude=coarse(entity.latitude), longitude=coarse(entity.longitude))


def _house(name: str) -> bool:
    sites = {"".join(letters(word).text) for word in names.known()["private"]["sites"]}
    return any(re.sub("^(?:و|ب|ل)?ال", "", token.letters) in sites for token in letters(name).tokens[:1])


def _renumbered(graph: ArticleGraph) -> ArticleGraph:
    """The same graph with ids made of a letter and a number."""
    to = {e.id: f"t{i}" for i, e in enumerate(graph.entities, 1)}
    to |= {e.id: f"e{i}" for i, e in enumerate(graph.events, 1)} | {r.id: f"r{i}" for i, r in enumerate(graph.relations, 1)}

    def claim(given: C, **more: Any) -> C:
        return replace(given, id=to[given.id], according_to=given.according_to and to[given.according_to], **more)

    return replace(
        graph,
        entities=tuple(replace(e, id=to[e.id]) for e in graph.entities),
        events=tuple(
            claim(e, args=tuple(Argument(a.role, to[a.ref]) for a in e.args), alleges=tuple(to[r] for r in e.alleges)) for e in graph.events
        ),
        relations=tuple(claim(r, subject=to[r.subject], object=to[r.object]) for r in graph.relations),
    )
