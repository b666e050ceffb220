"""What each block weighs as prose of an article, and what each element holds in sum."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.document import Block
from cleaner.page import Evidence, PageFacts, Tree
from cleaner.stages.region import anchor, labels, teasers

SENTENCE = re.compile(r"[.!?…।؟۔！？][\"'”’»)\]]*(?:\s|$)|[，、。]")
WHOLE = frozenset({"html", "body", "main"})
TEXT_LEVEL = frozenset({"p", "li", "h2", "h3", "h4", "span", "blockquote", "td", "pre"})

UNLIKELY = labels.HIDDEN | labels.SIGNUP | labels.RELATED | labels.NAVIGATION | labels.SIDE | labels.SHARE
"""What a single paragraph of prose is not, whatever its own class says (`<p class="paywall">`)."""
LABELS_AGAINST = labels.AGAINST & ~labels.OTHER
LONG = 80
"""From this length on (outside links) a block with a sentence in it is a paragraph of prose."""
HINTED = 3.0
"""A block that JSON-LD's articleBody has too counts this many times when the core is sought."""
LABELLED = 2.0
"""So does a block inside an element whose label says that it is the article's body."""
ABOVE = 0.5
"""What stands above the headline is seldom the article."""
FADE = 8000.0
"""Characters of prose after which what follows counts half: comments come after the article, and may be longer."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Weights by block and by element (sums over the subtree).

    `traits` are an element's own, `inherited` with those of its ancestors; `live` are the elements with text in
    them, in document order.
    """

    prose: list[float]
    held: list[float]
    pull: list[float]
    waste: list[float]
    leads: list[float]
    traits: list[int]
    inherited: list[int]
    live: list[int]
    headline: int | None
    headline_element: int

    def purity(self, element: int) -> float:
        """Share of prose in what an element holds, where a line that leads elsewhere weighs as much as a paragraph."""
        held = self.held[element]
        return held / (held + self.waste[element] + 150 * self.leads[element] + 1)


def measure(
    blocks: Sequence[Block], evidence: Sequence[Evidence], tree: Tree, facts: PageFacts, believed: int = ~0
) -> Measures:
    """Weigh every block, sum over the tree, and let labels down the tree where structure does not contradict them.

    `believed` are the traits to go by (bits).
    """
    size = len(tree.tags)
    elements = [e.element for e in evidence]
    live = _live(elements, tree)
    hint = anchor.letters(" ".join(facts.article_bodies))
    headline = anchor.find(blocks, evidence, tree, facts)
    heading = -1 if headline is None else elements[headline]
    weights = [weigh(block, e.link_density) for block, e in zip(blocks, evidence, strict=True)]
    lines = [teasers.leads(block, e.link_density) for block, e in zip(blocks, evidence, strict=True)]
    raw = [0.0] * size
    for element, (prose, _) in zip(elements, weights, strict=True):
        raw[element] += prose
    _sum_up(live, tree, raw)
    traits = [0] * size
    for element in live:
        traits[element] = labels.traits(tree.tags[element], tree.labels[element]) & believed
    for branch in anchor.others(heading, tree, raw):
        traits[branch] |= labels.OTHER & believed
    for element in teasers.find(tree, [element for element, leads in zip(elements, lines, strict=True) if leads], raw):
        traits[element] |= labels.RELATED & believed
    inherited = _inherit(traits, tree, raw, live)
    held, pull, wasted, leads = [0.0] * size, [0.0] * size, [0.0] * size, [0.0] * size
    passed = 0.0
    for n, (element, (prose, waste)) in enumerate(zip(elements, weights, strict=True)):
        if inherited[element] & labels.AGAINST:
            continue
        held[element] += prose
        wasted[element] += waste
        if prose:
            text = blocks[n].text
            found = len(hint) > 100 and len(text) > 30 and anchor.letters(text) in hint
            factor = HINTED if found else LABELLED if inherited[element] & labels.BODY else 1.0
            if headline is None or n > headline:
                factor /= 1 + passed / FADE
                passed += prose
            else:
                factor *= ABOVE
            pull[element] += prose * factor
        elif lines[n]:
            leads[element] += 1
    _sum_up(live, tree, held, pull, wasted, leads)
    return Measures(
        [prose for prose, _ in weights], held, pull, wasted, leads, traits, inherited, live, headline, heading
    )


def weigh(block: Block, density: float) -> tuple[float, float]:
    """Prose and waste of a block, in characters: text outside links that reads like sentences, against the rest."""
    size = len(block.text)
    own = size * (1 - density)
    if block.kind == "heading":
        return 0.0, 0.0
    if density > 0.6:
        return 0.0, size * density
    if block.kind == "caption":
        return 0.1 * own, 0.0
    if block.kind == "row":
        return 0.3 * own, size * density
    text = block.text
    sentences = ", " in text or ". " in text or SENTENCE.search(text)
    if own >= LONG and sentences:
        return own, 0.3 * size * density
    if sentences or block.kind == "item":
        return 0.5 * own, 0.5 * size * density
    return (0.3 * own if own >= LONG else 0.1 * own), 10.0


def _live(elements: Iterable[int], tree: Tree) -> list[int]:
    """The elements that hold text, given those in which it stands directly, parents before children; half of a page's
    elements do not."""
    parents = tree.parents
    marked = bytearray(len(parents))
    for element in elements:
        while element >= 0 and not marked[element]:
            marked[element] = 1
            element = parents[element]
    return [element for element, mark in enumerate(marked) if mark]


def _sum_up(live: list[int], tree: Tree, *sums: list[float]) -> None:
    """Add each element's values to its parent's; children have larger numbers, so one pass from the end does it."""
    parents = tree.parents
    for values in sums:
        for element in reversed(live):
            if (value := values[element]) and (parent := parents[element]) >= 0:
                values[parent] += value


def _inherit(traits: list[int], tree: Tree, prose: list[float], live: list[int]) -> list[int]:
    """Traits with those of the ancestors.

    Labels that speak against a text do not count where the elements that bear them hold most of the page's prose:
    no label outweighs that (`<div class="content with-sidebar">`, `<p class="paywall">` on every paragraph).
    """
    whole = prose[0] if prose else 0.0
    alike: dict[tuple[str, object], float] = {}
    keys: dict[int, tuple[str, object]] = {}
    for element in live:
        if against := traits[element] & LABELS_AGAINST:
            tag = tree.tags[element]
            key = keys[element] = (tag, against if tag in TEXT_LEVEL else tree.labels[element])
            if keys.get(tree.parents[element]) != key:
                alike[key] = alike.get(key, 0.0) + prose[element]
    parents = tree.parents
    inherited = [0] * len(traits)
    for element in live:
        own = traits[element]
        if element in keys:
            tag = tree.tags[element]
            if tag in WHOLE or alike[keys[element]] > _most(own) * whole:
                own &= ~labels.AGAINST
            if own & UNLIKELY and tag == "p" and prose[element] >= LONG:
                own &= ~UNLIKELY
            traits[element] = own
        parent = parents[element]
        inherited[element] = own | inherited[parent] if parent >= 0 else own
    return inherited


def _most(traits: int) -> float:
    """Share of the page's prose above which a label is not believed; hidden copies and comments may well be long."""
    return 0.85 if traits & (labels.HIDDEN | labels.COMMENTS) else 0.5
