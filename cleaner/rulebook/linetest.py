"""Patterns applied to lines.

A pattern is compiled into a `LineTest`, which knows the phrases without which it cannot hold (`triggers`), so that a
rule is tried only on lines that have them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from cleaner.rulebook.datestamp import Label
from cleaner.rulebook.lexicon import Hit
from cleaner.rulebook.pattern import Class, Pattern, Then
from cleaner.rulebook.regex import compile_regex
from cleaner.rulebook.shape import is_headline, is_name, is_sentence, words
from cleaner.rulebook.view import Line, View

SHORT_WORDS = 6
SEPARATORS = ":|–—−-»>›→•·/▸►=՝՚：｜"
_AROUND = SEPARATORS + " \t\xa0.,;«<‹←*#[]()"
_SEGMENTS = "|•·/–—»"

Trigger = tuple[Literal["whole", "start", "end", "inside"], str] | Literal["stamp"]


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern held: the part of the line that carries its value (the rest after `starts`, a group `value`, …)."""

    value: str | None


@dataclass(frozen=True, slots=True)
class LineTest:
    """A compiled pattern. `triggers` None: it may hold for any line."""

    check: Callable[[View, int, Line], Found | None]
    triggers: frozenset[Trigger] | None


Naming = Callable[[str], str]
"""The name of the list that a phrase of a rule stands for: of a pack's for `@name`, else its own."""


def compile_pattern(pattern: Pattern, naming: Naming) -> LineTest:
    """The test for one pattern."""
    checks: list[Callable[[View, int, Line], Found | None]] = []
    triggers: list[frozenset[Trigger] | None] = []
    for check, needed in _conditions(pattern, naming):
        checks.append(check)
        triggers.append(needed)
    known = [needed for needed in triggers if needed is not None]
    return LineTest(_all_of(tuple(checks)), min(known, key=_cost) if known else None)


def _cost(triggers: frozenset[Trigger]) -> tuple[bool, int]:
    """How dear it is to wait for the triggers: phrases inside a line have to be searched for, those at its ends not."""
    return any(trigger[0] == "inside" for trigger in triggers), len(triggers)


def compile_any(patterns: Iterable[Pattern], naming: Naming) -> LineTest:
    """The test that one of several patterns holds."""
    tests = tuple(compile_pattern(pattern, naming) for pattern in patterns)

    def check(view: View, index: int, line: Line) -> Found | None:
        return next((found for test in tests if (found := test.check(view, index, line))), None)

    return LineTest(check, union(test.triggers for test in tests))


def union(triggers: Iterable[frozenset[Trigger] | None]) -> frozenset[Trigger] | None:
    """What at least one of several tests needs; None as soon as one of them needs nothing."""
    joined: set[Trigger] = set()
    for needed in triggers:
        if needed is None:
            return None
        joined |= needed
    return frozenset(joined)


Check = Callable[[View, int, Line], Found | None]
_YES = Found(None)


def _all_of(checks: tuple[Check, ...]) -> Check:
    if len(checks) == 1:
        return checks[0]

    def check(view: View, index: int, line: Line) -> Found | None:
        result = _YES
        for part in checks:
            found = part(view, index, line)
            if found is None:
                return None
            if found.value is not None:
                result = found
        return result

    return check


def _conditions(pattern: Pattern, naming: Naming) -> Iterable[tuple[Check, frozenset[Trigger] | None]]:
    """The pattern's conditions, cheap ones first; of several values the last counts, it says most about the line."""
    if pattern.is_ is not None:
        yield _class(pattern.is_)
    if pattern.any_of is not None:
        names = frozenset(map(naming, pattern.any_of))
        yield _whole(names), frozenset(("whole", name) for name in names)
    if pattern.starts is not None:
        names = frozenset(map(naming, pattern.starts))
        yield _starts(names, pattern.then or "separator"), frozenset(("start", name) for name in names)
    if pattern.ends is not None:
        names = frozenset(map(naming, pattern.ends))
        yield _ends(names), frozenset(("end", name) for name in names)
    if pattern.digits is not None:
        yield _digits(pattern.digits), None
    if pattern.min_words is not None or pattern.max_words is not None or pattern.sentence is not None:
        yield _shape(pattern), None
    if pattern.contains is not None:
        names = frozenset(map(naming, pattern.contains))
        yield _contains(names), frozenset(("inside", name) for name in names)
    if pattern.made_of is not None:
        yield _made_of(pattern.made_of, naming)
    if pattern.regex is not None:
        yield _regex(pattern.regex), None


