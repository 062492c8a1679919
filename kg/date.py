"""Dates in Arabic text: the words that give a day, a month, a year or a span of them, and their value in EDTF.

``expressions`` finds all of a text. What the words alone settle has a value: ``26 آب/أغسطس 2015`` is ``2015-08-26``, a date
without a year ``XXXX-08-26`` (EDTF level 2), ``منذ عام 2011`` is ``2011/..``. Relative words (yesterday, last Thursday) have none
unless an anchor, the day on which they were written, is given; a stated day of the week that contradicts the anchor leaves
them open, since then one of the two is wrong. A year is never guessed. Hijri dates are converted by the Umm al-Qura calendar
and marked approximate (``~``), since the sighting of the moon moves them by a day.

The words are data: ``kg/data/calendar.toml``.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from hijridate import Hijri

from kg.fold import MARKS, TATWEEL, fold, fold_with_offsets
from kg.graph import Span, Time


@dataclass(frozen=True, slots=True)
class Value:
    """What words say: an EDTF value or None, and whether the anchor was needed for it."""

    edtf: str | None = None
    anchored: bool = False


OPEN = Value()


def expressions(text: str, anchor: str | None = None) -> list[Time]:
    """The date expressions of ``text`` in order, the longest where several overlap. Offsets are code points of the raw text.

    ``anchor`` is the day (``YYYY-MM-DD``) on which the text was written; any other form of date is no anchor. A text that gives
    its own ("today, Friday 2 December 2022") needs none. A ``Time`` bears the anchor only where its value depends on it.
    """
    folded = fold_with_offsets(text)
    matches = list(_matches(folded.text))
    day = _trusted(matches, _day(anchor))
    found: list[tuple[int, int, Value]] = []
    for reads, match in matches:
        start, end = match.span("t")
        if end > start and (value := _READERS[reads](match, day)) is not None:
            found.append((start, end, value))
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    taken: list[tuple[int, int, Value]] = []
    for start, end, value in found:
        if all(end <= s or start >= e for s, e, _ in taken):
            taken.append((start, end, value))
    stated = day.isoformat() if day else None
    return [
        Time(_with_marks(text, *folded.raw_span(start, end)), value.edtf, stated if value.anchored else None)
        for start, end, value in sorted(taken, key=lambda f: f[0])
    ]


def absolute(text: str) -> list[Time]:
    """The expressions of ``text`` that are settled by their own words, at least to a year."""
    return [t for t in expressions(text) if t.value is not None and t.anchor is None and "XXXX" not in t.value]


def is_day(value: str | None) -> bool:
    """Whether an EDTF value is one certain day, so that relative words can be resolved against it."""
    return _day(value) is not None


def _with_marks(text: str, start: int, end: int) -> Span:
    """The span with the vowel marks and the lengthening of its last letter (هـ)."""
    while end < len(text) and (text[end] in MARKS or text[end] == TATWEEL):
        end += 1
    return Span(start, end)


def _matches(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """(reader, match) of each rule, line by line: no expression goes over the end of a line."""
    for line in re.finditer(r"[^\r\n]+", folded):
        words = _words(line.group())
        for rule in _calendar().rules:
            if rule.needs and rule.needs.isdisjoint(words):
                continue
            for match in rule.pattern.finditer(folded, *line.span()):
                yield rule.reads, match


def _words(folded: str) -> set[str]:
    """The words of a text, with and without what may be attached in front, and the first two digits of its numbers."""
    words = set(_WORD.findall(folded))
    return words | {word[:2] for word in words} | {word[1:] for word in words} | {word[2:] for word in words}


_WORD = re.compile(r"[^\W\d_]+|\d+")


def _trusted(matches: Iterable[tuple[str, re.Match[str]]], anchor: date | None) -> date | None:
    """The day on which a text was written: the one that it calls today itself, else the anchor, but None where the text
    contradicts it by calling its own day, or the day before, by another date or day of the week. Such an anchor is the date of a
    reprint or of a last change. None also where a text calls several days today, as one with long quotations may."""
    stated: set[date | None] = set()
    disagrees = False
    for reads, match in matches:
        if reads in ("day_of_month", "numeric") and _get(match, "deictic") and (value := _READERS[reads](match, anchor)):
            day = _day(value.edtf)
            stated.add(day - (_shifted(match, day) - day) if day else None)
        disagrees = disagrees or (anchor is not None and reads == "deictic" and _deictic(match, anchor) is OPEN)
    if anchor is None:
        stated.discard(None)
    if stated:
        return stated.pop() if len(stated) == 1 else None
    return None if disagrees else anchor


def _day(value: str | None) -> date | None:
    if value is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


# --- from numbers to EDTF ---------------------------------------------------------------------------------------------


def _edtf(year: int | None, month: int, day: int | None = None) -> str | None:
    """A checked value; None where there is no such day."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]):
        return None
    return (f"{year:04}" if year else "XXXX") + f"-{month:02}" + (f"-{day:02}" if day is not None else "")


