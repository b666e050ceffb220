"""Where the article's text is: the core, and the branches around and inside it that belong to it."""

from cleaner.document import Tree
from cleaner.stages.region import labels
from cleaner.stages.region.measure import TEXT_LEVEL, Measures

DESCEND = 0.55
"""The core lies in the child that holds at least this share of its parent's prose."""
PURE = 0.7
"""A branch beside the core belongs to the article where prose is at least this share of it …"""
PARAGRAPH = 80.0
"""… and amounts to a paragraph."""
MIXED = 0.3
"""Inside the core a branch of less purity is looked at branch by branch."""


def choose(measures: Measures, tree: Tree) -> list[bool]:
    """For each element whether text directly in it may be the article's."""
    size = len(tree.tags)
    inside = [False] * size
    if not size:
        return inside
    children: list[list[int]] = [[] for _ in range(size)]
    for element, parent in enumerate(tree.parents):
        if parent >= 0:
            children[parent].append(element)
    trail = _descend(measures, children)
    while tree.tags[trail[-1]] in TEXT_LEVEL and len(trail) > 1:
        trail.pop()
    core = trail[-1]
    inside[core] = True
    _take(children[core], measures, children, inside, MIXED, 0.0)
    closed = False
    for above, below in zip(reversed(trail[:-1]), reversed(trail), strict=False):
        closed = closed or bool(
            measures.traits[below] & labels.BODY and measures.held[below] > 0.5 * measures.held[core]
        )
        beside = [c for c in children[above] if c != below]
        if closed:
            beside = [c for c in beside if tree.labels[c] == tree.labels[below] or measures.traits[c] & labels.BODY]
        _take(beside, measures, children, inside, PURE, PARAGRAPH)
    return inside


def _descend(measures: Measures, children: list[list[int]]) -> list[int]:
    """From the root to the core: always into the child that holds most of what its parent holds."""
    trail = [0]
    pull = measures.pull
    while True:
        best = max(children[trail[-1]], key=pull.__getitem__, default=-1)
        if best < 0 or not pull[best] or pull[best] < DESCEND * pull[trail[-1]]:
            return trail
        trail.append(best)


def _take(
    branches: list[int], measures: Measures, children: list[list[int]], inside: list[bool], pure: float, least: float
) -> None:
    """Mark the branches that are pure enough; of mixed ones, those of their branches that are."""
    stack = list(branches)
    while stack:
        branch = stack.pop()
        if measures.inherited[branch] & labels.AGAINST or measures.held[branch] < least:
            continue
        stack.extend(children[branch])
        inside[branch] = not (measures.held[branch] and children[branch] and measures.purity(branch) < pure)
