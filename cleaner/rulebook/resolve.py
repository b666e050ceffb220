"""The one place where proposals become cuts: exceptions first, then the order of layers, then the limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType

from cleaner.document import Block, Cut
from cleaner.rulebook.intervals import Claimed, Interval, length, subtract, union
from cleaner.rulebook.model import DEFAULT_MAX_REMOVED
from cleaner.rulebook.proposal import Proposal, file_of

_NONE: Mapping[str, float] = MappingProxyType({})
_NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is decided: disjoint cuts in order, extracted values by name, and flags."""

    cuts: tuple[Cut, ...]
    extracted: Mapping[str, str]
    flags: tuple[str, ...]


_NOTHING = Resolution((), _NO_VALUES, ())


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
    every = sorted(proposals, key=_precedence)
    if not every:
        return _NOTHING
    removals = [p for p in every if p.action in ("remove", "extract")]
    others = [p for p in every if p.action not in ("remove", "extract")] if len(removals) < len(every) else ()
    keeps = union((p.start, p.end) for p in others if p.action == "keep")
    total = sum(len(block.text) for block in blocks)
    over = _overreaching(removals, keeps, total, limits)
    cuts, values = _claims([p for p in removals if p.file not in over] if over else removals, keeps, stage)
    flags = {f"overreach:{file}" for file in over} | {p.to or p.rule for p in others if p.action == "flag"}
    return Resolution(cuts, values, tuple(sorted(flags)))


def _precedence(proposal: Proposal) -> tuple[int, int, int, int, str]:
    return -proposal.layer, proposal.order, proposal.start, proposal.end, proposal.rule


def _overreaching(
    removals: Iterable[Proposal], keeps: Sequence[Interval], total: int, limits: Mapping[str, float]
) -> frozenset[str]:
    """The files whose proposals together go beyond their limit."""
    by_rule: dict[str, list[Interval]] = {}
    for proposal in removals:
        by_rule.setdefault(proposal.rule, []).append((proposal.start, proposal.end))
    wanted: dict[str, set[Interval]] = {}
    for rule, found in by_rule.items():
        wanted.setdefault(file_of(rule), set()).update(found)
    over = []
    for file, spans in wanted.items():
        allowed = limits.get(file, DEFAULT_MAX_REMOVED) * total
        # One by one they are at least as long as together: mostly that settles it.
        if length(spans) > allowed and length(subtract(spans, keeps)) > allowed:
            over.append(file)
    return frozenset(over)


def _claims(
    removals: Sequence[Proposal], keeps: Sequence[Interval], stage: str
) -> tuple[tuple[Cut, ...], Mapping[str, str]]:
    """Cuts in the text's order, each in the name of the first proposal that wants it, and the values of owners."""
    claimed = Claimed(keeps)
    asked: set[Interval] = set()
    cuts: list[Cut] = []
    values: dict[str, tuple[int, str]] = {}
    for proposal in removals:
        span = (proposal.start, proposal.end)
        if span in asked:  # several rules want most lines, and whole
            continue
        asked.add(span)
        own = claimed.claim(span)
        for start, end in own:
            cuts.append(Cut(start, end, stage, proposal.rule))
        if proposal.to and proposal.value and own == [span]:
            stated = (proposal.start, proposal.value)
            values[proposal.to] = min(values.get(proposal.to, stated), stated)
    cuts.sort(key=attrgetter("start"))
    named = MappingProxyType({name: value for name, (_, value) in sorted(values.items())}) if values else _NO_VALUES
    return tuple(cuts), named
