r"""Regular expressions of rules: google-re2 only, so that no pattern can take more than linear time.

In re2 `\w`, `\d` and `\s` mean ASCII, which is wrong for every language but English; they are translated to their
Unicode classes. `\b` cannot be translated and is refused, as is what re2 does not have at all, with a hint at what
to write instead.
"""

import re
from functools import lru_cache
from typing import Any

import re2

_CLASSES = {
    "w": r"\pL\pM\pN_",
    "d": r"\p{Nd}",
    # What Unicode calls white space; \pZ alone misses tab, line feeds and NEL.
    "s": r"\pZ\t\n\v\f\r\x{85}",
}
_REFUSED = (
    (re.compile(r"\(\?<?[=!]"), "look-around ({0}) is not supported: match the neighbour too and use a group `value`"),
    (re.compile(r"\\[1-9]|\(\?P=|\\k[<{]"), "a back-reference ({0}) is not supported: write the alternatives out"),
    (re.compile(r"\\[bB]"), r"{0} knows only ASCII letters: write (?:^|[^\w]) or (?:$|[^\w]) instead"),
    (
        re.compile(r"\(\?>|\(\?\(|(?:[*+?]|\{\d+,?\d*\})\+"),
        "{0} is not supported: re2 never backtracks, a plain quantifier will do",
    ),
    (re.compile(r"\\[ZGKRX]"), r"{0} is not supported: use ^, $, \A or \z"),
)
TOKEN = re.compile(r"\\Q.*?(?:\\E|$)|\\(?:[pPx]\{[^}]*\}|.)|\[:\^?\w+:\]|\[\^?\]?|.", re.DOTALL)
"""A piece of a pattern: a quotation, an escape, the beginning of a class, or one character."""
MAX_LENGTH = 2000
MAX_MEMORY = 1 << 20
"""Bytes that re2 may take for one compiled pattern; nested counted repetitions run into it and are refused."""


class BadRegexError(ValueError):
    """A pattern that cannot be used, and what to write instead."""


def translate(pattern: str) -> str:
    r"""The pattern in re2's words, with Unicode meanings of `\w \d \s`. Raises BadRegexError.

    >>> translate(r"\d+ [\w-]+")
    '[\\p{Nd}]+ [\\pL\\pM\\pN_-]+'
    """
    if len(pattern) > MAX_LENGTH:
        raise BadRegexError(f"the pattern has {len(pattern)} characters; at most {MAX_LENGTH}")
    pieces: list[str] = []
    inside = False
    for token in TOKEN.findall(pattern):
        pieces.append(_piece(token, inside=inside))
        if token.startswith("[") and not token.startswith("[:"):
            inside = True
        elif token == "]":
            inside = False
    return "".join(pieces)


def _piece(token: str, *, inside: bool) -> str:
    if len(token) != 2 or token[0] != "\\" or token[1].lower() not in _CLASSES:
        return token
    members = _CLASSES[token[1].lower()]
    if token[1].islower():
        return members if inside else f"[{members}]"
    if inside:
        raise BadRegexError(f"{token} inside [...] is not supported: use [^...] of what it is not")
    return f"[^{members}]"


def _refuse(pattern: str) -> None:
    quiet = re.sub(r"\\Q.*?(?:\\E|$)|\\[^1-9bBZGKRXk]", "  ", pattern, flags=re.DOTALL)
    for refused, hint in _REFUSED:
        found = refused.search(quiet)
        if found:
            raise BadRegexError(hint.format(found.group()))


@lru_cache(maxsize=4096)
def compile_regex(pattern: str) -> Any:
    """The compiled pattern (re2's object, with search, fullmatch and finditer). Raises BadRegexError."""
    _refuse(pattern)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    try:
        return re2.compile(translate(pattern), options)
    except re2.error as error:
        reason = error.args[0] if error.args else "unknown"
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise BadRegexError(f"not a regular expression that re2 knows: {said}") from None
