"""All phrases that the rules ask for, joined into one table, so that a line is looked up once and not once a rule.

Most lines of an article begin and end with no stock phrase at all: two dictionary look-ups settle those.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, Literal

from cleaner.rulebook.phrases import EDGE, bare, bare_of_folded, edges, fold

Seam = Literal["end", "space", "mark", "glue", "camel", "word"]
"""What stands at the open end of a phrase: nothing, a space, a mark (`:`, `|`), a new word without a space between
("…the end.Share", "Share2"), a new capital ("Latest newsIndia", but also "TweetDeck"), or more letters of the same
word ("Sharepoint")."""

REACH = 100
"""Characters at each end of a line in which phrases are looked for; no stock phrase is longer."""
MARGIN = 24
"""Marks and digits that may stand around a phrase that is a whole line."""
_NOWHERE: frozenset[str] = frozenset()
_OPENERS = '“«"‘(„'
_ENDERS = '.!?…”»)"’。！？'


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of one list at an end of a line: how many characters, and what adjoins it."""

    name: str
    length: int
    seam: Seam


Bucket = tuple[str, ...] | None
REMEMBERED: Final = 1 << 13
"""Lines that are remembered: those of some hundred documents, a few megabytes."""
Hits = Mapping[str, Hit]
_NO_HITS: Hits = MappingProxyType({})


@dataclass(frozen=True)
class Lexicon:
    """Phrases (folded) and the names of the lists that have them."""

    names: Mapping[str, frozenset[str]]

    @cached_property
    def _whole(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for phrase, names in self.names.items():
            key = bare_of_folded(phrase) or phrase
            found[key] = found.get(key, frozenset()) | names
        return MappingProxyType(found)

    @cached_property
    def _starts(self) -> Mapping[str, tuple[str, ...]]:
        return edges(self.names, at_start=True)

    @cached_property
    def _ends(self) -> Mapping[str, tuple[str, ...]]:
        return edges(self.names, at_start=False)

    @cached_property
    def longest(self) -> int:
        """Characters of the longest phrase: no longer line is the whole of one."""
        return max(map(len, self.names), default=0)

    @cached_property
    def _start_bucket(self) -> Callable[[str], Bucket]:
        return _remembered(self._starts, at_start=True)

    @cached_property
    def _end_bucket(self) -> Callable[[str], Bucket]:
        return _remembered(self._ends, at_start=False)

    @cached_property
    def look(self) -> Callable[[str], tuple[frozenset[str], Hits, Hits]]:
        """The lists of which the whole line is a phrase (marks and digits around it apart), and for each list the
        longest of its phrases at the start and at the end of the line (bullets and counters beside them counted in).

        Remembered: a document's lines are looked at more than once, and sites repeat themselves.
        """
        return lru_cache(maxsize=REMEMBERED)(self._look)

    def _look(self, line: str) -> tuple[frozenset[str], Hits, Hits]:
        start = 0 if line[:1].isalnum() else next((at for at, mark in enumerate(line) if mark.isalnum()), 0)
        bucket = self._start_bucket(line[start : start + EDGE])
        starts = _NO_HITS
        if bucket is not None:
            starts = self._hits(bucket, fold(line[start : start + REACH]), line, start, at_start=True)
        if start and (bucket := self._start_bucket(line[:EDGE])) is not None:
            # A phrase may itself begin with a mark: "© All rights reserved".
            starts = {**starts, **self._hits(bucket, fold(line[:REACH]), line, 0, at_start=True)}
        end = len(line)
        while end and not line[end - 1].isalpha():
            end -= 1
        bucket = self._end_bucket(line[max(end - EDGE, 0) : end])
        ends = _NO_HITS
        if bucket is not None:
            ends = self._hits(bucket, fold(line[max(end - REACH, 0) : end]), line, len(line) - end, at_start=False)
        whole = _NOWHERE if len(line) > self.longest + MARGIN else self._whole.get(bare(line), _NOWHERE)
        return whole, starts, ends

    def _hits(self, bucket: tuple[str, ...], folded: str, line: str, skipped: int, *, at_start: bool) -> dict[str, Hit]:
        hits: dict[str, Hit] = {}
        if not (folded.startswith(bucket) if at_start else folded.endswith(bucket)):
            return hits
        for phrase in bucket:
            if not (folded.startswith(phrase) if at_start else folded.endswith(phrase)):
                continue
            length = skipped + len(phrase)
            seam = start_seam(line, length) if at_start else end_seam(line, length)
            for name in self.names[phrase]:
                # The longest comes first; one that ends inside a word gives way to a shorter one that does not.
                if name not in hits or hits[name].seam == "word" != seam:
                    hits[name] = Hit(name, length, seam)
        return hits


def _remembered(table: Mapping[str, tuple[str, ...]], *, at_start: bool) -> Callable[[str], Bucket]:
    """The look-up of an edge as written: texts have few different ones, so most are known already."""

    @lru_cache(maxsize=1 << 14)
    def bucket(edge: str) -> Bucket:
        folded = fold(edge)
        shorter = (folded[:2], folded[:1]) if at_start else (folded[-2:], folded[-1:])
        return next((table[key] for key in (folded, *shorter) if key in table), None)

    return bucket


def start_seam(line: str, length: int) -> Seam:
    """What adjoins the first `length` characters of the line."""
    return "end" if length >= len(line) else _seam(line, length)


def end_seam(line: str, length: int) -> Seam:
    """What adjoins the last `length` characters of the line."""
    return "end" if length >= len(line) else _seam(line, len(line) - length)


def _seam(line: str, at: int) -> Seam:
    """What joins the characters before `at` to those from `at` on."""
    before, after = line[at - 1], line[at]
    if before.isspace() or after.isspace():
        return "space"
    if not after.isalnum():
        return "glue" if after in _OPENERS else "mark"
    if not before.isalnum():
        return "glue" if before in _ENDERS else "mark"
    if after.isdigit() or before.isdigit():
        return "glue" if after.isdigit() != before.isdigit() else "word"
    if after.isupper() and (not before.isupper() or line[at + 1 : at + 2].islower()):
        return "camel"
    return "word"


def join(lists: Mapping[str, Iterable[str]]) -> Lexicon:
    """The lexicon of named lists of phrases; these must be folded, as `PhraseIndex` gives them."""
    names: dict[str, set[str]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            names.setdefault(phrase, set()).add(name)
    return Lexicon(MappingProxyType({phrase: frozenset(found) for phrase, found in names.items()}))