def _whole(names: frozenset[str]) -> Check:
    def check(_view: View, _index: int, line: Line) -> Found | None:
        return None if names.isdisjoint(line.whole) else _YES

    return check


def _starts(names: frozenset[str], then: Then) -> Check:
    follows = _FOLLOWS[then]

    def check(view: View, _index: int, line: Line) -> Found | None:
        for name, hit in line.starts.items():
            if name in names and hit.seam != "word":
                rest = line.text[hit.length :]
                if follows(view, hit, rest):
                    return Found(rest.strip(_AROUND) or None)
        return None

    return check


def _ends(names: frozenset[str]) -> Check:
    def check(_view: View, _index: int, line: Line) -> Found | None:
        for name, hit in line.ends.items():
            if name in names and hit.seam != "word":
                return Found(line.text[: len(line.text) - hit.length].strip(_AROUND) or None)
        return None

    return check


def separated(hit: Hit, rest: str) -> bool:
    """Whether a phrase at the start of a line is set off from the rest: by a mark, or by nothing at all (glued)."""
    if hit.seam in ("end", "glue", "camel"):
        return True
    stripped = rest.lstrip()
    return stripped[:1] in SEPARATORS and len(stripped) > 0


def _date(view: View, _hit: Hit, rest: str) -> bool:
    return view.stamp_of(rest.strip(_AROUND)) is not None


_FOLLOWS: dict[Then, Callable[[View, Hit, str], bool]] = {
    "separator": lambda _view, hit, rest: separated(hit, rest),
    "any": lambda _view, _hit, _rest: True,
    "end": lambda _view, _hit, rest: not any(c.isalnum() for c in rest),
    "number": lambda _view, _hit, rest: is_number(rest),
    "name": lambda _view, _hit, rest: is_name(rest.strip(_AROUND)),
    "short": lambda _view, _hit, rest: words(rest) <= SHORT_WORDS and not is_sentence(rest),
    "date_stamp": _date,
}


def is_number(text: str) -> bool:
    """Whether there are digits and marks in the text, and a letter at most to scale them (12K, 3,4M)."""
    letters = sum(c.isalpha() for c in text)
    return letters <= 1 and any(c.isdigit() for c in text)


def _digits(wanted: bool) -> Check:
    def check(_view: View, _index: int, line: Line) -> Found | None:
        return _YES if any(map(str.isdigit, line.text)) == wanted else None

    return check


def _shape(pattern: Pattern) -> Check:
    least, most, sentence = pattern.min_words or 0, pattern.max_words or 1 << 30, pattern.sentence

    def check(_view: View, _index: int, line: Line) -> Found | None:
        # Every word but the last takes two characters, so most paragraphs need no counting.
        certain = least == 0 and len(line.text) < 2 * most - 1
        fits = certain or least <= words(line.text) <= most
        return _YES if fits and sentence in (None, is_sentence(line.text)) else None

    return check


def _contains(names: frozenset[str]) -> Check:
    ordered = sorted(names)

    def check(view: View, _index: int, line: Line) -> Found | None:
        return _YES if any(view.vocabulary.within(name, line.text) for name in ordered) else None

    return check


def _regex(pattern: str) -> Check:
    compiled = compile_regex(pattern)
    valued = "value" in compiled.groupindex

    def check(_view: View, _index: int, line: Line) -> Found | None:
        match = compiled.fullmatch(line.text)
        return None if match is None else Found(match.group("value") if valued else None)

    return check


