"""Repairs that look at a line by itself, made on the few lines that call for them."""

import re
from collections.abc import Callable


def mend_lines(text: str, sign: re.Pattern[str], mend: Callable[[str], tuple[str, int]]) -> tuple[str, int]:
    r"""The text with each line in which `sign` is found as `mend` leaves it, and the sum of what that counts.

    >>> mend_lines("one\ntwo!\nthree!", re.compile("!"), lambda line: (line.upper(), 1))
    ('one\nTWO!\nTHREE!', 2)
    """
    pieces, count, end = [], 0, 0
    while found := sign.search(text, end):
        start = text.rfind("\n", 0, found.start()) + 1
        pieces.append(text[end:start])
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        line, places = mend(text[start:end])
        pieces.append(line)
        count += places
    return "".join([*pieces, text[end:]]) if pieces else text, count
