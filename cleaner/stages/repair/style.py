"""The typographic habits of a text, as far as a repair has to follow them."""

import re

_CURLY_INSIDE = re.compile(r"[^\W\d_]’[^\W\d_]")


_NEAR = 2_000
"""Code points of a line, on either side of a match, that tell its habits: of a line without an end not all of it for
each match."""


def line_of(match: re.Match[str]) -> str:
    """The line in which a match begins, as far as it is near."""
    text = match.string
    first, last = max(0, match.start() - _NEAR), min(len(text), match.end() + _NEAR)
    start = text.rfind("\n", first, match.start()) + 1
    end = text.find("\n", match.end(), last)
    return text[start or first : end if end >= 0 else last]


def apostrophe_at(match: re.Match[str]) -> str:
    """The apostrophe to write in place of a match: the one of its line, else the one that suits the text's quotes.

    A line with curly quotation marks in a text without a single straight one was set by software that curls its
    apostrophes as well; where both kinds of marks occur, somebody typed, and typed apostrophes are straight.
    """
    line = line_of(match)
    if _CURLY_INSIDE.search(line):
        return "’"
    if "“" in line and '"' not in match.string:
        return "’"
    return "'"


_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|was|that|it|for|said|with|on|not|he|she|they|we|this|have|are)\b", re.I
)
_FOREIGN = re.compile(r"\b(?:de|het|een|van|en|dat|die|ik|je|niet|der|und|le|la|les|il|che|di)\b", re.I)


_FRENCH = re.compile(r"\b(?:les|des|est|une|dans|pour|qui|que|du|et|au|sur|par|ce|pas|il|la|le|en)\b")


def is_french(text: str) -> bool:
    """Whether several French function words stand in a text (a cheap guess, for rules about its spaces)."""
    return len(set(_FRENCH.findall(text))) > 2


def is_english(text: str) -> bool:
    """Whether English function words outnumber those of its neighbours (a cheap guess, for rules about English)."""
    words = {word.lower() for word in _ENGLISH.findall(text)}
    return len(words) > 1 and len(words) > len(set(_FOREIGN.findall(text)))
