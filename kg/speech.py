"""Speech: whose word a claim is.

A *report* is a stretch of a sentence that somebody else than the author answers for. Three kinds of words open one: a verb of saying
with its speaker (قال مصدر إن, "a source said that"; أعلنت القوات اعتقال, "the forces announced the arrest of"), a participle that goes
on with the last speaker (مؤكداً أن, "confirming that"), and a phrase such as بحسب ("according to"). A report reaches to the end of
its sentence, and over the following ones while a quotation stays open; a phrase at the end of a sentence reaches back over it.

What the article's own voice says as well, in its title or elsewhere, is nobody's word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import article as articles
from kg.event import EventDraft
from kg.fold import key
from kg.graph import Mention
from kg.lexicon import noun_stems
from kg.reading import Place, Reading, Referent
from kg.relation import RelationDraft
from kg.syntax import Sentence, Token
from kg.tie import attached

# Tokens within which the reported words begin after a verb of saying (names and titles are long), and within which its speaker, or the
# source after بحسب, must be named.
REACH, NEAR = 30, 9
# Sentences within which what the author told is told again by a source.
LEAD = 4
# Sentences within which the heading of a statement stands; the place of a cue that every other one is nearer than.
HEADER, FARTHEST = 3, -1000
# Before أن these make a clause of time or condition, not one of what is said (بعد أن, after).
_NO_SAYING = frozenset(map(key, ("بعد", "قبل", "منذ", "دون", "إلا", "غير", "رغم", "يمكن", "يجب", "قبيل", "سوى", "ما", "حتى", "عقب")))
_AUXILIARY = frozenset(map(key, ("كان", "سبق", "عاد")))
# What may stand between a verb of saying and the name of its speaker.
_TITLES = frozenset({"<before.group>", "<before.group_head>", "<before.person>", "<office.titles>"})
# Before a noun that is spoken to, or of: what follows is not the speaker.
_TO = frozenset({"ل", "ب", "في", "عبر", "خلال", "الي", "عن"})


@dataclass(frozen=True, slots=True)
class Report:
    """The tokens ``start`` to ``end`` (exclusive) of a sentence are the words of ``source``; ``cue`` is the token that says so."""

    start: int
    end: int
    source: Referent
    cue: int


def attribute(
    reading: Reading, events: Sequence[EventDraft], relations: Sequence[RelationDraft], told: Sequence[Sequence["Report"]]
) -> None:
    """Gives each claim its source, from the reports of each sentence (``told``). Where a place lies in another place is the author's
    knowledge, and the content of a charge is the accuser's word (``kg.accusation``). An event that the author has told, with or without
    its date, is nobody else's word."""
    charged = {id(c) for e in events for c in e.alleges}
    own: dict[int, list[EventDraft]] = {}  # sentence → what the author tells there
    claims: list[EventDraft | RelationDraft] = [*events, *relations]
    for claim in claims:
        if claim.type == "locatedIn" or claim.according_to is not None or id(claim) in charged:
            continue
        sources = [attribution(told[n], i) for n, i in places(reading, claim)]
        if all(sources) and not (isinstance(claim, EventDraft) and _accuses(reading, claim, sources[0])):
            claim.according_to = sources[0]
        elif isinstance(claim, EventDraft):
            own.setdefault(claim.place[0], []).append(claim)
    for event in events:
        if event.according_to is None or id(event) in charged:
            continue
        n = event.place[0]
        known = next((e for m in range(n - LEAD, n) for e in own.get(m, ()) if _retells(event, e)), None)
        if known is not None:
            event.according_to = None
            event.time = event.time or known.time


def _retells(event: EventDraft, earlier: EventDraft) -> bool:
    """Whether an event can be one that was told before: the same type, somebody in common (or those it happened to, who may be
    named only later), and nothing that contradicts."""
    if event.type != earlier.type or event.modality != earlier.modality or not 0 < event.place[0] - earlier.place[0] <= LEAD:
        return False
    if event.time is not None and earlier.time is not None and event.time != earlier.time:
        return False
    told = {role: (event.referents(role), earlier.referents(role)) for role in ("agent", "patient", "target", "place")}
    both = {role: pair for role, pair in told.items() if all(pair)}
    known = [role for role, (new, old) in both.items() if role == "patient" or any(a is b for a in new for b in old)]
    if told["agent"][0] and not any(a is b for a in told["agent"][0] for b in told["agent"][1]):
        return False  # who did it, the author has not told
    return any(role != "agent" for role in known) and all(_compatible(new, old) for new, old in both.values())


