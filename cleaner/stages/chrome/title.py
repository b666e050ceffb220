"""Which line above the text is its headline, where several could be.

A menu, a section's name, a kicker, a standfirst, a caption and a headline look alike line by line. What tells them
apart is the text itself: a headline shares its words with the article, stands above stamp and byline, is longer than a
label, and has its standfirst below it and its breadcrumbs, which end in the same words, above.

The weights are set by hand between values that score alike on three sets of real pages (docs/decisions/0115).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleaner.document import Block
from cleaner.rulebook.phrases import fold
from cleaner.stages.chrome.kinds import PROSE, Kind
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.shapes import is_caption, is_person
from cleaner.stages.chrome.wording import is_unspaced, stems, stems_of

CANDIDATES: frozenset[Kind] = frozenset(
    {"title", "label", "quote", "short", "sentence", "open", "dated", "row", "entry", "item", "verse"}
)
REACH = 60
"""Lines above the text, and from its beginning, in which a headline is looked for."""
SAMPLE = 4000
"""Code points of the text whose words a headline is compared with."""
LONGEST = 250
SHORT = 4
"""Lines above the text among which the outline needs no help."""
LEAST = 1.5
"""Score from which a line is taken for the headline against the outline: two thirds of its words in the text, say."""
CLEARLY = 0.5
"""How much better than the outline's choice a line that scores less is all the same."""

