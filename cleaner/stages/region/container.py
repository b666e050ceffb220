"""Where the article's text is: the core, and the branches around and inside it that belong to it."""

from collections.abc import Iterable

from cleaner.page import Tree
from cleaner.stages.region import labels
from cleaner.stages.region.measure import TEXT_LEVEL, Measures

DESCEND = 0.55
"""The core lies in the child that holds at least this share of its parent's prose."""
PURE = 0.7
"""A branch beside the core belongs to the article where prose is at least this share of it …"""
PARAGRAPH = 80.0
"""… and amounts to a paragraph for each level that lies between the two."""
PART = 3.0
"""A branch with so many times that is a part of the body, of which each paragraph counts, however short."""
MIXED = 0.3
"""Inside the core a branch of less purity is looked at branch by branch."""


def choose(measures: Measures, tree: Tree) -> list[bool]:
    """For each element whether text directly in it may be the article's."""
    size = len(tree.tags)
    inside = [False] * size
    if not size:
        return inside
    children: dict[int, list[int]] = {element: [] for element in measures.live}
    for element in measures.live:
        if (parent := tree.parents[element]) >= 0:
            children[parent].append(element)
    trail = _descend(measures, children)
    while tree.tags[trail[-1]] in TEXT_LEVEL and len(trail) > 1:
        trail.pop()
    core = trail[-1]
    alike = _alike(tree, trail)
    bodies = _upwards(tree, [element for element in measures.live if measures.traits[element] & labels.BODY])
    titled = frozenset(tree.trail(measures.headline_element))
    inside[core] = True
    _take(children[core], measures, children, tree.tags, inside, MIXED, 0.0)
    closed = False
    for distance, (above, below) in enumerate(zip(reversed(trail[:-1]), reversed(trail), strict=False), 1):
        closed = closed or bool(
            measures.traits[below] & labels.BODY and measures.held[below] > 0.5 * measures.held[core]
        )
        beside = [c for c in children[above] if c != below]
        if closed:
            beside = [c for c in beside if tree.labels[c] == tree.labels[below] or c in bodies]
        beside = [c for c in beside if c >= measures.headline_element or c in titled]
        same = [c for c in beside if c in alike]
        _take(same, measures, children, tree.tags, inside, MIXED, PARAGRAPH / 2)
        loose = [c for c in beside if tree.tags[c] in TEXT_LEVEL]
        if sum([measures.held[c] for c in loose]) >= PARAGRAPH:
            _take(loose, measures, children, tree.tags, inside, MIXED, 0.0)
        other = [c for c in beside if c not in alike and tree.tags[c] not in TEXT_LEVEL]
        _take(other, measures, children, tree.tags, inside, PURE, distance * PARAGRAPH)
    return inside


def _descend(measures: Measures, children: dict[int, list[int]]) -> list[int]:
    """From the root to the core: always into the child that holds most of what its parent holds."""
    trail = [0]
    pull = measures.pull
    while True:
        best = max(children[trail[-1]], key=pull.__getitem__, default=-1)
        if best < 0 or not pull[best] or pull[best] < DESCEND * pull[trail[-1]]:
            return trail
        trail.append(best)


def _alike(tree: Tree, trail: list[int]) -> set[int]:
    """The elements that are, or hold, one of the core's own make: the same label (a body in several boxes)."""
    core = next((element for element in reversed(trail[1:]) if tree.labels[element]), -1)
    if core < 0:
        return set()
    return _upwards(tree, [element for element, label in enumerate(tree.labels) if label == tree.labels[core]])


def _upwards(tree: Tree, elements: Iterable[int]) -> set[int]:
    """The elements and all that hold one of them."""
    found: set[int] = set()
    for element in elements:
        while element >= 0 and element not in found:
            found.add(element)
            element = tree.parents[element]
    return found


def _take(
    branches: list[int],
    measures: Measures,
    children: dict[int, list[int]],
    tags: tuple[str, ...],
    inside: list[bool],
    pure: float,
    least: float,
) -> None:
    """Mark the branches that hold `least` and are pure enough; of mixed ones, those of their branches that are."""
    stack = [(branch, 0.0 if measures.held[branch] >= PART * least else least) for branch in branches]
    while stack:
        branch, least = stack.pop()
        if measures.inherited[branch] & labels.AGAINST or measures.held[branch] < least:
            continue
        stack.extend([(child, least) for child in children[branch]])
        inside[branch] = tags[branch] in TEXT_LEVEL or not (measures.held[branch] and measures.purity(branch) < pure)