def _hijri(year: int, month: int | None, day: int | None) -> str | None:
    try:
        if month is None:
            first, last = Hijri(year, 1, 1), Hijri(year + 1, 1, 1)
        elif day is None:
            first, last = Hijri(year, month, 1), Hijri(year + month // 12, month % 12 + 1, 1)
        else:
            return f"{Hijri(year, month, day).to_gregorian().isoformat()}~"
        end = last.to_gregorian() - timedelta(days=1)
        return f"{first.to_gregorian().isoformat()}~/{end.isoformat()}~"
    except (ValueError, OverflowError):
        return None


# --- the patterns -------------------------------------------------------------------------------------------------------

_SPACE = r"[^\S\r\n]"
# Attached conjunctions and prepositions stand before an expression and outside it.
_OPEN, _CLOSE = r"(?<!\w)(?:[وف]?[بلك]?)(?P<t>", r")(?!\w)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, the name of its reader, and the words of which a text must have one for the pattern to be tried (none: always)."""

    pattern: re.Pattern[str]
    reads: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """``calendar.toml``: numbers of the words, cues, and the rules in the order of the file."""

    gregorian: dict[str, int]
    hijri: dict[str, int]
    days: dict[str, int]
    weekdays: dict[str, int]
    deictic: dict[str, int]
    cues: dict[str, str]
    rules: tuple[_Rule, ...]


@cache
def _calendar() -> _Calendar:
    data = tomllib.loads((files("kg") / "data" / "calendar.toml").read_text("utf-8"))
    lists: dict[str, Iterable[str]] = {
        **{name: [w for names in data[name] for w in names] for name in ("gregorian", "hijri", "days")},
        "weekdays": data["weekdays"],
        "deictic": data["deictic"],
        **data["cues"],
    }
    pieces = {name: _any(words) for name, words in lists.items()} | data["pieces"]

    def compiled(pattern: str, *, bare: bool = False) -> re.Pattern[str]:
        while (expanded := re.sub(r"\{([a-z_0-9]*[a-z][a-z_0-9]*)\}", lambda m: pieces[m[1]], pattern)) != pattern:
            pattern = expanded
        spaced = pattern.replace("~", _SPACE + "*").replace(" ", _SPACE + "+")
        return re.compile(spaced if bare else _OPEN + spaced + _CLOSE)

    def rule(pattern: str, reads: str, needs: Iterable[str] = (), *, bare: bool = False) -> _Rule:
        words = [fold(word) for need in needs for word in lists.get(need, [need])]
        # A name of two words may have any space within it, so that its first word stands for it.
        return _Rule(compiled(pattern, bare=bare), reads, frozenset(word.split()[0] for word in words))

    def numbers(names: Iterable[Iterable[str]]) -> dict[str, int]:
        return {_one(fold(w)): n for n, words in enumerate(names, 1) for w in words}

    return _Calendar(
        gregorian=numbers(data["gregorian"]),
        hijri=numbers(data["hijri"]),
        days=numbers(data["days"]),
        weekdays={fold(w): n for n, w in enumerate(data["weekdays"])},
        deictic={_one(fold(w)): n for w, n in data["deictic"].items()},
        cues={fold(w): kind for kind in ("past", "current", "next") for w in data["cues"][kind]},
        rules=tuple(rule(r["pattern"], r["reads"], r.get("needs", ()), bare=r.get("bare", False)) for r in data["rule"]),
    )


def _any(words: Iterable[str]) -> str:
    """An alternation of folded words, the longest first."""
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ") for w in sorted(map(fold, words), key=len, reverse=True)) + ")"


