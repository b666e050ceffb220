"""The typographic habits of a text, as far as a repair has to follow them."""

import re

_CURLY_INSIDE = re.compile(r"[^\W\d_]’[^\W\d_]")


def line_of(match: re.Match[str]) -> str:
    """The line in which a match begins."""
    text = match.string
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : end if end >= 0 else len(text)]


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
