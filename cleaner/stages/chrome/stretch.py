"""An article is one stretch of text: what lies beyond a long gap, and is little beside it, is not of it.

The best way through the lines cannot see this, for it only ever compares neighbours: a footer's three sentences below
ten headlines of other articles are worth keeping to it, however long the article above them is. Where the article's
paragraphs share their words, those tell it: a few paragraphs beyond a gap that share them as well go on with the
article, many that do not are another one.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from cleaner.document import Block
from cleaner.stages.chrome.cohesion import COHERENT, PARAGRAPHS, stems
from cleaner.stages.chrome.kinds import ARTICLE, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, HEAD, TAIL, TOP, UNDER

GAP = 5
"""Lines in a row that are no article's: more than a heading with its kicker, its byline and its stamp."""
LITTLE = 0.25
"""Share of the main stretch's text below which what lies beyond a gap is left out."""
LITTLE_ABOVE = 0.05
"""The same above it, where the lead may stand alone."""
KIN, FOREIGN, STRANGER = 0.65, 0.5, 0.3
"""Share of its words that the main stretch has, beside what that one's paragraphs have of each other's: from which
little that lies beyond a gap belongs to it, below which much does not, and below which two stretches are two articles,
of which the upper one counts."""
HALF = 0.5
"""Share of the longest stretch's text from which another can be the article."""
WORDS = 15
"""Words from which a stretch is told by them."""


def one_stretch(
    parts: tuple[int, ...],
    blocks: Sequence[Block],
    looks: Sequence[Look],
    again: frozenset[int],
    listed: frozenset[int],
) -> tuple[int, ...]:
    """The parts with the body cut down to its main stretch and what belongs to it; `again` are lines that come between
    the paragraphs everywhere and part none, `listed` lines of lists that the article announces."""
    body = [i for i, part in enumerate(parts) if part == BODY]
    clusters = _clusters(looks, body[0], body[-1], again, listed)
    if len(clusters) < 2:
        return parts
    paragraphs = [
        [i for i in range(start, end) if parts[i] == BODY and (looks[i].kind in PROSE or i in listed)]
        for start, end in clusters
    ]
    masses = [sum(looks[i].length for i in own) for own in paragraphs]
    main = max(range(len(clusters)), key=lambda c: (masses[c], -c))
    for upper in range(main):
        if masses[upper] >= HALF * masses[main]:
            kinship = _kinship(blocks, paragraphs[upper], paragraphs[main])
            main = upper if kinship is not None and kinship < STRANGER else main
            break
    first = last = main
    while first and sum(masses[:first]) >= LITTLE_ABOVE * sum(masses[first : last + 1]):
        first -= 1
    while last + 1 < len(clusters) and _goes_on(blocks, paragraphs[first : last + 1], paragraphs[last + 1 :]):
        last += 1
    start, end = clusters[first][0] if first else body[0], clusters[last][1]
    if last + 1 == len(clusters):
        end = body[-1] + 1
    title = HEAD in parts[:start]
    above = tuple((UNDER if title else TOP) if part not in (TOP, HEAD, UNDER) else part for part in parts[:start])
    return (*above, *parts[start:end], *(TAIL for _ in parts[end:]))


def _goes_on(blocks: Sequence[Block], above: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> bool:
    """Whether the article goes on beyond a gap: `above` and `below` are the paragraphs of the stretches there."""
    main, rest = [i for own in above for i in own], [i for own in below for i in own]
    nearest = _kinship(blocks, main, below[0])
    if nearest is not None and nearest >= KIN:
        return True
    if sum(len(blocks[i].text) for i in rest) < LITTLE * sum(len(blocks[i].text) for i in main):
        return False
    kinship = _kinship(blocks, main, rest)
    return kinship is None or kinship >= FOREIGN


def _kinship(blocks: Sequence[Block], main: Sequence[int], other: Sequence[int]) -> float | None:
    """The share of the other paragraphs' words that the main ones have, beside what these have of each other's; None
    where there are too few words to tell, or the main paragraphs share few (see `cohesion`)."""
    if len(main) < PARAGRAPHS:
        return None
    found = [words for i in main if (words := stems(blocks[i].text))]
    counts = Counter(stem for words in found for stem in words)
    middle = median(sum(counts[stem] > 1 for stem in words) / len(words) for words in found) if found else 0.0
    asked = [stem for i in other for stem in stems(blocks[i].text)]
    if middle < COHERENT or len(asked) < WORDS:
        return None
    return sum(stem in counts for stem in asked) / len(asked) / middle


def _clusters(
    looks: Sequence[Look], start: int, end: int, again: frozenset[int], listed: frozenset[int]
) -> list[tuple[int, int]]:
    """Runs of lines from `start` to `end` between which at least GAP lines in a row are no article's."""
    found: list[tuple[int, int]] = []
    opened, last, gap = None, start, 0
    for i in range(start, end + 1):
        if i in again:
            continue
        gap += 1
        if i in listed or (looks[i].kind in ARTICLE and not (looks[i].kind == "open" and _is_alone(looks, i))):
            if opened is None:
                opened = i
            elif gap > GAP:
                found.append((opened, last + 1))
                opened = i
            last, gap = i, 0
    if opened is not None:
        found.append((opened, last + 1))
    return found


def _is_alone(looks: Sequence[Look], i: int) -> bool:
    """Whether no line beside it is an article's, either."""
    return not any(0 <= j < len(looks) and looks[j].kind in ARTICLE for j in (i - 1, i + 1))
