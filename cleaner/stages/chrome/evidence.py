"""How lines are compared across the documents of a site, and what a document shows of itself for that.

Only keys leave a document: a line folded, without its marks and counters, every number like every other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block
from cleaner.page import text_key
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import bare
from cleaner.rulebook.proposal import STRUCTURE, Proposal
from cleaner.stages.chrome.figures import with_rows
from cleaner.stages.chrome.glue import name_parts
from cleaner.stages.chrome.kinds import PROSE
from cleaner.stages.chrome.looks import Look, look_at
from cleaner.stages.chrome.outline import Outline, outline
from cleaner.stages.chrome.stuck import stuck_part
from cleaner.stages.chrome.weights import BODY, HEAD, INLINE, TAIL, TOP, UNDER

_NUMBER = re.compile(r"\d+")
_PREFIX = re.compile(r"[^\w]*(?P<word>[^\W\d_][^:：՝]{1,30}?)\s?(?:[：՝]|:(?!(?<=\d:)\d))\s*\S")

ARTICLE_ALONE = frozenset({"row", "entry", "verse", "speech"})
"""Kinds that chrome does not have, and that fall together once numbers do: scores, days, stanzas, answers."""

AROUND, HEADLINE, INSIDE = range(3)
"""Where a line stands: around the article, as its headline, within it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one document shows: each line's key with where it stands, in order; the keys of its longest paragraphs;
    what stands behind the headline like a site's name; words that open interruptions; what is stuck to paragraphs;
    lines by which documents of one site know each other."""

    lines: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    names: frozenset[int]
    openings: frozenset[int]
    buttons: frozenset[int]
    marks: frozenset[int]


def line_key(text: str) -> int:
    """The key of a line for comparison across documents; 0 for one without letters."""
    plain = _NUMBER.sub("0", bare(text))
    return text_key(plain) if plain else 0


def opening_word(text: str) -> str:
    """The words before the first colon of a line that opens like an interruption; empty where there are none, and
    where the colon stands in a clock or a score."""
    match = _PREFIX.match(text)
    return match["word"] if match else ""


def opening_of(text: str) -> int:
    """The key of those words; 0 where there are none."""
    return line_key(opening_word(text))


def suffixes(text: str) -> list[str]:
    """What could be the site's name behind a headline."""
    return [tail for _, tail in name_parts(text)[-1:]]


def sight(blocks: Sequence[Block], packs: Packs) -> Sight:
    """What a document shows of its site."""
    looks = with_rows([look_at(block.text, packs) for block in blocks])
    found = outline(blocks, looks)
    places = {HEAD: HEADLINE, BODY: INSIDE, INLINE: INSIDE}
    keys = [line_key(block.text) for block in blocks]
    paragraphs = [
        (-len(block.text), block.text, key)
        for block, key, look, part in zip(blocks, keys, looks, found.parts, strict=True)
        if part == BODY and look.kind in PROSE
    ]
    names = _names(blocks, looks, found)
    return Sight(
        lines=tuple(
            (key, places.get(part, AROUND))
            for key, look, part in zip(keys, looks, found.parts, strict=True)
            if key and look.kind not in ARTICLE_ALONE
        ),
        paragraphs=tuple(key for _, _, key in sorted(paragraphs)[:5]),
        names=names,
        openings=frozenset(
            key
            for block, look, part in zip(blocks, looks, found.parts, strict=True)
            if part in (BODY, INLINE)
            and not look.closed
            and look.kind not in ARTICLE_ALONE
            and (key := opening_of(block.text))
        ),
        buttons=frozenset(
            line_key(rest)
            for block, part in zip(blocks, found.parts, strict=True)
            if part == BODY and (rest := stuck_part(block.text))
        ),
        marks=names
        | {
            key
            for key, look, part in zip(keys, looks, found.parts, strict=True)
            if part in (TOP, UNDER, TAIL) and look.kind in ("copyright", "about")
        },
    )


def _names(blocks: Sequence[Block], looks: Sequence[Look], found: Outline) -> frozenset[int]:
    return frozenset(
        line_key(name)
        for block, look, part in zip(blocks, looks, found.parts, strict=True)
        if part == HEAD or (part in (TOP, UNDER) and look.kind in ("title", "row"))
        for name in suffixes(block.text)
    )


def site_buttons(blocks: Sequence[Block], found: Outline, buttons: frozenset[int]) -> list[Proposal]:
    """Buttons of the site stuck to paragraphs, whatever they say."""
    return [
        Proposal(block.end - len(rest), block.end, "structure/glued-button", layer=STRUCTURE)
        for block, part in zip(blocks, found.parts, strict=True)
        if part == BODY and (rest := stuck_part(block.text)) and line_key(rest) in buttons
    ]
