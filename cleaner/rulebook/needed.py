"""What a text must hold for a regular expression to have a chance: looked for before the expression is tried."""

import re

from cleaner.rulebook.regex import TOKEN

_UNTOLD = re.compile(r"\(\?[a-zA-Z-]*i|\\\d")
"""Cases that do not matter, and characters written as octal numbers: such a pattern is not looked into."""
_TAKEN_IN = {r"\p": 1, r"\P": 1, r"\x": 2}
"""Characters behind an escape that are of it."""
_MARKS = frozenset(".^$")


def needed_text(pattern: str) -> str:
    r"""The longest run of characters that stands in every text that a re2 pattern finds something in; "" if unknown.

    Only what stands outside of groups, classes and alternatives counts.

    >>> needed_text(r"[가-힣]{2,4} (?:선임|수석)?기자(?:\s*\S+@\S+)?"), needed_text(r"Photos?: \w+"), needed_text("a|b")
    ('기자', 'Photo', '')
    """
    if _UNTOLD.search(pattern):
        return ""
    runs, depth, inside, counted, passed = [""], 0, False, False, 0
    for token in TOKEN.findall(pattern):
        if passed:
            passed -= 1
        elif inside or counted:
            inside, counted = inside and token != "]", counted and token != "}"
        elif token == "|" and not depth:
            return ""
        elif token in "*?{":
            runs[-1] = runs[-1][:-1]
            runs.append("")
            counted = token == "{"
        elif not depth and _is_literal(token):
            runs[-1] += token[-1]
        else:
            runs.append("")
            depth += (token == "(") - (token == ")")
            passed = _TAKEN_IN.get(token, 0)
            inside = token[0] == "[" and not token.startswith("[:")
    return max(runs, key=len)


def _is_literal(token: str) -> bool:
    """Whether a token of a pattern stands for one character, and that itself."""
    if len(token) == 1:
        return token not in _MARKS and token not in "()[]+"
    return len(token) == 2 and token[0] == "\\" and not token[1].isalnum()
