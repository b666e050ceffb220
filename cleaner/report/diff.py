"""A unified diff of what cleaning takes from a document: the repaired text against what is left of it.

Removals are spans, so nothing has to be guessed by comparing lines; the rules that took them stand in the heading of
each hunk, where `diff` names a function.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.report.trace import Taken

CONTEXT = 3
"""Lines shown around a change, as `diff -u` does."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line before, what it is after (None: gone), and the rules that changed it."""

    before: str
    after: str | None
    rules: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.before == self.after


def unified(
    name: str, text: str, taken: Sequence[Taken], wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[str]:
    """The lines of the diff without line ends; none where nothing was taken by a wanted rule.

    >>> list(unified("a", "One.\\nShare\\nTwo.", [Taken(5, 10, "generic/share")]))[2:]
    ['@@ -1,3 +1,2 @@ generic/share', ' One.', '-Share', ' Two.']
    """
    lines = _blanks_follow(_lines(text, [t for t in taken if wanted(t.rule)]))
    changed = [index for index, line in enumerate(lines) if not line.same]
    if not changed:
        return
    yield f"--- {name}"
    yield f"+++ {name}"
    for first, last in _hunks(changed, len(lines)):
        yield from _hunk(lines, first, last)


def _lines(text: str, taken: Sequence[Taken]) -> list[_Line]:
    found = []
    ordered = sorted(taken, key=lambda t: t.start)
    start, at = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        while at < len(ordered) and ordered[at].end <= start:
            at += 1
        kept, rules, position, index = [], [], start, at
        while index < len(ordered) and ordered[index].start < end:
            cut = ordered[index]
            kept.append(text[position : max(position, cut.start)])
            position = max(position, cut.end)
            rules.append(cut.rule)
            index += 1
        kept.append(text[position : max(position, end)])
        after: str | None = line if not rules else "".join(kept).strip() or None
        found.append(_Line(line, after, tuple(dict.fromkeys(rules))))
        start = end + 1
    return found


def _blanks_follow(lines: list[_Line]) -> list[_Line]:
    """The lines, where a blank one goes with the removed lines on both sides of it."""
    found = list(lines)
    gone_before = False
    waiting: list[int] = []
    for index, line in enumerate(lines):
        if not line.before.strip():
            waiting.append(index)
            continue
        gone = line.after is None
        if gone and gone_before:
            for blank in waiting:
                found[blank] = _Line(lines[blank].before, None, ())
        gone_before, waiting = gone, []
    return found


def _hunks(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """First and last line of each hunk; changes whose contexts touch share one."""
    first = last = changed[0]
    for index in changed[1:]:
        if index - last > 2 * CONTEXT:
            yield max(0, first - CONTEXT), min(count, last + CONTEXT + 1)
            first = index
        last = index
    yield max(0, first - CONTEXT), min(count, last + CONTEXT + 1)


def _hunk(lines: Sequence[_Line], first: int, last: int) -> Iterator[str]:
    part = lines[first:last]
    left = sum(line.after is not None for line in part)
    before = sum(line.after is not None for line in lines[:first])
    rules = dict.fromkeys(rule for line in part for rule in line.rules)
    place = f"@@ -{first + 1},{len(part)} +{before + (1 if left else 0)},{left} @@"
    yield f"{place} {', '.join(rules)}"
    for line in part:
        if line.same:
            yield f" {line.before}"
            continue
        yield f"-{line.before}"
        if line.after is not None:
            yield f"+{line.after}"
