"""Cards that lead to other pages: boxes of one make, each a linked title with a line or two."""

from collections.abc import Iterable, Sequence

from cleaner.document import Block
from cleaner.page import Tree

LINKED_LINE = 20
"""A block that is wholly a link, and at least this long, is a line that leads elsewhere."""
SHORT_TEXT = 300.0
"""A card has at most so much text for each such line."""
DEEP = 12
"""A card's title lies at most so many elements deep in it."""
ALIKE = 3
"""From so many cards of one make on they are a list, if no box of that make holds more."""


def leads(block: Block, density: float) -> bool:
    """Whether the block leads elsewhere: a line that is nothing but a link, or a heading of which half is one."""
    linked = density > (0.45 if block.kind == "heading" else 0.8)
    return linked and len(block.text) >= LINKED_LINE and block.kind != "row"


def find(tree: Tree, leading: Iterable[int], prose: Sequence[float]) -> list[int]:
    """The elements that are such cards. `leading` are those that hold a line that leads elsewhere, once for each;
    `prose` is each element's, with all that it holds."""
    lines: dict[int, int] = {}
    parents = tree.parents
    for element in leading:
        for _ in range(DEEP):
            lines[element] = lines.get(element, 0) + 1
            element = parents[element]
            if element < 0:
                break
    makes: dict[tuple[str, str], list[int]] = {}
    others: set[tuple[str, str]] = set()
    for element, count in lines.items():
        if prose[element] > SHORT_TEXT * count:
            others.add((tree.tags[element], tree.labels[element]))
        elif prose[element] > 0 and tree.labels[element]:
            makes.setdefault((tree.tags[element], tree.labels[element]), []).append(element)
    return [e for make, cards in makes.items() if len(cards) >= ALIKE and make not in others for e in cards]
