"""Plain text to blocks: one block a line, with what blank lines and the shapes of lines say about its neighbours."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaner.document import Block, BlockKind

LONG = 80
"""Code points from which a line is taken for running text: the usual hard-wrap width, above most headlines."""

LONGEST_TITLE = 200
"""Code points of the longest line that may be a title."""

_ITEM = re.compile(r"(?:[-–—*•●▪◦·‣]|\d{1,3}[.)]|[a-zа-яё][.)])[ \t\u00a0]", re.IGNORECASE)
_STATEMENT = re.compile(r"[.:;,։۔。।][\"'”’»)\]]*$")
_STOPS = frozenset(".!?…։۔؟。！？")
_CLOSERS = "\"'”’»)]"


def kind_of(line: str) -> BlockKind:
    """The kind that a line's own shape tells: a list item by its marker, a table row by its tabs."""
    if "\t" in line or (" | " in line and line.count(" | ") >= 2):
        return "row"
    if line[:1].isalpha() and line[1:2] not in (".", ")"):  # as nearly all lines begin
        return "paragraph"
    return "item" if _ITEM.match(line) else "paragraph"


def _belong(above: Block, below: str, kind: BlockKind) -> bool:
    """Whether a line is of one list, table or verse with the block right above it."""
    return kind == above.kind and (kind != "paragraph" or (_is_entry(above.text) and _is_entry(below)))


def _is_spaced(lines: list[tuple[int, str, bool]]) -> bool:
    """Whether the text separates its paragraphs by blank lines.

    Judged on neighbours that are both running text; the blank line after the first line is a headline's and says
    nothing. Where it does, lines without a blank line between them belong together.
    """
    spaced = glued = 0
    for (_, above, _), (_, below, gap) in pairwise(lines[1:]):
        if len(above) >= LONG and len(below) >= LONG:
            spaced += gap
            glued += not gap
    if spaced + glued:
        return spaced >= glued
    gaps = [gap for _, _, gap in lines[2:]]
    return any(gaps)


def is_spaced(blocks: Sequence[Block]) -> bool:
    """Whether blank lines set every paragraph of a text apart, as they do in a text that was laid out with care.

    Lists, tables and verse may stand together where running text is around them; above and below it half of their
    lines must have the marks of lists and tables. What a careless scraper leaves of a page has its lines one below the
    other, its buttons and teasers among them.
    """
    together = [block for block in blocks[1:] if not block.gap]
    return all(block.tight for block in together) and 2 * len(unmarked(blocks)) <= len(together)


def unmarked(blocks: Sequence[Block]) -> frozenset[int]:
    """Where the lines begin that stand together and do not look it: no blank line above them, no mark of a list or
    table, and neither short lines nor amid running text."""
    running = [block.start for block in blocks if len(block.text) >= LONG and _is_closed(block.text)]
    first, last = (running[0], running[-1]) if running else (0, 0)
    return frozenset(
        [
            block.start
            for block in blocks[1:]
            if not block.gap
            and block.kind == "paragraph"
            and not (first < block.start < last and _is_entry(block.text))
        ]
    )


def _is_entry(line: str) -> bool:
    """Whether the line could be one of a list or a verse: it is short and ends without a stop."""
    return len(line) < LONG and not _is_closed(line)


def _is_closed(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return line.rstrip(_CLOSERS)[-1:] in _STOPS


def is_title(blocks: Sequence[Block]) -> bool:
    """Whether the first line of a text laid out with care is its title, though it ends as a sentence may: a blank line
    below it, no longer than titles are, not a statement, and running text to follow."""
    return (
        len(blocks) > 1
        and blocks[1].gap
        and len(blocks[0].text) <= LONGEST_TITLE
        and not _STATEMENT.search(blocks[0].text)
        and any(len(block.text) >= LONG for block in blocks[1:])
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """The lines of a repaired text as blocks, without white space around them; blank lines give none.

    A block's `gap` tells that a blank line stands before it, its `tight` that one line feed and not a blank line
    joins it to the block before. The decision is a fixed point: a text joined by it gives the same blocks again.
    """
    lines: list[tuple[int, str, bool]] = []
    offset, gap = 0, False
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = offset if line[0] == stripped[0] else offset + line.index(stripped[0])
            lines.append((start, stripped, gap and bool(lines)))
        gap = not stripped
        offset += len(line) + 1
    spaced = _is_spaced(lines)
    blocks: list[Block] = []
    for start, line, gap in lines:
        kind = kind_of(line)
        tight = bool(blocks) and not gap and (spaced or _belong(blocks[-1], line, kind))
        blocks.append(Block(line, start, kind, tight, gap))
    return tuple(blocks)
