"""The words of a headline, and whether a text has them."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from cleaner.rulebook.phrases import fold
from cleaner.rulebook.unspaced import may_be_unspaced

_WORD = re.compile(r"[\uac00-\ud7af]{2,}|[^\W\d]\w{3,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
# What Hangul begins with in UTF-8, and what else stands beside it in the code.
_NO_HANGUL = bytes(set(range(256)) - set(range(0xEA, 0xEE)))
_STEM, _HANGUL_STEM = 5, 2
"""Characters of a word that are compared: inflected words share their beginning."""


def stems(text: str) -> dict[str, int]:
    """The beginnings of the words of four letters and more, with a weight by their length (short words say little);
    pairs of characters in scripts that do not space words."""
    folded = fold(text)
    found: dict[str, int] = {}
    for word in dict.fromkeys(_WORD.findall(folded)):
        if "\uac00" <= word[0] <= "\ud7af":
            found[word[:_HANGUL_STEM]] = 2
        else:
            found.setdefault(word[:_STEM], min(len(word), 8) - 2)
    if may_be_unspaced(folded) and is_unspaced(folded):
        found.update((a + b, 1) for a, b in pairwise(folded) if _UNSPACED.match(a) and (a + b).isalnum())
    return found


def is_unspaced(text: str) -> bool:
    """Whether a letter of a script that does not space words stands in a text."""
    return _UNSPACED.search(text) is not None


def stems_of(text: str) -> Callable[[str], bool]:
    """Whether a stem is one of a text's own.

    A headline has a handful: in most scripts each is looked for, which takes a tenth of the time that all words of the
    text would.
    """
    if may_be_unspaced(text) or text.encode("utf-8", "surrogatepass").translate(None, _NO_HANGUL):
        return stems(text).__contains__
    return partial(_stands, fold(text))


def _stands(folded: str, stem: str) -> bool:
    """Whether a word begins with a stem, or is it where it is shorter; digits before a word are not of it."""
    at = folded.find(stem)
    while at >= 0:
        start, end = at, at + len(stem)
        while start and folded[start - 1].isdecimal():
            start -= 1
        opens = not start or not _is_of_word(folded[start - 1])
        if opens and (len(stem) == _STEM or end == len(folded) or not _is_of_word(folded[end])):
            return True
        at = folded.find(stem, at + 1)
    return False


def _is_of_word(character: str) -> bool:
    """What the regex class `\\w` matches."""
    return character.isalnum() or character == "_"
