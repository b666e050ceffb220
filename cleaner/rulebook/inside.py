"""Phrases found anywhere in a line: by their longest word, or, in scripts that do not space words, by plain search.

(One expression for all of them outgrows what re2 allows its automaton.)
"""

import re
from collections.abc import Iterable
from itertools import filterfalse
from types import MappingProxyType

from cleaner.rulebook.unspaced import is_unspaced

_WORD = re.compile(r"\w+")
_NONE: frozenset[str] = frozenset()


class Inside:
    """Folded phrases, to be found anywhere in a folded line."""

    def __init__(self, phrases: Iterable[str]) -> None:
        spaced: dict[str, list[str]] = {}
        marks: list[str] = []
        joined: list[str] = []
        for phrase in phrases:
            if is_unspaced(phrase):
                joined.append(phrase)
            elif words := _WORD.findall(phrase):
                spaced.setdefault(max(words, key=len), []).append(phrase)
            else:
                marks.append(phrase)
        self._spaced = MappingProxyType({word: tuple(found) for word, found in spaced.items()})
        self._words = frozenset(spaced)
        self._size = sum(map(len, spaced.values())) + len(marks) + len(joined)
        self._marks = tuple(marks)
        self._joined = tuple(joined)

    def __len__(self) -> int:
        return self._size

    def find(self, folded: str) -> frozenset[str]:
        """The phrases that stand in the folded line, as words of it."""
        found = [
            phrase
            for word in self._words.intersection(_words(folded))
            for phrase in self._spaced[word]
            if _stands(phrase, folded)
        ]
        found += [phrase for phrase in self._marks if phrase in folded]
        if self._joined and is_unspaced(folded):
            found += [phrase for phrase in self._joined if phrase in folded]
        return frozenset(found) if found else _NONE


def _words(text: str) -> list[str]:
    """The words of a text, and with them what stands between its spaces: to take only that apart which has marks in it
    halves the cost."""
    parts = text.split()
    return parts + _WORD.findall(" ".join(filterfalse(str.isalnum, parts)))


def _stands(phrase: str, folded: str) -> bool:
    """Whether the phrase stands in the folded line with no letter or digit right before or behind it."""
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not folded[end : end + 1].isalnum() and not (at and folded[at - 1].isalnum()):
            return True
        at = folded.find(phrase, at + 1)
    return False