def _compatible(left: Sequence[Referent], right: Sequence[Referent]) -> bool:
    if any(a is b for a in left for b in right):
        return True
    if any(a.count and b.count and a.count != b.count for a in left for b in right):
        return False
    return any(a.type == b.type and (a.unnamed or b.unnamed) for a in left for b in right)


def places(reading: Reading, claim: EventDraft | RelationDraft) -> list[Place]:
    """Where the article tells a claim: its trigger and the repetitions of it."""
    found = [claim.place]
    for span in claim.also if isinstance(claim, EventDraft) else ():
        n = reading.sentence_at(span.start)
        found += [(n, t.i) for t in reading.sentences[n].tokens if t.start <= span.start < t.end]
    return found


def _accuses(reading: Reading, event: EventDraft, source: Referent | None) -> bool:
    """A verb or participle of accusation (متهماً) is itself the speech of its accuser, which the author reports."""
    spoken = not event.noun or key(reading.token(event.place).form).startswith("متهم")
    return event.type == "Accusation" and spoken and source in event.referents("agent")


def attribution(found: Sequence[Report], i: int) -> Referent | None:
    """Whose word token ``i`` is: of the reports that reach it, the one whose cue stands nearest."""
    reaching = [r for r in found if r.start <= i < r.end]
    return min(reaching, key=lambda r: abs(r.cue - i)).source if reaching else None


def reports(reading: Reading) -> list[list[Report]]:
    """The reports of each sentence."""
    teller = _Teller(reading)
    return [list(teller(n)) for n in range(len(reading.sentences))]


