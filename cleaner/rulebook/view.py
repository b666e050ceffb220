"""A document as the rules look at it: each line with the stock phrases at its ends, looked up once for all rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.document import Block
from cleaner.rulebook.datestamp import Stamp, parse_stamp
from cleaner.rulebook.lexicon import Hit, Lexicon
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import PhraseIndex
from cleaner.rulebook.zones import Zones


class Line(NamedTuple):
    """A line, or a part of one, and what phrases stand in it.

    `whole` names the lists of which the line is a phrase; `starts` and `ends` hold, by list, the longest phrase at
    that end of it.
    """

    text: str
    whole: frozenset[str]
    starts: Mapping[str, Hit]
    ends: Mapping[str, Hit]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases that a set of rules asks for: those of the packs, which all sets share, and the rules' own words."""

    shared: Lexicon
    own: Lexicon
    packs: Packs
    indexes: Mapping[str, PhraseIndex]

    def within(self, name: str, text: str) -> bool:
        """Whether a phrase of the list stands anywhere in the text."""
        return self.indexes[name].within(text)

    def line(self, text: str) -> Line:
        """The text with its phrases."""
        whole, starts, ends = self.shared.look(text)
        if self.own.names:
            more = self.own.look(text)
            whole, starts, ends = whole | more[0], {**starts, **more[1]}, {**ends, **more[2]}
        return Line(text, whole, starts, ends)


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
