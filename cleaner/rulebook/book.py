"""The rules of a run, and those that are about one document."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from types import MappingProxyType

from cleaner.document import Block
from cleaner.rulebook.base import list_of
from cleaner.rulebook.compiled import Applied, Table, compile_rule, phrases_of, table
from cleaner.rulebook.kinds.html import Html
from cleaner.rulebook.lexicon import Lexicon, join
from cleaner.rulebook.model import RuleFileBase
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import PhraseIndex
from cleaner.rulebook.proposal import GENERIC, LANGUAGE, SITE, Proposal
from cleaner.rulebook.safeyaml import Tree
from cleaner.rulebook.select import selector
from cleaner.rulebook.shape import words
from cleaner.rulebook.view import View, Vocabulary
from cleaner.rulebook.zones import Zones


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A rule file: what its rules are called by, where it stands, what it says, and the digest of that."""

    name: str
    path: str
    model: RuleFileBase
    digest: str
    tree: Tree

    def place(self, *path: str | int) -> str:
        """`path:line:column` of a part of the file, for people."""
        line, column = self.tree.place(path)
        return f"{self.path}:{line}:{column}"

    @property
    def layer(self) -> int:
        """Where the file's rules rank."""
        if self.model.site is not None:
            return SITE
        return LANGUAGE if self.model.language else GENERIC


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules are wanted: patterns of rule ids (`generic/share`, `*/page-date`); nothing selected means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, rule: str) -> bool:
        """Whether the rule of that id is to be applied."""
        if any(names(pattern, rule) for pattern in self.ignore):
            return False
        return not self.select or any(names(pattern, rule) for pattern in self.select)


def names(pattern: str, rule: str) -> bool:
    """Whether the pattern is the rule's id, its file, or a pattern with stars that fits one of them."""
    return rule == pattern or rule.rpartition("/")[0] == pattern or fnmatchcase(rule, pattern)


class RuleSet:
    """The rules that are about one document (or many of the same kind)."""

    def __init__(
        self, rules: Iterable[Applied], vocabulary: Vocabulary, choice: Choice, digest: str, limits: Mapping[str, float]
    ) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self.limits = limits
        self._vocabulary = vocabulary
        self._choice = choice

    @cached_property
    def _table(self) -> Table:
        compiled = (compile_rule(applied) for applied in self.rules)
        return table((rule for rule in compiled if rule is not None), self._vocabulary)

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
        return self._choice.wants(rule)

    def propose(self, blocks: Sequence[Block], zones: Zones) -> list[Proposal]:
        """What the rules propose for a document, in the order of its lines."""
        return self._table.propose(View(blocks, zones, self._vocabulary))


