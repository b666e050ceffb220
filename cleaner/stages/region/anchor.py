"""Where the page's own headline stands, and which branches are other articles with headlines of their own."""

import re
from collections.abc import Sequence

from cleaner.document import Block
from cleaner.page import Evidence, PageFacts, Tree

BODY_LEAST = 300.0
"""Prose that makes an element around the headline the article, and not only its head."""


def letters(text: str) -> str:
    """Letters and digits of a text, case folded, to compare by."""
    return re.sub(r"[\W_]+", "", text.casefold())


def find(blocks: Sequence[Block], evidence: Sequence[Evidence], tree: Tree, facts: PageFacts) -> int | None:
    """Index of the heading that shows what the page's metadata state as its headline; else of the only h1."""
    stated = {letters(candidate.value) for candidate in facts.headlines}
    starts = tuple(key for key in stated if len(key) > 15)
    firsts: list[int] = []
    for n, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        key = letters(block.text)
        if key in stated or (len(key) > 15 and any(start.startswith(key) or key.endswith(start) for start in starts)):
            return n
        if tree.tags[evidence[n].element] == "h1" and key:
            firsts.append(n)
    return firsts[0] if len(firsts) == 1 else None


def others(heading: int, tree: Tree, held: Sequence[float]) -> list[int]:
    """Elements beside the article of the headline (in the element `heading`, below 0: in none) that have an h1 of
    their own."""
    article = heading
    while article > 0 and held[article] < BODY_LEAST:
        article = tree.parents[article]
    if article <= 0:
        return []
    around = set(tree.trail(article))
    found = []
    for branch in [element for element, tag in enumerate(tree.tags) if tag == "h1"]:
        while branch >= 0 and tree.parents[branch] not in around:
            branch = tree.parents[branch]
        if branch > 0 and branch not in around and tree.parents[branch] != article and held[branch] >= BODY_LEAST:
            found.append(branch)
    return found
