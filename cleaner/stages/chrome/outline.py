"""The outline of a document: which part of a page each of its lines is, decided over all lines at once.

A page reads top, headline, what stands under it, body (with interruptions), tail. The looks of the lines and their
neighbours give each line a weight for each part, and the best way through all lines (Viterbi) is the outline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cleaner.document import Block
from cleaner.rulebook.phrases import bare
from cleaner.rulebook.zones import Zone, Zones
from cleaner.stages.chrome.boxes import announced, refrains
from cleaner.stages.chrome.cohesion import weigh_cohesion
from cleaner.stages.chrome.context import weigh
from cleaner.stages.chrome.kinds import PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.standfirst import with_standfirst
from cleaner.stages.chrome.stretch import one_stretch
from cleaner.stages.chrome.title import pick
from cleaner.stages.chrome.weights import BARE, BODY, ENDED, HEAD, INLINE, INTERRUPTED, TAIL, TOP, UNDER, UNTITLED

_NEVER = float("-inf")
_PARAGRAPHS = PROSE | {"short"}
CERTAIN = 10.0
"""Weight of what is known from elsewhere: above any sum that a handful of lines reaches."""
SITE_LINE = 6.0
"""Weight of a line's coming back around other articles of the site: settles it against what it looks like."""
SITE_OPENING = 3.0
"""Weight of words that open interruptions of the site's other articles: a stock phrase of its own."""
CAUTION = 2.0
"""What markup that kept a block says for it: more than a hint, less than a stock phrase that fills a line."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The part of each block, by its index; `headline` is the block in the headline's part."""

    parts: tuple[int, ...]
    headline: int | None

    def body(self) -> tuple[int, int] | None:
        """The first and the last block of the body, a standfirst above byline and stamp apart."""
        found = [i for i, part in enumerate(self.parts) if part == BODY]
        if found and UNDER in self.parts:
            under = len(self.parts) - 1 - self.parts[::-1].index(UNDER)
            found = [i for i in found if i > under] or found
        return (found[0], found[-1]) if found else None

    def zones(self, looks: Sequence[Look]) -> Zones:
        """The outline as rules ask for it."""
        names: dict[int, Zone] = {BODY: "body", INLINE: "body", TAIL: "tail"}
        return Zones(
            tuple(names.get(part, "header") for part in self.parts),
            self.headline,
            frozenset(
                i for i, part in enumerate(self.parts) if part in (BODY, INLINE) and looks[i].kind in _PARAGRAPHS
            ),
            MappingProxyType({i: look.stamps[0] for i, look in enumerate(looks) if look.stamps}),
        )


def outline(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    *,
    headline: str | None = None,
    cautious: bool = False,
    known: frozenset[int] = frozenset(),
    openings: frozenset[int] = frozenset(),
) -> Outline:
    """The best outline of the lines.

    A known `headline` is the only line that can be one. `cautious` lets a line leave the body only on clear evidence.
    """
    if not blocks:
        return Outline((), None)
    again, listed = refrains(blocks, looks), announced(blocks, looks)
    table = weigh(blocks, looks, again, listed)
    if headline is not None:
        key = bare(headline)
        for block, weights in zip(blocks, table, strict=True):
            weights[HEAD] = CERTAIN if bare(block.text) == key else _NEVER
    for i in known:
        table[i] = [max(weight, 1.0) if part in (TOP, UNDER, TAIL) else weight for part, weight in enumerate(table[i])]
        table[i][BODY] -= SITE_LINE
        if looks[i].kind in ("label", "word"):  # a longer one may be a headline that lists elsewhere repeat
            table[i][HEAD] -= SITE_LINE
    for i in openings:
        table[i][BODY] -= SITE_OPENING
        table[i][INLINE] += SITE_OPENING
    if cautious:
        for weights in table:
            weights[BODY] += CAUTION
    parts = best_path(table)
    if not cautious and weigh_cohesion(blocks, looks, parts, table, listed):
        parts = best_path(table)
    if BODY not in parts:
        return Outline(tuple(HEAD if part == HEAD else BODY for part in parts), None)
    if not cautious:
        parts = one_stretch(parts, blocks, looks, again, listed)
    found = parts.index(HEAD) if HEAD in parts else None
    if cautious:
        return Outline(parts, found)
    if headline is None:
        parts, found = _titled(blocks, looks, parts)
    return Outline(with_standfirst(blocks, looks, parts, found), found)


def _titled(
    blocks: Sequence[Block], looks: Sequence[Look], parts: tuple[int, ...]
) -> tuple[tuple[int, ...], int | None]:
    """The parts and the headline, which is compared with the text below."""
    first, last = parts.index(BODY), len(parts) - 1 - parts[::-1].index(BODY)
    chosen = parts.index(HEAD) if HEAD in parts else None
    title = pick(blocks, looks, chosen, first, last)
    if title is not None and title != chosen:
        above = (TOP if part in (HEAD, UNDER) else part for part in parts[:title])
        below = (UNDER if part in (TOP, HEAD) else part for part in parts[title + 1 :])
        parts = (*above, HEAD, *below)
    return parts, title


def best_path(weights: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """The parts, one a line, with the greatest sum of weights and steps; of equals the earlier part in page order.

    The steps between parts are spelt out, for this is done for every line of a corpus: the top goes on, or gives way
    to the headline or to a body without one; what stands under the headline to the body; the body to an interruption
    and back, or to the tail, which ends the page.
    """
    first = weights[0]
    top, head, under, body, inline, tail = first[TOP], first[HEAD], _NEVER, first[BODY] + BARE, _NEVER, _NEVER
    came: list[tuple[int, int, int, int]] = []
    for line in weights[1:]:
        into_under, from_under = (head, HEAD) if head >= under else (under, UNDER)
        into_body, from_body = top + UNTITLED, TOP
        if head > into_body:
            into_body, from_body = head, HEAD
        if under > into_body:
            into_body, from_body = under, UNDER
        if body > into_body:
            into_body, from_body = body, BODY
        if inline > into_body:
            into_body, from_body = inline, INLINE
        into_inline, from_inline = body + INTERRUPTED, BODY
        if inline > into_inline:
            into_inline, from_inline = inline, INLINE
        into_tail, from_tail = body + ENDED, BODY
        if tail > into_tail:
            into_tail, from_tail = tail, TAIL
        came.append((from_under, from_body, from_inline, from_tail))
        top, head, under, body, inline, tail = (
            top + line[TOP],
            top + line[HEAD],
            into_under + line[UNDER],
            into_body + line[BODY],
            into_inline + line[INLINE],
            into_tail + line[TAIL],
        )
    scores = (top, head, under, body, inline, tail)
    part = scores.index(max(scores))
    path = [part]
    for origins in reversed(came):
        part = TOP if part in (TOP, HEAD) else origins[part - UNDER]
        path.append(part)
    return tuple(reversed(path))
