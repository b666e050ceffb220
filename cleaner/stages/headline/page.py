"""The headline of an HTML page: a choice among what the page calls its headline, and which block shows it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block, Candidate, PageFacts

LONGEST = 400


@dataclass(frozen=True, slots=True)
class HeadlineChoice:
    """The headline, and the index of the block that shows it (None where only metadata has it)."""

    value: str | None = None
    block: int | None = None


def fold(text: str) -> str:
    """Words of a headline, to compare by."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def choose(facts: PageFacts, blocks: Sequence[Block], site: str | None = None) -> HeadlineChoice:
    """Choose the page's headline: the h1 that the metadata agree with, else what they state, else the only h1."""
    shown = [(n, b) for n, b in enumerate(blocks) if b.kind == "heading" and b.evidence and len(b.text) <= LONGEST]
    firsts = [(n, b) for n, b in shown if b.evidence and b.evidence.tree.tags[b.evidence.element] == "h1"]
    stated = [c for c in facts.headlines if c.value]
    keys = [fold(c.value) for c in stated]
    for group in (firsts, shown):
        for n, block in group:
            key = fold(block.text)
            if key and any(k == key or (k.startswith(key + " ") and len(key) > 15) for k in keys):
                return HeadlineChoice(block.text, n)
    if len(firsts) == 1:
        return HeadlineChoice(firsts[0][1].text, firsts[0][0])
    if stated:
        return HeadlineChoice(_without_site(stated[0], facts, site), None)
    return HeadlineChoice(firsts[0][1].text, firsts[0][0]) if firsts else HeadlineChoice()


def _without_site(candidate: Candidate, facts: PageFacts, site: str | None) -> str:
    parts = re.split(r"\s+[|–—·:»-]\s+", candidate.value)
    name = fold(facts.site_name or site or "")
    if len(parts) > 1 and (fold(parts[-1]) == name or len(parts[-1]) < 25):
        return candidate.value[: candidate.value.rindex(parts[-1])].rstrip(" |–—·:»-")
    return candidate.value
