"""Sets of half-open intervals of text."""

from bisect import bisect_left
from collections.abc import Iterable

Interval = tuple[int, int]


def union(spans: Iterable[Interval]) -> list[Interval]:
    """The spans joined where they touch or overlap, in order; empty ones vanish.

    >>> union([(4, 6), (0, 2), (2, 3), (9, 9)])
    [(0, 3), (4, 6)]
    """
    joined: list[Interval] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def subtract(spans: Iterable[Interval], without: Iterable[Interval]) -> list[Interval]:
    """What is left of the spans without the others.

    >>> subtract([(0, 10)], [(2, 3), (8, 12)])
    [(0, 2), (3, 8)]
    """
    claimed = Claimed(union(without))
    return [piece for span in union(spans) for piece in claimed.free(span)]


def length(spans: Iterable[Interval]) -> int:
    """Characters in the spans."""
    return sum(end - start for start, end in spans)


class Claimed:
    """A growing set of intervals that answers what of a span is still free, in logarithmic time for each answer."""

    def __init__(self, spans: Iterable[Interval] = ()) -> None:
        self._spans = union(spans)

    def free(self, span: Interval) -> list[Interval]:
        """The parts of the span that nobody has claimed."""
        at, end = span
        left: list[Interval] = []
        index = max(bisect_left(self._spans, (at, at)) - 1, 0)
        while index < len(self._spans) and self._spans[index][0] < end:
            low, high = self._spans[index]
            if low > at:
                left.append((at, low))
            at = max(at, high)
            index += 1
        if at < end:
            left.append((at, end))
        return left

    def claim(self, span: Interval) -> list[Interval]:
        """Take what is free of the span, and say what that was."""
        start, end = span
        spans = self._spans
        at = bisect_left(spans, span)
        if at < len(spans) and spans[at][0] < end:
            if spans[at] == span:  # a line that several want whole
                return []
        elif start < end and (not at or spans[at - 1][1] <= start):
            spans.insert(at, span)
            return [span]
        free = self.free(span)
        for piece in free:
            spans.insert(bisect_left(spans, piece), piece)
        return free
