"""`line`: the whole line goes where it looks like the pattern."""

from collections.abc import Iterator

from cleaner.rulebook.kinds.base import Finder, Kind, Span, whole
from cleaner.rulebook.linetest import Naming, compile_any
from cleaner.rulebook.pattern import Pattern, Patterns
from cleaner.rulebook.view import View


def _compile(patterns: tuple[Pattern, ...], naming: Naming) -> Finder:
    test = compile_any(patterns, naming)

    def find(view: View, block: int) -> Iterator[Span]:
        found = test.check(view, block, view.line(block))
        if found is not None:
            yield whole(view, block, found.value)

    return Finder(find, test.triggers, test.alone)


KIND = Kind("line", Patterns, _compile)
