"""The conditions of patterns, one small function each: does a line meet it, and which part of it is its value?"""

from collections.abc import Callable
from typing import NamedTuple

from cleaner.rulebook.datestamp import Label
from cleaner.rulebook.lexicon import Hit
from cleaner.rulebook.pattern import Class, Pattern, Then
from cleaner.rulebook.regex import compile_regex
from cleaner.rulebook.shape import is_headline, is_name, is_sentence, words
from cleaner.rulebook.view import Line, View

SHORT_WORDS = 6
SEPARATORS = ":|–—−-»>›→•·/▸►=՝՚：｜"
_AROUND = SEPARATORS + " \t\xa0.,;«<‹←*#[]()"


class Found(NamedTuple):
    """A pattern held: the part of the line that carries its value (the rest after `starts`, a group `value`, …)."""

    value: str | None


_OWN_MARKS = ":：՝】]?"
"""Marks with which a phrase may end, and so bring its own separator: "more:", "【関連記事】"."""
Check = Callable[[View, int, Line], Found | None]
"""Looks at a line of a document; the index is -1 for a part of a line, which has no neighbours and no zone."""
YES = Found(None)


def whole(names: frozenset[str]) -> Check:
    """The whole line is a phrase of one of the lists."""

    def check(_view: View, _index: int, line: Line) -> Found | None:
        return None if names.isdisjoint(line.whole) else YES

    return check


def starts(names: frozenset[str], then: Then) -> Check:
    """The line begins with a phrase of one of the lists, and what follows is as said."""
    follows = _FOLLOWS[then]

    def check(view: View, _index: int, line: Line) -> Found | None:
        for name, hit in line.starts.items():
            if name in names:
                rest = line.text[hit.length :]
                marked = then == "separator" and line.text[hit.length - 1] in _OWN_MARKS
                if marked or follows(view, hit, rest):
                    return Found(rest.strip(_AROUND) or None)
        return None

    return check


def ends(names: frozenset[str]) -> Check:
    """The line ends with a phrase of one of the lists."""

    def check(_view: View, _index: int, line: Line) -> Found | None:
        for name, hit in line.ends.items():
            if name in names:
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


def digits(wanted: bool) -> Check:
    """The line has digits, or has none."""

    def check(_view: View, _index: int, line: Line) -> Found | None:
        return YES if any(map(str.isdigit, line.text)) == wanted else None

    return check


def shape(pattern: Pattern) -> Check:
    """The line has so many words, and ends like a sentence or not."""
    least, most, sentence = pattern.min_words or 0, pattern.max_words or 1 << 30, pattern.sentence

    def check(_view: View, _index: int, line: Line) -> Found | None:
        # Every word but the last takes two characters, so most paragraphs need no counting.
        certain = least == 0 and len(line.text) < 2 * most - 1
        fits = certain or least <= words(line.text) <= most
        return YES if fits and sentence in (None, is_sentence(line.text)) else None

    return check


def contains(names: frozenset[str]) -> Check:
    """A phrase of one of the lists stands in the line."""

    def check(view: View, _index: int, line: Line) -> Found | None:
        return None if names.isdisjoint(view.vocabulary.within(line.text)) else YES

    return check


def regex(pattern: str) -> Check:
    """The whole line matches the regular expression."""
    compiled = compile_regex(pattern)
    valued = "value" in compiled.groupindex

    def check(_view: View, _index: int, line: Line) -> Found | None:
        match = compiled.fullmatch(line.text)
        return None if match is None else Found(match.group("value") if valued else None)

    return check


def of_class(name: Class) -> Check:
    """The line is of the class."""
    return _CLASS_CHECKS[name]


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
    return YES if index in view.zones.paragraphs else None


def _never(_view: View, _index: int, _line: Line) -> Found | None:
    """The page's edges are no lines: only neighbours and ends of sections can be one, and they look for it."""
    return None


PLACED = frozenset(("date_stamp", "published_stamp", "updated_stamp", "headline", "paragraph"))
"""Classes that a line has by what the outline says of its place, and not by its text alone."""

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