class _Teller:
    """Reads the sentences of an article in order and keeps in mind who spoke last, and what quotation is open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.cues = reading.lexicon.cues["speech"]
        self.outlet = articles.described(reading.article).outlet
        self.speakers: list[Referent] = []
        self.quoting: Referent | None = None
        self.announced: Referent | None = None  # whose words the colon at the end of the last sentence announces
        self.stating: tuple[int, Referent] | None = self._statement()

    def __call__(self, n: int) -> Iterator[Report]:
        sentence = self.reading.sentences[n]
        found = list(self._heading(n))
        if self.stating is not None and n > self.stating[0]:
            found.append(Report(0, len(sentence.tokens), self.stating[1], FARTHEST))
        for token in sentence.tokens:
            if (n, token.i) not in self.reading.at:
                found += self._from(n, token, found)
        marks = [t.i for t in sentence.tokens if t.form == '"']
        if self.quoting is None and self.announced is not None and marks[:1] == [0]:
            self.quoting, marks = self.announced, marks[1:]
        ends = _closing(sentence, marks)
        self.announced = self._announced(n)
        if self.quoting is not None:
            found.append(Report(0, len(sentence.tokens) if ends is None else ends, self.quoting, 0))
        if self.quoting is not None and ends is not None:
            self.quoting = None
        elif self.quoting is None and len(marks) % 2 and sentence.tokens[-1].form == ".":
            self.quoting = attribution(found, marks[-1])
        yield from found

    def _from(self, n: int, token: Token, found: Sequence[Report]) -> Iterator[Report]:
        sentence, cues = self.reading.sentences[n], self.cues
        words = {key(token.form), key(token.lemma)}
        end = len(sentence.tokens)
        if key(token.form) in cues["by"]:
            source, start = self._after(n, token.i)
            if source is not None:
                self.speakers.append(source)
                yield Report(0, token.i, source, token.i)
                yield Report(start, end, source, token.i)
        elif token.tag in ("VBD", "VBP") and words & (cues["verbs"] | cues["direct"]) and not _unsaid(sentence, token):
            content = self._content(sentence, token)
            source, after = self._speaker(n, token, content)
            if token.label == "acl" and after > token.i + 1:  # أشخاص قالت مصادر إنهم مدنيون: said in passing
                end = next((t.i for t in sentence.tokens[content or after :] if t.form == ","), end)
            if (
                source is None
                and token.tag == "VBD"
                and (content is not None or words & cues["continue"] or self._likewise(sentence, token))
            ):
                source = self._going_on(n, token, found)
            if source is not None and content is not None:
                yield Report(content, end, source, token.i)
            elif source is not None and words & cues["direct"]:
                turn = next((t.i for t in sentence.tokens[after:] if key(t.form) in cues["meanwhile"]), end)
                yield Report(after, turn, source, token.i)
        elif key(token.form) in cues["participles"] and sentence.tokens[token.i - 1].form != "غير":
            source = self._going_on(n, token, found)
            if source is not None:
                yield Report(token.i + 1, end, source, token.i)

    def _announced(self, n: int) -> Referent | None:
        """Whose words follow a sentence that ends in a verb of saying, its speaker and a colon (جاء في بيان للمجلس:)."""
        tokens = self.reading.sentences[n].tokens
        if tokens[-1].form != ":":
            return None
        verb = next((t for t in reversed(tokens) if t.verb and {key(t.form), key(t.lemma)} & self.cues["announcing"]), None)
        if verb is None:
            return None
        source = next((self.reading.at[n, i] for i in range(len(tokens)) if self._speaks(n, i)), None)
        return source or (self.speakers[-1] if self.speakers else None)

    def _speaks(self, n: int, i: int) -> bool:
        return (n, i) in self.reading.at and self.reading.at[n, i].type in ("Person", "Group")

    def _statement(self) -> tuple[int, Referent] | None:
        """The heading that says whose statement the whole text is (بيان صادر عن مجلس …), and whose."""
        for n, sentence in enumerate(self.reading.sentences[:HEADER]):
            words = [key(t.form) for t in sentence.tokens[:5]]
            if words[0] not in self.cues["statement"]:
                continue
            by = next((k for k, w in enumerate(words) if w in ("عن", "من")), None)
            reach = sentence.tokens[by + 1 : by + NEAR] if by is not None else ()
            source = next((self.reading.at[n, t.i] for t in reach if (n, t.i) in self.reading.at), None)
            if source is not None and source.type == "Group":
                return n, source
        return None

    def _heading(self, n: int) -> Iterator[Report]:
        """A name, a colon, and what the named one says (a headline)."""
        sentence = self.reading.sentences[n]
        source = self.reading.at.get((n, 0))
        if source is None or source.type not in ("Person", "Group"):
            return
        last = 0
        while self.reading.at.get((n, last + 1)) is source:
            last += 1
        if last + 2 < len(sentence.tokens) and sentence.tokens[last + 1].form == ":" and source.name != self.outlet:
            self.speakers.append(source)
            yield Report(last + 2, len(sentence.tokens), source, last + 1)

    def _content(self, sentence: Sentence, verb: Token) -> int | None:
        """The token from which the reported words stand: after the أن, the colon or the quotation mark that follows; None where
        there is none before the next verb."""
        tokens = sentence.tokens
        for token in tokens[verb.i + 1 : verb.i + REACH]:
            previous = tokens[token.i - 1]
            if token.form == "ان" and key(previous.form) not in _NO_SAYING or token.form == ":":
                return token.i + 1
            if token.form == '"' and _opens(sentence, token.i) and _is_speech(sentence, token.i, NEAR if token.i == verb.i + 1 else 0):
                return token.i + 1
            if token.verb and token.label in ("conj", "parataxis", "root"):
                return None
        return None

    def _speaker(self, n: int, verb: Token, content: int | None) -> tuple[Referent | None, int]:
        """The subject that a verb of saying names, or whom it relays (نقل X عن Y: Y), and the token after it. Both become speakers."""
        sentence = self.reading.sentences[n]
        end = content if content is not None else self._subject_end(n, verb.i + 1)
        source, after = self._named_between(n, verb.i + 1, end)
        if source is None:
            source = self._before(n, verb)
        about = next((t.i for t in sentence.tokens[verb.i + 1 : end] if t.form == "عن"), None) if content is not None else None
        relayed = self._named_between(n, about + 1, end)[0] if about is not None else None
        if content is not None or {key(verb.form), key(verb.lemma)} & self.cues["direct"]:
            self.speakers += [s for s in (relayed, source) if s is not None]
        return relayed or source, after

    def _before(self, n: int, verb: Token) -> Referent | None:
        """The subject that stands before a verb: its own, that of the كان it hangs on, or the noun whose clause it is."""
        sentence = self.reading.sentences[n]
        above = sentence.head(verb.i)
        if above is not None and verb.label == "acl" and above.i < verb.i and self._candidate(n, above.i):
            return self._at(n, above.i)
        auxiliary = above if above is not None and verb.label == "comp" and key(above.lemma) in _AUXILIARY else None
        for head in filter(None, (verb, auxiliary)):
            for child in sentence.children(head.i, "nsubj", "arg1"):
                if child.i < verb.i and self._candidate(n, child.i):
                    return self._named_between(n, child.i, verb.i)[0]
        # المرصد السوري، رصد، أمس، …: the topic of the sentence, between commas
        topic = self.reading.at.get((n, verb.i - 2)) if verb.i > 1 and sentence.tokens[verb.i - 1].form == "," else None
        begins = topic is not None and topic.type == "Group" and all(self.reading.at.get((n, i)) is topic for i in range(1, verb.i - 1))
        return topic if begins else None

    def _subject_end(self, n: int, first: int) -> int:
        """Where the subject of a verb that has no أن must have begun: before a noun that is no title or name of an outlet."""
        tokens, lexicon = self.reading.sentences[n].tokens, self.reading.lexicon
        for i in range(first, min(first + NEAR, len(tokens))):
            if self._candidate(n, i) or tokens[i].noun and self._group_follows(n, i):
                return min(i + NEAR, len(tokens))
            if tokens[i].noun and not set(lexicon.cue_classes(key(tokens[i].form))) & _TITLES:
                return i
        return first

    def _likewise(self, sentence: Sentence, verb: Token) -> bool:
        """كما أعلنت (it also announced), في حين أعلنت (while it announced): the verb goes on with the last speaker."""
        before = [key(t.form) for t in sentence.tokens[max(0, verb.i - 2) : verb.i]]
        return before == ["ك", "ما"] or bool(before) and before[-1] in self.cues["meanwhile"]

    def _going_on(self, n: int, token: Token, found: Sequence[Report]) -> Referent | None:
        """The speaker of a verb or participle that names none: whoever speaks in the sentence already, the subject of the verb that
        it hangs on (وكانت القوات أعلنت), or the last speaker who agrees with it."""
        sentence = self.reading.sentences[n]
        if (speaking := attribution(found, token.i)) is not None:
            return speaking
        for above in sentence.ancestors(token.i):
            for child in sentence.children(above.i, "arg1", "nsubj") if above.verb else ():
                if child.i < token.i and (source := self._at(n, child.i)) is not None and self._agrees(source, token):
                    self.speakers.append(source)
                    return source
        return next((s for s in reversed(self.speakers) if self._agrees(s, token)), None)

    def _named_between(self, n: int, first: int, end: int) -> tuple[Referent | None, int]:
        """The source that tokens ``first`` to ``end`` name, and the token after it: the first person or group; where that is a title
        or a description, the person named after it before somebody is spoken to (قال الناطق باسم الفصيل، سالم الحمد، لوكالة …), or the
        group whose part it is (فصائل غرفة عمليات …)."""
        tokens, at = self.reading.sentences[n].tokens, self.reading.at
        head = next((i for i in range(first, end) if self._candidate(n, i) or key(tokens[i].form) in _TO), end)
        if head == end or not self._candidate(n, head):
            return None, first
        if (n, head) in at:
            return self._body(n, head) or at[n, head], self._end(n, head)
        if (issuer := self._issuer(n, head, end)) is not None:
            return issuer
        whole = self._kind(key(tokens[head].form)) == "Group" and not set(noun_stems(key(tokens[head].form))) & self.cues["faceless"]
        for i in range(head + 1, end):
            named = at.get((n, i))
            if key(tokens[i].form) in ("ل", "عن", "عبر", ":", "هو", "هي"):
                break
            if named is not None and (named is at.get((n, i - 1)) or self._kinsmans(n, i)):
                continue  # عم غسان، زكريا العلاوي: Zakariya speaks
            if named is not None and (named.type == "Person" or named.type == "Group" and whole):
                return named, self._end(n, i)
            whole = whole and (tokens[i].form == '"' or tokens[i].label == "poss")
        return self._at(n, head), head + 1

    def _issuer(self, n: int, i: int, end: int) -> tuple[Referent, int] | None:
        """The group whose statement the noun at ``i`` is (بيان المجلس, بيان صادر عن المجلس), and the token after its name."""
        tokens, at = self.reading.sentences[n].tokens, self.reading.at
        if key(tokens[i].form) not in self.cues["statement"]:
            return None
        j = i + 1
        while j < end and (n, j) not in at and key(tokens[j].form) in self.cues["issued"]:
            j += 1
        named = at.get((n, j)) if j < end else None
        return (named, self._end(n, j)) if named is not None and named.type == "Group" else None

    def _kinsmans(self, n: int, i: int) -> bool:
        """Whether the name at token ``i`` is whose kin the noun before it is, titles passed over."""
        tokens, j = self.reading.sentences[n].tokens, i - 1
        while j > 0 and "<before.person>" in self.reading.lexicon.cue_classes(key(tokens[j].form)):
            j -= 1
        kin = j >= 0 and any(stem in self.reading.lexicon.kin for stem in noun_stems(key(tokens[j].form)))
        return kin and attached(self.reading, n, j) is None

    def _end(self, n: int, i: int) -> int:
        """The token after the named mention at ``i``, a closing quotation mark included."""
        named, tokens = self.reading.at.get((n, i)), self.reading.sentences[n].tokens
        while self.reading.at.get((n, i)) is named:
            i += 1
        return i + 1 if i < len(tokens) and tokens[i].form == '"' else i

    def _candidate(self, n: int, i: int) -> bool:
        token = self.reading.sentences[n].tokens[i]
        if (n, i) in self.reading.at:
            return self.reading.at[n, i].type in ("Person", "Group")
        if token.verb or token.tag in ("PRP", "PRP$"):
            return False
        word = key(token.form)
        return word in self.cues["back"] or word in self.cues["bodies"] or self._kind(word) is not None

    def _kind(self, word: str) -> str | None:
        """Person or Group for a noun that describes one, or is a title."""
        lexicon = self.reading.lexicon
        kind = lexicon.nominal_type(word)
        if kind is None and set(lexicon.cue_classes(word)) & {"<before.person>", "<office.titles>"}:
            return "Person"
        return kind if kind in ("Person", "Group") else None

    def _at(self, n: int, i: int) -> Referent | None:
        """The source at a token; a word like البيان (the statement) or المصدر (the source) is the last speaker."""
        if not self._candidate(n, i):
            return None
        if (body := self._body(n, i)) is not None:
            return body
        if (n, i) in self.reading.at:
            return self.reading.at[n, i]
        word = key(self.reading.sentences[n].tokens[i].form)
        stems = set(noun_stems(word))
        known = next((r for r in reversed(self.speakers) if r.unnamed and r.heads & stems), None)
        if word in self.cues["back"] and known is None and self.speakers and not self._name_follows(n, i):
            return self.speakers[-1]
        if known is not None and stems & self.cues["correspondents"]:
            if (n, i) not in self.reading.heads:
                known.add(Mention(self.reading.span((n, i)), "nominal"), (n, i))
                self.reading.describe((n, i), known)
            return known
        kind = self._kind(word)
        return self.reading.nominal((n, i), kind) if kind is not None else None

    def _group_follows(self, n: int, i: int) -> bool:
        """Whether the noun at ``i`` stands before the quoted name of a group (فريق "الأمل", the team al-Amal)."""
        tokens = self.reading.sentences[n].tokens
        named = self.reading.at.get((n, i + 2))
        return named is not None and named.type == "Group" and tokens[i + 1].form == '"'

    def _body(self, n: int, i: int) -> Referent | None:
        """The last named speaker whom the noun at ``i`` means (الفريق, "the team"), where it is not itself a name."""
        word = key(self.reading.sentences[n].tokens[i].form)
        here = self.reading.at.get((n, i))
        if word not in self.cues["bodies"] or here is not None and not here.unnamed and key(here.name) != word:
            return None
        stems = set(noun_stems(word))
        return next((r for r in reversed(self.speakers) if not r.unnamed and r is not here and self._called(r, stems)), None)

    def _called(self, source: Referent, stems: set[str]) -> bool:
        """Whether a source's name begins with one of the nouns, or follows one (المركز for مركز الفرات, الفريق for فريق "الأمل")."""
        before = (self.reading.sentences[n].tokens[max(0, i - 3) : i + 1] for n, i in source.places)
        return any(stems & set(noun_stems(key(t.form))) for tokens in before for t in tokens)

    def _name_follows(self, n: int, i: int) -> bool:
        """Whether the noun at ``i`` has a name of its own (الشبكة السورية, شبكة "نهر ميديا")."""
        tokens = self.reading.sentences[n].tokens
        quoted = i + 1 < len(tokens) and tokens[i + 1].form == '"'
        return (n, i + 1 + quoted) in self.reading.at

    def _after(self, n: int, i: int) -> tuple[Referent | None, int]:
        """The source that بحسب and the like name, of a chain (ما نقله مراسل عن مصدر) the last, and where its words begin."""
        tokens = self.reading.sentences[n].tokens
        so = next((t.i for t in tokens[i + 1 : i + REACH] if t.form == "ان" and tokens[t.i - 1].form == "ف"), None)
        end = so or next((t.i for t in tokens[i + 1 : i + REACH] if t.form in (",", ".")), len(tokens))
        about = next((t.i for t in tokens[i + 1 : end] if t.form == "عن" and t.i > i + 1), None)
        source, after = self._named_between(n, about + 1, end) if about is not None else (None, i)
        if source is None:
            first = next((j for j in range(i + 1, min(i + NEAR, end)) if self._candidate(n, j)), end)
            source, after = self._named_between(n, first, end)
        return source, so + 1 if so else after

    def _agrees(self, source: Referent, token: Token) -> bool:
        """Whether a perfect verb or a participle can have this subject, by its gender."""
        return self._feminine(source) in (key(token.form).endswith("ت" if token.verb else "ه"), None)

    def _feminine(self, source: Referent) -> bool | None:
        """Whether a source is spoken of as feminine, by its own word or the noun before its name; None where no word shows it."""
        if source.type == "Person" and not source.unnamed:
            return None
        if source.unnamed:
            return self._is_feminine(key(source.name).split()[0])
        nouns = {key(t.form) for n, i in source.places for t in self.reading.sentences[n].tokens[max(0, i - 2) : i] if t.noun}
        names = {key(m.span.of(self.reading.article.text)).split()[0] for m in source.mentions if m.kind == "name"}
        known = {w for w in {key(source.name).split()[0], *nouns} if self.reading.lexicon.cue_classes(w)}
        known |= {w for w in names if w.startswith("ال")}
        genders = {self._is_feminine(w) for w in known} | {True for w in nouns | names if self._is_feminine(w)}
        return genders.pop() if len(genders) == 1 else None

    def _is_feminine(self, word: str) -> bool:
        word = word.removeprefix("ال")
        return word.endswith(("ه", "ات")) or word in self.cues["feminine"]


