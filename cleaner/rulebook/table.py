"""The rules of a group by what makes them worth trying: most lines of an article call for none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType

from cleaner.document import Block
from cleaner.rulebook.compiled import CompiledRule
from cleaner.rulebook.kinds import Span
from cleaner.rulebook.linetest import Trigger
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.probe import Probe, regex_probe
from cleaner.rulebook.proposal import Proposal
from cleaner.rulebook.view import View, Vocabulary
from cleaner.rulebook.zones import Zone, Zones

PROBED = 1000
"""Characters of the longest line in which phrases are looked for anywhere; a paragraph may mention what it likes."""
REMEMBERED, TABLES = 1 << 11, 128
"""Lines in each half of a table's memory, and tables that have one: the general ones, and the sites last seen."""
_ALONE = Zones(("body",))

Tried = tuple[CompiledRule, tuple[Span, ...] | None]
"""A rule and what it finds in a line; None where that depends on where the line stands."""


@dataclass(frozen=True, eq=False)
class ZoneTable:
    """The rules for one zone of a document, by what makes them worth trying on a line of it."""

    by_trigger: Mapping[Trigger, tuple[CompiledRule, ...]]
    always: tuple[CompiledRule, ...]
    inside: bool
    matches: Probe | None
    finds: Probe | None
    vocabulary: Vocabulary

    def triggered(self, text: str, *, stamp: bool) -> list[CompiledRule]:
        """The rules that a line may be about, in their order; `stamp` says that it is a date stamp."""
        line = self.vocabulary.line(text)
        triggers: list[Trigger] = ["stamp"] if stamp else []
        if line.starts or line.ends or line.whole:
            triggers += [("start", name) for name in line.starts]
            triggers += [("end", name) for name in line.ends]
            triggers += [("whole", name) for name in line.whole]
        if self.inside and len(text) <= PROBED:
            triggers += [("inside", name) for name in self.vocabulary.within(text)]
        if self.matches is not None:
            triggers += [("matches", pattern) for pattern in self.matches.names(text)]
        if self.finds is not None:
            triggers += [("finds", pattern) for pattern in self.finds.names(text)]
        if not triggers:
            return list(self.always)
        found = {rule.applied.order: rule for trigger in triggers for rule in self.by_trigger.get(trigger, ())}
        found.update((rule.applied.order, rule) for rule in self.always)
        return [found[order] for order in sorted(found)]


@lru_cache(maxsize=TABLES)
def _memory(table: ZoneTable, stamp: bool) -> Memory[tuple[Tried, ...]]:
    """The rules worth trying on the lines last seen; a line that is a date `stamp` in one place is one everywhere."""
    return Memory(partial(_worth_trying, table, stamp), REMEMBERED)


def _worth_trying(table: ZoneTable, stamp: bool, text: str) -> tuple[Tried, ...]:
    """The rules worth trying on a line, with what those find that look at nothing but its text."""
    rules = table.triggered(text, stamp=stamp)
    if not rules:
        return ()
    view = View((Block(text, 0),), _ALONE, table.vocabulary)
    tried = ((rule, tuple(rule.finder.find(view, 0)) if rule.finder.alone else None) for rule in rules)
    return tuple((rule, spans) for rule, spans in tried if spans is None or spans)


@dataclass(frozen=True)
class Table:
    """Compiled rules, ready for a document."""

    zones: Mapping[Zone, ZoneTable]

    def propose(self, view: View) -> list[Proposal]:
        """All proposals of all rules, in the order of the lines and then of the rules."""
        found: list[Proposal] = []
        stamps = view.zones.stamps
        for index, (zone, block) in enumerate(zip(view.zones.of, view.blocks, strict=True)):
            for rule, spans in _memory(self.zones[zone], index in stamps)(block.text):
                found.extend(rule.propose(view, index, spans))
        return found


def table(rules: Iterable[CompiledRule], vocabulary: Vocabulary) -> Table:
    """The index of the rules; their orders must differ."""
    every = tuple(rules)
    zones: tuple[Zone, ...] = ("header", "body", "tail")
    return Table(MappingProxyType({zone: _zone_table(zone, every, vocabulary) for zone in zones}))


def _zone_table(zone: Zone, rules: Iterable[CompiledRule], vocabulary: Vocabulary) -> ZoneTable:
    by_trigger: dict[Trigger, list[CompiledRule]] = {}
    always: list[CompiledRule] = []
    for rule in rules:
        if zone not in rule.applied.rule.scope and "any" not in rule.applied.rule.scope:
            continue
        if rule.finder.triggers is None:
            always.append(rule)
        for trigger in rule.finder.triggers or ():
            by_trigger.setdefault(trigger, []).append(rule)
    inside, matches, finds = (
        sorted(trigger[1] for trigger in by_trigger if trigger[0] == kind) for kind in ("inside", "matches", "finds")
    )
    return ZoneTable(
        MappingProxyType({key: tuple(found) for key, found in by_trigger.items()}),
        tuple(always),
        bool(inside),
        regex_probe(matches, full=True) if matches else None,
        regex_probe(finds, full=False) if finds else None,
        vocabulary,
    )
