"""Which of many regular expressions a line has: one pass over it for all of them."""

from collections.abc import Iterable, Sequence
from typing import Any

import re2

from cleaner.rulebook.regex import translate

MAX_MEMORY = 16 << 20
CHUNK = 32
"""Patterns in one automaton: one that outgrew its memory would find nothing."""


class Probe:
    """Named patterns, compiled into as few automata as their number allows."""

    __slots__ = ("_sets",)

    def __init__(self, patterns: Sequence[tuple[str, str]], *, full: bool = False) -> None:
        """Take names and re2 patterns; with `full` a pattern must match the whole text."""
        self._sets: list[tuple[Any, list[str]]] = []
        for start in range(0, len(patterns), CHUNK):
            part = patterns[start : start + CHUNK]
            automaton = (re2.Set.FullMatchSet if full else re2.Set.SearchSet)(_options())
            for _, pattern in part:
                automaton.Add(pattern)
            automaton.Compile()
            self._sets.append((automaton, [name for name, _ in part]))

    def names(self, text: str) -> set[str]:
        """The names of the patterns that the text has."""
        return {names[index] for automaton, names in self._sets for index in automaton.Match(text) or ()}


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = MAX_MEMORY
    return options


def regex_probe(patterns: Iterable[str], *, full: bool) -> Probe:
    """The probe for regular expressions of rules, each its own name."""
    return Probe([(pattern, translate(pattern)) for pattern in patterns], full=full)
