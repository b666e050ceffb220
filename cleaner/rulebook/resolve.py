"""The one place where proposals become cuts: exceptions first, then the order of layers, then the limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cleaner.document import Block, Cut
from cleaner.rulebook.intervals import Claimed, Interval, length, subtract, union
from cleaner.rulebook.model import DEFAULT_MAX_REMOVED
from cleaner.rulebook.proposal import Proposal

_NONE: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is decided: disjoint cuts in order, extracted values by name, and flags."""

    cuts: tuple[Cut, ...]
    extracted: Mapping[str, str]
    flags: tuple[str, ...]


def resolve(
    proposals: Iterable[Proposal],
    blocks: Sequence[Block],
    *,
    limits: Mapping[str, float] = _NONE,
    stage: str = "chrome",
) -> Resolution:
    """Decide on all proposals for one document.

    A `keep` wins over everything, whatever its layer. Of the other proposals the higher layer owns a span, then the
    lower order, then the earlier start; what a lower one adds to it is cut in its own name. Where the proposals of
    one file (`limits` by file, else 0.8) would take more of the blocks' text than it may, all of that file's
    removals are undone and a flag names it. An extracted value counts only where its proposal owns its span; of
    several for one name the first in the text.
    """
    every = sorted(proposals, key=lambda p: (-p.layer, p.order, p.start, p.end, p.rule))
    keeps = union((p.start, p.end) for p in every if p.action == "keep")
    removals = [p for p in every if p.action in ("remove", "extract")]
    total = sum(block.end - block.start for block in blocks)
    over = _overreaching(removals, keeps, total, limits)
    cuts, values = _claims([p for p in removals if p.file not in over], keeps, stage)
    flags = {f"overreach:{file}" for file in over} | {p.to or p.rule for p in every if p.action == "flag"}
    return Resolution(cuts, values, tuple(sorted(flags)))


def _overreaching(
    removals: Iterable[Proposal], keeps: Sequence[Interval], total: int, limits: Mapping[str, float]
) -> frozenset[str]:
    """The files whose proposals together go beyond their limit."""
    wanted: dict[str, list[Interval]] = {}
    for proposal in removals:
        wanted.setdefault(proposal.file, []).append((proposal.start, proposal.end))
    return frozenset(
        file
        for file, spans in wanted.items()
        if length(subtract(spans, keeps)) > limits.get(file, DEFAULT_MAX_REMOVED) * total
    )


def _claims(
    removals: Sequence[Proposal], keeps: Sequence[Interval], stage: str
) -> tuple[tuple[Cut, ...], Mapping[str, str]]:
    """Cuts in the text's order, each in the name of the first proposal that wants it, and the values of owners."""
    claimed = Claimed(keeps)
    cuts: list[Cut] = []
    values: dict[str, tuple[int, str]] = {}
    for proposal in removals:
        own = claimed.claim((proposal.start, proposal.end))
        cuts.extend(Cut(start, end, stage, proposal.rule) for start, end in own)
        if proposal.to and proposal.value and own == [(proposal.start, proposal.end)]:
            stated = (proposal.start, proposal.value)
            values[proposal.to] = min(values.get(proposal.to, stated), stated)
    named = {name: value for name, (_, value) in sorted(values.items())}
    return tuple(sorted(cuts, key=lambda cut: cut.start)), MappingProxyType(named)
