"""The rules that are about one document, ready to be applied to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

from cleaner.document import Block
from cleaner.rulebook.compiled import Applied, compile_rule
from cleaner.rulebook.kinds.html import Html
from cleaner.rulebook.proposal import Proposal
from cleaner.rulebook.table import Table, table
from cleaner.rulebook.view import View, Vocabulary
from cleaner.rulebook.zones import Zones


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are wanted: patterns of rule ids (`generic/share`, `*/page-date`); nothing selected means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, rule: str) -> bool:
        """Whether the rule of that id is to be applied."""
        if self.leaves_out(rule):
            return False
        return not self.select or any(names(pattern, rule) for pattern in self.select)

    def leaves_out(self, rule: str) -> bool:
        """Whether the rule of that id is ignored, whatever is selected."""
        return any(names(pattern, rule) for pattern in self.ignore)


def names(pattern: str, rule: str) -> bool:
    """Whether the pattern is the rule's id, its file, or a pattern with stars that fits one of them."""
    return rule == pattern or rule.rpartition("/")[0] == pattern or fnmatchcase(rule, pattern)


@dataclass(frozen=True)
class Group:
    """Rules that many documents share; compiled when the first document asks."""

    rules: tuple[Applied, ...]
    vocabulary: Vocabulary

    @cached_property
    def table(self) -> Table:
        """The compiled rules."""
        compiled = (compile_rule(applied) for applied in self.rules)
        return table((rule for rule in compiled if rule is not None), self.vocabulary)


@dataclass(frozen=True)
class RuleSet:
    """The rules that are about one document (or many of the same kind).

    `digest` names them, `limits` holds the `max_removed` of their files.
    """

    groups: tuple[Group, ...]
    vocabulary: Vocabulary
    choice: Choice
    digest: str
    limits: Mapping[str, float]

    @cached_property
    def rules(self) -> tuple[Applied, ...]:
        """The rules, the file that wins first."""
        return tuple(applied for group in self.groups for applied in group.rules)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of the files that have a rule in the set, sorted."""
        return tuple(sorted({applied.name.rpartition("/")[0] for applied in self.rules}))

    @cached_property
    def html(self) -> tuple[tuple[str, Html], ...]:
        """Rule ids and selectors for pages with markup; the one that wins first."""
        ranked = sorted(self.rules, key=lambda applied: (-applied.layer, applied.order))
        return tuple((applied.name, applied.rule.options) for applied in ranked if applied.rule.kind == "html")

    def enabled(self, rule: str) -> bool:
        """Whether a rule id that is not in a file (of structure, of site evidence) is to be applied."""
        return self._wants_all or self.choice.wants(rule)

    @cached_property
    def _wants_all(self) -> bool:
        return not self.choice.select and not self.choice.ignore

    def believed(self, rule: str) -> bool:
        """Whether a rule id of a page's markup is to be applied. Where its article is comes before all rules, so that a
        choice of rules does not bring back the menus; only ignoring one turns it off."""
        return not self.choice.leaves_out(rule)

    def propose(self, blocks: Sequence[Block], zones: Zones) -> list[Proposal]:
        """What the rules propose for a document, in the order of its lines for each group of rules."""
        view = View(blocks, zones, self.vocabulary)
        return [proposal for group in self.groups for proposal in group.table.propose(view)]
