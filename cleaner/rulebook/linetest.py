"""Patterns applied to lines.

A pattern is compiled into a `LineTest`, which knows the phrases without which it cannot hold (`triggers`), so that a
rule is tried only on lines that have them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from cleaner.rulebook import conditions
from cleaner.rulebook.conditions import YES, Check, Found
from cleaner.rulebook.pattern import Pattern
from cleaner.rulebook.view import Line, View

_SEGMENTS = str.maketrans(dict.fromkeys("|•·/–—»", "\n"))

Trigger = tuple[Literal["whole", "start", "end", "inside", "matches", "finds"], str] | Literal["stamp"]
"""A phrase of a list as the whole line, at an end, or inside it; a regular expression that matches the line or finds
something in it; or that the line is a date stamp."""
_SEARCHED = frozenset(("inside", "matches", "finds"))


@dataclass(frozen=True, slots=True)
class LineTest:
    """A compiled pattern. `triggers` None: it may hold for any line. `alone`: nothing but the line's text decides."""

    check: Callable[[View, int, Line], Found | None]
    triggers: frozenset[Trigger] | None
    alone: bool


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
    needed_first = min(known, key=_cost) if known else None
    return LineTest(_all_of(tuple(checks)), needed_first, pattern.is_ not in conditions.PLACED)


def _cost(triggers: frozenset[Trigger]) -> tuple[bool, int]:
    """How dear it is to wait for the triggers: some have to be searched for, phrases at a line's ends are known."""
    return any(trigger[0] in _SEARCHED for trigger in triggers), len(triggers)


def compile_any(patterns: Iterable[Pattern], naming: Naming) -> LineTest:
    """The test that one of several patterns holds."""
    tests = tuple(compile_pattern(pattern, naming) for pattern in patterns)

    if len(tests) == 1:
        return tests[0]

    def check(view: View, index: int, line: Line) -> Found | None:
        for test in tests:
            found = test.check(view, index, line)
            if found is not None:
                return found
        return None

    return LineTest(check, union(test.triggers for test in tests), all(test.alone for test in tests))


def union(triggers: Iterable[frozenset[Trigger] | None]) -> frozenset[Trigger] | None:
    """What at least one of several tests needs; None as soon as one of them needs nothing."""
    joined: set[Trigger] = set()
    for needed in triggers:
        if needed is None:
            return None
        joined |= needed
    return frozenset(joined)


def _all_of(checks: tuple[Check, ...]) -> Check:
    if len(checks) == 1:
        return checks[0]

    def check(view: View, index: int, line: Line) -> Found | None:
        result = YES
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
        yield conditions.of_class(pattern.is_), frozenset(("stamp",)) if pattern.is_.endswith("_stamp") else None
    if pattern.any_of is not None:
        names = frozenset(map(naming, pattern.any_of))
        yield conditions.whole(names), frozenset(("whole", name) for name in names)
    if pattern.starts is not None:
        names = frozenset(map(naming, pattern.starts))
        yield conditions.starts(names, pattern.then or "separator"), frozenset(("start", name) for name in names)
    if pattern.ends is not None:
        names = frozenset(map(naming, pattern.ends))
        yield conditions.ends(names), frozenset(("end", name) for name in names)
    if pattern.digits is not None:
        yield conditions.digits(pattern.digits), None
    if pattern.min_words is not None or pattern.max_words is not None or pattern.sentence is not None:
        yield conditions.shape(pattern), None
    if pattern.contains is not None:
        names = frozenset(map(naming, pattern.contains))
        yield conditions.contains(names), frozenset(("inside", name) for name in names)
    if pattern.made_of is not None:
        yield _made_of(pattern.made_of, naming)
    if pattern.regex is not None:
        yield conditions.regex(pattern.regex), frozenset((("matches", pattern.regex),))


def _made_of(patterns: tuple[Pattern, ...], naming: Callable[[str], str]) -> tuple[Check, frozenset[Trigger] | None]:
    """Each part of the line is one of the patterns, or a run of their phrases ("Share Tweet Telegram").

    The line's value is that of the part that the first of the patterns takes."""
    tests = tuple(compile_pattern(pattern, naming) for pattern in patterns)
    names = frozenset(naming(phrase) for pattern in patterns for phrase in pattern.any_of or ())
    openers = names | {naming(phrase) for pattern in patterns for phrase in pattern.starts or ()}
    # The first part needs one of the phrases at its start, unless it may be something without any.
    certain = all(pattern.any_of or pattern.starts for pattern in patterns)
    triggers: frozenset[Trigger] | None = frozenset(("start", name) for name in openers) if certain else None

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

    return check, triggers


def parts(text: str) -> list[str]:
    """The parts of a line between its upright strokes, dots and dashes, white space stripped, empty ones left out."""
    return [part for part in map(str.strip, text.translate(_SEGMENTS).split("\n")) if part]


def covered(view: View, line: Line, names: frozenset[str]) -> bool:
    """Whether the text is a run of phrases of the lists with nothing but marks and digits between them."""
    while True:
        hits = [hit for name, hit in line.starts.items() if name in names]
        if not hits:
            return not any(c.isalpha() for c in line.text)
        rest = line.text[max(hit.length for hit in hits) :]
        if not any(c.isalpha() for c in rest):
            return True
        line = view.vocabulary.line(rest)