def _one(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def _get(match: re.Match[str], group: str) -> str | None:
    return match.groupdict().get(group)


def _month(match: re.Match[str], group: str = "month") -> int | None:
    """The month that a group names; None where it names two different ones (``آب/سبتمبر``)."""
    numbers = {_calendar().gregorian[_one(name)] for name in re.split(r"[/()]", match[group]) if name.strip()}
    return numbers.pop() if len(numbers) == 1 else None


def _number(match: re.Match[str]) -> int | None:
    if digits := _get(match, "n"):
        return int(digits)
    return 1 if _get(match, "first") else _calendar().days.get(_one(_get(match, "ordinal")))


def _cue(match: re.Match[str]) -> str | None:
    """past, current or next."""
    return _calendar().cues.get(_get(match, "cue") or "")


def _agrees(match: re.Match[str], day: date) -> bool:
    named = _calendar().weekdays.get(_get(match, "weekday") or "")
    return named is None or named == day.weekday()


def _shifted(match: re.Match[str], anchor: date) -> date:
    return anchor + timedelta(days=_calendar().deictic[_one(match["deictic"])])


# --- what a match says: one function for each name under "reads" ----------------------------------------------------------


def _open(match: re.Match[str], anchor: date | None) -> Value | None:
    return OPEN


def _since(match: re.Match[str], value: str | None) -> Value | None:
    """The value, or from or up to it. None (no expression at all) where there is no such day."""
    word = (_get(match, "since") or "").strip()
    if value is None:
        return None
    if not word or "XXXX" in value:
        return Value(value)
    return Value(f"{value}/.." if word == "منذ" else f"../{value}")


def _settled(match: re.Match[str], year: int, month: int, day: int) -> Value | None:
    """A stated day. Where the stated day of the week is another one, the day is uncertain (``?``)."""
    value = _edtf(year, month, day)
    if value is not None and not _agrees(match, date(year, month, day)):
        value += "?"
    return _since(match, value)


def _day_of_month(match: re.Match[str], anchor: date | None) -> Value | None:
    day, month = _number(match), _month(match)
    if day is None or month is None:
        return None
    if match["year"]:
        return _settled(match, int(match["year"]), month, day)
    yearless = _edtf(None, month, day)
    if yearless is None:
        return None
    found = _against(match, anchor, month, day) if anchor else None
    return Value(found.isoformat(), anchored=True) if found and _agrees(match, found) else Value(yearless)


def _against(match: re.Match[str], anchor: date, month: int, day: int) -> date | None:
    """The day of a date without a year, where a word settles it: today, this (month), last (and another month than the anchor's)."""
    if _get(match, "lastyear"):
        return _date(anchor.year - 1, month, day)
    if _get(match, "deictic"):
        meant = _shifted(match, anchor)
        return meant if (meant.month, meant.day) == (month, day) else None
    if _cue(match) == "current":
        return _date(anchor.year, month, day) if month == anchor.month else None
    if (_cue(match) == "past" or _get(match, "before")) and month != anchor.month:
        return _date(_year_before(anchor, month), month, day)
    return None


def _year_before(anchor: date, month: int) -> int:
    """The year of the last such month that was over at the anchor."""
    return anchor.year if month < anchor.month else anchor.year - 1


def _date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if _edtf(year, month, day) else None


def _numeric(match: re.Match[str], anchor: date | None) -> Value | None:
    return _settled(match, int(match["year"]), int(match["m"]), int(match["n"]))


def _month_of_year(match: re.Match[str], anchor: date | None) -> Value | None:
    month = _month(match)
    if month is None:
        return None
    if year := _get(match, "year"):
        return _since(match, _edtf(int(year), month))
    cue = _cue(match)
    if anchor is not None and "العام" in match["t"] and cue:
        return Value(_edtf(anchor.year + _SHIFT[cue], month), anchored=True)
    if anchor is not None and (cue == "past") != (month == anchor.month) and cue in ("past", "current"):
        return Value(_edtf(_year_before(anchor, month) if cue == "past" else anchor.year, month), anchored=True)
    return Value(_edtf(None, month))


_SHIFT = {"past": -1, "current": 0, "next": 1}


def _year(match: re.Match[str], anchor: date | None) -> Value | None:
    return _since(match, match["year"])


def _unit(match: re.Match[str], anchor: date | None) -> Value | None:
    """This year, last month. A week and a season stay open, since nobody agrees where they begin."""
    if match["year"] and match["unit"] in ("العام", "السنة"):
        return _since(match, match["year"])
    cue = _cue(match)
    if anchor is None or cue is None or match["since"]:
        return OPEN
    if match["unit"] in ("العام", "السنة"):
        return Value(str(anchor.year + _SHIFT[cue]), anchored=True)
    if match["unit"] == "الشهر":
        index = anchor.year * 12 + anchor.month - 1 + _SHIFT[cue]
        return Value(_edtf(index // 12, index % 12 + 1), anchored=True)
    return OPEN


def _years(match: re.Match[str], anchor: date | None) -> Value | None:
    first, last = match["year"], match["last"]
    return Value(f"{first}/{last}") if first < last else None


def _days(match: re.Match[str], anchor: date | None) -> Value | None:
    last_month = _month(match)
    first_month = _month(match, "month1") if match["month1"] else last_month
    year = int(match["year"]) if match["year"] else None
    if last_month is None or first_month is None:
        return None
    first, last = _edtf(year, first_month, int(match["n"])), _edtf(year, last_month, int(match["n2"]))
    if first is None or last is None or not first < last:
        return None
    if match["t"].startswith("يومي") and int(match["n2"]) - int(match["n"]) != 1:
        return Value(f"{{{first},{last}}}")
    return Value(f"{first}/{last}")


def _hijri_date(match: re.Match[str], anchor: date | None) -> Value | None:
    name = _get(match, "hijri")
    value = _hijri(int(match["year"]), _calendar().hijri[_one(name)] if name else None, _number(match))
    return Value(value) if value else None


def _deictic(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return OPEN
    day = _shifted(match, anchor)
    return Value(day.isoformat(), anchored=True) if _agrees(match, day) else OPEN


def _last(anchor: date, weekday: str) -> date:
    """The last such day of the week before the anchor."""
    return anchor - timedelta(days=(anchor.weekday() - _calendar().weekdays[weekday] - 1) % 7 + 1)


def _weekday(match: re.Match[str], anchor: date | None) -> Value | None:
    """Last Thursday is settled. A bare day of the week is the anchor's own day or stays open: it may lie on either side."""
    if _get(match, "not"):
        return None
    if anchor is not None and _cue(match) == "past":
        return Value(_last(anchor, match["weekday"]).isoformat(), anchored=True)
    if anchor is not None and not _cue(match) and _agrees(match, anchor):
        return Value(anchor.isoformat(), anchored=True)
    return OPEN


def _two_weekdays(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None or _cue(match) != "past":
        return OPEN
    second = _last(anchor, match["second"])
    first = _last(second, match["weekday"])
    pair = f"{first.isoformat()}/{second.isoformat()}" if (second - first).days == 1 else f"{{{first.isoformat()},{second.isoformat()}}}"
    return Value(pair, anchored=True)


def _day_of_this_month(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None or (cue := _cue(match)) is None:
        return OPEN
    index = anchor.year * 12 + anchor.month - 1 + _SHIFT[cue]
    value = _edtf(index // 12, index % 12 + 1, int(match["n"]))
    return Value(value, anchored=True) if value else OPEN


_READERS: dict[str, Callable[[re.Match[str], date | None], Value | None]] = {
    "open": _open,
    "day_of_month": _day_of_month,
    "numeric": _numeric,
    "month": _month_of_year,
    "year": _year,
    "unit": _unit,
    "years": _years,
    "days": _days,
    "hijri": _hijri_date,
    "deictic": _deictic,
    "weekday": _weekday,
    "two_weekdays": _two_weekdays,
    "day_of_this_month": _day_of_this_month,
}
