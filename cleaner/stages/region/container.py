"""Which element is the article's container."""

from cleaner.document import Tree
from cleaner.stages.region import labels
from cleaner.stages.region.measure import Measures

BODY_BONUS = 1.3
WASTE = 0.5


def choose(measures: Measures, tree: Tree) -> int:
    """The element with the most prose less the waste that it would bring along; the innermost of equals."""
    best, best_score = 0, 0.0
    for element, held in enumerate(measures.subtree_prose):
        if held <= 0:
            continue
        score = held - WASTE * measures.subtree_dirt[element]
        if measures.traits[element] & labels.BODY or tree.tags[element] == "article":
            score *= BODY_BONUS
        if score >= best_score:
            best, best_score = element, score
    return best
