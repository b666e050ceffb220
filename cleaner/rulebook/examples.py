"""What a set of rules makes of a text: how the examples in rule files are judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.proposal import Proposal
from cleaner.rulebook.resolve import Resolution, resolve
from cleaner.rulebook.ruleset import RuleSet
from cleaner.rulebook.zones import outline


@dataclass(frozen=True, slots=True)
class Outcome:
    """A text after the rules: the lines that stay, what was proposed, and what was decided."""

    kept: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    resolution: Resolution


def blocks_of(text: str) -> tuple[Block, ...]:
    """A block for each line that is not blank."""
    found: list[Block] = []
    at, gap = 0, False
    for line in text.split("\n"):
        if line.strip():
            found.append(Block(line, at, gap=gap))
        gap = not line.strip()
        at += len(line) + 1
    return tuple(found)


def try_out(text: str, rules: RuleSet, packs: Packs) -> Outcome:
    """The text under the rules, with the plain outline; no limit applies, an example is too short for shares."""
    blocks = blocks_of(text)
    proposals = rules.propose(blocks, outline(blocks, packs))
    unlimited = {proposal.file: 1.0 for proposal in proposals}
    resolution = resolve(proposals, blocks, limits=unlimited)
    return Outcome(_kept(blocks, resolution), tuple(proposals), resolution)


def _kept(blocks: Sequence[Block], resolution: Resolution) -> tuple[str, ...]:
    """What is left of each block, blocks of which nothing is left apart."""
    left: list[str] = []
    for block in blocks:
        text, at = "", block.start
        for cut in resolution.cuts:
            if block.start <= cut.start < block.end:
                text += block.text[at - block.start : cut.start - block.start]
                at = cut.end
        text += block.text[at - block.start :]
        if text.strip():
            left.append(text.strip())
    return tuple(left)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an expected text, blank ones and white space around them apart."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
