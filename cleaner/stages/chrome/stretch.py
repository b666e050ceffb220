"""An article is one stretch of text: what lies beyond a long gap, and is little beside it, is not of it.

The best way through the lines cannot see this, for it only ever compares neighbours: a footer's three sentences below
ten headlines of other articles are worth keeping to it, however long the article above them is.
"""

from collections.abc import Sequence

from cleaner.stages.chrome.kinds import ARTICLE, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, HEAD, TAIL, TOP, UNDER

GAP = 5
"""Lines in a row that are no article's: more than a heading with its kicker, its byline and its stamp."""
LITTLE = 0.25
"""Share of the main stretch's text below which what lies beyond a gap is left out."""
LITTLE_ABOVE = 0.05
"""The same above it, where the lead may stand alone."""


def one_stretch(parts: tuple[int, ...], looks: Sequence[Look], again: frozenset[int]) -> tuple[int, ...]:
    """The parts with the body cut down to its main stretch and what belongs to it; `again` are lines that come between
    the paragraphs everywhere and part none."""
    body = [i for i, part in enumerate(parts) if part == BODY]
    clusters = _clusters(looks, body[0], body[-1], again)
    if len(clusters) < 2:
        return parts
    masses = [
        sum(looks[i].length for i in range(start, end) if parts[i] == BODY and looks[i].kind in PROSE)
        for start, end in clusters
    ]
    main = max(range(len(clusters)), key=lambda c: (masses[c], -c))
    first = last = main
    while first and sum(masses[:first]) >= LITTLE_ABOVE * sum(masses[first : last + 1]):
        first -= 1
    while last + 1 < len(clusters) and sum(masses[last + 1 :]) >= LITTLE * sum(masses[first : last + 1]):
        last += 1
    start, end = clusters[first][0] if first else body[0], clusters[last][1]
    if last + 1 == len(clusters):
        end = body[-1] + 1
    title = HEAD in parts[:start]
    above = tuple((UNDER if title else TOP) if part not in (TOP, HEAD, UNDER) else part for part in parts[:start])
    return (*above, *parts[start:end], *(TAIL for _ in parts[end:]))


def _clusters(looks: Sequence[Look], start: int, end: int, again: frozenset[int]) -> list[tuple[int, int]]:
    """Runs of lines from `start` to `end` between which at least GAP lines in a row are no article's."""
    found: list[tuple[int, int]] = []
    opened, last, gap = None, start, 0
    for i in range(start, end + 1):
        if i in again:
            continue
        gap += 1
        if looks[i].kind in ARTICLE:
            if opened is None:
                opened = i
            elif gap > GAP:
                found.append((opened, last + 1))
                opened = i
            last, gap = i, 0
    if opened is not None:
        found.append((opened, last + 1))
    return found