def _unsaid(sentence: Sentence, verb: Token) -> bool:
    """لم يؤكد (did not confirm), لا تتحدث (does not speak of), الجدير ذكره (it is worth mentioning)."""
    near = {key(t.form).removeprefix("ال") for t in sentence.tokens[max(0, verb.i - 2) : verb.i + 1]}
    return "جدير" in near or verb.i > 0 and sentence.tokens[verb.i - 1].form in ("لم", "لا", "لن")


def _closing(sentence: Sentence, marks: Sequence[int]) -> int | None:
    """Which of the quotation marks ends a quotation that began in an earlier sentence: one that punctuation or nothing follows;
    else the odd one out of pairs, the last. None where all quote within it (في "حي الزهور")."""
    tokens = sentence.tokens
    last = next((i for i in marks[::2] if i + 1 == len(tokens) or tokens[i + 1].form in (".", ",", ";")), None)
    return last if last is not None else marks[-1] if len(marks) % 2 else None


def _opens(sentence: Sentence, i: int) -> bool:
    """Whether the quotation mark at ``i`` opens a quotation."""
    return sum(t.form == '"' for t in sentence.tokens[:i]) % 2 == 0


def _is_speech(sentence: Sentence, i: int, least: int = 0) -> bool:
    """Whether what the quotation mark at ``i`` opens is a clause, of at least so many tokens, not a name."""
    closing = next((t.i for t in sentence.tokens[i + 1 :] if t.form == '"'), len(sentence.tokens))
    return closing - i > least and (closing - i > NEAR or any(t.verb for t in sentence.tokens[i + 1 : closing]))
