"""Cards that lead to other pages: boxes of one make that stand side by side, each a linked title with a line or two."""

from collections.abc import Sequence

from cleaner.document import Block, Evidence, Tree

LINKED_LINE = 20
"""A block that is wholly a link, and at least this long, is a line that leads elsewhere."""
SHORT_TEXT = 300.0
"""A card has at most so much text for each such line."""
DEEP = 12
"""A card's title lies at most so many elements deep in it."""
ALIKE = 3
"""From so many cards of one make in a row on they are a list."""


def leads(block: Block, density: float) -> bool:
    """Whether the block is a line that leads elsewhere: nothing but a link, and long enough for a title."""
    return density > 0.8 and len(block.text) >= LINKED_LINE and block.kind != "row"


def find(tree: Tree, blocks: Sequence[Block], evidence: Sequence[Evidence], prose: Sequence[float]) -> list[int]:
    """The elements that are such cards. `prose` is each element's, with all that it holds."""
    lines: dict[int, int] = {}
    for block, e in zip(blocks, evidence, strict=True):
        if leads(block, e.link_density):
            for element in tree.trail(e.element)[:DEEP]:
                lines[element] = lines.get(element, 0) + 1
    groups: dict[tuple[int, str, str], list[int]] = {}
    for element, count in lines.items():
        if tree.labels[element] and 0 < prose[element] <= SHORT_TEXT * count:
            key = (tree.parents[element], tree.tags[element], tree.labels[element])
            groups.setdefault(key, []).append(element)
    return [element for group in groups.values() if len(group) >= ALIKE for element in group]