class RuleBook:
    """All rules of a run. Does not pickle: every process loads its own from the same paths."""

    def __init__(self, files: Sequence[LoadedFile], packs: Packs, *, choice: Choice = Choice(), salt: str = "") -> None:
        self.files = tuple(files)
        self.packs = packs
        self.choice = choice
        self._salt = salt
        self._sites = tuple(file for file in self.files if file.model.site is not None)
        self._selector = selector([site for file in self._sites if (site := file.model.site) is not None])
        self._sets: dict[tuple[int, ...], RuleSet] = {}
        self._names = {file.name: file for file in self.files}

    def __iter__(self) -> Iterator[Applied]:
        """All rules in the order of their files, each once, whatever documents they are about."""
        for number, file in enumerate(self.files):
            yield from self._applied(number, file)

    def rules_of(self, number: int) -> Iterator[Applied]:
        """The rules of the file of that number, in its order."""
        return self._applied(number, self.files[number])

    def for_document(
        self,
        *,
        url: str | None = None,
        site: str | None = None,
        source: str = "",
        lines: Iterable[str] = (),
        published: str | None = None,
    ) -> RuleSet:
        """The rules about a document: the generic and language ones, and those of the sites that it belongs to."""
        if not self._sites:
            return self._set(())
        return self._set(self._selector.matching(url=url, site=site, source=source, lines=lines, published=published))

    def for_file(self, name: str) -> RuleSet:
        """The rules that a document of the file's site would get (of a file without a site: every document)."""
        indexes = tuple(i for i, file in enumerate(self._sites) if file.name == name)
        return self._set(indexes)

    def rule(self, name: str) -> tuple[LoadedFile, Applied] | None:
        """The rule of that id and its file, or None."""
        file = self._names.get(name.rpartition("/")[0])
        if file is None:
            return None
        found = (applied for applied in self._applied(self.files.index(file), file) if applied.name == name)
        return next(((file, applied) for applied in found), None)

    def alone(self, applied: Applied) -> RuleSet:
        """One rule and no other, as an example of it needs."""
        return RuleSet([applied], self._vocabulary([applied]), Choice(), "", MappingProxyType({}))

    def _set(self, sites: tuple[int, ...]) -> RuleSet:
        if sites not in self._sets:
            self._sets[sites] = self._build([self._sites[index] for index in sites])
        return self._sets[sites]

    def _build(self, sites: Sequence[LoadedFile]) -> RuleSet:
        members = self._members(sites)
        disabled = tuple(pattern for file, _ in members for pattern in file.model.disable)
        chosen = [
            applied
            for number, (file, origin) in enumerate(members)
            for applied in self._applied(number, file, origin)
            if self.choice.wants(applied.name) and not any(names(pattern, applied.name) for pattern in disabled)
        ]
        parts = [self._salt, repr(self.choice), *(f"{file.name}:{file.digest}" for file, _ in members)]
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        limits = {file.name: file.model.limits.max_removed for file, _ in members}
        return RuleSet(chosen, self._vocabulary(chosen), self.choice, digest, MappingProxyType(limits))

    def _members(self, sites: Sequence[LoadedFile]) -> list[tuple[LoadedFile, LoadedFile | None]]:
        """The files about documents of the sites, each once, with the site file on whose account it is there."""
        members: dict[str, tuple[LoadedFile, LoadedFile | None]] = {}
        for site in sites:
            members[site.name] = (site, site)
            for file in self._extended(site):
                if file.model.base:
                    members.setdefault(file.name, (file, site))
        for file in self.files:
            if file.model.site is None and not file.model.base:
                for member in (file, *self._extended(file)):
                    members.setdefault(member.name, (member, None))
        return list(members.values())

    def _extended(self, file: LoadedFile) -> list[LoadedFile]:
        """The files that a file extends, and those that they extend, each once, nearest first."""
        found: dict[str, LoadedFile] = {}
        waiting = list(file.model.extends)
        while waiting:
            name = waiting.pop(0)
            if name in self._names and name not in found and name != file.name:
                found[name] = self._names[name]
                waiting.extend(found[name].model.extends)
        return list(found.values())

    def _applied(self, number: int, file: LoadedFile, origin: LoadedFile | None = None) -> Iterator[Applied]:
        layer = (origin or file).layer
        languages = frozenset(name[5:] for name in file.model.extends if name.startswith("lang/")) or None
        for index, rule in enumerate(file.model.rules):
            yield Applied(f"{file.name}/{rule.id}", rule, layer, number * 10_000 + index, languages)

    def _vocabulary(self, rules: Iterable[Applied]) -> Vocabulary:
        """The phrases that the rules name: what many sets have from the shared table, the rest beside it."""
        shared = self._shared[1]
        own = {name: self._index(*wanted) for name, wanted in _wanted(rules).items() if name not in shared}
        return Vocabulary(self._shared[0], _joined(own), self.packs, MappingProxyType({**shared, **own}))

    @cached_property
    def _shared(self) -> tuple[Lexicon, Mapping[str, PhraseIndex]]:
        """The lists of the packs that any rule names, and the words of the rules that are about every document."""
        general = (number for number, file in enumerate(self.files) if file.model.site is None)
        everywhere = _wanted(applied for number in general for applied in self.rules_of(number))
        lists = {
            name: self._index(*wanted)
            for name, wanted in _wanted(self).items()
            if name in everywhere or wanted[0].startswith("@")
        }
        return _joined(lists), MappingProxyType(lists)

    def _index(self, phrase: str, languages: frozenset[str] | None) -> PhraseIndex:
        """The phrases that a rule means: its own, or a list of the packs, of some languages or of so many words."""
        if not phrase.startswith("@"):
            return PhraseIndex((phrase,))
        name, least = list_of(phrase)
        if languages is None and least == 1:
            return self.packs.phrases(name)
        packs = (pack for pack in self.packs.packs if languages is None or pack.language in languages)
        every = (each for pack in packs for each in pack.phrases.get(name, ()))
        return PhraseIndex(each for each in every if words(each) >= least)


def _wanted(rules: Iterable[Applied]) -> dict[str, tuple[str, frozenset[str] | None]]:
    """What the rules name, by the names that it has in the lexicon."""
    wanted: dict[str, tuple[str, frozenset[str] | None]] = {}
    for applied in rules:
        naming = applied.naming()
        for phrase in phrases_of([applied.rule]):
            wanted.setdefault(naming(phrase), (phrase, applied.languages))
    return wanted


def _joined(lists: Mapping[str, PhraseIndex]) -> Lexicon:
    return join({name: tuple(index) for name, index in lists.items()})
