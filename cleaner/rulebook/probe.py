"""Which lists have a phrase anywhere inside a line: one pass over the line for all of them."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import re2

from cleaner.rulebook.phrases import fold

MAX_MEMORY = 16 << 20
REMEMBERED = 1 << 13
"""Lines whose phrases are remembered: a document is read more than once, and sites repeat themselves."""
_UNSPACED = re2.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Probe:
    """Lists of phrases, compiled into one automaton."""

    __slots__ = ("_names", "_set", "names")

    def __init__(self, lists: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        options = re2.Options()
        options.log_errors = False
        options.never_capture = True
        options.max_mem = MAX_MEMORY
        self._names: list[str] = []
        self._set: Any = re2.Set.SearchSet(options)
        for name, phrases in lists:
            for pattern in _patterns(phrases):
                self._set.Add(pattern)
                self._names.append(name)
        if self._names:
            self._set.Compile()
        self.names: Callable[[str], frozenset[str]] = lru_cache(maxsize=REMEMBERED)(self._look)
        """The lists of which a phrase stands in a line, as whole words where words are spaced; remembered."""

    def _look(self, line: str) -> frozenset[str]:
        if not self._names:
            return frozenset()
        return frozenset([self._names[index] for index in self._set.Match(fold(line)) or ()])


def _patterns(phrases: Iterable[str]) -> Iterable[str]:
    spaced = [re2.escape(phrase) for phrase in phrases if not _UNSPACED.search(phrase)]
    joined = [re2.escape(phrase) for phrase in phrases if _UNSPACED.search(phrase)]
    if spaced:
        yield rf"(?:^|[^\pL\pN])(?:{'|'.join(spaced)})(?:$|[^\pL\pN])"
    if joined:
        yield "|".join(joined)


@lru_cache(maxsize=256)
def probe(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Probe:
    """The probe for named lists of folded phrases; the sets of rules of one run have mostly the same."""
    return Probe(lists)
