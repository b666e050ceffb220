"""`rules test`: every example of every rule, and whether the rules do anything at all.

Each example is tried with its rule alone, so that it says something about that rule. Then the rule's examples are
tried with all rules that a document of its site gets: a rule whose every match goes to rules that rank above it
would never show in a ledger, and its author should know.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cleaner.rulebook.book import LoadedFile, RuleBook
from cleaner.rulebook.compiled import Applied
from cleaner.rulebook.dom import try_html
from cleaner.rulebook.examples import Outcome, lines_of, try_out
from cleaner.rulebook.model import Test
from cleaner.rulebook.ruleset import RuleSet

Verdict = Literal["passed", "failed", "never-fires", "shadowed", "untested"]
FAILURES: frozenset[Verdict] = frozenset(("failed", "never-fires", "shadowed"))


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one rule or one of its examples, and where that stands."""

    rule: str
    verdict: Verdict
    place: str
    message: str = ""
    diff: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether `rules test` fails on account of it."""
        return self.verdict in FAILURES


def check(book: RuleBook) -> Iterator[Finding]:
    """Every finding, in the order of the files."""
    for number, file in enumerate(book.files):
        for applied in book.rules_of(number):
            yield from check_rule(book, file, applied)


def check_rule(book: RuleBook, file: LoadedFile, applied: Applied) -> Iterator[Finding]:
    """The findings about one rule of the file."""
    together = book.for_file(file.name)
    index = [rule.id for rule in file.model.rules].index(applied.rule.id)
    name, rule = applied.name, applied.rule
    if not rule.tests:
        yield Finding(name, "untested", file.place("rules", index, "id"), "the rule has no examples")
        return
    if rule.kind == "html":
        yield from _check_html(file, index, applied)
        return
    # An exception does nothing alone: its examples are about what it saves from the other rules.
    rules = together if rule.action == "keep" else book.alone(applied)
    fired: list[Test] = []
    for at, test in enumerate(rule.tests):
        outcome = try_out(test.text, rules, book.packs)
        if any(proposal.rule == name for proposal in outcome.proposals):
            fired.append(test)
        yield _judge(name, test, outcome, file.place("rules", index, "tests", at))
    place = file.place("rules", index, "id")
    if not fired:
        yield Finding(name, "never-fires", place, "none of its examples makes the rule propose anything")
    elif name not in {other.name for other in together.rules}:
        return
    elif (by := _shadowed_by(applied, fired, together, book)) and not _overridden(book, file, by):
        yield Finding(name, "shadowed", place, f"all that it finds in its examples goes to {', '.join(by)}")


def _judge(name: str, test: Test, outcome: Outcome, place: str) -> Finding:
    wanted = test.keep if test.keep is not None else test.out
    if wanted is not None and outcome.kept != lines_of(wanted):
        diff = tuple(difflib.ndiff(lines_of(wanted), outcome.kept))
        return Finding(name, "failed", place, "the text that stays is not the expected one (- expected, + found)", diff)
    if test.extracts is not None:
        own = [proposal.value for proposal in outcome.proposals if proposal.rule == name]
        if test.extracts not in own:
            return Finding(name, "failed", place, f"expected to extract {test.extracts!r}, found {own}")
    if test.flags is not None and test.flags != bool(outcome.resolution.flags):
        return Finding(
            name, "failed", place, "flags the text" if outcome.resolution.flags else "does not flag the text"
        )
    return Finding(name, "passed", place)


def _shadowed_by(applied: Applied, fired: Sequence[Test], together: RuleSet, book: RuleBook) -> tuple[str, ...]:
    """The rules that take all of what the rule finds in its examples; none where it keeps something for itself."""
    if applied.rule.action in ("keep", "flag"):
        return ()
    others: set[str] = set()
    for test in fired:
        outcome = try_out(test.text, together, book.packs)
        spans = [(p.start, p.end) for p in outcome.proposals if p.rule == applied.name]
        owners = {cut.rule for cut in outcome.resolution.cuts if any(a < cut.end and cut.start < b for a, b in spans)}
        if applied.name in owners or not owners:
            return ()
        others |= owners
    return tuple(sorted(others))


def _overridden(book: RuleBook, file: LoadedFile, by: Sequence[str]) -> bool:
    """Whether rules that somebody added take the place of one that came along, which is what they are for."""
    if not file.builtin:
        return False
    files = {other.name: other for other in book.files}
    return all(not files[rule.rpartition("/")[0]].builtin for rule in by)


def _check_html(file: LoadedFile, index: int, applied: Applied) -> Iterator[Finding]:
    for at, test in enumerate(applied.rule.tests):
        place = file.place("rules", index, "tests", at)
        found = try_html(test.text, applied.rule.options)
        wanted = test.keep if test.keep is not None else test.out
        if wanted is not None and found.lines != lines_of(wanted):
            diff = tuple(difflib.ndiff(lines_of(wanted), found.lines))
            yield Finding(applied.name, "failed", place, "the text that stays is not the expected one", diff)
        elif test.extracts is not None and test.extracts not in found.values:
            yield Finding(applied.name, "failed", place, f"expected {test.extracts!r}, found {list(found.values)}")
        else:
            yield Finding(applied.name, "passed", place)
