"""What is known of a document's outline when rules are applied: where its article begins and ends.

The chrome stage works this out from the whole document and hands it over; `outline` here is the plain reading that
tests of rules use, where an example is a handful of lines and must read the same tomorrow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from cleaner.document import Block
from cleaner.rulebook.datestamp import Stamp, parse_stamp
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.shape import is_sentence, words

Zone = Literal["header", "body", "tail"]
_NO_STAMPS: Mapping[int, Stamp] = MappingProxyType({})
LONG_LINE = 30
"""Words from which a line counts as a paragraph in an example, however it ends."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The outline of one document, by index of its blocks.

    `of[i]` is the zone of block i; `headline` the block that is the headline; `paragraphs` the blocks that are
    running text of the article; `stamps` the blocks that are nothing but a date, with its value.
    """

    of: tuple[Zone, ...]
    headline: int | None = None
    paragraphs: frozenset[int] = frozenset()
    stamps: Mapping[int, Stamp] = field(default_factory=lambda: _NO_STAMPS)


def outline(blocks: Sequence[Block], packs: Packs) -> Zones:
    """The plain outline: lines that end like a sentence (or are long) are paragraphs, and what stands before the
    first and after the last of them is header and tail. Without a paragraph everything is body."""
    stamps = {i: stamp for i, block in enumerate(blocks) if (stamp := parse_stamp(block.text, packs))}
    paragraphs = frozenset(i for i, block in enumerate(blocks) if i not in stamps and _is_paragraph(block.text))
    first = min(paragraphs, default=0)
    last = max(paragraphs, default=len(blocks))
    of: list[Zone] = ["header" if i < first else "tail" if i > last else "body" for i in range(len(blocks))]
    return Zones(tuple(of), None, paragraphs, MappingProxyType(stamps))


def _is_paragraph(text: str) -> bool:
    return is_sentence(text) or words(text) >= LONG_LINE
