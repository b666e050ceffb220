"""The standfirst: the line right below the headline that says in a sentence what the article says.

It looks like a caption or a teaser, so the outline leaves it out with what else stands under the headline; but it is
of the article, which shows in its words and in its place.
"""

from collections.abc import Sequence

from cleaner.document import Block
from cleaner.rulebook.phrases import bare
from cleaner.stages.chrome.cohesion import stems
from cleaner.stages.chrome.kinds import PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, UNDER

SHARED = 0.4
"""Share of its words that the article must have."""
LONGEST = 450


def with_standfirst(
    blocks: Sequence[Block], looks: Sequence[Look], parts: tuple[int, ...], title: int | None
) -> tuple[int, ...]:
    """The parts, with the line right below the headline in the body where it is the article's standfirst."""
    if title is None:
        return parts
    at = title + 1
    if at >= len(parts) or parts[at] != UNDER or not _reads_like_one(looks[at]):
        return parts
    key, other = bare(blocks[title].text), bare(blocks[at].text)
    if key.startswith(other) or other.startswith(key) or sum(block.text == blocks[at].text for block in blocks) > 1:
        return parts
    own = stems(blocks[at].text)
    known: set[str] = set()
    for block, look, part in zip(blocks, looks, parts, strict=True):
        if part == BODY and look.kind in PROSE:
            known |= stems(block.text)
    if not own or len(own & known) < SHARED * len(own):
        return parts
    return (*parts[:at], BODY, *parts[at + 1 :])


def _reads_like_one(look: Look) -> bool:
    """Whether a line is a sentence or more."""
    return look.kind in PROSE and look.length <= LONGEST
