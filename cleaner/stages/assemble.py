"""From blocks and cuts to what stays: kept spans, the body they make, and removals that cover all the rest.

This is the span model of the ledger. Nothing here changes a character of the repaired text; what is kept and what is
removed, in order, is that text again (law 2).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.document import Block, Cut, Kept, Removal, Role

LAYOUT = "layout"


class Piece(NamedTuple):
    """A kept span and what joins it to the one before: nothing (same line), a line feed, or a blank line."""

    start: int
    end: int
    role: Role
    join: str


def visible(block: Block, cuts: Sequence[Cut], text: str) -> Sequence[tuple[int, int]]:
    """The spans of a block that the cuts leave (in order, sorted cuts), without white space at the line's ends.

    Where a cut leaves white space on both of its sides, one side goes, so that no double space stays behind.
    """
    line = block.text
    if not cuts and line and not line[0].isspace() and not line[-1].isspace():
        return ((block.start, block.end),)
    spans: list[tuple[int, int]] = []
    position = block.start
    for cut in cuts:
        if cut.end <= position or cut.start >= block.end:
            continue
        if cut.start > position:
            spans.append((position, cut.start))
        position = max(position, cut.end)
    if position < block.end:
        spans.append((position, block.end))
    space_before = True
    solid: list[tuple[int, int]] = []
    for start, end in spans:
        while space_before and start < end and text[start].isspace():
            start += 1
        if start < end:
            solid.append((start, end))
            space_before = text[end - 1].isspace()
    while solid and text[solid[-1][1] - 1].isspace():
        start, end = solid.pop()
        end = start + len(text[start:end].rstrip())
        if start < end:
            solid.append((start, end))
    return solid


def disjoint(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """The cuts in order without overlaps: where two meet, the one that begins first (then the longer) keeps all of
    its span and the other what is left."""
    given = tuple(cuts)
    if _are_disjoint(given):
        return given
    found: list[Cut] = []
    position = 0
    for cut in sorted(given, key=lambda cut: (cut.start, -cut.end, cut.stage, cut.rule)):
        if cut.end > max(position, cut.start):
            found.append(cut if cut.start >= position else Cut(position, cut.end, cut.stage, cut.rule))
            position = cut.end
    return tuple(found)


def _are_disjoint(cuts: Iterable[Cut]) -> bool:
    """Whether cuts are in order, none of them empty and none over another: so one reading leaves them."""
    position = 0
    for cut in cuts:
        if cut.start < position or cut.end <= cut.start:
            return False
        position = cut.end
    return True


def pieces_of(
    text: str, blocks: Sequence[Block], cuts: Sequence[Cut], headline: tuple[int, int] | None
) -> tuple[Piece, ...]:
    """The spans that stay, in order. `cuts` are disjoint; `headline` is the span that goes to the headline."""
    pieces: list[Piece] = []
    first, count = 0, len(cuts)
    broken = True
    for block in blocks:
        begin, stop = block.start, block.start + len(block.text)
        if not block.tight:
            broken = True
        while first < count and cuts[first].end <= begin:
            first += 1
        last = first
        while last < count and cuts[last].start < stop:
            last += 1
        if last == first + 1 and cuts[first].start <= begin and cuts[first].end >= stop:
            continue
        join = "\n\n" if broken else "\n"
        for start, end in visible(block, cuts[first:last], text):
            is_headline = headline is not None and headline[0] <= start and end <= headline[1]
            pieces.append(Piece(start, end, "headline" if is_headline else "body", join))
            if not is_headline:
                join, broken = "", False
    return tuple(pieces)


def body_of(text: str, pieces: Iterable[Piece]) -> str:
    """The body: its pieces, each behind what joins it to the piece before."""
    parts: list[str] = []
    for piece in pieces:
        if piece.role == "body":
            if parts:
                parts.append(piece.join)
            parts.append(text[piece.start : piece.end])
    return "".join(parts)


def kept_of(pieces: Iterable[Piece]) -> tuple[Kept, ...]:
    """The kept spans of the ledger."""
    return tuple(Kept(p.start, p.end, p.role) for p in pieces)


def removals_of(text: str, kept: Sequence[Kept], cuts: Sequence[Cut]) -> tuple[Removal, ...]:
    """All of the text that is not kept, in order: what a (disjoint) cut covers under its rule, white space that none
    covers under `layout`. Raises ValueError where a character would vanish without a rule."""
    found: list[Removal] = []
    add, count = found.append, len(cuts)
    position = first = 0
    for start, end in (*[(k.start, k.end) for k in kept], (len(text), len(text))):
        if start < position:
            raise ValueError(f"kept spans overlap at {start}")
        while first < count and cuts[first].end <= position:
            first += 1
        index = first
        while position < start:
            begin, stop, stage, rule = cuts[index] if index < count else (start, start, "", "")
            if begin > position:
                add(_layout(text, position, min(begin, start)))
            if begin >= start:
                break
            begin, stop = max(position, begin), min(start, stop)
            add(Removal(stage, rule, begin, stop, text[begin:stop]))
            position, index = stop, index + 1
        position = end
    return tuple(found)


def _layout(text: str, start: int, end: int) -> Removal:
    """White space between what is kept and removed."""
    span = text[start:end]
    if span != "\n" and span.strip():
        raise ValueError(f"no rule removed {span.strip()[:60]!r} at {start}")
    return Removal(LAYOUT, LAYOUT, start, end, span)
