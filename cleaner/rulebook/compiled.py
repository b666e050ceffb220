"""Rules made ready to be applied, one by one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from cleaner.rulebook.kinds import KINDS, Finder, Span
from cleaner.rulebook.linetest import LineTest, Naming, compile_any
from cleaner.rulebook.model import RuleBase
from cleaner.rulebook.pattern import Pattern
from cleaner.rulebook.proposal import SITE, Proposal
from cleaner.rulebook.view import View


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

    def propose(self, view: View, block: int, spans: Iterable[Span] | None = None) -> Iterator[Proposal]:
        """The rule's proposals for a match that begins at the block; `spans` where the finder was asked before."""
        if not self._neighboured(view, block):
            return
        rule = self.applied.rule
        extracts = rule.action == "extract"
        for span in self.finder.find(view, block) if spans is None else spans:
            at = block + span.ahead
            if at == view.zones.headline and self._takes_line(view, at, span):
                continue
            start = view.blocks[at].start
            yield Proposal(
                start + span.start,
                start + span.end,
                self.applied.name,
                rule.action,
                self.applied.layer,
                self.applied.order,
                span.value if extracts else None,
                rule.to,
            )

    def _takes_line(self, view: View, at: int, span: Span) -> bool:
        """Whether a rule that knows no site would take a whole line: the headline is not its to take, it may well
        read like the name of a section."""
        whole = span.end - span.start == len(view.blocks[at].text)
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
    return test.check(view, index, view.line(index)) is not None


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


def phrases_of(rules: Iterable[RuleBase]) -> Iterator[str]:
    """Every phrase and `@list` that the rules name, wherever in them."""
    for rule in rules:
        yield from _phrases(rule.options, ("any_of", "starts", "ends", "contains"))
        if rule.when:
            yield from _phrases(rule.when, ("any_of", "starts", "ends", "contains"))


def contained_in(rule: RuleBase) -> Iterator[str]:
    """Every phrase and `@list` that the rule looks for anywhere in a line."""
    yield from _phrases(rule.options, ("contains",))
    if rule.when:
        yield from _phrases(rule.when, ("contains",))


def _phrases(part: object, keys: Collection[str]) -> Iterator[str]:
    """What stands under the keys, wherever in the part."""
    if isinstance(part, (tuple, list)):
        for inner in part:
            yield from _phrases(inner, keys)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in keys:
                yield from value or ()
            elif not isinstance(value, str):
                yield from _phrases(value, keys)
