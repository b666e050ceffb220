"""The rules of a run, and which of them are about a document."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from cleaner.rulebook.base import list_of
from cleaner.rulebook.compiled import Applied, contained_in, phrases_of
from cleaner.rulebook.model import RuleFileBase
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import PhraseIndex
from cleaner.rulebook.proposal import GENERIC, LANGUAGE, SITE
from cleaner.rulebook.ruleset import Choice, Group, RuleSet
from cleaner.rulebook.safeyaml import Tree
from cleaner.rulebook.select import selector
from cleaner.rulebook.shape import words
from cleaner.rulebook.view import Vocabulary


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A rule file: what its rules are called by, where it stands, what it says, and the digest of that."""

    name: str
    path: str
    model: RuleFileBase
    digest: str
    tree: Tree
    builtin: bool = False

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


class RuleBook:
    """All rules of a run. Does not pickle: every process loads its own from the same paths."""

    def __init__(self, files: Sequence[LoadedFile], packs: Packs, *, choice: Choice, salt: str = "") -> None:
        self.files = tuple(files)
        self._numbers = {file.name: number for number, file in enumerate(self.files)}
        self.packs = replace(packs, words=self._own_words())
        self.choice = choice
        self._salt = salt
        self._sites = tuple(file for file in self.files if file.model.site is not None)
        self._selector = selector([site for file in self._sites if (site := file.model.site) is not None])
        self._sets: dict[tuple[int, ...], RuleSet] = {}
        self._indexes: dict[str, PhraseIndex] = {}
        self._groups: dict[tuple[tuple[str, int], ...], Group] = {}
        self._names = {file.name: file for file in self.files}

    @cached_property
    def has_site_markup(self) -> bool:
        """Whether some rule is about the markup of certain sites' pages."""
        return bool(self._sites) and any(applied.rule.kind == "html" for applied in self)

    @property
    def packs_digest(self) -> str:
        """A digest of the language packs."""
        return self._salt

    @cached_property
    def digest(self) -> str:
        """A digest of everything in the book: where it is the same, every document gets the same rules."""
        parts = [self._salt, repr(self.choice), *(f"{file.name}:{file.digest}" for file in self.files)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def __iter__(self) -> Iterator[Applied]:
        """All rules in the order of their files, each once, whatever documents they are about."""
        for file in self.files:
            yield from self._applied(file)

    def rules_of(self, number: int) -> Iterator[Applied]:
        """The rules of the file of that number, in its order."""
        return self._applied(self.files[number])

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
        found = (applied for applied in self._applied(file) if applied.name == name)
        return next(((file, applied) for applied in found), None)

    def alone(self, applied: Applied) -> RuleSet:
        """One rule and no other, as an example of it needs."""
        vocabulary = self._vocabulary([applied])
        return RuleSet((Group((applied,), vocabulary),), vocabulary, Choice(), "", MappingProxyType({}))

    def _set(self, sites: tuple[int, ...]) -> RuleSet:
        if sites not in self._sets:
            self._sets[sites] = self._build([self._sites[index] for index in sites])
        return self._sets[sites]

    def _build(self, sites: Sequence[LoadedFile]) -> RuleSet:
        members = self._members(sites)
        disabled = tuple(pattern for file, _ in members for pattern in file.model.disable)
        choice = Choice(self.choice.select, (*self.choice.ignore, *disabled))
        chosen = [
            applied for file, origin in members for applied in self._applied(file, origin) if choice.wants(applied.name)
        ]
        # The general rules are the same for most sites: they are compiled once, and the site's own beside them.
        own = tuple(applied for applied in chosen if applied.layer == SITE)
        general = tuple(applied for applied in chosen if applied.layer != SITE)
        groups = tuple(self._group(rules) for rules in (own, general) if rules)
        parts = [self._salt, repr(choice), *(f"{file.name}:{file.digest}" for file, _ in members)]
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        limits = {file.name: file.model.limits.max_removed for file, _ in members}
        vocabulary = groups[0].vocabulary if len(groups) == 1 else self._vocabulary(chosen)
        return RuleSet(groups, vocabulary, choice, digest, MappingProxyType(limits))

    def _group(self, rules: tuple[Applied, ...]) -> Group:
        key = tuple((applied.name, applied.layer) for applied in rules)
        if key not in self._groups:
            self._groups[key] = Group(rules, self._vocabulary(rules))
        return self._groups[key]

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

    def _applied(self, file: LoadedFile, origin: LoadedFile | None = None) -> Iterator[Applied]:
        layer = (origin or file).layer
        number = self._numbers[file.name]
        languages = frozenset(name[5:] for name in file.model.extends if name.startswith("lang/")) or None
        for index, rule in enumerate(file.model.rules):
            yield Applied(f"{file.name}/{rule.id}", rule, layer, number * 10_000 + index, languages)

    def _own_words(self) -> frozenset[str]:
        """The words that the rules about every document give themselves."""
        general = (number for number, file in enumerate(self.files) if file.model.site is None)
        phrases = phrases_of(applied.rule for number in general for applied in self.rules_of(number))
        return frozenset(form for phrase in phrases if not phrase.startswith("@") for form in PhraseIndex((phrase,)))

    def _vocabulary(self, rules: Iterable[Applied]) -> Vocabulary:
        """The lists that the rules name."""
        every = tuple(rules)
        indexes = {}
        for name, wanted in _wanted(every).items():
            if name not in self._indexes:
                self._indexes[name] = self._index(*wanted)
            indexes[name] = self._indexes[name]
        contained = frozenset(applied.naming()(phrase) for applied in every for phrase in contained_in(applied.rule))
        return Vocabulary(self.packs, MappingProxyType(indexes), contained)

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
