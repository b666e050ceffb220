"""Which line above the text is its headline, where several could be.

A menu, a section's name, a kicker and a headline look alike line by line. What tells them apart is the text itself:
a headline shares its words with the article, stands near it, and is longer than a label.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaner.document import Block
from cleaner.rulebook.phrases import fold
from cleaner.stages.chrome.kinds import PROSE, Kind
from cleaner.stages.chrome.looks import Look

CANDIDATES: frozenset[Kind] = frozenset({"title", "label", "quote", "short", "sentence", "dated", "row", "entry"})
REACH = 60
"""Lines above the text in which a headline is looked for."""
SAMPLE = 4000
"""Code points of the text whose words a headline is compared with."""
LONGEST = 250
SHORT = 4
"""Lines above the text among which the outline needs no help."""

_WORD = re.compile(r"\w{4,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def pick(blocks: Sequence[Block], looks: Sequence[Look], chosen: int | None, first: int, last: int) -> int | None:
    """The headline of the text in blocks `first` to `last`; `chosen` is the line that the outline took for it."""
    start = max(0, first - REACH)
    end = first
    while end <= last and looks[end].kind not in PROSE:
        end += 1
    among = [i for i in range(start, end) if looks[i].kind in CANDIDATES and 4 < looks[i].length <= LONGEST]
    if not among or end - start <= SHORT:
        return chosen
    body = zip(blocks[first : last + 1], looks[first : last + 1], strict=True)
    text = " ".join(block.text for block, look in body if look.kind in PROSE)
    known = _words(text[:SAMPLE])
    if not known:
        return chosen
    best, best_score = chosen, -1.0
    for i in among:
        score = _score(blocks[i].text, looks[i], known, abs(first - i)) + (0.5 if i == chosen else 0.0)
        score += 0.5 if any(look.kind in ("stamp", "byline", "ago") for look in looks[i + 1 : i + 5]) else 0.0
        if score > best_score:
            best, best_score = i, score
    return best if best == chosen or best_score >= LEAST else chosen


LEAST = 1.5
"""Score from which a line is taken for the headline against the outline: two thirds of its words in the text, say."""


def _score(text: str, look: Look, known: frozenset[str], distance: int) -> float:
    """How well a line does as headline: shared words, length, nearness."""
    words = _words(text)
    if not words:
        return -1.0
    shared = len(words & known)
    size = min(text.count(" ") + 1, 12) / 12 if not _UNSPACED.search(text) else min(len(text), 24) / 24
    stop = -1.2 if look.kind == "sentence" else -0.2 if look.closed else 0.0
    excess = max(0, look.length - 120) / 60
    return 2.5 * shared / len(words) * min(1.0, shared / 3) + 1.2 * size - 0.01 * distance + stop - excess


def _words(text: str) -> frozenset[str]:
    """The words of four letters and more; pairs of characters in scripts that do not space words."""
    folded = fold(text)
    found = frozenset(_WORD.findall(folded))
    if _UNSPACED.search(folded):
        found |= frozenset(a + b for a, b in pairwise(folded) if (a + b).isalnum())
    return found
