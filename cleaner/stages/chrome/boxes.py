"""What a page puts between and below the paragraphs of a story, told by how it comes again.

Lines that return between paragraphs, boxes that the page has twice, pictures with their text in two places, readers'
comments under their stamps, notes about the author under the author's name: none of it needs a word of its language.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cleaner.document import Block
from cleaner.stages.chrome.cohesion import stems
from cleaner.stages.chrome.kinds import ARTICLE, LONG, MEDIUM, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.shapes import LONGEST_CREDIT, is_credit, is_person, is_signed
from cleaner.stages.chrome.weights import BODY, INLINE, TAIL, TOP, UNDER, WEIGHTS, add

ANNOUNCED = 5
"""Lines below a paragraph in which a list of the article can be announced."""
WHOLE, UNDER_TITLE = 20, 15
"""Lines of a list that can be a whole article (winners, line-ups), and how far below its headline it is announced."""
_ANNOUNCING = frozenset({"title", "open", "prose", "short", "sentence"})
_LISTED = frozenset({"title", "label", "word", "verse", "item", "row", "quote", "short", "counter", "photo"})
_REFRAIN = (2.0, -6.0, 2.0, -3.0, 2.0, 2.0)
"""Weights of a refrain: as much for every part that is not the article's."""
SHOUTED = 30
"""Code points of the shortest headline in capitals that is no subheading."""
_BOXED = frozenset({"title", "short", "sentence", "label"})
BOX = 4.0
"""What a line's standing in a box that the page has twice says against the article."""
_CAPTIONS = frozenset({"title", "short", "sentence"})
_NAMED = frozenset({"label", "title", "crumbs", "word", "photo"})
CAPTION = 4.0
"""What a credit below a line says for its being a caption."""
BESIDE = PROSE | {"photo"}
TWICE = 12
"""Code points of the shortest thing said twice."""
OFTEN = 3
"""Times that a line comes between paragraphs before it is the site's."""
BOXES = 0.3
"""Share of a document's running text that paragraphs with a copy may have."""


def weigh_boxes(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    table: list[list[float]],
    again: frozenset[int],
) -> None:
    """Add to the weights of the lines what their coming again says; `again` are refrains."""
    for i in again:
        table[i] = list(_REFRAIN)
    _repeated(blocks, looks, table, again)
    _shown_twice(blocks, looks, table)
    _captions(blocks, looks, table)
    _doubled(blocks, table)
    _readers(looks, table)
    _shouted(blocks, looks, table)
    _about_authors(blocks, looks, table)


def refrains(blocks: Sequence[Block], looks: Sequence[Look]) -> frozenset[int]:
    """Lines that come again and again between paragraphs, alone or in the same company: what a site puts there,
    whatever it says. What could be a name must have paragraphs on both sides: teasers end in names."""
    copies = Counter([block.text for block in blocks])
    if max(copies.values(), default=0) < OFTEN:
        return frozenset()
    often = [
        copies[block.text] >= OFTEN and look.kind not in ("speech", "stamp")
        for block, look in zip(blocks, looks, strict=True)
    ]
    if not any(often):
        return frozenset()
    beside: Counter[str] = Counter()
    start = 0
    for i in range(len(blocks) + 1):
        if i < len(blocks) and often[i]:
            continue
        if i > start:
            sides = sum(
                0 <= j < len(looks) and looks[j].kind in BESIDE and not _is_doubled(blocks[j].text)
                for j in (start - 1, i)
            )
            texts = {blocks[j].text for j in range(start, i)} if sides else set()
            beside.update(texts if sides > 1 else {text for text in texts if not is_person(text)})
        start = i + 1
    return frozenset(i for i, block in enumerate(blocks) if often[i] and beside[block.text] >= OFTEN)


def _repeated(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]], again: frozenset[int]) -> None:
    """A paragraph that the document has twice is a box of the site, unless the document has most of itself twice."""
    copies = Counter(block.text for block, look in zip(blocks, looks, strict=True) if look.kind in PROSE)
    twice = frozenset(text for text, count in copies.items() if count > 1)
    if not twice or sum(map(len, twice)) > BOXES * sum(map(len, copies)):
        return
    for i, block in enumerate(blocks):
        if block.text in twice and i not in again:
            add(table[i], TOP, 3, UNDER, 3, BODY, -4, INLINE, 5, TAIL, 3)


