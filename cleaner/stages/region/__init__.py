"""Which blocks of a page are the article, and which rule takes each other block away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cleaner.document import Block, Cut
from cleaner.page import PageFacts, text_key
from cleaner.profile import HtmlProfile
from cleaner.stages.region import labels
from cleaner.stages.region.container import choose
from cleaner.stages.region.measure import measure
from cleaner.stages.region.ruled import Ruled, by_rules
from cleaner.stages.region.trim import trim

__all__ = ["Reasons", "Region", "Ruled", "by_rules", "read", "select"]

LEAST = 40
"""A region with less text than this is no article: the page is kept whole."""

Reasons = tuple[str | None, ...]
"""For each block of a page the rule that cuts it, None where it stays."""


@dataclass(frozen=True, slots=True)
class Region:
    """The cuts that leave the article, and what to tell about them."""

    cuts: tuple[Cut, ...]
    flags: tuple[str, ...] = ()


Wanted = Callable[[str], bool]
"""Whether the rule of an id is to be applied."""


def all_wanted(_rule: str) -> bool:
    """Every rule is to be applied."""
    return True


def read(blocks: Sequence[Block], facts: PageFacts, believed: int = labels.ALL) -> Reasons:
    """Choose the article's container by the page's structure, and trim it. Of no blocks, or blocks without the
    evidence of markup, nothing is said: no reasons. `believed` are the labels to go by (bits)."""
    evidence = [block.evidence for block in blocks if block.evidence is not None]
    if not evidence or len(evidence) != len(blocks):
        return ()
    tree = evidence[0].tree
    measures = measure(blocks, evidence, tree, facts, believed)
    return tuple(trim(blocks, evidence, measures, choose(measures, tree), facts))


def select(
    blocks: Sequence[Block],
    facts: PageFacts,
    *,
    known: Reasons | None = None,
    profile: HtmlProfile | None = None,
    wanted: Wanted = all_wanted,
) -> Region:
    """The article's region: every block outside it is cut under a readable rule id.

    `known` is what `read` says of these blocks, where it has been asked before. `wanted` says which of the rules
    `region/…` and `profile/…` to apply. A label whose rule is not wanted is no evidence; of the other rules the cuts
    are left out.
    """
    believed = labels.believed(wanted)
    reasons = known if known is not None and believed == labels.ALL else read(blocks, facts, believed)
    flags: tuple[str, ...] = ()
    if profile is not None and reasons:
        reasons, flags = _with_profile(blocks, reasons, profile)
    if sum([len(block.text) for block, reason in zip(blocks, reasons, strict=False) if reason is None]) < LEAST:
        return Region((), ("region-uncertain",)) if reasons else Region(())
    unwanted = {reason for reason in {*reasons} if reason is not None and not wanted(reason)}
    return Region(
        tuple(
            [
                Cut(block.start, block.start + len(block.text), "region", reason)
                for block, reason in zip(blocks, reasons, strict=True)
                if reason is not None and reason not in unwanted
            ]
        ),
        flags,
    )


def _with_profile(blocks: Sequence[Block], reasons: Reasons, profile: HtmlProfile) -> tuple[Reasons, tuple[str, ...]]:
    """What the site's other pages have too goes as well, unless that were more than half of the article."""
    found: list[str | None] = []
    kept = lost = 0
    for block, reason in zip(blocks, reasons, strict=True):
        if reason is None:
            kept += len(block.text)
            if text_key(block.text) in profile.chrome_texts:
                reason = "profile/site-text"
            elif block.evidence and block.evidence.place in profile.chrome_places:
                reason = "profile/site-place"
            lost += len(block.text) if reason else 0
        found.append(reason)
    return (tuple(found), ()) if 2 * lost <= kept else (reasons, ("site-evidence-contradicted",))
