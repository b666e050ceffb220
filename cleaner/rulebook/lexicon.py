"""Folded phrases in one table, so that a line is looked up once, whoever asks and however many lists there are.

Most lines of an article begin and end with no stock phrase at all: two dictionary look-ups settle those.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from cleaner.rulebook.memory import Memory
from cleaner.rulebook.phrases import bare, bare_of_folded, by_length, fold

Seam = Literal["end", "space", "mark", "glue", "camel"]
"""What stands at the open end of a phrase: nothing, a space, a mark (`:`, `|`), a new word without a space between
("…the end.Share", "Share2"), or a new capital ("Latest newsIndia", but also "TweetDeck"). Where there are more letters
of the same word ("Sharepoint"), no phrase stands there."""

EDGE = 5
"""Characters at the edge of a line by which phrases are looked up: with fewer more lines have to be compared with
more phrases, with more there are more edges to remember."""
OPENING = 3
"""Letters at the beginning of a line that tell whether all of it can be a phrase."""
REACH = 100
"""Characters at each end of a line in which phrases are looked for; no stock phrase is longer."""
MARGIN = 24
"""Marks and digits that may stand around a phrase that is a whole line."""
REMEMBERED: Final = 1 << 12
"""Lines in each of the two halves of the memory: those of some hundred documents, a few megabytes."""
_OPENERS = '“«"‘(„'
_ENDERS = '.!?…”»)"’。！？'


class Hit(NamedTuple):
    """A phrase of one list at an end of a line: how many characters, and what adjoins it."""

    name: str
    length: int
    seam: Seam


class Place(NamedTuple):
    """A phrase at an end of a line, with bullets and counters beside it counted in, and what adjoins it."""

    phrase: str
    length: int
    seam: Seam


class Sighting(NamedTuple):
    """The phrases of a line: those that are all of it (marks and digits around it apart), and those at its start and
    at its end, the longest first."""

    whole: tuple[str, ...]
    starts: tuple[Place, ...]
    ends: tuple[Place, ...]


NOTHING: Final = Sighting((), (), ())
Bucket = tuple[str, ...] | None


class Lexicon:
    """Folded phrases; its tables are made when first used."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)

    @cached_property
    def _whole(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for phrase in self._phrases:
            key = bare_of_folded(phrase) or phrase
            found[key] = (*found[key], phrase) if key in found else (phrase,)
        return MappingProxyType(found)

    @cached_property
    def _may_be_whole(self) -> Callable[[str], bool]:
        """Whether a line that begins so can be a phrase: told from its first characters where they are letters."""
        openings = frozenset([key[:OPENING] for key in self._whole])

        @lru_cache(maxsize=1 << 14)
        def told(edge: str) -> bool:
            return not (len(edge) == OPENING and edge.isalpha()) or fold(edge) in openings

        return told

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._phrases), default=0)

    @cached_property
    def _longest_first(self) -> Sequence[str]:
        return by_length(self._phrases)

    @cached_property
    def _start_bucket(self) -> Callable[[str], Bucket]:
        return _buckets(self._longest_first, at_start=True)

    @cached_property
    def _end_bucket(self) -> Callable[[str], Bucket]:
        return _buckets(self._longest_first, at_start=False)

    def __len__(self) -> int:
        return len(self._phrases)

    @cached_property
    def sight(self) -> Memory[Sighting]:
        """The phrases of a line."""
        return Memory(self._sight, REMEMBERED)

    def _sight(self, line: str) -> Sighting:
        whole, starts, ends = self.whole(line), self.starts(line), self.ends(line)
        return Sighting(whole, starts, ends) if whole or starts or ends else NOTHING

    def whole(self, line: str) -> tuple[str, ...]:
        """The phrases that the whole line is, marks and counters around it apart."""
        if len(line) > self._longest + MARGIN or not self._may_be_whole(line[:OPENING]):
            return ()
        return self._whole.get(bare(line), ())

    def starts(self, line: str) -> tuple[Place, ...]:
        """The phrases that the line begins with, the longest first."""
        start = 0 if line[:1].isalnum() else next((at for at, mark in enumerate(line) if mark.isalnum()), 0)
        bucket = self._start_bucket(line[start : start + EDGE])
        found = () if bucket is None else _at_start(bucket, line, start)
        if start and (bucket := self._start_bucket(line[:EDGE])) is not None:
            # A phrase may itself begin with a mark: "© All rights reserved".
            found = (*_at_start(bucket, line, 0), *found)
        return found

    def ends(self, line: str) -> tuple[Place, ...]:
        """The phrases that the line ends with, the longest first."""
        end = len(line)
        while end and not line[end - 1].isalpha():
            end -= 1
        bucket = self._end_bucket(line[max(end - EDGE, 0) : end])
        return () if bucket is None else _at_end(bucket, line, end)


def hits(places: Iterable[Place], names_of: Callable[[str], Iterable[str]]) -> dict[str, Hit]:
    """For each list the longest of its phrases among those found at one end of a line."""
    found: dict[str, Hit] = {}
    for phrase, length, seam in places:
        for name in names_of(phrase):
            if name not in found:
                found[name] = Hit(name, length, seam)
    return found


def _at_start(bucket: tuple[str, ...], line: str, start: int) -> tuple[Place, ...]:
    folded = fold(line[start : start + REACH])
    if not folded.startswith(bucket):
        return ()
    found = []
    for phrase in bucket:
        if folded.startswith(phrase):
            length = start + len(phrase)
            if (seam := _seam(line, length)) is not None:
                found.append(Place(phrase, length, seam))
    return tuple(found)


def _at_end(bucket: tuple[str, ...], line: str, end: int) -> tuple[Place, ...]:
    folded = fold(line[max(end - REACH, 0) : end])
    if not folded.endswith(bucket):
        return ()
    found = []
    for phrase in bucket:
        if folded.endswith(phrase):
            length = len(line) - end + len(phrase)
            if (seam := _seam(line, len(line) - length)) is not None:
                found.append(Place(phrase, length, seam))
    return tuple(found)


def _buckets(phrases: Iterable[str], *, at_start: bool) -> Callable[[str], Bucket]:
    """The look-up of phrases by the characters at their start (end), as a line has them: those with the same edge, in
    their order, and the ones shorter than an edge with which it begins (ends); None where there are none.

    Remembered: texts have few different edges.
    """
    edge_of = slice(EDGE) if at_start else slice(-EDGE, None)
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[edge_of], []).append(phrase)
    table = {edge: tuple(members) for edge, members in groups.items()}

    @lru_cache(maxsize=1 << 14)
    def bucket(edge: str) -> Bucket:
        part = folded = fold(edge)
        found = table.get(folded)
        while part := part[:-1] if at_start else part[1:]:
            if part in table:
                found = (*found, part) if found else table[part]
        return found

    return bucket


def _seam(line: str, at: int) -> Seam | None:
    """What joins the characters before `at` to those from `at` on; None inside a word."""
    if not 0 < at < len(line):
        return "end"
    before, after = line[at - 1], line[at]
    if before.isspace() or after.isspace():
        return "space"
    if not after.isalnum():
        return "glue" if after in _OPENERS else "mark"
    if not before.isalnum():
        return "glue" if before in _ENDERS else "mark"
    if after.isdigit() or before.isdigit():
        return "glue" if after.isdigit() != before.isdigit() else None
    if after.isupper() and (not before.isupper() or line[at + 1 : at + 2].islower()):
        return "camel"
    return None
