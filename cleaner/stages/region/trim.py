"""Which blocks inside the region are not the article, and the standfirst that stands outside it."""

import re
from collections.abc import Sequence

from cleaner.document import Block
from cleaner.page import Evidence, PageFacts
from cleaner.stages.region import labels
from cleaner.stages.region.anchor import letters
from cleaner.stages.region.measure import LONG, Measures

ENDED = re.compile(r"[.!?…:;,।؟۔。！？][\"'”’»)\]]*$")
ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+$")
"""A line that ends in an address as such is text about it, not the title of another page."""
LINK_LINE = 200
"""A line that is mostly a link and no sentence, up to this length, leads to another page."""
LEAD_LEAST = 40
"""A standfirst has at least as many characters."""


STRAY = frozenset({"paragraph", "verse", "caption"})
"""Kinds of short lines that are strays where they stand apart from the last paragraph; lists and tables may end an
article."""


def trim(
    blocks: Sequence[Block],
    evidence: Sequence[Evidence],
    measures: Measures,
    inside: Sequence[bool],
    facts: PageFacts,
) -> list[str | None]:
    """For each block the rule that cuts it, or None where it stays."""
    reasons = [
        _reason(block, e, measures.inherited[e.element], inside[e.element])
        for block, e in zip(blocks, evidence, strict=True)
    ]
    if measures.headline is not None:
        reasons[measures.headline] = reasons[measures.headline] or "region/headline"
    _repeated(blocks, reasons)
    _ends(blocks, evidence, measures, reasons)
    _lead(blocks, evidence, measures, facts, reasons)
    return reasons


def _reason(block: Block, e: Evidence, traits: int, inside: bool) -> str | None:
    if against := traits & labels.AGAINST:
        return labels.RULES[against & -against]
    if not inside:
        return "region/outside-article"
    if block.kind == "caption":
        return "region/caption"
    if e.link_density <= 0.55 or ADDRESS.search(block.text):
        return None
    if e.link_density > 0.9 and (block.kind in ("item", "heading", "row") or len(block.text) < LONG):
        return "region/link-list"
    if len(block.text) < LINK_LINE and not ENDED.search(block.text):
        return "region/link-line"
    return None


def _repeated(blocks: Sequence[Block], reasons: list[str | None]) -> None:
    """Cut what stands twice in the article: the second copy of a template, or a quote pulled out of the text."""
    seen: set[str] = set()
    for n, reason in enumerate(reasons):
        if reason is None and len(blocks[n].text) >= LEAD_LEAST:
            if blocks[n].text in seen:
                reasons[n] = "region/repeated"
            seen.add(blocks[n].text)


def _ends(blocks: Sequence[Block], evidence: Sequence[Evidence], measures: Measures, reasons: list[str | None]) -> None:
    """Cut the short lines above the first paragraph and below the last, save those beside it, and the last headings."""
    kept = [n for n, reason in enumerate(reasons) if reason is None]
    paragraphs = [n for n in kept if _begins(blocks[n], measures.prose[n])]
    if not paragraphs:
        return
    first, last = paragraphs[0], paragraphs[-1]
    parents = evidence[first].tree.parents
    around = [parents[e.element] for e in evidence]
    for n in kept[: kept.index(first)]:
        if around[n] != around[first] or blocks[n].kind == "caption":
            reasons[n] = "region/above-article"
    ending = True
    for n in reversed(kept[kept.index(last) + 1 :]):
        if (blocks[n].kind in STRAY and around[n] != around[last]) or (ending and blocks[n].kind == "heading"):
            reasons[n] = "region/below-article"
        else:
            ending = False


def _begins(block: Block, prose: float) -> bool:
    """Whether an article may begin with the block: it is long, or a sentence."""
    return len(block.text) >= LONG or prose >= LONG or (block.kind != "heading" and bool(ENDED.search(block.text)))


def _lead(
    blocks: Sequence[Block],
    evidence: Sequence[Evidence],
    measures: Measures,
    facts: PageFacts,
    reasons: list[str | None],
) -> None:
    """Take the standfirst back in: labelled so, or equal to the page's description, between headline and article."""
    first = next((n for n, reason in enumerate(reasons) if reason is None), 0)
    headline = measures.headline
    if headline is None or headline >= first:
        return
    described = [letters(text) for text in facts.descriptions]
    follows = {letters(blocks[n].text)[:60] for n in range(first, min(first + 3, len(blocks))) if reasons[n] is None}
    for n in range(headline + 1, first):
        block, e = blocks[n], evidence[n]
        if (
            reasons[n] not in ("region/outside-article", "region/above-article")
            or len(block.text) < LEAD_LEAST
            or e.link_density > 0.3
        ):
            continue
        key = letters(block.text)
        if key[:60] in follows:
            continue
        if measures.inherited[e.element] & labels.LEAD or any(key[:60] == d[:60] for d in described):
            reasons[n] = None