_CLOCK = re.compile(r"(?<!\d)[0-2]?\d:[0-5]\d(?!\d)")
_PLAIN = re.compile(r"\w+")
_ROLE = re.compile(r"\s*[/|]\s*|,\s")
_ENOUGH = 20
"""Weight of shared words (see `stems`) from which more of them say no more."""
_LONG = 100
_CONTAINED = 15
"""Code points of the shortest headline that breadcrumbs are known by."""
_DATES: frozenset[Kind] = frozenset({"stamp", "byline", "ago"})
_BUTTONS: frozenset[Kind] = frozenset({"byline", "share", "print", "comments"})
_BETWEEN: frozenset[Kind] = _DATES | {"counter", "navigation", "word"}
_CALLS = "?!？！…”»\"'"
_HEADLINES: frozenset[Kind] = frozenset({"title", "open", "quote", "short", "sentence"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that could be the headline; `shared` is the weight of its words that the text has."""

    words: int
    length: int
    kind: Kind
    stopped: bool
    shared: int
    crumbs: bool
    score: float


def pick(blocks: Sequence[Block], looks: Sequence[Look], chosen: int | None, first: int, last: int) -> int | None:
    """The headline of the text in blocks `first` to `last`; `chosen` is the line that the outline took for it."""
    start, end = max(0, first - REACH), first
    while end <= last and end < first + REACH and looks[end].kind not in PROSE:
        end += 1
    paragraphs = [i for i in range(first, last + 1) if looks[i].kind in PROSE]
    if end - start <= 1 or (chosen is None and end - start <= SHORT):
        return chosen if chosen is not None or first else _opening_call(blocks, looks, paragraphs)
    among = range(start, min(end + 1, last + 1))
    possible = [i for i in among if looks[i].kind in CANDIDATES and 4 < looks[i].length <= LONGEST]
    if not possible or possible == [chosen]:
        return chosen
    found = _candidates(blocks, looks, possible, chosen, first, paragraphs)
    best = _above_standfirst(looks, found, max(found, key=lambda i: (found[i].score, -i)))
    rival = found[chosen].score + CLEARLY if chosen in found else LEAST
    return best if best == chosen or found[best].score >= min(LEAST, rival) else chosen


def _opening_call(blocks: Sequence[Block], looks: Sequence[Look], paragraphs: Sequence[int]) -> int | None:
    """The first line of a text without a headline, where it asks or calls out, or has no end, and stands apart."""
    look = looks[0]
    if look.kind not in CANDIDATES or not 4 < look.length <= LONGEST or (look.closed and _is_stopped(blocks[0].text)):
        return None
    if len(blocks) < 2 or not blocks[1].gap or looks[1].kind not in PROSE:
        return None
    own = stems(blocks[0].text)
    is_known = stems_of(_text_after(blocks, paragraphs, 0))
    shared = sum(weight for stem, weight in own.items() if is_known(stem))
    return 0 if 2 * shared >= sum(own.values()) > 0 else None


def _candidates(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    possible: Sequence[int],
    chosen: int | None,
    first: int,
    paragraphs: Sequence[int],
) -> dict[int, _Candidate]:
    """The lines that could be the headline, by their index."""
    known_above = stems_of(_text_after(blocks, paragraphs, first - 1))
    copies = Counter(block.text for block in blocks)
    crumbs, repeated = _contained({i: " ".join(_PLAIN.findall(fold(blocks[i].text))) for i in possible})
    found = {}
    for i in possible:
        text, look = blocks[i].text, looks[i]
        own = stems(text)
        is_known = known_above if i < first else stems_of(_text_after(blocks, paragraphs, i))
        shared = sum(weight for stem, weight in own.items() if is_known(stem))
        words = text.count(" ") + 1 if not is_unspaced(text) else len(text) // 2
        stopped = look.closed and _is_stopped(text)
        score = _by_words(shared, sum(own.values()), words, look)
        score -= 2.0 if stopped else 0.3 if look.closed else 0.0
        score -= 0.6 if is_caption(text) else 0.0
        score -= 0.6 if _is_signed(text) else 0.0
        score -= 1.0 if _CLOCK.search(text) or text[-1] in ":：" else 0.0
        score -= 0.01 * abs(first - i)
        score += 0.5 if any(other.kind in _DATES for other in looks[i + 1 : i + 5]) else 0.0
        score -= 0.1 * min(3, sum(other.kind in _BUTTONS for other in looks[max(0, i - 10) : i]))
        score += (i == chosen) * 0.2 + (i in repeated) * 1.0 - (i in crumbs) * 0.2
        score += 0.3 if words > 3 and copies[text] > 1 else 0.0
        found[i] = _Candidate(words, look.length, look.kind, stopped, shared, i in crumbs, score)
    return found


def _is_signed(text: str) -> bool:
    """Whether the line could be a name with what its bearer is or works for: "Emma Whitlock / Madrid"."""
    parts = _ROLE.split(text)
    return len(parts) == 2 and parts[0].count(" ") in (1, 2) and is_person(parts[0]) and is_person(parts[1])


def _by_words(shared: int, whole: int, words: int, look: Look) -> float:
    """What the words of a line say: how much of them the text has, and that a headline has several."""
    if not whole:
        return -1.0
    score = 2.5 * shared / whole * min(1.0, shared / _ENOUGH) + 1.2 * min(words, 10) / 10
    score -= 0.3 if look.kind in ("item", "row", "verse") else 0.0
    return score - max(0, look.length - _LONG) / 60


def _above_standfirst(looks: Sequence[Look], found: Mapping[int, _Candidate], best: int) -> int:
    """The line above the best one, while it does about as well: a standfirst has even more of the text's words."""
    while True:
        upper = best - 1
        while upper not in found and best - upper < 3 and upper >= 0 and looks[upper].kind in _BETWEEN:
            upper -= 1
        over, under = found.get(upper), found[best]
        if (
            over is None
            or over.crumbs
            or over.stopped
            or over.kind not in _HEADLINES
            or over.words < 4
            or not over.shared
            or not 0.4 * under.length <= over.length <= 1.3 * under.length
            or over.score < 0.6 * under.score
        ):
            return best
        best = upper


def _contained(plain: Mapping[int, str]) -> tuple[frozenset[int], frozenset[int]]:
    """The lines that end in another whole line, as breadcrumbs end in the headline, and those others."""
    by_end = defaultdict(set)
    for text in plain.values():
        by_end[text[-_CONTAINED:]].add(text)
    outer, inner = set(), set()
    for group in by_end.values():
        if len(group) == 1:
            continue
        for text in group:
            found = {text[k:] for k in range(1, len(text) - _CONTAINED + 1)} & group
            if found:
                outer.add(text)
                inner |= found
    ordered = sorted(set(plain.values()))
    for shorter, longer in pairwise(ordered):
        if len(shorter) >= _CONTAINED and longer.startswith(shorter + " "):
            outer.add(longer)
            inner.add(shorter)
    crumbs = (i for i, text in plain.items() if text in outer)
    repeated = (i for i, text in plain.items() if text in inner)
    return frozenset(crumbs), frozenset(repeated)


def _is_stopped(text: str) -> bool:
    """Whether a closed line ends in a full stop rather than in a question, a call or a quotation."""
    return text[-1] not in _CALLS


def _text_after(blocks: Sequence[Block], paragraphs: Sequence[int], line: int) -> str:
    parts: list[str] = []
    length = 0
    for at in range(bisect_right(paragraphs, line), len(paragraphs)):
        parts.append(blocks[paragraphs[at]].text)
        length += len(parts[-1])
        if length > SAMPLE:
            break
    return " ".join(parts)[:SAMPLE]
