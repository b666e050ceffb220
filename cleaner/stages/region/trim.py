"""Which blocks inside the container are not the article."""

from collections.abc import Sequence

from cleaner.document import Block, Tree
from cleaner.stages.region import labels
from cleaner.stages.region.measure import Measures


def trim(blocks: Sequence[Block], tree: Tree, measures: Measures, container: int) -> list[str | None]:
    """For each block the rule that cuts it, or None where it stays."""
    inside = _inside(tree, container)
    reasons: list[str | None] = []
    for block in blocks:
        evidence = block.evidence
        assert evidence is not None
        element = evidence.element
        if not inside[element]:
            reasons.append("outside-article")
        elif against := measures.inherited[element] & labels.AGAINST:
            reasons.append(labels.RULES[against & -against])
        elif block.kind == "caption":
            reasons.append("caption")
        elif tree.tags[element] == "h1":
            reasons.append("outside-article")
        elif evidence.link_density > 0.9 and (block.kind in ("item", "heading", "row") or len(block.text) < 120):
            reasons.append("link-list")
        else:
            reasons.append(None)
    return reasons


def _inside(tree: Tree, container: int) -> list[bool]:
    """Which elements lie in the container; a parent's number is smaller than its children's."""
    inside: list[bool] = []
    for element, parent in enumerate(tree.parents):
        inside.append(element == container or (parent >= 0 and inside[parent]))
    return inside