def _made_of(patterns: tuple[Pattern, ...], naming: Callable[[str], str]) -> tuple[Check, frozenset[Trigger] | None]:
    """Each part of the line is one of the patterns, or a run of their phrases ("Share Tweet Telegram").

    The line's value is that of the part that the first of the patterns takes."""
    tests = tuple(compile_pattern(pattern, naming) for pattern in patterns)
    names = frozenset(naming(phrase) for pattern in patterns for phrase in pattern.any_of or ())
    openers = names | {naming(phrase) for pattern in patterns for phrase in pattern.starts or ()}
    triggers = {("start", name) for name in openers} | {("end", name) for name in names}

    def check(view: View, _index: int, line: Line) -> Found | None:
        values: list[tuple[int, str]] = []
        for text in parts(line.text):
            segment = view.vocabulary.line(text)
            for rank, test in enumerate(tests):
                if (found := test.check(view, -1, segment)) is not None:
                    values.extend([(rank, found.value)] if found.value else [])
                    break
            else:
                if not covered(view, segment, names):
                    return None
        return Found(min(values)[1] if values else None)

    return check, frozenset(triggers) or None  # type: ignore[arg-type]


def parts(text: str) -> list[str]:
    """The parts of a line between its upright strokes, dots and dashes, white space stripped, empty ones left out."""
    table = str.maketrans(dict.fromkeys(_SEGMENTS, "\n"))
    return [part for part in map(str.strip, text.translate(table).split("\n")) if part]


def covered(view: View, line: Line, names: frozenset[str]) -> bool:
    """Whether the text is a run of phrases of the lists with nothing but marks and digits between them."""
    while True:
        hits = [hit for name, hit in line.starts.items() if name in names and hit.seam != "word"]
        if not hits:
            return not any(c.isalpha() for c in line.text)
        rest = line.text[max(hit.length for hit in hits) :]
        if not any(c.isalpha() for c in rest):
            return True
        line = view.vocabulary.line(rest)


def _class(name: Class) -> tuple[Check, frozenset[Trigger] | None]:
    return _CLASS_CHECKS[name], frozenset(("stamp",)) if name.endswith("_stamp") else None


def _is_stamp(*labels: Label | None) -> Check:
    def check(view: View, index: int, line: Line) -> Found | None:
        stamp = view.stamp(index) if index >= 0 else view.stamp_of(line.text)
        return None if stamp is None or stamp.label not in labels else Found(stamp.value)

    return check


def _by_text(holds: Callable[[str], bool]) -> Check:
    def check(_view: View, _index: int, line: Line) -> Found | None:
        return Found(line.text) if holds(line.text) else None

    return check


def _is_headline(view: View, index: int, line: Line) -> Found | None:
    if index >= 0 and (view.stamp(index) is not None or index == view.zones.headline):
        return None
    return Found(line.text) if is_headline(line.text) else None


def _is_paragraph(view: View, index: int, _line: Line) -> Found | None:
    return _YES if index in view.zones.paragraphs else None


def _never(_view: View, _index: int, _line: Line) -> Found | None:
    """The page's edges are no lines: only neighbours and ends of sections can be one, and they look for it."""
    return None


_CLASS_CHECKS: dict[Class, Check] = {
    "date_stamp": _is_stamp(None, "published", "updated"),
    "published_stamp": _is_stamp("published"),
    "updated_stamp": _is_stamp("updated"),
    "headline": _is_headline,
    "paragraph": _is_paragraph,
    "sentence": _by_text(is_sentence),
    "name": _by_text(is_name),
    "number": _by_text(is_number),
    "short": _by_text(lambda text: words(text) <= SHORT_WORDS and not is_sentence(text)),
    "any": _by_text(bool),
    "page_start": _never,
    "page_end": _never,
}
