"""A result as a later reader gets it, and the way from what he sees in it back to the text.

Whoever reads the draft speaks in its offsets: cuts, headlines and the lines that he would set apart are brought back
to the spans of the original here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block, Cut
from cleaner.stages import assemble
from cleaner.stages.assemble import Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """A result as plain text, and where its parts come from: (offset in the draft, offset in the text, length)."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    pieces: tuple[Piece, ...]


def draft_of(
    whole: str, blocks: Sequence[Block], cuts: Sequence[Cut], headline: str | None, span: tuple[int, int] | None
) -> Draft:
    """Headline, blank line and body as a later reader gets them. `span` is where the headline stands in the text."""
    pieces = assemble.pieces_of(whole, blocks, cuts, span)
    drafted: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = 0
    if headline:
        if span:
            parts.append((0, span[0], span[1] - span[0]))
        drafted.append(headline)
        length = len(headline)
    body_begun = False
    for piece in pieces:
        if piece.role != "body":
            continue
        join = piece.join if body_begun else "\n\n" if drafted else ""
        drafted += (join, whole[piece.start : piece.end])
        length += len(join)
        parts.append((length, piece.start, piece.end - piece.start))
        length += piece.end - piece.start
        body_begun = True
    return Draft("".join(drafted), tuple(parts), pieces)


def loosened(
    blocks: Sequence[Block], draft: Draft, lines: Sequence[Block], apart: frozenset[int]
) -> Sequence[Block] | None:
    """The blocks, where some that were joined by one line feed read as paragraphs of their own (or are wanted so:
    `apart`, by their start in the draft); None where none do."""
    if not any(piece.join == "\n" for piece in draft.pieces):
        return None
    tight_starts = {line.start for line in lines if line.tight} - apart
    loose = set()
    origins = [(start, origin) for start, origin, _ in draft.parts]
    joins = {piece.start: piece.join for piece in draft.pieces if piece.role == "body"}
    for start, origin in origins:
        if joins.get(origin) == "\n" and start not in tight_starts:
            loose.add(origin)
    if not loose:
        return None
    ordered = sorted(loose)
    return [
        block._replace(tight=False) if bisect_left(ordered, block.start) < bisect_left(ordered, block.end) else block
        for block in blocks
    ]


def taken_back(draft: Draft, begins: Sequence[int], start: int, cut: Cut) -> list[Cut]:
    """A cut in the draft, from `start` on, as cuts in the text; `begins` are where the draft's parts begin."""
    found = []
    for at in range(max(0, bisect_right(begins, start) - 1), bisect_left(begins, cut.end)):
        begin, origin, length = draft.parts[at]
        low, high = max(start, begin), min(cut.end, begin + length)
        if low < high:
            found.append(cut._replace(start=origin + low - begin, end=origin + high - begin))
    return found


def origin_of(draft: Draft, span: tuple[int, int]) -> tuple[int, int] | None:
    """A span of the draft as one span of the text; None where it is not all in one part."""
    for begin, origin, length in draft.parts:
        if begin <= span[0] and span[1] <= begin + length:
            return origin + span[0] - begin, origin + span[1] - begin
    return None
