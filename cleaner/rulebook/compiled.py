"""Rules made ready to be applied: indexed by the phrases that they need."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from pydantic import BaseModel

from cleaner.rulebook.kinds import KINDS, Finder, Span
from cleaner.rulebook.linetest import LineTest, Naming, Trigger, compile_any
from cleaner.rulebook.model import RuleBase
from cleaner.rulebook.pattern import Pattern
from cleaner.rulebook.phrases import fold
from cleaner.rulebook.probe import Probe, phrase_probe, regex_probe
from cleaner.rulebook.proposal import SITE, Proposal
from cleaner.rulebook.view import View, Vocabulary
from cleaner.rulebook.zones import Zone

PROBED = 1000
"""Characters of the longest line in which phrases are looked for anywhere; a paragraph may mention what it likes."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A rule in the place that its file gives it."""

    name: str
    rule: RuleBase
    layer: int
    order: int
    languages: frozenset[str] | None = None

    def naming(self) -> Naming:
        """How the rule's phrases are called in the lexicon."""
        suffix = "|" + ",".join(sorted(self.languages)) if self.languages is not None else ""
        return lambda phrase: phrase[1:] + suffix if phrase.startswith("@") else "=" + phrase


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its finder."""

    applied: Applied
    finder: Finder
    previous: LineTest | None
    next: LineTest | None
    beside: LineTest | None
    at_start: bool
    at_end: bool

    def propose(self, view: View, block: int) -> Iterator[Proposal]:
        """The rule's proposals for a match that begins at the block."""
        rule = self.applied.rule
        if not self._neighboured(view, block):
            return
        for span in self.finder.find(view, block):
            start = view.blocks[span.block].start
            if span.block == view.zones.headline and self._takes_line(view, span):
                continue
            value = span.value if rule.action == "extract" else None
            yield Proposal(
                start + span.start,
                start + span.end,
                self.applied.name,
                rule.action,
                self.applied.layer,
                self.applied.order,
                value,
                rule.to,
            )

    def _takes_line(self, view: View, span: Span) -> bool:
        """Whether a rule that knows no site would take a whole line: the headline is not its to take, it may well
        read like the name of a section."""
        whole = span.end - span.start == len(view.blocks[span.block].text)
        return whole and self.applied.layer < SITE and self.applied.rule.action in ("remove", "extract")

    def _neighboured(self, view: View, block: int) -> bool:
        if self.previous is not None and not _holds(self.previous, view, block - 1, edge=self.at_start):
            return False
        if self.next is not None and not _holds(self.next, view, block + 1, edge=self.at_end):
            return False
        return self.beside is None or any(_holds(self.beside, view, block + at, edge=False) for at in (-1, 1))


def _holds(test: LineTest, view: View, index: int, *, edge: bool) -> bool:
    if not 0 <= index < len(view.blocks):
        return edge
    return test.check(view, index, view.lines[index]) is not None


def compile_rule(applied: Applied) -> CompiledRule | None:
    """The rule ready to be applied to lines; None for one that is not applied to lines (html)."""
    kind = KINDS[applied.rule.kind]
    if kind.compile is None:
        return None
    naming = applied.naming()
    when = applied.rule.when
    previous, following, beside = (when.previous, when.next, when.beside) if when else (None, None, None)
    return CompiledRule(
        applied,
        kind.compile(applied.rule.options, naming),
        compile_any(previous, naming) if previous else None,
        compile_any(following, naming) if following else None,
        compile_any(beside, naming) if beside else None,
        _names_edge(previous, "page_start"),
        _names_edge(following, "page_end"),
    )


def _names_edge(patterns: Sequence[Pattern] | None, edge: str) -> bool:
    return any(pattern.is_ == edge for pattern in patterns or ())


@dataclass(frozen=True)
class ZoneTable:
    """The rules for one zone of a document, by what makes them worth trying on a line of it."""

    by_trigger: Mapping[Trigger, tuple[CompiledRule, ...]]
    always: tuple[CompiledRule, ...]
    inside: Probe | None
    matches: Probe | None
    finds: Probe | None

    def rules(self, view: View, index: int) -> Sequence[CompiledRule]:
        """The rules worth trying on block `index`, in their order."""
        line = view.lines[index]
        triggers: set[Trigger] = {("start", name) for name in line.starts}
        triggers.update(("end", name) for name in line.ends)
        triggers.update(("whole", name) for name in line.whole)
        if view.stamp(index) is not None:
            triggers.add("stamp")
        if self.inside is not None and len(line.text) <= PROBED:
            triggers.update(("inside", name) for name in self.inside.names(fold(line.text)))
        if self.matches is not None:
            triggers.update(("matches", pattern) for pattern in self.matches.names(line.text))
        if self.finds is not None:
            triggers.update(("finds", pattern) for pattern in self.finds.names(line.text))
        return self._triggered(frozenset(triggers)) if triggers else self.always

    @cached_property
    def _triggered(self) -> Callable[[frozenset[Trigger]], Sequence[CompiledRule]]:
        """The rules that some triggers call for; lines with chrome in them are of few sorts."""
        return lru_cache(maxsize=1 << 12)(self._of)

    def _of(self, triggers: frozenset[Trigger]) -> Sequence[CompiledRule]:
        found = {rule.applied.order: rule for trigger in triggers for rule in self.by_trigger.get(trigger, ())}
        if not found:
            return self.always
        found.update((rule.applied.order, rule) for rule in self.always)
        return [found[order] for order in sorted(found)]


@dataclass(frozen=True)
class Table:
    """Compiled rules, ready for a document."""

    zones: Mapping[Zone, ZoneTable]

    def propose(self, view: View) -> list[Proposal]:
        """All proposals of all rules, in the order of the lines and then of the rules."""
        found: list[Proposal] = []
        for index, zone in enumerate(view.zones.of):
            for rule in self.zones[zone].rules(view, index):
                found.extend(rule.propose(view, index))
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
    lists = tuple((name, tuple(vocabulary.indexes[name])) for name in inside)
    return ZoneTable(
        MappingProxyType({key: tuple(found) for key, found in by_trigger.items()}),
        tuple(always),
        phrase_probe(lists) if lists else None,
        regex_probe(matches, full=True) if matches else None,
        regex_probe(finds, full=False) if finds else None,
    )


def phrases_of(rules: Iterable[RuleBase]) -> Iterator[str]:
    """Every phrase and `@list` that the rules name, wherever in them."""
    for rule in rules:
        yield from _phrases(rule.options)
        if rule.when:
            yield from _phrases(rule.when)


def _phrases(part: object) -> Iterator[str]:
    if isinstance(part, (tuple, list)):
        for inner in part:
            yield from _phrases(inner)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in ("any_of", "starts", "ends", "contains"):
                yield from value or ()
            elif not isinstance(value, str):
                yield from _phrases(value)
