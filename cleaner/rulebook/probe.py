"""Which of many regular expressions a line has: one pass over it for all of them, where it can have any."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import re2

from cleaner.rulebook.needed import needed_text
from cleaner.rulebook.regex import translate

MAX_MEMORY = 16 << 20
CHUNK = 32
"""Patterns in one automaton: one that outgrew its memory would find nothing."""


class _Automaton(NamedTuple):
    """Some patterns compiled into one, their names, and texts of which a line that has any of them holds one (none:
    nothing is known)."""

    patterns: Any
    names: Sequence[str]
    needed: Sequence[str]


class Probe:
    """Named patterns, compiled into as few automata as their number allows."""

    __slots__ = ("_automata",)

    def __init__(self, patterns: Sequence[tuple[str, str]], *, full: bool = False) -> None:
        """Take names and re2 patterns; with `full` a pattern must match the whole text."""
        named = [(name, pattern, needed_text(pattern)) for name, pattern in patterns]
        self._automata: list[_Automaton] = []
        for group in ([each for each in named if each[2]], [each for each in named if not each[2]]):
            for start in range(0, len(group), CHUNK):
                self._automata.append(_compiled(group[start : start + CHUNK], full=full))

    def names(self, text: str) -> set[str]:
        """The names of the patterns that the text has."""
        return {
            names[index]
            for patterns, names, needed in self._automata
            if not needed or any(one in text for one in needed)
            for index in patterns.Match(text) or ()
        }


def _compiled(group: Sequence[tuple[str, str, str]], *, full: bool) -> _Automaton:
    automaton = (re2.Set.FullMatchSet if full else re2.Set.SearchSet)(_options())
    for _, pattern, _ in group:
        automaton.Add(pattern)
    automaton.Compile()
    return _Automaton(automaton, [name for name, _, _ in group], sorted({needed for *_, needed in group if needed}))


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = MAX_MEMORY
    return options


def regex_probe(patterns: Iterable[str], *, full: bool) -> Probe:
    """The probe for regular expressions of rules, each its own name."""
    return Probe([(pattern, translate(pattern)) for pattern in patterns], full=full)
