"""Text of documents as people may safely look at it."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with C0, C1 and bidirectional controls escaped, so that a document cannot speak to the terminal, nor
    turn the words around it.

    >>> visible("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return _CONTROLS.sub(lambda m: m[0].encode("unicode_escape").decode(), text)
