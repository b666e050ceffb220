"""The standfirst: what stands below the headline and says in a sentence or two what the article says.

It looks like a caption or a teaser, so the outline leaves it out with what else stands under the headline; but it is
of the article, which shows in its words and in its place. Right below the headline a sentence is enough; below byline,
stamp and buttons it must be a paragraph, and no picture's.
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
SHORTEST = 100
"""Code points of what can be one farther below the headline: calls to subscribe and captions are shorter."""
CREDITED = frozenset({"photo", "copyright"})


def with_standfirst(
    blocks: Sequence[Block], looks: Sequence[Look], parts: tuple[int, ...], title: int | None
) -> tuple[int, ...]:
    """The parts, with the lines between headline and body in the body that are the article's standfirst."""
    if title is None:
        return parts
    found = [at for at in _under(parts, title) if _reads_like_one(looks, at, beside=at == title + 1)]
    found = [at for at in found if not _is_repeated(blocks, title, at)]
    if not found:
        return parts
    known: set[str] = set()
    for block, look, part in zip(blocks, looks, parts, strict=True):
        if part == BODY and look.kind in PROSE:
            known |= stems(block.text)
    kept = {at for at in found if (own := stems(blocks[at].text)) and len(own & known) >= SHARED * len(own)}
    return tuple(BODY if at in kept else part for at, part in enumerate(parts)) if kept else parts


def _under(parts: Sequence[int], title: int) -> range:
    """The lines from the headline to the body."""
    end = title + 1
    while end < len(parts) and parts[end] == UNDER:
        end += 1
    return range(title + 1, end)


def _reads_like_one(looks: Sequence[Look], at: int, *, beside: bool) -> bool:
    """Whether a line is a sentence or more; if not `beside` the headline, a paragraph above no picture's credit."""
    look = looks[at]
    if look.kind not in PROSE or (beside and look.length > LONGEST):
        return False
    below = looks[at + 1].kind if at + 1 < len(looks) else ""
    return beside or (look.closed and look.length >= SHORTEST and below not in CREDITED)


def _is_repeated(blocks: Sequence[Block], title: int, at: int) -> bool:
    """Whether a line says what the headline says, or stands elsewhere as well."""
    key, other = bare(blocks[title].text), bare(blocks[at].text)
    if key.startswith(other) or other.startswith(key):
        return True
    return sum(block.text == blocks[at].text for block in blocks) > 1
