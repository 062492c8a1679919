"""What Arabic grammar rules out in a parse, put right: the parser learned from another's trees and repeats its errors."""

from collections.abc import Sequence

from kg.segment import Token as Piece
from kg.segment import directions

ELEVEN = {"احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2}
"""What makes ten eleven or twelve (أحد عشر, اثنا عشر); some of them are no numerals elsewhere (أحد, one of)."""
Row = tuple[str, int, str]
"""Tag, head and label of a token; the root is its own head."""
_TEN = frozenset({"عشر", "عشرة"})
_VERBS = frozenset({"VBD", "VBP"})
_CORE = frozenset({"arg1", "arg2"})
_PROPER = frozenset({"NNP", "NNPS", "DTNNP"})


def corrected(pieces: Sequence[Piece], rows: list[Row]) -> list[Row]:
    """The rows of a sentence's tokens, put right where they cannot be; as they were where the changes together make no tree."""
    given = list(rows)
    for i, piece in enumerate(pieces):
        tag, head, label = rows[i]
        if piece.form in _TEN and i and pieces[i - 1].form in ELEVEN:
            rows[i - 1] = ("CD", *rows[i - 1][1:])
            rows[i] = ("CD", i - 1, "poss") if rows[i - 1][1] != i else ("CD", head, label)  # أحد عشر: eleven
        elif tag == "CD" and label == "conj" and head == i - 2 and rows[head][0] == "CD" and pieces[i - 1].form == "و":
            rows[i] = ("CD", head, "poss")  # خمسة وعشرون: one number
        elif piece.form == "عم" and tag == "IN" and label == "case" and head > i:
            _uncle(rows, i)
        elif i and tag == "NNS" and rows[i - 1][0] in ("NNS", "JJ") and label in ("arg2", "poss", "appos") and _agree(pieces[i - 1], piece):
            rows[i] = ("JJ", i - 1, "amod")  # مسلحون مجهولون: the second tells of the first
        elif label == "arg2" and rows[head][2] == "acl" and _has(rows, head, "obj") and (verb := _verb_above(rows, head)) is not None:
            rows[i] = (tag, verb, "arg2")  # خطفت مجموعة يقودها فلان خمسة عمال: the clause's verb has its object
        elif label == "arg2" and piece.form in directions():
            rows[i] = (tag, head, "obl:np")  # استهدفت سيارتهم شرقي درعا: where, not what
        elif label in _CORE and i > 1 and _bracketed(pieces, i):
            rows[i] = (tag, next(j for j in range(i - 2, -1, -1) if pieces[j].word or not j), "appos")  # قوات … (قسد): the same again
        elif label in _CORE and rows[head][2] == "obl:np" and rows[above := rows[head][1]][0] in _VERBS:
            rows[i] = (tag, above, "arg2" if _has_subject(rows, above) else "arg1")  # اعتقلت قسد، فجر اليوم، شخصاً: no argument of dawn
        elif label == "poss" and head == i - 1 and rows[head][0] in _VERBS:
            rows[i] = (tag, head, "arg1")  # a verb has no possessor (عيّن التنظيم): it is the subject
        elif label == "poss" and head == i - 1 and _keeps_its_nun(pieces[head], rows[head][0]):
            above, of = rows[head][1:]
            if tag in _PROPER:
                rows[i] = (tag, head, "appos")
            elif of == "arg1" and rows[above][0] in (*_VERBS, "VBN"):
                rows[i] = (tag, above, "arg2")  # اختطف مجهولون الطبيب: with an object the verb is active
                rows[above] = ("VBD" if rows[above][0] == "VBN" else rows[above][0], *rows[above][1:])
        elif label == "nsubj" and (any(p.form == ":" for p in pieces[i + 1 : head]) or _strange(piece) and _has_subject(rows, head)):
            rows[i] = (tag, head, "parataxis")  # what stands before a colon, or is no Arabic word, is no second subject
        elif tag.startswith("DT") and i and pieces[i - 1].form == "ان" and piece.form[0] in "يتن" and not piece.joined:
            rows[i] = ("VBP", head, label)  # after أن (that) stands a verb
    return rows if rows == given or _rooted(rows) else given


def _rooted(rows: Sequence[Row]) -> bool:
    """Whether every token hangs, by one or more steps, on a root, which is its own head."""
    known: set[int] = set()
    for i in range(len(rows)):
        way = []
        while i not in known and i not in way:
            way.append(i)
            i = rows[i][1]
        if i in way and i != rows[i][1]:
            return False
        known.update(way)
    return True


def _bracketed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a word stands alone between brackets."""
    return i + 1 < len(pieces) and pieces[i - 1].form == "(" and pieces[i + 1].form == ")"


def _strange(piece: Piece) -> bool:
    """A mark, an emoji or a word of other letters."""
    return not any("ء" <= char <= "ي" for char in piece.form)


def _has_subject(rows: Sequence[Row], verb: int) -> bool:
    return _has(rows, verb, "arg1")


def _has(rows: Sequence[Row], verb: int, wanted: str) -> bool:
    return any(head == verb and label == wanted for _, head, label in rows)


def _verb_above(rows: Sequence[Row], clause: int) -> int | None:
    """The verb of whose phrase a relative clause is part, where it has no object and stands before it."""
    i = rows[clause][1]
    for _ in rows:
        if rows[i][0] in _VERBS:
            break
        i = rows[i][1]
    return i if rows[i][0] in _VERBS and i < clause and not _has(rows, i, "arg2") else None


def _keeps_its_nun(piece: Piece, tag: str) -> bool:
    """Whether a noun is a sound masculine plural that a possessor would have cost its nun (مجهولون): what follows is none."""
    return tag == "NNS" and piece.form.endswith("ون") and len(piece.form) > 4


def _agree(left: Piece, right: Piece) -> bool:
    """Whether two words have the same sound plural ending, and nothing between them."""
    return not right.joined and any(left.form.endswith(e) and right.form.endswith(e) for e in ("ون", "ين"))


def _uncle(rows: list[Row], i: int) -> None:
    """عم (paternal uncle) before a noun, taken for the preposition عن: it is the noun, with the other as its possessor."""
    head = rows[i][1]
    tag, above, label = rows[head]
    rows[i] = ("NN", i, "root") if above == head else ("NN", above, {"nmod:prep": "poss", "obl": "arg2"}.get(label, label))
    rows[head] = (tag, i, "poss")
