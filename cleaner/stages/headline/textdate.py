"""Dates in the text of a page: near the headline, in a line short enough to be a stamp."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.document import Block
from cleaner.page import Evidence
from cleaner.stages.headline.isodate import iso

LONGEST_LINE = 160
"""A longer block is prose, and a date in it is the story's."""
SHORT_LINE = 70
"""A line without a label that says so is a stamp up to this length."""
NEXT = 3
"""Blocks right below the headline are its own, whatever the labels around them say."""
BEFORE, AFTER = 8, 15
"""Blocks before and after the headline among which the stamp is sought first."""

_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d|\d\d(?=\D|$))(?![\d/-])")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_EAST = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.|-)?\s*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s*(?:de\s+|del\s+)?"
    r"((?:19|20)\d\d)(?!\d)"
)
_WORD_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(r"[\s,|·@–-]{1,5}(?:um |at |a las |à )?(\d{1,2})[:h](\d{2})(?!\d)\s*([ap]\.?m)?", re.I)
_STAMP_LABEL = re.compile(r"date|time|publish|posted|meta|byline|info|stamp|author|dateline|datum|fecha|calendar", re.I)
_ELSEWHERE_TAGS = frozenset({"footer", "aside", "nav"})
_ELSEWHERE = re.compile(
    r"related|(?:^|[\s-])(?:teaser|comment|recommend|most-?read|latest|sidebar|footer|menu|archive|copyright)", re.I
)
_UPDATED = re.compile(r"updat|modif|aktualis|revis|changed|mis à jour|actualiz|обновл|güncel", re.I)


def find(text: str, months: Mapping[str, int], *, month_first: bool = False) -> str | None:
    """The first date that a text states in full, as ISO 8601 with the clock time that follows it, else None.

    >>> find("Ann Lee, 3 March 2026, 10:05", {"march": 3})
    '2026-03-03T10:05'
    """
    if not _DIGIT.search(text):
        return None
    found: list[tuple[int, int, tuple[int, int, int]]] = []
    if m := _ISO.search(text):
        found.append((m.start(), m.end(), (int(m[1]), int(m[3]), int(m[4]))))
    if m := _EAST.search(text):
        found.append((m.start(), m.end(), (int(m[1]), int(m[2]), int(m[3]))))
    if m := _NUMERIC.search(text):
        day, month = int(m[1]), int(m[3])
        if month > 12 or (month_first and m[2] == "/" and day <= 12):
            day, month = month, day
        if len(m[4]) == 4 or m[2] == ".":
            found.append((m.start(), m.end(), (int(m[4]) if len(m[4]) == 4 else 2000 + int(m[4]), month, day)))
    for pattern, day_at, word_at in ((_WORDED, 1, 2), (_WORD_FIRST, 2, 1)):
        for m in pattern.finditer(text):
            if number := months.get(m[word_at].casefold()):
                found.append((m.start(), m.end(), (int(m[3]), number, int(m[day_at]))))
                break
    for _, end, (year, month, day) in sorted(found):
        clock = _CLOCK.match(text, end)
        if value := iso(year, month, day, *(_hours(clock) if clock else (None, None))):
            return value
    return None


def _hours(clock: re.Match[str]) -> tuple[str, str]:
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3][0] in "pP" else 0)
    return str(hour), clock[2]


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that the page shows, and whether its label says that it is a stamp."""

    value: str | None = None
    labelled: bool = False


def near_headline(
    blocks: Sequence[Block],
    headline: int | None,
    months: Mapping[str, int],
    *,
    month_first: bool = False,
    anywhere: bool = True,
) -> Shown:
    """The date stamp nearest to the headline; `anywhere`: else one that its label calls so, wherever it stands."""
    centre = headline if headline is not None else _first_prose(blocks)
    around = range(max(0, centre - BEFORE), min(len(blocks), centre + AFTER + 1))
    ranked: list[tuple[int, int, str]] = []
    for n in range(len(blocks)) if anywhere else around:
        block = blocks[n]
        if len(block.text) > LONGEST_LINE or block.evidence is None or block.kind == "caption":
            continue
        if not _DIGIT.search(block.text):
            continue
        rank = _rank(block, block.evidence, near=n in around, next_to=centre < n <= centre + NEXT)
        if rank is not None and (value := find(block.text, months, month_first=month_first)):
            ranked.append((rank, abs(n - centre) + (2 if n < centre else 0), value))
    return Shown(min(ranked)[2], min(ranked)[0] == 0) if ranked else Shown()


def _rank(block: Block, evidence: Evidence, *, near: bool, next_to: bool) -> int | None:
    """0: a labelled stamp near the headline; 1: a short line near it; 2: a labelled one elsewhere; 3 more: updates."""
    tree = evidence.tree
    trail = tree.trail(evidence.element)[:4]
    if not next_to and any(_ELSEWHERE.search(tree.labels[i]) or tree.tags[i] in _ELSEWHERE_TAGS for i in trail):
        return None
    labelled = tree.tags[trail[0]] == "time" or any(_STAMP_LABEL.search(tree.labels[i]) for i in trail[:3])
    if not labelled and (not near or evidence.link_density > 0.6 or len(block.text) > SHORT_LINE):
        return None
    return (0 if near and labelled else 1 if near else 2) + (3 if _UPDATED.search(block.text) else 0)


def _first_prose(blocks: Sequence[Block]) -> int:
    return next((n for n, b in enumerate(blocks) if len(b.text) > LONGEST_LINE and b.kind == "paragraph"), 0)
