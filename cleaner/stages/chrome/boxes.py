"""What a page puts between and below the paragraphs of a story, told by how it comes again.

Lines that return between paragraphs, boxes that the page has twice, pictures with their text in two places, readers'
comments under their stamps, notes about the author under the author's name: none of it needs a word of its language.
"""

from collections import Counter
from collections.abc import Sequence

from cleaner.document import Block
from cleaner.stages.chrome.kinds import LONG, MEDIUM, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.shapes import is_person
from cleaner.stages.chrome.weights import BODY, INLINE, TAIL, TOP, UNDER, WEIGHTS, add

TWICE = 12
"""Code points of the shortest thing said twice."""
OFTEN = 3
"""Times that a line comes between paragraphs before it is the site's."""
BOXES = 0.3
"""Share of a document's running text that paragraphs with a copy may have."""


def weigh_boxes(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> frozenset[int]:
    """Add to the weights of the lines what their coming again says; the lines that come between paragraphs."""
    again = refrains(blocks, looks)
    for i in again:
        add(table[i], BODY, -3, INLINE, 3)
    _repeated(blocks, looks, table)
    _doubled(blocks, looks, table)
    _readers(looks, table)
    _about_authors(blocks, looks, table)
    return again


def refrains(blocks: Sequence[Block], looks: Sequence[Look]) -> frozenset[int]:
    """Short lines that come again and again between paragraphs: what a site puts between them, whatever it says."""
    copies = Counter(block.text for block, look in zip(blocks, looks, strict=True) if look.length <= MEDIUM)
    often = frozenset(text for text, count in copies.items() if count >= OFTEN)
    if not often:
        return frozenset()
    found = [i for i, block in enumerate(blocks) if block.text in often and looks[i].kind not in ("speech", "stamp")]
    beside: Counter[str] = Counter()
    for i in found:
        beside[blocks[i].text] += any(
            0 <= j < len(looks) and looks[j].kind in PROSE and blocks[j].text not in often for j in (i - 1, i + 1)
        )
    return frozenset(i for i in found if beside[blocks[i].text] >= OFTEN)


def _repeated(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A paragraph that the document has twice is a box of the site, unless the document has most of itself twice."""
    copies = Counter(block.text for block, look in zip(blocks, looks, strict=True) if look.kind in PROSE)
    twice = frozenset(text for text, count in copies.items() if count > 1)
    if not twice or sum(map(len, twice)) > BOXES * sum(map(len, copies)):
        return
    for i, block in enumerate(blocks):
        if block.text in twice:
            add(table[i], TOP, 3, UNDER, 3, BODY, -4, INLINE, 5, TAIL, 3)


def _doubled(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A line that says the same thing twice is a picture's text and its caption, a link and its title: no paragraph."""
    for i, look in enumerate(looks):
        half, odd = divmod(look.length, 2)
        if odd and half >= TWICE and blocks[i].text[:half] == blocks[i].text[half + 1 :]:
            table[i] = list(WEIGHTS["dated"])


def _readers(looks: Sequence[Look], table: list[list[float]]) -> None:
    """Stamps to the minute that come again and again below the text, each under a short line, are readers' comments."""
    lengths = [look.length if look.kind in PROSE else 0 for look in looks]
    found = [
        i
        for i, look in enumerate(looks)
        if i and look.kind == "stamp" and looks[i - 1].length <= MEDIUM and _is_to_the_minute(look)
    ]
    if len(found) < OFTEN or not sum(lengths[: found[0]]) >= sum(lengths[found[0] : found[1]]):
        return
    for i in range(found[0] - 1, len(looks)):
        if table[i][BODY] > table[i][TAIL]:
            add(table[i], BODY, -3, TAIL, 3)


def _is_to_the_minute(look: Look) -> bool:
    return any(stamp.value is not None and ":" in stamp.value for stamp in look.stamps)


def _about_authors(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A name on a line of its own that stands elsewhere too, and a paragraph below that opens with it, are about the
    author; so are a heading that ends in a name and the last paragraph, which has the name."""
    named = Counter(block.text for block, look in zip(blocks, looks, strict=True) if look.kind == "label")
    for i in range(1, len(looks)):
        if looks[i - 1].kind != "label" or looks[i].kind not in PROSE:
            continue
        heading, text = blocks[i - 1].text, blocks[i].text
        name = heading.split(" ", 1)[-1]
        if named[heading] > 1 and is_person(heading) and text.startswith(heading):
            add(table[i], BODY, -5, TAIL, 3)
        elif " " in name and is_person(name) and name in text[:LONG] and _is_last(looks, i):
            add(table[i - 1], BODY, -2, TAIL, 2)
            add(table[i], BODY, -6, TAIL, 4)


def _is_last(looks: Sequence[Look], i: int) -> bool:
    """Whether no running text of more than a paragraph follows."""
    return sum(look.length for look in looks[i + 1 :] if look.kind in PROSE) < 2 * looks[i].length