def _shown_twice(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """Neighbouring lines that stand together elsewhere as well, full stops apart, are a box that the page has twice."""
    if len({block.text for block in blocks}) == len(blocks):
        return
    keys = [
        block.text.rstrip(".") if look.length >= TWICE and look.kind in _BOXED else ""
        for block, look in zip(blocks, looks, strict=True)
    ]
    copies = Counter(pair for pair in pairwise(keys) if all(pair))
    boxed = {j for i, pair in enumerate(pairwise(keys)) if copies[pair] > 1 for j in (i, i + 1)}
    for i in boxed:
        add(table[i], TOP, BOX / 2, BODY, -BOX, INLINE, BOX, TAIL, BOX / 2)


def _captions(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """The line above one that is a picture's credit and nothing else is the picture's caption; a sentence is one where
    more of the article follows, for a text can end above a credit. A name with an agency behind a stroke is a credit
    where another line ends in the same agency."""
    possible = [
        (i, block.text)
        for i, (block, look) in enumerate(zip(blocks, looks, strict=True))
        if i and look.length <= LONGEST_CREDIT and (block.text[0] in "(©" or look.kind == "photo" or "/" in block.text)
    ]
    agencies = Counter(text.rpartition("/")[2] for _, text in possible if "/" in text)
    for i, text in possible:
        credit = is_credit(text, looks[i].kind) or (
            looks[i].kind in _NAMED and agencies[text.rpartition("/")[2]] > 1 and is_signed(text)
        )
        if credit:
            table[i] = list(WEIGHTS["photo"])
            goes_on = any(look.kind in ARTICLE for look in looks[i + 1 : i + 3])
            if looks[i - 1].kind in _CAPTIONS and (goes_on or not looks[i - 1].closed):
                add(table[i - 1], TOP, 1, UNDER, 1, BODY, -CAPTION, INLINE, CAPTION, TAIL, 1)


def _doubled(blocks: Sequence[Block], table: list[list[float]]) -> None:
    """A line that says the same thing twice is a picture's text and its caption, a link and its title: no paragraph."""
    for i, block in enumerate(blocks):
        text = block.text
        if len(text) > 2 * TWICE and text[0] == text[len(text) // 2 + 1] and _is_doubled(text):
            table[i] = list(WEIGHTS["dated"])


def _is_doubled(text: str) -> bool:
    half, odd = divmod(len(text), 2)
    return odd == 1 and half >= TWICE and text[0] == text[half + 1] and text[:half] == text[half + 1 :]


def _readers(looks: Sequence[Look], table: list[list[float]]) -> None:
    """Stamps to the minute that come again and again below the text, each under a short line, are readers' comments."""
    found = [
        i
        for i, look in enumerate(looks)
        if i and look.kind == "stamp" and looks[i - 1].length <= MEDIUM and _is_to_the_minute(look)
    ]
    if len(found) < OFTEN:
        return
    lengths = [look.length if look.kind in PROSE else 0 for look in looks]
    if not sum(lengths[: found[0]]) >= sum(lengths[found[0] : found[1]]):
        return
    for i in range(found[0] - 1, len(looks)):
        if table[i][BODY] > table[i][TAIL]:
            add(table[i], BODY, -3, TAIL, 3)


def _is_to_the_minute(look: Look) -> bool:
    return any(stamp.value is not None and ":" in stamp.value for stamp in look.stamps)


def _shouted(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A headline in capitals between paragraphs that are not is a link to another story, or a call. One alone, and
    no longer than a subheading, may be one."""
    found = [
        i
        for i in range(1, len(looks) - 1)
        if looks[i].kind == "title"
        and looks[i].length > SHOUTED
        and blocks[i].text.isupper()
        and looks[i - 1].kind in BESIDE
        and looks[i + 1].kind in BESIDE
    ]
    if len(found) > 1 or (found and looks[found[0]].length > MEDIUM):
        for i in found:
            add(table[i], BODY, -2, INLINE, 2)


def announced(blocks: Sequence[Block], looks: Sequence[Look]) -> frozenset[int]:
    """Lists that a line of the article announces with a colon, and that line: close below the article's paragraphs,
    or long and under a headline that says the same."""
    found: set[int] = set()
    prose = -ANNOUNCED
    for i, look in enumerate(looks):
        if look.kind in PROSE:
            prose = i
        if i in found or blocks[i].text[-1] not in ":：" or look.kind not in _ANNOUNCING:
            continue
        end = i + 1
        while end < len(looks) and looks[end].kind in _LISTED:
            end += 1
        near = i - prose < ANNOUNCED and end - i > OFTEN
        if near or (end - i > WHOLE and _says_a_headline(blocks, looks, i)):
            found.update(range(i, end))
    return frozenset(found)


def _says_a_headline(blocks: Sequence[Block], looks: Sequence[Look], i: int) -> bool:
    """Whether a line shares half of its words, and two at least, with one above it that could be its headline."""
    own = stems(blocks[i].text)
    for j in range(max(0, i - UNDER_TITLE), i):
        if looks[j].kind == "title" and looks[j].length > SHOUTED:
            shared = len(own & stems(blocks[j].text))
            if shared > 1 and 2 * shared >= len(own):
                return True
    return False


def _about_authors(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """Paragraphs about the author: one that opens with the name on the line above, which stands elsewhere too; one at
    the end that has the name in which the line above ends, or that opens with the name in the byline."""
    named = Counter(block.text for block, look in zip(blocks, looks, strict=True) if look.kind == "label")
    bylines = " ".join(block.text for block, look in zip(blocks, looks, strict=True) if look.kind == "byline")
    if not named and not bylines:
        return
    left = sum(look.length for look in looks if look.kind in PROSE)
    for i, look in enumerate(looks):
        if look.kind not in PROSE:
            continue
        left -= look.length
        text = blocks[i].text
        heading = blocks[i - 1].text if i and looks[i - 1].kind == "label" else ""
        name = heading.split(" ", 1)[-1]
        if heading and (named[heading] > 1 or heading in bylines) and is_person(heading) and heading in text:
            add(table[i - 1], BODY, -2, TAIL, 2)
            add(table[i], UNDER, 3, BODY, -5, INLINE, 3, TAIL, 3)
        elif left >= 2 * look.length:
            continue
        elif " " in name and is_person(name) and name in text[:LONG]:
            add(table[i - 1], BODY, -2, TAIL, 2)
            add(table[i], BODY, -7, TAIL, 5)
        elif bylines and (opening := " ".join(text.split(" ", 2)[:2])) in bylines and is_person(opening):
            add(table[i], BODY, -7, TAIL, 5)
