"""What each block weighs as prose of an article, and what each element holds in sum."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block, PageFacts, Tree
from cleaner.stages.region import labels

SENTENCE = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*(?:\s|$)|,\s|[，、]")


WHOLE = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Measures:
    """Weights by block and by element. `traits` are an element's own, `inherited` with those of its ancestors."""

    prose: list[float]
    dirt: list[float]
    subtree_prose: list[float]
    subtree_dirt: list[float]
    traits: list[int]
    inherited: list[int]
    hinted: list[bool]


def measure(blocks: Sequence[Block], tree: Tree, facts: PageFacts) -> Measures:
    """Weigh every block, sum over the tree, and let labels down the tree where structure does not contradict them."""
    size = len(tree.tags)
    hint = _letters(" ".join(facts.article_bodies))
    prose, dirt, hinted = [], [], []
    raw = [0.0] * size
    for block in blocks:
        weight, waste = weigh(block)
        prose.append(weight)
        dirt.append(waste)
        hinted.append(len(hint) > 100 and len(block.text) > 30 and _letters(block.text) in hint)
        raw[block.evidence.element] += weight  # type: ignore[union-attr]
    _sum_up(raw, tree)
    traits = [labels.traits(tag, label) for tag, label in zip(tree.tags, tree.labels, strict=True)]
    inherited = _inherit(traits, tree, raw)
    held, waste_in = [0.0] * size, [0.0] * size
    for block, weight, waste in zip(blocks, prose, dirt, strict=True):
        element = block.evidence.element  # type: ignore[union-attr]
        if inherited[element] & labels.AGAINST:
            waste_in[element] += waste
        else:
            held[element] += weight
            waste_in[element] += waste
    _sum_up(held, tree)
    _sum_up(waste_in, tree)
    return Measures(prose, dirt, held, waste_in, traits, inherited, hinted)


def weigh(block: Block) -> tuple[float, float]:
    """Prose and waste of a block, in characters: text outside links that reads like sentences, against the rest."""
    evidence = block.evidence
    density = evidence.link_density if evidence else 0.0
    size = len(block.text)
    own = size * (1 - density)
    if block.kind == "heading":
        return 0.0, size * density
    if block.kind in ("caption", "row"):
        return 0.2 * own, size * density
    if density > 0.6:
        return 0.0, size * density
    sentences = len(SENTENCE.findall(block.text))
    if own >= 80 and sentences:
        return own, 0.5 * size * density
    if sentences:
        return 0.5 * own, 0.5 * size * density
    return (0.2 * own if own >= 80 else 0.0), 10 + size * density


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _sum_up(values: list[float], tree: Tree) -> None:
    """Add each element's value to its parent's; children have larger numbers, so one pass from the end does it."""
    parents = tree.parents
    for element in range(len(values) - 1, 0, -1):
        parent = parents[element]
        if parent >= 0:
            values[parent] += values[element]


def _inherit(traits: list[int], tree: Tree, prose: list[float]) -> list[int]:
    """Traits with those of the ancestors; an element with most of the page's prose is not what its label says."""
    inherited: list[int] = []
    most = 0.5 * (prose[0] if prose else 0.0)
    for element, own in enumerate(traits):
        whole = tree.tags[element] in WHOLE or prose[element] > most
        if own & labels.AGAINST and whole:
            traits[element] = own = own & ~labels.AGAINST
        parent = tree.parents[element]
        inherited.append(own | (inherited[parent] & ~labels.BODY if parent >= 0 else 0))
    return inherited
