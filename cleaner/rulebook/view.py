"""A document as the rules look at it: each line with the stock phrases at its ends, looked up once for all rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from cleaner.document import Block
from cleaner.rulebook.datestamp import Stamp, parse_stamp
from cleaner.rulebook.inside import Inside
from cleaner.rulebook.lexicon import NOTHING, REMEMBERED, Hit, Lexicon, hits
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import PhraseIndex, fold
from cleaner.rulebook.zones import Zones

VOCABULARIES = 64
"""Vocabularies of which lines are remembered: the general one's, and those of the sites last seen."""
_NO_NAMES: frozenset[str] = frozenset()
_NO_HITS: Mapping[str, Hit] = MappingProxyType({})


class Line(NamedTuple):
    """A line, or a part of one, and what phrases stand in it.

    `whole` names the lists of which the line is a phrase; `starts` and `ends` hold, by list, the longest phrase at
    that end of it.
    """

    text: str
    whole: frozenset[str]
    starts: Mapping[str, Hit]
    ends: Mapping[str, Hit]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The lists that a set of rules asks for, by name; `contained` names those whose phrases may stand anywhere."""

    packs: Packs
    indexes: Mapping[str, PhraseIndex]
    contained: frozenset[str]

    @cached_property
    def own(self) -> Lexicon:
        """The rules' own words: what the packs do not have."""
        known = self.packs.kinds
        lists = (index for name, index in self.indexes.items() if name.startswith("="))
        return Lexicon(dict.fromkeys(phrase for index in lists for phrase in index if phrase not in known))

    @cached_property
    def inside(self) -> Inside:
        """What is contained and the packs' own table of such phrases does not have."""
        lists = (self.indexes[name] for name in sorted(self.contained))
        wanted = dict.fromkeys(phrase for index in lists for phrase in index)
        return Inside(phrase for phrase in wanted if not self.packs.stands_inside(phrase))

    def line(self, text: str) -> Line:
        """The text with its phrases."""
        return _lines(self)(text)

    def within(self, text: str) -> frozenset[str]:
        """The contained lists that have a phrase anywhere in the text."""
        if not self.contained:
            return _NO_NAMES
        phrases = self.packs.standing(text)
        if len(self.inside):
            phrases |= self.inside.find(fold(text))
        return self.contained & _NO_NAMES.union(*[_names_of(self, each) for each in phrases]) if phrases else _NO_NAMES


@lru_cache(maxsize=VOCABULARIES)
def _lines(vocabulary: Vocabulary) -> Memory[Line]:
    """Remembered: a line is asked for by every rule that is tried on it."""
    return Memory(partial(_line, vocabulary), REMEMBERED)


def _line(vocabulary: Vocabulary, text: str) -> Line:
    seen = vocabulary.packs.lexicon.sight(text)
    own = vocabulary.own.sight(text) if len(vocabulary.own) else NOTHING
    if seen is NOTHING and own is NOTHING:
        return Line(text, _NO_NAMES, _NO_HITS, _NO_HITS)
    names_of = partial(_names_of, vocabulary)
    whole = _NO_NAMES.union(*[names_of(phrase) for phrase in (*seen.whole, *own.whole)])
    return Line(text, whole, hits((*seen.starts, *own.starts), names_of), hits((*seen.ends, *own.ends), names_of))


@lru_cache(maxsize=REMEMBERED)
def _names_of(vocabulary: Vocabulary, phrase: str) -> frozenset[str]:
    """The lists that have a phrase."""
    return frozenset([name for name, index in vocabulary.indexes.items() if phrase in index.forms])


class View:
    """The lines of one document with its outline; lives as long as its rules are applied."""

    __slots__ = ("blocks", "vocabulary", "zones")

    def __init__(self, blocks: Sequence[Block], zones: Zones, vocabulary: Vocabulary) -> None:
        self.blocks = blocks
        self.zones = zones
        self.vocabulary = vocabulary

    def line(self, index: int) -> Line:
        """Block `index` with its phrases."""
        return self.vocabulary.line(self.blocks[index].text)

    def stamp(self, index: int) -> Stamp | None:
        """The date that block `index` is, if it is nothing but one."""
        return self.zones.stamps.get(index)

    def stamp_of(self, text: str) -> Stamp | None:
        """The date that a part of a line is."""
        return parse_stamp(text, self.vocabulary.packs)
