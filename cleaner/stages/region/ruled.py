"""What a site's `html:` rules take of a page: proposals like all others, and held to the same limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cleaner.document import Block, Cut
from cleaner.rulebook import SITE, Proposal, resolve

LEAST = 40
"""A body with less text than this is no article: what a rule keeps is then not believed."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The cuts that site rules make, their flags, and whether they say where the article is."""

    cuts: tuple[Cut, ...] = ()
    flags: tuple[str, ...] = ()
    decided: bool = False


def by_rules(blocks: Sequence[Block], limits: Mapping[str, float]) -> Ruled:
    """Apply the marks that site rules left on the blocks.

    What stands outside the kept elements goes in their rule's name, whatever its share, as long as an article's worth
    of text is left; stripped elements may together be as much of the rest as the file's limit allows.
    """
    marked = [block.evidence.marks if block.evidence else () for block in blocks]
    if not any(marked):
        return Ruled()
    keeper = next((mark[1:] for marks in marked for mark in marks if mark.startswith("+")), None)
    inside = [keeper is None or f"+{keeper}" in marks for marks in marked]
    flags: tuple[str, ...] = ()
    if _length(block for block, kept in zip(blocks, inside, strict=True) if kept) < LEAST and keeper is not None:
        flags, keeper, inside = (f"overreach:{_file(keeper)}",), None, [True] * len(blocks)
    rest = [block for block, kept in zip(blocks, inside, strict=True) if kept]
    strips = [
        Proposal(block.start, block.end, mark[1:], layer=SITE, order=order)
        for block, marks in zip(blocks, marked, strict=True)
        for order, mark in enumerate(marks)
        if mark.startswith("-")
    ]
    within = {(block.start, block.end) for block in rest}
    resolution = resolve([p for p in strips if (p.start, p.end) in within], rest, limits=limits, stage="region")
    outside = [
        Cut(block.start, block.end, "region", keeper or "")
        for block, kept in zip(blocks, inside, strict=True)
        if not kept
    ]
    cuts = sorted((*resolution.cuts, *outside), key=lambda cut: cut.start)
    return Ruled(tuple(cuts), (*flags, *resolution.flags), keeper is not None)


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _file(rule: str) -> str:
    return rule.rpartition("/")[0]
